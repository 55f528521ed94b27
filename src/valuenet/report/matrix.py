"""Matrices: a cell for each pair, with its figure, shaded by how far it is from what was expected."""

from __future__ import annotations

import math

from valuenet.report.colours import LESS, MORE, ink_on
from valuenet.report.document import Chart
from valuenet.report.fit import fitted
from valuenet.report.shapes import SIZE, WIDTH, Drawing, drawing, marked, rect, word

_HIGH, _WIDE, _NARROW = 46.0, 150.0, 130.0
_PER_DOUBLING = 2.0  # steps of colour from as expected to twice or half of it


def against(ratio: float) -> str:
    """Return the colour of a ratio to the expected: of the steps of more above one, of those of less below it.

    >>> against(1.0), against(2.0), against(0.5), against(0.0), against(100.0)
    ('more1', 'more3', 'less2', 'less4', 'more6')
    """
    steps = math.log2(max(ratio, 1e-9)) * _PER_DOUBLING
    if steps >= -0.5:
        return MORE[min(len(MORE) - 1, round(max(steps, 0.0)))]
    return LESS[min(len(LESS) - 1, round(-steps) - 1)]


def matrix(chart: Chart) -> Drawing:
    """Return a cell a mark, in the row of its label and the column of its series.

    A cell has its figure and, under it, its height as a multiple of the expected, which also gives it its colour.
    """
    rows = {mark.key or mark.label: mark.label for mark in chart.marks}
    columns = chart.series
    wide = min(_WIDE, (WIDTH - _NARROW - 8) / max(1, len(columns)))
    size, high, top = (SIZE if wide > 56 else 10), (_HIGH if wide > 56 else 34.0), 48.0
    parts = [word(chart.axis, _NARROW - 10, 12, "end", fill="quiet"), word(chart.up_axis, _NARROW, 12, fill="quiet")]
    for at, name in enumerate(columns):
        middle = _NARROW + (at + 0.5) * wide - 1
        parts.append(word(fitted(name, wide - 6, size), middle, 34, "middle", size=size))
    for at, name in enumerate(rows.values()):
        parts.append(word(fitted(name, _NARROW - 14, SIZE), _NARROW - 10, top + (at + 0.5) * high - 1, "end"))
    places = {key: at for at, key in enumerate(rows)}
    for mark in chart.marks:
        if mark.series not in columns:
            continue
        x, y = _NARROW + columns.index(mark.series) * wide, top + places[mark.key or mark.label] * high
        colour = "paper" if mark.height is None else against(mark.height)
        cell = rect(x, y, wide - 2, high - 2, colour, stroke="rule" if mark.height is None else "")
        parts.append(marked(cell, mark, chart))
        ratio, ink = ("" if mark.height is None else f"×{mark.height:.2f}"), ink_on(colour) if mark.height else "ink"
        middle = x + wide / 2 - 1
        parts.append(word(mark.shown, middle, y + high * 0.32, "middle", size=size, fill=ink, weight=600))
        parts.append(word(ratio, middle, y + high * 0.68, "middle", size=size - 1.5, fill=ink))
    return drawing(chart, top + high * len(rows) + 4, parts)
