"""Spans: intervals of ranks, and slopes from one wave to the next. The first rank stands on top, or on the left."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.report.bars import gutter
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import fitted, width_of
from valuenet.report.layers import DEEP, INK, PALE, QUIET, RULE, SIZE, WIDTH, Spec, frame, ordinal, pixel, rule, text

_ROW, _HIGH = 22, 17
_FEWEST_TICKS = (1, 5, 10, 20, 30, 40, 60, 80, 100)


def intervals(chart: Chart) -> Spec:
    """Return a bar from the low to the high end of each mark, its value as a dot on it, and the ends in words."""
    marks = chart.marks
    left, right, height = gutter([mark.label for mark in marks]), 76, _ROW * len(marks)
    most = max((mark.high or 0 for mark in marks), default=1)
    span = (WIDTH - left - right) / max(1.0, most - 1)
    rows = [
        {
            "place": at,
            "low": ((mark.low or 1) - 1) * span - 5,
            "high": ((mark.high or 1) - 1) * span + 5,
            "value": ((mark.value or 1) - 1) * span,
            "after": max((mark.high or 1) - 1, (mark.value or 1) - 1) * span,
            "word": fitted(mark.label, left - 18, SIZE),
            "figure": mark.shown,
        }
        for at, mark in enumerate(marks)
    ]
    y = ordinal("place", range(len(rows)))
    ticks = [{"at": (at - 1) * span, "word": f"{at}"} for at in _ticks(most)]
    tick = {**pixel("at")}
    bars = {"type": "bar", "color": PALE, "stroke": DEEP, "strokeWidth": 1, "cornerRadius": 4}
    layers = [
        rule(ticks, {"x": tick, "y": {"value": 0}, "y2": {"value": height}}),
        {
            "data": {"values": rows},
            "mark": bars,
            "encoding": {"x": pixel("low"), "x2": {"field": "high"}, "y": y},
        },
        _dots(rows, {"x": pixel("value"), "y": y}),
        text(rows, {"value": -14}, y, "right"),
        text(rows, pixel("after"), y, "left", "figure", dx=12, color=QUIET),
        text(ticks, tick, {"value": height + 14}, color=QUIET),
    ]
    return frame(chart, height, left, right, 4, 26, layers)


def _ticks(most: float) -> list[int]:
    return [at for at in _FEWEST_TICKS if at <= most]


def _dots(rows: Sequence[Spec], encoding: Spec) -> Spec:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "circle", "size": 62, "opacity": 1, "color": DEEP},
        "encoding": encoding,
    }


def slopes(chart: Chart) -> Spec:
    """Return a line for each mark from its rank before to its rank after, named at both ends.

    Marks that rise are drawn in the deep colour, those that fall are dashed, and those that stay are pale. Names are
    moved apart where ranks are shared.
    """
    marks = sorted(chart.marks, key=lambda mark: (mark.height or 0, mark.label))
    height, top = max(120, _HIGH * len(marks)), 30
    room = max((width_of(mark.label, SIZE) for mark in marks), default=60) + 38
    left = right = int(min(260, max(90, room)))
    wide = WIDTH - left - right
    before, after = (_levels(marks, height, part) for part in ("value", "height"))
    lines = [
        {"x": 0, "x2": wide, "y": one, "y2": two, "way": _way(mark)}
        for mark, one, two in zip(marks, before, after, strict=True)
        if mark.value is not None and mark.height is not None
    ]
    named = list(zip(marks, before, after, strict=True))
    sides = (
        [{"word": mark.label, "figure": f"{mark.value or 0:g}", "y": y} for mark, y, _ in named],
        [{"word": mark.label, "figure": f"{mark.height or 0:g}", "y": y} for mark, _, y in named],
    )
    layers = [
        *(_lines([line for line in lines if line["way"] == way], way) for way in (0, -1, 1)),
        text(sides[0], {"value": -30}, pixel("y"), "right"),
        text(sides[1], {"value": wide + 30}, pixel("y"), "left"),
        text(sides[0], {"value": -8}, pixel("y"), "right", "figure", color=QUIET),
        text(sides[1], {"value": wide + 8}, pixel("y"), "left", "figure", color=QUIET),
        text([{"word": chart.axis}], {"value": 0}, {"value": -18}, color=QUIET),
        text([{"word": chart.up_axis}], {"value": wide}, {"value": -18}, color=QUIET),
    ]
    return frame(chart, height, left, right, top, 10, layers)


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


def _lines(rows: Sequence[Spec], way: int) -> Spec:
    look: Spec = {
        1: {"color": DEEP, "strokeWidth": 2},
        -1: {"color": INK, "strokeWidth": 1.4, "strokeDash": [4, 3]},
        0: {"color": RULE, "strokeWidth": 1.4},
    }[way]
    return rule(rows, {"x": pixel("x"), "y": pixel("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}, **look)
