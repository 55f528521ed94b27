"""Bars and columns: rankings, years, groups side by side and stacked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from valuenet.language import no_data, number
from valuenet.report.colours import ink_on
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import axis, fitted, width_of
from valuenet.report.legend import colours_of, gutter, legend, named_beside
from valuenet.report.shapes import SIZE, WIDTH, Drawing, drawing, line, marked, rect, word

LONGEST = 20
"""Rankings are cut to this many bars; the table has them all."""

_ROW, _BAR = 24.0, 17.0
_HIGH = 220.0


def greatest(values: Sequence[float | None]) -> float:
    """Return the greatest known value, or 1 where none is above zero."""
    return max((value for value in values if value is not None), default=0) or 1


def ranked_bars(chart: Chart) -> Drawing:
    """Return horizontal bars in the order of the marks, each with its label and figure."""
    marks, (parts, above) = chart.marks[:LONGEST], legend(chart)
    left = gutter([mark.label for mark in marks])
    right = max(60.0, *(width_of(mark.shown, SIZE) + 16 for mark in marks))
    unit = (WIDTH - left - right) / greatest([mark.value for mark in marks])
    for at, mark in enumerate(marks):
        top, wide = above + 4 + _ROW * at, (mark.value or 0) * unit
        if mark.value is not None:
            bar = rect(left, top + (_ROW - _BAR) / 2, wide, _BAR, mark.colour or "deep")
            parts.append(marked(bar, mark, chart))
        parts += named_beside(mark.label, left - 10, top + _ROW / 2, left - 14)
        parts.append(word(mark.shown, left + wide + 7, top + _ROW / 2, fill="quiet"))
    return drawing(chart, above + 8 + _ROW * len(marks), parts)


def columns(chart: Chart) -> Drawing:
    """Return upright columns with their figures, or with an axis where those are too wide; labels are thinned out.

    A place whose value is not known says so, with a dash where there is no room for the words.
    """
    step = (WIDTH - 24.0) / max(1, len(chart.marks))
    figures = max((width_of(mark.shown, SIZE - 1) for mark in chart.marks), default=0) <= step
    top, left = 22.0, 12.0
    parts: list[str] = []
    unit, base = _HIGH / greatest([mark.value for mark in chart.marks]), top + _HIGH
    if not figures:
        parts, unit, left = _axis(chart, top)
        step = (WIDTH - 12 - left) / max(1, len(chart.marks))
    every = math.ceil((max((width_of(mark.label, SIZE) for mark in chart.marks), default=0) + 4) / max(1.0, step))
    for at, mark in enumerate(chart.marks):
        middle, high = left + (at + 0.5) * step, (mark.value or 0) * unit
        if mark.value is not None:
            bar = rect(middle - step * 0.375, base - high, step * 0.75, high, mark.colour or "deep")
            parts.append(marked(bar, mark, chart))
            parts.append(word(mark.shown if figures else "", middle, base - high - 9, "middle", size=SIZE - 1))
        elif mark.shown:
            missing = no_data(chart.language)
            shown = missing if width_of(missing, SIZE - 1) <= step else "–"
            parts.append(word(shown, middle, base - 9, "middle", size=SIZE - 1, fill="quiet"))
        if at % every == 0:
            parts.append(word(fitted(mark.label, max(step, 40.0) * every, SIZE), middle, base + 14, "middle"))
    return drawing(chart, base + 26, [*parts, line(left, base, WIDTH - 12, base, "quiet")])


def _axis(chart: Chart, top: float) -> tuple[list[str], float, float]:
    """Return an axis in round values left of columns, pixels for a unit of it, and where the columns begin."""
    known = [mark.value for mark in chart.marks if mark.value is not None]
    up = axis([0.0, greatest(list(known))], _HIGH, upward=True)
    shown = [number(at, chart.unit, chart.language) for at in up.ticks]
    left = 20.0 + max(width_of(each, SIZE - 1) for each in shown)
    parts = [line(left, top + up.place(at), WIDTH - 12, top + up.place(at)) for at in up.ticks]
    words = zip(shown, up.ticks, strict=True)
    parts += [word(each, left - 8, top + up.place(at), "end", size=SIZE - 1, fill="quiet") for each, at in words]
    return parts, _HIGH / up.ticks[-1], left


def labels_in_order(marks: Sequence[Mark]) -> dict[str, str]:
    """Return the labels by what they stand for: two things of one name keep a place each.

    >>> labels_in_order([Mark("a", 1, "", key="x"), Mark("a", 2, "", key="y"), Mark("a", 3, "", key="x")])
    {'x': 'a', 'y': 'a'}
    """
    labels = {mark.key or mark.label: mark.label for mark in marks}
    return dict(list(labels.items())[:LONGEST])


def grouped_bars(chart: Chart) -> Drawing:
    """Return bars of several series side by side for each label; a label has room for the bars that it has."""
    labels, (parts, above) = labels_in_order(chart.marks), legend(chart)
    left, right, colours = gutter(list(labels.values())), 100, colours_of(chart)
    known = [mark for mark in chart.marks if mark.value is not None]
    unit = (WIDTH - left - right) / greatest([max(0.0, mark.value or 0) for mark in known])
    top = above + 6.0
    for key, label in labels.items():
        some = [mark for mark in known if (mark.key or mark.label) == key]
        high = max(_ROW, 16.0 * len(some) + 8)
        bar = min(_BAR, (high - 8) / max(1, len(some)))
        parts += named_beside(label, left - 10, top + high / 2, left - 14)
        for at, mark in enumerate(sorted(some, key=lambda mark: chart.series.index(mark.series or ""))):
            y, wide = top + (high - bar * len(some)) / 2 + bar * at, max(0.0, mark.value or 0) * unit
            colour = colours[chart.series.index(mark.series or "")]
            parts.append(marked(rect(left, y, wide, bar - 1, colour), mark, chart))
            parts.append(word(mark.shown, left + wide + 6, y + bar / 2, size=SIZE - 1, fill="quiet"))
        top += high
    return drawing(chart, top + 4, parts)


def _labels(labels: Iterable[str], left: float, top: float, high: float) -> list[str]:
    lines = (named_beside(label, left - 10, top + (at + 0.5) * high, left - 14) for at, label in enumerate(labels))
    return [part for line_ in lines for part in line_]


def stacked_bars(chart: Chart) -> Drawing:
    """Return bars of several series end to end for each label, with their sum; wide parts name their figure."""
    labels, (parts, above) = labels_in_order(chart.marks), legend(chart)
    left, right, colours = gutter(list(labels.values())), 100, colours_of(chart)
    stacks = {
        key: sorted(
            (mark for mark in chart.marks if (mark.key or mark.label) == key and mark.value is not None),
            key=lambda mark: chart.series.index(mark.series or ""),
        )
        for key in labels
    }
    sums = {key: sum(max(0.0, mark.value or 0) for mark in stack) for key, stack in stacks.items()}
    unit = (WIDTH - left - right) / greatest(list(sums.values()))
    for at, (key, stack) in enumerate(stacks.items()):
        middle, x = above + 6 + (at + 0.5) * _ROW, float(left)
        for mark in stack:
            wide, colour = max(0.0, mark.value or 0) * unit, colours[chart.series.index(mark.series or "")]
            if wide > 0:
                parts.append(marked(rect(x, middle - _BAR / 2, max(wide - 1, 0.6), _BAR, colour), mark, chart))
            if len(stack) > 1 and width_of(mark.shown, SIZE - 2) + 8 <= wide:
                parts.append(word(mark.shown, x + wide / 2, middle, "middle", size=SIZE - 2, fill=ink_on(colour)))
            x += wide
        parts.append(word(number(sums[key], chart.unit, chart.language) if stack else "", x + 7, middle, fill="quiet"))
    parts += _labels(labels.values(), left, above + 6, _ROW)
    return drawing(chart, above + 10 + _ROW * len(labels), parts)
