"""Spans: intervals about a value, slopes and dumbbells from one value to another, bars on both sides of a middle."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.report.bars import greatest
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import fitted, width_of
from valuenet.report.legend import gutter, named_beside
from valuenet.report.shapes import SIZE, WIDTH, Drawing, dot, drawing, line, marked, rect, word

_ROW, _HIGH = 22.0, 17.0
_FEWEST_TICKS = (1, 5, 10, 20, 30, 40, 60, 80, 100)


def intervals(chart: Chart) -> Drawing:
    """Return a bar from the low to the high end of each mark, its value as a dot on it, and the ends in words.

    Values are ranks: the first stands on the left.
    """
    marks = chart.marks
    left, right, height = gutter([mark.label for mark in marks]), 76, _ROW * len(marks)
    most = max((mark.high or 0 for mark in marks), default=1)
    unit = (WIDTH - left - right) / max(1.0, most - 1)
    parts = []
    for tick in (at for at in _FEWEST_TICKS if at <= most):
        x = left + (tick - 1) * unit
        parts += [line(x, 4, x, 4 + height), word(f"{tick}", x, height + 18, "middle", fill="quiet")]
    for at, mark in enumerate(marks):
        middle = 4 + (at + 0.5) * _ROW
        low, value, high = (left + ((end or 1) - 1) * unit for end in (mark.low, mark.value, mark.high))
        bar = rect(low - 5, middle - 8, high - low + 10, 16, "more1", stroke="deep", radius=4)
        parts += [marked(bar, mark, chart), dot(value, middle, 4.4, "deep")]
        parts += named_beside(mark.label, left - 14, middle, left - 18)
        parts.append(word(mark.shown, max(high, value) + 12, middle, fill="quiet"))
    return drawing(chart, height + 30, parts)


def slopes(chart: Chart) -> Drawing:
    """Return a line for each mark from its rank before to its rank after, named at both ends.

    Marks that rise are drawn in the deep colour, those that fall are dashed, and those that stay are pale. Names are
    moved apart where ranks are shared.
    """
    marks = sorted(chart.marks, key=lambda mark: (mark.height or 0, mark.label))
    height, top = max(120, _HIGH * len(marks)), 30
    room = max((width_of(mark.label, SIZE) for mark in marks), default=60) + 38
    left = int(min(260, max(90, room)))
    right = WIDTH - left
    before, after = (_levels(marks, height, part) for part in ("value", "height"))
    parts = [word(chart.axis, left, 12, "end", fill="quiet"), word(chart.up_axis, right, 12, fill="quiet")]
    order = sorted(range(len(marks)), key=lambda at: (0, -1, 1).index(_way(marks[at])))
    for at in order:
        mark, one, two = marks[at], top + before[at], top + after[at]
        parts.append(marked(_slope(mark, left, one, right, two), mark, chart))
        name = fitted(mark.label, left - 34, SIZE)
        parts += [word(name, left - 30, one, "end"), word(name, right + 30, two)]
        parts.append(word(f"{mark.value or 0:g}", left - 8, one, "end", fill="quiet"))
        parts.append(word(f"{mark.height or 0:g}", right + 8, two, fill="quiet"))
    return drawing(chart, top + height + 10, parts)


def _slope(mark: Mark, left: float, one: float, right: float, two: float) -> str:
    stroke, wide, dash = {1: ("deep", 2.0, ""), -1: ("ink", 1.4, "4 3"), 0: ("rule", 1.4, "")}[_way(mark)]
    return line(left, one, right, two, stroke, wide=wide, dash=dash)


def _way(mark: Mark) -> int:
    """Return 1 for a mark that rises to a better rank, -1 for one that falls, 0 for one that stays."""
    change = (mark.value or 0) - (mark.height or 0)
    return (change > 0) - (change < 0)


def _levels(marks: Sequence[Mark], height: float, part: str) -> list[float]:
    """Return the heights of the names on one side: in the order of ranks, equally far from one another."""
    order = sorted(range(len(marks)), key=lambda at: (getattr(marks[at], part) or 0, marks[at].label))
    step = height / max(1, len(marks))
    places = {at: (place + 0.5) * step for place, at in enumerate(order)}
    return [places[at] for at in range(len(marks))]


def dumbbells(chart: Chart) -> Drawing:
    """Return two dots for each mark, its value hollow and its height full, and what lies between them."""
    marks = chart.marks
    left, right, top = gutter([mark.label for mark in marks]), 96, 30.0
    unit = (WIDTH - left - right) / greatest([end for mark in marks for end in (mark.value, mark.height)])
    parts = [dot(left + 5, 12, 4.6, "paper", stroke="deep", wide=2), word(chart.axis, left + 16, 12)]
    after = left + 16 + width_of(chart.axis, SIZE) + 30
    parts += [dot(after, 12, 5.4, "deep"), word(chart.up_axis, after + 11, 12)]
    for at, mark in enumerate(marks):
        middle = top + (at + 0.5) * _ROW
        one, two = left + (mark.value or 0) * unit, left + (mark.height or 0) * unit
        parts.append(line(left, middle, WIDTH - right, middle))
        parts.append(marked(line(one, middle, two, middle, "more3", wide=4), mark, chart))
        parts += [dot(one, middle, 4.6, "paper", stroke="deep", wide=2), dot(two, middle, 5.4, "deep")]
        parts += named_beside(mark.label, left - 14, middle, left - 18)
        parts.append(word(mark.shown, WIDTH - right + 12, middle, size=SIZE - 1, fill="quiet"))
    return drawing(chart, top + _ROW * len(marks) + 6, parts)


def diverging(chart: Chart) -> Drawing:
    """Return bars to the left and the right of a middle at zero, with their labels beside the plot."""
    marks = chart.marks
    left, top = gutter([mark.label for mark in marks]), 4.0
    figure = max((width_of(mark.shown, SIZE) for mark in marks), default=0) + 12
    low = min([0.0, *(mark.value or 0 for mark in marks)])
    high = max([0.0, *(mark.value or 0 for mark in marks)])
    room = WIDTH - left - figure * (2 if low < 0 else 1) - 6
    unit, start = room / ((high - low) or 1), left + (figure if low < 0 else 0)
    zero, parts = start - low * unit, []
    for at, mark in enumerate(marks):
        middle, end = top + (at + 0.5) * _ROW, zero + (mark.value or 0) * unit
        colour = mark.colour or ("deep" if (mark.value or 0) >= 0 else "brown")
        if mark.value is not None:
            parts.append(marked(rect(min(zero, end), middle - 7.5, abs(end - zero), 15, colour), mark, chart))
        parts += named_beside(mark.label, left - 10, middle, left - 14)
        side, align = (-7, "end") if (mark.value or 0) < 0 else (7, "start")
        parts.append(word(mark.shown, end + side, middle, align, fill="quiet"))
    return drawing(
        chart, top + _ROW * len(marks) + 4, [*parts, line(zero, top, zero, top + _ROW * len(marks), "quiet")]
    )
