"""Tile maps and scatters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from valuenet.language import number
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import Axis, Box, axis, fitted, free_labels, width_of
from valuenet.report.layers import DEEP, INK, PALE, QUIET, RULE, WIDTH, Spec, frame, greatest, pixel, rule, text

_TILE, _GAP = (80, 50), 3
_NAMED, _SMALL = 18, 11


def tile_map(chart: Chart) -> Spec:
    """Return one square a region, darker for more; squares without data stay empty."""
    top = greatest([mark.value for mark in chart.marks if mark.tile])
    rows = [_square(mark, mark.tile, top) for mark in chart.marks if mark.tile]
    place = {"x": pixel("x"), "y": pixel("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    scale = {"type": "sqrt", "domain": [0, top], "range": [PALE, DEEP], "interpolate": "lab"}
    filled = {"color": {"field": "value", "type": "quantitative", "legend": None, "scale": scale}}
    names = text(rows, pixel("middle"), pixel("upper"), size=10.5)
    figures = text(rows, pixel("middle"), pixel("lower"), field="figure", size=12, fontWeight=600)
    for layer in (names, figures):
        layer["encoding"]["color"] = {"field": "ink", "type": "nominal", "scale": None}
    empty = _squares([row for row in rows if row["value"] is None], place, fill="white", stroke=RULE)
    full = _squares([row for row in rows if row["value"] is not None], {**place, **filled})
    wide, high = (max((row[end] for row in rows), default=0) + _GAP for end in ("x2", "y2"))
    left = max(0, (WIDTH - wide) // 2)
    return frame(chart, high, left, WIDTH - left - wide, 4, 4, [empty, full, names, figures])


def _square(mark: Mark, tile: tuple[int, int], top: float) -> Spec:
    across, down = _TILE
    x, y = (tile[1] - 1) * across, (tile[0] - 1) * down
    return {
        **{"x": x, "y": y, "x2": x + across - _GAP, "y2": y + down - _GAP},
        **{"middle": x + (across - _GAP) / 2, "upper": y + down * 0.32, "lower": y + down * 0.7},
        "word": fitted(mark.label, across - 5, 10),
        "figure": "" if mark.value is None else mark.shown,
        "value": mark.value,
        "ink": _ink(mark.value, top),
    }


def _squares(rows: Sequence[Spec], encoding: Spec, **mark: str) -> Spec:
    return {"data": {"values": list(rows)}, "mark": {"type": "rect", "cornerRadius": 3, **mark}, "encoding": encoding}


def _ink(value: float | None, top: float) -> str:
    if value is None:
        return QUIET
    return "#ffffff" if math.sqrt(max(value, 0) / top) > 0.62 else INK


def scatter(chart: Chart) -> Spec:
    """Return points with labelled axes, the lines that part them, and the names for which there is room."""
    height, left, right = 380, 64, 24
    width = WIDTH - left - right
    drawn = [mark for mark in chart.marks if mark.value is not None and mark.height is not None]
    points = [(mark.value or 0.0, mark.height or 0.0) for mark in drawn]
    across, up = axis([x for x, _ in points], width), axis([y for _, y in points], height, upward=True)
    x, y = _position("value", across), _position("height", up)
    at_x, at_y = {**x, "field": "at"}, {**y, "field": "at"}
    ticks_across, ticks_up = _ticks(across, chart.unit, chart), _ticks(up, chart.up_unit, chart)
    layers = [
        rule(ticks_up, {"y": at_y}),
        rule(ticks_across, {"x": at_x}),
        *_splits(chart, at_x, at_y),
        _dots([{"value": value, "height": tall} for value, tall in points], {"x": x, "y": y}),
        text(_point_labels(drawn, across, up), pixel("x"), pixel("y"), "left", size=_SMALL),
        text(ticks_up, {"value": -8}, at_y, "right", color=QUIET, size=_SMALL),
        text(ticks_across, at_x, {"value": height + 14}, color=QUIET, size=_SMALL),
        text([{"word": chart.axis}], {"value": width / 2}, {"value": height + 34}),
        text([{"word": chart.up_axis}], {"value": -left + 4}, {"value": -16}, "left"),
    ]
    return frame(chart, height, left, right, 32, 46, layers)


def _ticks(along: Axis, unit: str, chart: Chart) -> list[Spec]:
    return [{"at": at, "word": number(at, unit, chart.language)} for at in along.ticks]


def _dots(rows: Sequence[Spec], encoding: Spec) -> Spec:
    look = {"type": "circle", "size": 46, "opacity": 0.55, "color": DEEP}
    return {"data": {"values": list(rows)}, "mark": look, "encoding": encoding}


def _splits(chart: Chart, x: Spec, y: Spec) -> list[Spec]:
    if chart.splits is None:
        return []
    look = {"color": QUIET, "strokeDash": [4, 3]}
    return [rule([{"at": chart.splits[0]}], {"x": x}, **look), rule([{"at": chart.splits[1]}], {"y": y}, **look)]


def _position(field: str, along: Axis) -> Spec:
    scale: Spec = {"domain": [along.ticks[0], along.ticks[-1]], "nice": False, "zero": False}
    if along.logarithmic:
        scale |= {"type": "symlog", "constant": 1}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _point_labels(marks: Sequence[Mark], across: Axis, up: Axis) -> list[Spec]:
    """Name the points furthest up and across for which there is room without covering another name or point."""
    order = sorted(marks, key=lambda mark: (up.place(mark.height or 0) - across.place(mark.value or 0), mark.label))
    dots = [(across.place(mark.value or 0), up.place(mark.height or 0)) for mark in order]
    boxes = [_label_box(mark.label, x, y, across.length) for mark, (x, y) in zip(order, dots, strict=True)]
    free = free_labels(boxes, [(x - 3, y - 3, x + 3, y + 3) for x, y in dots])
    return [{"word": order[at].label, "x": boxes[at][0], "y": boxes[at][3] - _SMALL / 2} for at in free[:_NAMED]]


def _label_box(label: str, x: float, y: float, room: float) -> Box:
    """Return where the name of a point goes: above it to the right, or to the left where the right has no room."""
    wide = width_of(label, _SMALL)
    left = x + 6 if x + 6 + wide <= room else x - 6 - wide
    return left, y - 6 - _SMALL / 2, left + wide, y - 6 + _SMALL / 2
