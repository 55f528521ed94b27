"""Parts of a Vega-Lite specification that our charts share: the frame, text, bars, rules and scales.

Layout is fixed and every word placed by us, as text marks under the fields `word` and `figure`: so a chart has one
geometry in both languages, and `valuenet.report.render` can draw it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from valuenet.report.document import Chart

Spec = dict[str, Any]

INK, QUIET, RULE, PALE, DEEP = "#1c2733", "#5b6775", "#d5dbe1", "#e3edf5", "#0b4f7d"
WIDTH = 720
SIZE = 12
"""Pixels: the width of every chart, and the size of its type."""


def frame(chart: Chart, height: float, left: int, right: int, top: int, bottom: int, layers: list[Spec]) -> Spec:
    """Return a whole specification: `layers` in a plot of `height` with room on its four sides."""
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


def text(
    rows: Sequence[Spec],
    x: Spec,
    y: Spec,
    align: str = "center",
    field: str = "word",
    *,
    size: float = SIZE,
    down: float = 0,
    **mark: Any,
) -> Spec:
    """Return a layer that writes the field `word`, or `field`, of each row, centred on `y` and moved `down`."""
    # The baseline is placed by hand, and not as "middle", so that it does not hang on the measured size.
    place = {"align": align, "baseline": "alphabetic", "dy": round(size * 0.35 + down, 2)}
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "fontSize": size, "color": INK, **place, **mark},
        "encoding": {"x": x, "y": y, "text": {"field": field, "type": "nominal"}},
    }


def bars(rows: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    """Return a layer of bars, one for each row that has a value."""
    drawn = [row for row in rows if row["value"] is not None]
    return {"data": {"values": drawn}, "mark": {"type": "bar", **mark}, "encoding": encoding}


def ordinal(field: str, places: Sequence[int], gap: float = 0.3, **more: Any) -> Spec:
    """Return a band scale over the given places, in their order."""
    scale = {"domain": list(places), "paddingInner": gap, "paddingOuter": gap / 2}
    return {"field": field, "type": "ordinal", "axis": None, "sort": None, "scale": scale, **more}


def linear(field: str, top: float) -> Spec:
    """Return a scale from zero to `top`."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}


def greatest(values: Sequence[float | None]) -> float:
    """Return the greatest known value, or 1 where none is above zero."""
    return max((value for value in values if value is not None), default=0) or 1


def pixel(field: str) -> Spec:
    """Return a position given in pixels from the left or from above."""
    same = {"domain": [0, WIDTH], "range": [0, WIDTH], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": same, "axis": None}


def rule(rows: Sequence[Spec], encoding: Spec, **mark: Any) -> Spec:
    """Return a layer of straight lines."""
    return {"data": {"values": list(rows)}, "mark": {"type": "rule", "color": RULE, **mark}, "encoding": encoding}
