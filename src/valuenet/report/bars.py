"""Bars and columns: rankings, years, groups side by side and stacked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from valuenet.language import number
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import fitted, legend_places, width_of
from valuenet.report.layers import (
    DEEP,
    QUIET,
    SIZE,
    WIDTH,
    Spec,
    bars,
    frame,
    greatest,
    linear,
    ordinal,
    pixel,
    rule,
    text,
)

SERIES_COLOURS = ("#0b4f7d", "#e08a00", "#00846b", "#b8470b", "#9a5b8f", "#4fa3d1", "#7a7a7a", "#c9b400")
"""Okabe and Ito's hues, evened out for white paper; lightness steps keep them apart in grey print."""
LONGEST = 20
"""Rankings are cut to this many bars; the table has them all."""

_ROW = 24
_GUTTERS = (56, 108, 160, 212, 264)


def gutter(labels: Sequence[str]) -> int:
    """Return the room for labels left of the bars; a few fixed widths, so that languages often share one.

    >>> gutter(["北京"]), gutter(["Inner Mongolia"])
    (56, 108)
    """
    widest = max((width_of(label, SIZE) for label in labels), default=0) + 16
    return next((room for room in _GUTTERS if room >= widest), _GUTTERS[-1])


def ranked_bars(chart: Chart) -> Spec:
    """Return horizontal bars in the order of the marks, each with its label and figure."""
    marks = chart.marks[:LONGEST]
    left, right = gutter([mark.label for mark in marks]), 140
    rows = [
        {
            "place": at,
            "value": mark.value,
            "end": mark.value or 0,
            "word": fitted(mark.label, left - 14, SIZE),
            "figure": mark.shown,
        }
        for at, mark in enumerate(marks)
    ]
    y, top = ordinal("place", range(len(rows))), greatest([mark.value for mark in marks])
    layers = [
        bars(rows, {"color": DEEP}, {"x": linear("value", top), "y": y}),
        text(rows, {"value": -10}, y, "right"),
        text(rows, linear("end", top), y, "left", "figure", dx=7, color=QUIET),
    ]
    return frame(chart, _ROW * len(rows), left, right, 4, 4, layers)


def columns(chart: Chart) -> Spec:
    """Return upright columns; labels that would run into each other are thinned out, figures left away."""
    height, left, right = 220, 12, 12
    step = (WIDTH - left - right) / max(1, len(chart.marks))
    every = math.ceil(max((width_of(mark.label, SIZE) for mark in chart.marks), default=0) / max(1.0, step - 2))
    widest = max((width_of(mark.shown, SIZE - 1) for mark in chart.marks), default=0)
    rows = [
        {
            "place": at,
            "value": mark.value,
            "end": mark.value or 0,
            "word": mark.label if at % every == 0 else "",
            "figure": mark.shown if mark.value is not None and widest <= step else "",
        }
        for at, mark in enumerate(chart.marks)
    ]
    x, top = ordinal("place", range(len(rows)), 0.25), greatest([mark.value for mark in chart.marks])
    layers = [
        bars(rows, {"color": DEEP}, {"x": x, "y": linear("value", top)}),
        text(rows, x, {"value": height + 14}, color=QUIET),
        text(rows, x, linear("end", top), field="figure", down=-9, size=SIZE - 1),
        rule([{}], {"y": {"value": height}}, color=QUIET),
    ]
    return frame(chart, height, left, right, 22, 26, layers)


def _legend(chart: Chart, left: int) -> tuple[list[Spec], int]:
    """Return the layers of a legend above the plot and its height; rows wrap at the chart's width."""
    places, height = legend_places(chart.series, WIDTH, SIZE)
    rows = [
        {"series": at, "word": name, "x": x - left, "y": y - height, "after": x - left + 12}
        for at, (name, (x, y)) in enumerate(zip(chart.series, places, strict=True))
    ]
    swatch = {"type": "square", "size": 110, "opacity": 1}
    encoding = {"x": pixel("x"), "y": pixel("y"), "fill": _colour(chart)}
    return [
        {"data": {"values": rows}, "mark": swatch, "encoding": encoding},
        text(rows, pixel("after"), pixel("y"), "left"),
    ], height


def _colour(chart: Chart) -> Spec:
    known = range(len(chart.series))
    colours = [SERIES_COLOURS[at % len(SERIES_COLOURS)] for at in known]
    return {"field": "series", "type": "nominal", "legend": None, "scale": {"domain": list(known), "range": colours}}


def _labels_in_order(marks: Sequence[Mark]) -> dict[str, str]:
    """Return the labels by what they stand for: two things of one name keep a place each."""
    labels = {mark.key or mark.label: mark.label for mark in marks}
    return dict(list(labels.items())[:LONGEST])


def _series_rows(chart: Chart, labels: Mapping[str, str]) -> list[Spec]:
    places = {key: at for at, key in enumerate(labels)}
    return [
        {
            "place": places[mark.key or mark.label],
            "series": chart.series.index(mark.series or ""),
            "value": None if mark.value is None else max(0.0, mark.value),  # an estimate below zero has no bar
            "end": max(0.0, mark.value or 0),
            "figure": mark.shown,
        }
        for mark in chart.marks
        if (mark.key or mark.label) in places
    ]


def _label_rows(labels: Mapping[str, str], room: int) -> list[Spec]:
    return [{"place": at, "word": fitted(label, room, SIZE)} for at, label in enumerate(labels.values())]


def grouped_bars(chart: Chart) -> Spec:
    """Return bars of several series side by side for each label."""
    labels = _labels_in_order(chart.marks)
    left, right = gutter(list(labels.values())), 100
    rows, (legend, above) = _series_rows(chart, labels), _legend(chart, left)
    y, top = ordinal("place", range(len(labels)), 0.25), greatest([row["value"] for row in rows])
    offset = {"field": "series", "type": "ordinal", "scale": {"domain": list(range(len(chart.series)))}}
    figures = text(rows, linear("end", top), y, "left", "figure", dx=6, color=QUIET, size=SIZE - 1)
    figures["encoding"]["yOffset"] = offset
    layers = [
        bars(rows, {}, {"x": linear("value", top), "y": y, "yOffset": offset, "color": _colour(chart)}),
        text(_label_rows(labels, left - 14), {"value": -10}, y, "right"),
        figures,
        *legend,
    ]
    height = len(labels) * max(_ROW, 16 * len(chart.series) + 6)
    return frame(chart, height, left, right, above + 6, 4, layers)


def _figure(known: Sequence[float], chart: Chart) -> str:
    return number(sum(known), chart.unit, chart.language) if known else ""


def stacked_bars(chart: Chart) -> Spec:
    """Return bars of several series end to end for each label, with their sum."""
    labels = _labels_in_order(chart.marks)
    left, right = gutter(list(labels.values())), 100
    rows, (legend, above) = _series_rows(chart, labels), _legend(chart, left)
    parts = [
        [row["value"] for row in rows if row["place"] == at and row["value"] is not None] for at in range(len(labels))
    ]
    sums = [sum(known) for known in parts]
    whole = [{"place": at, "end": sums[at], "figure": _figure(known, chart)} for at, known in enumerate(parts)]
    x = {**linear("value", greatest(sums)), "stack": "zero"}
    y = ordinal("place", range(len(labels)))
    order = {"field": "series", "type": "ordinal"}
    layers = [
        bars(rows, {}, {"x": x, "y": y, "color": _colour(chart), "order": order}),
        text(_label_rows(labels, left - 14), {"value": -10}, y, "right"),
        text(whole, linear("end", greatest(sums)), y, "left", "figure", dx=7, color=QUIET),
        *legend,
    ]
    return frame(chart, _ROW * len(labels), left, right, above + 6, 4, layers)
