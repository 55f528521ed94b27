"""Tile maps and scatters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from valuenet.language import number
from valuenet.report.bars import greatest
from valuenet.report.colours import MORE, ink_on
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import Axis, Box, axis, fitted, free_labels, width_of
from valuenet.report.shapes import WIDTH, Drawing, dot, drawing, line, marked, rect, word

_TILE, _GAP = (80, 50), 3
_NAMED, _SMALL = 22, 11.0
_PLOT = (64.0, 32.0, 24.0, 380.0)  # left, top, right, height


def step_of(value: float, top: float) -> str:
    """Return the step of colour of a quantity from zero to `top`, by its root: small quantities stay apart.

    >>> step_of(0, 100), step_of(10, 100), step_of(100, 100)
    ('more1', 'more2', 'more6')
    """
    share = math.sqrt(max(value, 0.0) / top)
    return MORE[min(len(MORE) - 1, int(share * len(MORE)))]


def tile_map(chart: Chart) -> Drawing:
    """Return one square a region, darker for more; squares without data stay empty."""
    tiles = [(mark, mark.tile) for mark in chart.marks if mark.tile]
    top = greatest([mark.value for mark, _ in tiles])
    across, down = _TILE
    last = max((column for _, (_, column) in tiles), default=1)
    left = max(0.0, (WIDTH - last * across + _GAP) / 2)
    parts = []
    for mark, (row, column) in tiles:
        x, y = left + (column - 1) * across, 4.0 + (row - 1) * down
        colour = "" if mark.value is None else step_of(mark.value, top)
        edge = "" if colour else "rule"
        square = rect(x, y, across - _GAP, down - _GAP, colour or "paper", stroke=edge, radius=3)
        parts.append(marked(square, mark, chart) if colour else square)
        ink, middle = (ink_on(colour) if colour else "quiet"), x + (across - _GAP) / 2
        parts.append(word(fitted(mark.label, across - 5, 10.5), middle, y + down * 0.32, "middle", size=10.5, fill=ink))
        if colour:
            parts.append(word(mark.shown, middle, y + down * 0.7, "middle", fill=ink, weight=600))
    return drawing(chart, 8 + down * max((row for _, (row, _) in tiles), default=1), parts)


def scatter(chart: Chart) -> Drawing:
    """Return points with labelled axes, the quarters that part them, and the names for which there is room."""
    left, top, right, height = _PLOT
    width = WIDTH - left - right
    drawn = [mark for mark in chart.marks if mark.value is not None and mark.height is not None]
    across = axis([mark.value or 0.0 for mark in drawn], width)
    up = axis([mark.height or 0.0 for mark in drawn], height, upward=True)
    places = [(left + across.place(mark.value or 0), top + up.place(mark.height or 0)) for mark in drawn]
    quarters, corners = _quarters(chart, across, up)
    parts = [*quarters, *axes(chart, across, up, (left, top))]
    parts += [
        marked(dot(x, y, 4, "deep", opacity=0.6), mark, chart) for mark, (x, y) in zip(drawn, places, strict=True)
    ]
    return drawing(chart, top + height + 46, [*parts, *_names(drawn, places, left + width, corners)])


def axes(chart: Chart, across: Axis, up: Axis, corner: tuple[float, float]) -> list[str]:
    """Return the grid of a plot whose upper left corner is `corner`, its ticks in words, and what the axes are of."""
    left, top = corner
    right, bottom = left + across.length, top + up.length
    parts = [line(left, top + up.place(at), right, top + up.place(at)) for at in up.ticks]
    parts += [line(left + across.place(at), top, left + across.place(at), bottom) for at in across.ticks]
    for at in up.ticks:
        shown = number(at, chart.up_unit, chart.language)
        parts.append(word(shown, left - 8, top + up.place(at), "end", size=_SMALL, fill="quiet"))
    for at in across.ticks:
        shown = number(at, chart.unit, chart.language)
        parts.append(word(shown, left + across.place(at), bottom + 14, "middle", size=_SMALL, fill="quiet"))
    parts.append(word(chart.axis, left + across.length / 2, bottom + 34, "middle"))
    parts.append(word(chart.up_axis, 4, top - 16))
    return parts


def _quarters(chart: Chart, across: Axis, up: Axis) -> tuple[list[str], list[Box]]:
    """Return the quarters of a plot, two of them shaded, with their names; and where the names are."""
    if chart.splits is None:
        return [], []
    left, top, _, height = _PLOT
    x, y, width = left + across.place(chart.splits[0]), top + up.place(chart.splits[1]), across.length
    parts = [rect(x, top, left + width - x, y - top, "shade"), rect(left, y, x - left, top + height - y, "shade")]
    parts.append(line(x, top, x, top + height, "quiet", dash="4 3"))
    parts.append(line(left, y, left + width, y, "quiet", dash="4 3"))
    boxes = []
    places = ((left + 6, top + 10), (left + width - 6, top + 10), (left + width - 6, top + height - 10))
    for at, (name, (end, middle)) in enumerate(
        zip(chart.corners, (*places, (left + 6, top + height - 10)), strict=False)
    ):
        align = "end" if at in (1, 2) else "start"
        wide = width_of(name, _SMALL)
        start = end - wide if align == "end" else end
        boxes.append((start, middle - 7, start + wide, middle + 7))
        parts.append(word(name, end, middle, align, size=_SMALL, fill="quiet", weight=600))
    return parts, boxes


def _names(
    marks: Sequence[Mark], places: Sequence[tuple[float, float]], edge: float, taken: Sequence[Box]
) -> list[str]:
    """Name the points furthest up and across for which there is room without covering another name or point."""
    order = sorted(range(len(marks)), key=lambda at: (places[at][1] - places[at][0], marks[at].label))
    named = [(marks[at].label, box) for at in order for box in _boxes(marks[at].label, *places[at], edge)]
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y in places]
    done: set[str] = set()
    parts = []
    for at in free_labels([box for _, box in named], [*dots, *taken]):
        label, box = named[at]
        if label not in done and len(done) < _NAMED:
            done.add(label)
            parts.append(word(label, box[0], (box[1] + box[3]) / 2, size=_SMALL))
    return parts


def _boxes(label: str, x: float, y: float, edge: float) -> list[Box]:
    """Return where the name of a point may go: to its upper right, or upper left where the right has no room."""
    wide = width_of(label, _SMALL)
    right, high = x + 6 + wide <= edge, y - 6
    left = x + 6 if right else x - 6 - wide
    return [(left, high - _SMALL / 2, left + wide, high + _SMALL / 2)]
