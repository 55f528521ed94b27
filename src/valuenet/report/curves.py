"""Curves: several lines over one quantity in panels, and a distribution on logarithmic axes with its fitted tail."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from valuenet.language import number
from valuenet.report.bars import greatest
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import Axis, axis
from valuenet.report.legend import colours_of, legend
from valuenet.report.shapes import SIZE, WIDTH, Drawing, dot, drawing, line, marked, path, px, word

_LEFT, _HIGH = 64.0, 150.0
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 2", "12 4", "6 2 2 2")
"""Lines of different series differ in their dashes, too, so that they can be told apart in grey print."""

Points = Sequence[tuple[float, float]]


def curves(chart: Chart) -> Drawing:
    """Return a panel for each part of the chart with a line a series, and a band about those with a low and high end.

    A series of one point is a dot. Panels have the same axis across, and an axis up of their own from zero.
    """
    panels = list(dict.fromkeys(mark.panel for mark in chart.marks))
    head, above = legend(chart, _DASHES)
    width = WIDTH - _LEFT - 24
    across = _round_axis([mark.value or 0 for mark in chart.marks], width)
    parts, top = list(head), above + 20.0
    for panel in panels:
        marks = [mark for mark in chart.marks if mark.panel == panel and mark.height is not None]
        up = _round_axis([end or 0 for mark in marks for end in (mark.height, mark.high)], _HIGH, upward=True)
        parts.append(word(panel, _LEFT, top, weight=600))
        parts += _panel(chart, marks, across, up, top + 16)
        top += _HIGH + 44
    for at in across.ticks:
        shown = number(at, chart.unit, chart.language)
        parts.append(word(shown, _LEFT + across.place(at), top - 16, "middle", size=SIZE - 1, fill="quiet"))
    parts.append(word(chart.axis, _LEFT + width / 2, top + 4, "middle"))
    return drawing(chart, top + 16, parts)


def _round_axis(values: Iterable[float], length: float, *, upward: bool = False) -> Axis:
    """Return an axis that is never logarithmic, as a curve from zero asks for."""
    found = axis([0.0, greatest(list(values))], length, upward=upward)
    return Axis(found.ticks, length, logarithmic=False, upward=upward)


def _panel(chart: Chart, marks: Sequence[Mark], across: Axis, up: Axis, top: float) -> list[str]:
    right = _LEFT + across.length
    parts = []
    for at in up.ticks:
        y = top + up.place(at)
        parts.append(line(_LEFT, y, right, y, "quiet" if at == 0 else "rule"))
        shown = number(at, chart.up_unit, chart.language)
        parts.append(word(shown, _LEFT - 8, y, "end", size=SIZE - 1, fill="quiet"))
    styled = list(zip(chart.series, colours_of(chart), _DASHES, strict=False))
    for name, colour, dash in styled:
        some = sorted((mark for mark in marks if mark.series == name), key=lambda mark: mark.value or 0)
        places = [(_LEFT + across.place(mark.value or 0), top + up.place(mark.height or 0)) for mark in some]
        parts.append(_band(some, across, up, top, colour))
        if len(places) > 1:
            parts.append(path(_line(places), stroke=colour, wide=2, dash=dash))
        for mark, (x, y) in zip(some, places, strict=True):
            radius = 2.6 if len(places) > 1 else 5.0
            parts.append(marked(dot(x, y, radius, colour), mark, chart))
    return parts


def _line(places: Points) -> str:
    return "M" + "L".join(f"{px(x)} {px(y)}" for x, y in places)


def _band(marks: Sequence[Mark], across: Axis, up: Axis, top: float, colour: str) -> str:
    known = [mark for mark in marks if mark.low is not None and mark.high is not None and mark.low < mark.high]
    if len(known) < 2:
        return ""
    low = [(_LEFT + across.place(mark.value or 0), top + up.place(mark.low or 0)) for mark in known]
    high = [(_LEFT + across.place(mark.value or 0), top + up.place(mark.high or 0)) for mark in known]
    return path(_line([*high, *reversed(low)]) + "z", fill=colour, opacity=0.28)


def powers(values: Iterable[float], length: float, *, upward: bool = False) -> Axis:
    """Return a logarithmic axis in powers of ten, in which places are the logarithms of the values.

    >>> powers([3, 250], 100).ticks, powers([0.02, 1], 100).ticks
    ((0, 1, 2, 3), (-2, -1, 0))
    """
    known = [math.log10(value) for value in values if value > 0] or [0.0, 1.0]
    low, high = math.floor(min(known)), math.ceil(max(known))
    return Axis(tuple(range(low, max(high, low + 1) + 1)), length, logarithmic=False, upward=upward)


def distribution(chart: Chart) -> Drawing:
    """Return the share of things as large as a value or larger, on logarithmic axes: dots, and a line for the tail.

    The marks of the first series are dots, those of others lines.
    """
    left, top, height = 72.0, 32.0, 360.0
    width = WIDTH - left - 24
    drawn = [mark for mark in chart.marks if (mark.value or 0) > 0 and (mark.height or 0) > 0]
    across = powers((mark.value or 0 for mark in drawn), width)
    up = powers((mark.height or 0 for mark in drawn), height, upward=True)
    parts, above = legend(chart)
    top += above
    parts += _grid(chart, across, up, left, top)
    for at, (name, colour) in enumerate(zip(chart.series, colours_of(chart), strict=True)):
        some = [mark for mark in drawn if mark.series == name]
        places = [
            (left + across.place(math.log10(mark.value or 1)), top + up.place(math.log10(mark.height or 1)))
            for mark in some
        ]
        if at and len(places) > 1:
            parts.append(path(_line(sorted(places)), stroke=colour, wide=2.4))
        elif not at:
            parts += [marked(dot(x, y, 3.4, colour), mark, chart) for mark, (x, y) in zip(some, places, strict=True)]
    return drawing(chart, top + height + 46, parts)


def _grid(chart: Chart, across: Axis, up: Axis, left: float, top: float) -> list[str]:
    parts, bottom = [], top + up.length
    for at in up.ticks:
        y = top + up.place(at)
        parts.append(line(left, y, left + across.length, y))
        shown = f"{100.0 * 10**at:g}%" if chart.up_unit == "share" else number(10.0**at, chart.up_unit, chart.language)
        parts.append(word(shown, left - 8, y, "end", size=SIZE - 1, fill="quiet"))
    for at in across.ticks:
        x = left + across.place(at)
        parts.append(line(x, top, x, bottom))
        shown = number(10.0**at, chart.unit, chart.language)
        parts.append(word(shown, x, bottom + 14, "middle", size=SIZE - 1, fill="quiet"))
    parts.append(word(chart.axis, left + across.length / 2, bottom + 34, "middle"))
    parts.append(word(chart.up_axis, 4, top - 16))
    return parts
