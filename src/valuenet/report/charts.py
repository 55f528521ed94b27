"""Charts as Vega-Lite specifications: fixed layout, explicit colours, every word placed by us.

Axes and legends are drawn as text marks under the fields `word` and `figure`: so a chart has one geometry in both
languages, and `valuenet.report.render` can draw it once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from valuenet.language import number
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.fit import Axis, axis, fitted, free_labels, legend_places, width_of

Spec = dict[str, Any]

SERIES_COLOURS = ("#0b4f7d", "#e08a00", "#00846b", "#b8470b", "#9a5b8f", "#4fa3d1", "#7a7a7a", "#c9b400")
"""Okabe and Ito's hues, evened out for white paper; lightness steps keep them apart in grey print."""
INK, QUIET, RULE, PALE, DEEP = "#1c2733", "#5b6775", "#d5dbe1", "#e3edf5", "#0b4f7d"
WIDTH = 720
LONGEST = 20
"""Rankings are cut to this many bars; the table has them all."""

_SIZE = 12
_NAMED = 18
_ROW = 24
_TILE = (80, 50)
_GUTTERS = (56, 108, 160, 212, 264)


def specification(chart: Chart) -> Spec:
    """Return the Vega-Lite specification of a chart: plain JSON values, in the language of the chart's words."""
    return _FORMS[chart.form](chart)


def _frame(chart: Chart, height: float, left: int, right: int, top: int, bottom: int, layers: list[Spec]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": chart.description,
        "width": WIDTH - left - right,
        "height": height,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
        "config": {"background": None, "view": {"stroke": None}, "aria": False},
        "layer": layers,
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def _text(rows: Sequence[Spec], x: Spec, y: Spec, align: str = "center", field: str = "word", **mark: Any) -> Spec:
    look = {"type": "text", "align": align, "baseline": "middle", "fontSize": _SIZE, "color": INK, **mark}
    return {
        "data": {"values": list(rows)},
        "mark": look,
        "encoding": {"x": x, "y": y, "text": {"field": field, "type": "nominal"}},
    }


def _bars(rows: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    drawn = [row for row in rows if row["value"] is not None]
    return {"data": {"values": drawn}, "mark": {"type": "bar", **mark}, "encoding": encoding}


def _ordinal(field: str, places: Sequence[int], gap: float = 0.3, **more: Any) -> Spec:
    scale = {"domain": list(places), "paddingInner": gap, "paddingOuter": gap / 2}
    return {"field": field, "type": "ordinal", "axis": None, "sort": None, "scale": scale, **more}


def _linear(field: str, top: float) -> Spec:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}


def _top(values: Sequence[float | None]) -> float:
    return max((value for value in values if value is not None), default=0) or 1


def _pixel(field: str) -> Spec:
    same = {"domain": [0, WIDTH], "range": [0, WIDTH], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": same, "axis": None}


def _gutter(labels: Sequence[str]) -> int:
    """Return the room for labels left of the bars; a few fixed widths, so that languages often share one."""
    widest = max((width_of(label, _SIZE) for label in labels), default=0) + 16
    return next((room for room in _GUTTERS if room >= widest), _GUTTERS[-1])


def _bar(chart: Chart) -> Spec:
    marks = chart.marks[:LONGEST]
    left, right = _gutter([mark.label for mark in marks]), 140
    rows = [
        {"place": at, "value": mark.value, "end": mark.value or 0, "word": fitted(mark.label, left - 14, _SIZE), "figure": mark.shown}
        for at, mark in enumerate(marks)
    ]
    y, top = _ordinal("place", range(len(rows))), _top([mark.value for mark in marks])
    layers = [
        _bars(rows, {"color": DEEP}, {"x": _linear("value", top), "y": y}),
        _text(rows, {"value": -10}, y, "right"),
        _text(rows, _linear("end", top), y, "left", "figure", dx=7, color=QUIET),
    ]
    return _frame(chart, _ROW * len(rows), left, right, 4, 4, layers)


def _column(chart: Chart) -> Spec:
    height, left, right = 220, 12, 12
    step = (WIDTH - left - right) / max(1, len(chart.marks))
    every = math.ceil(max((width_of(mark.label, _SIZE) for mark in chart.marks), default=0) / max(1.0, step - 2))
    widest = max((width_of(mark.shown, _SIZE - 1) for mark in chart.marks), default=0)
    rows = [
        {"place": at, "value": mark.value, "end": mark.value or 0, "word": mark.label if at % every == 0 else "",
         "figure": mark.shown if mark.value is not None and widest <= step else ""}
        for at, mark in enumerate(chart.marks)
    ]  # fmt: skip
    x, top = _ordinal("place", range(len(rows)), 0.25), _top([mark.value for mark in chart.marks])
    layers = [
        _bars(rows, {"color": DEEP}, {"x": x, "y": _linear("value", top)}),
        _text(rows, x, {"value": height + 14}, color=QUIET),
        _text(rows, x, _linear("end", top), field="figure", dy=-9, fontSize=_SIZE - 1),
        {"data": {"values": [{}]}, "mark": {"type": "rule", "color": QUIET}, "encoding": {"y": {"value": height}}},
    ]
    return _frame(chart, height, left, right, 22, 26, layers)


def _legend(chart: Chart, left: int) -> tuple[list[Spec], int]:
    """Return the layers of a legend above the plot and its height; rows wrap at the chart's width."""
    places, height = legend_places(chart.series, WIDTH, _SIZE)
    rows = [
        {"series": at, "word": name, "x": x - left, "y": y - height, "after": x - left + 12}
        for at, (name, (x, y)) in enumerate(zip(chart.series, places, strict=True))
    ]
    swatch = {"type": "square", "size": 110, "opacity": 1}
    encoding = {"x": _pixel("x"), "y": _pixel("y"), "fill": _colour(chart)}
    return [
        {"data": {"values": rows}, "mark": swatch, "encoding": encoding},
        _text(rows, _pixel("after"), _pixel("y"), "left"),
    ], height


def _colour(chart: Chart) -> Spec:
    known = range(len(chart.series))
    colours = [SERIES_COLOURS[at % len(SERIES_COLOURS)] for at in known]
    return {"field": "series", "type": "nominal", "legend": None, "scale": {"domain": list(known), "range": colours}}


def _labels_in_order(marks: Sequence[Mark]) -> list[str]:
    return list(dict.fromkeys(mark.label for mark in marks))[:LONGEST]


def _series_rows(chart: Chart, labels: Sequence[str]) -> list[Spec]:
    return [
        {"place": labels.index(mark.label), "series": chart.series.index(mark.series or ""), "value": mark.value,
         "end": mark.value or 0, "figure": mark.shown}
        for mark in chart.marks if mark.label in labels
    ]  # fmt: skip


def _label_rows(labels: Sequence[str], room: int) -> list[Spec]:
    return [{"place": at, "word": fitted(label, room, _SIZE)} for at, label in enumerate(labels)]


def _grouped_bar(chart: Chart) -> Spec:
    labels = _labels_in_order(chart.marks)
    left, right = _gutter(labels), 100
    rows, (legend, above) = _series_rows(chart, labels), _legend(chart, left)
    y, top = _ordinal("place", range(len(labels)), 0.25), _top([row["value"] for row in rows])
    offset = {"field": "series", "type": "ordinal", "scale": {"domain": list(range(len(chart.series)))}}
    x = _linear("value", top)
    layers = [
        _bars(rows, {}, {"x": x, "y": y, "yOffset": offset, "color": _colour(chart)}),
        _text(_label_rows(labels, left - 14), {"value": -10}, y, "right"),
        _text(rows, _linear("end", top), y, "left", "figure", dx=6, color=QUIET, fontSize=_SIZE - 1),
        *legend,
    ]
    layers[2]["encoding"]["yOffset"] = offset
    height = len(labels) * max(_ROW, 16 * len(chart.series) + 6)
    return _frame(chart, height, left, right, above + 6, 4, layers)


def _stacked_bar(chart: Chart) -> Spec:
    labels = _labels_in_order(chart.marks)
    left, right = _gutter(labels), 100
    rows, (legend, above) = _series_rows(chart, labels), _legend(chart, left)
    sums = [sum(row["end"] for row in rows if row["place"] == at) for at in range(len(labels))]
    whole = [{"place": at, "end": end, "figure": number(end, chart.unit, chart.language)} for at, end in enumerate(sums)]
    x = {**_linear("value", _top(sums)), "stack": "zero"}
    y = _ordinal("place", range(len(labels)))
    order = {"field": "series", "type": "ordinal"}
    layers = [
        _bars(rows, {}, {"x": x, "y": y, "color": _colour(chart), "order": order}),
        _text(_label_rows(labels, left - 14), {"value": -10}, y, "right"),
        _text(whole, _linear("end", _top(sums)), y, "left", "figure", dx=7, color=QUIET),
        *legend,
    ]
    return _frame(chart, _ROW * len(labels), left, right, above + 6, 4, layers)


def _tile_map(chart: Chart) -> Spec:
    across, down = _TILE
    tiles = [mark for mark in chart.marks if mark.tile]
    top = _top([mark.value for mark in tiles])
    rows = [
        {"x": (mark.tile[1] - 1) * across, "y": (mark.tile[0] - 1) * down, "value": mark.value,
         "x2": mark.tile[1] * across - 3, "y2": mark.tile[0] * down - 3,
         "middle": mark.tile[1] * across - across / 2 - 1.5, "upper": mark.tile[0] * down - down * 0.68,
         "lower": mark.tile[0] * down - down * 0.3, "word": fitted(mark.label, across - 5, 10),
         "figure": "" if mark.value is None else mark.shown, "ink": _ink(mark.value, top)}
        for mark in tiles if mark.tile
    ]  # fmt: skip
    place = {"x": _pixel("x"), "y": _pixel("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    scale = {"type": "sqrt", "domain": [0, top], "range": [PALE, DEEP], "interpolate": "lab"}
    filled = {"field": "value", "type": "quantitative", "legend": None, "scale": scale}
    empty = {"data": {"values": [row for row in rows if row["value"] is None]},
             "mark": {"type": "rect", "fill": "white", "stroke": RULE, "cornerRadius": 3}, "encoding": place}  # fmt: skip
    full = {"data": {"values": [row for row in rows if row["value"] is not None]},
            "mark": {"type": "rect", "cornerRadius": 3}, "encoding": {**place, "color": filled}}  # fmt: skip
    ink = {"field": "ink", "type": "nominal", "scale": None}
    layers = [empty, full, _text(rows, _pixel("middle"), _pixel("upper"), fontSize=10.5),
              _text(rows, _pixel("middle"), _pixel("lower"), field="figure", fontSize=12, fontWeight=600)]  # fmt: skip
    for layer in layers[2:]:
        layer["encoding"]["color"] = ink
    deepest, widest = max((m.tile[0] for m in tiles if m.tile), default=1), max((m.tile[1] for m in tiles if m.tile), default=1)
    left = max(0, (WIDTH - widest * across) // 2)
    return _frame(chart, deepest * down, left, WIDTH - left - widest * across, 4, 4, layers)


def _ink(value: float | None, top: float) -> str:
    if value is None:
        return QUIET
    return "#ffffff" if math.sqrt(max(value, 0) / top) > 0.62 else INK


def _scatter(chart: Chart) -> Spec:
    height, left, right = 380, 64, 24
    width = WIDTH - left - right
    drawn = [mark for mark in chart.marks if mark.value is not None and mark.height is not None]
    points = [(mark.value or 0.0, mark.height or 0.0) for mark in drawn]
    across, up = axis([x for x, _ in points], width), axis([y for _, y in points], height, upward=True)
    x, y = _position("value", across), _position("height", up)
    ticks_across = [{"at": at, "word": number(at, chart.unit, chart.language)} for at in across.ticks]
    ticks_up = [{"at": at, "word": number(at, chart.up_unit, chart.language)} for at in up.ticks]
    rows = [{"value": value, "height": tall} for value, tall in points]
    at_x, at_y = {**x, "field": "at"}, {**y, "field": "at"}
    layers: list[Spec] = [
        _rule(ticks_up, {"y": at_y}),
        _rule(ticks_across, {"x": at_x}),
        *_splits(chart, at_x, at_y),
        {"data": {"values": rows}, "mark": {"type": "circle", "size": 46, "opacity": 0.55, "color": DEEP},
         "encoding": {"x": x, "y": y}},
        _text(_point_labels(drawn, across, up, width), _pixel("x"), _pixel("y"), "left", fontSize=11),
        _text(ticks_up, {"value": -8}, at_y, "right", color=QUIET, fontSize=11),
        _text(ticks_across, at_x, {"value": height + 14}, color=QUIET, fontSize=11),
        _text([{"word": chart.axis}], {"value": width / 2}, {"value": height + 34}),
        _text([{"word": chart.up_axis}], {"value": -left + 4}, {"value": -16}, "left"),
    ]  # fmt: skip
    return _frame(chart, height, left, right, 32, 46, layers)


def _rule(rows: Sequence[Spec], encoding: Spec, **mark: Any) -> Spec:
    return {"data": {"values": list(rows)}, "mark": {"type": "rule", "color": RULE, **mark}, "encoding": encoding}


def _splits(chart: Chart, x: Spec, y: Spec) -> list[Spec]:
    if chart.splits is None:
        return []
    look = {"color": QUIET, "strokeDash": [4, 3]}
    return [_rule([{"at": chart.splits[0]}], {"x": x}, **look), _rule([{"at": chart.splits[1]}], {"y": y}, **look)]


def _position(field: str, along: Axis) -> Spec:
    scale: Spec = {"domain": [along.ticks[0], along.ticks[-1]], "nice": False, "zero": False}
    if along.logarithmic:
        scale |= {"type": "symlog", "constant": 1}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _point_labels(marks: Sequence[Mark], across: Axis, up: Axis, width: float) -> list[Spec]:
    """Name the points furthest from the origin for which there is room without covering another name or point."""
    places = [(across.place(mark.value or 0) + 6, up.place(mark.height or 0)) for mark in marks]
    order = sorted(range(len(marks)), key=lambda at: (-(marks[at].height or 0) - (marks[at].value or 0), marks[at].label))
    size = 11
    boxes = [(x, y - size / 2, x + width_of(marks[at].label, size), y + size / 2) for at in order for x, y in [places[at]]]
    dots = [(x - 9, y - 3, x - 3, y + 3) for x, y in places]
    fitting = [at for at in free_labels(boxes, dots) if boxes[at][2] <= width]
    return [{"word": marks[order[at]].label, "x": boxes[at][0], "y": boxes[at][1] + size / 2} for at in fitting[:_NAMED]]


_FORMS: dict[Form, Callable[[Chart], Spec]] = {
    "bar": _bar,
    "column": _column,
    "grouped_bar": _grouped_bar,
    "stacked_bar": _stacked_bar,
    "scatter": _scatter,
    "tile_map": _tile_map,
}
