from __future__ import annotations

import numpy as np
import polars as pl

from valuenet.network.picture.look import LIGHT
from valuenet.network.picture.marks import circles, names_of, rings, sampled


def test_every_node_is_drawn_once_or_with_its_outline() -> None:
    random = np.random.default_rng(0)
    outlined = random.random(300) < 0.3
    radius = random.random(300) * 6 + 0.5
    drawn = circles(radius, radius, radius, ["#0b4f7d"] * 300, outlined, LIGHT)
    extra = sum(len(rings(round(20 * each), "#0b4f7d", LIGHT, outlined=True)) - 1 for each in radius[outlined])
    assert drawn.count("h0") == 300 + extra


def test_outlines_differ_from_the_rest_in_grey() -> None:
    assert rings(40, "#0b4f7d", LIGHT, outlined=True)[0][1] == LIGHT.ink
    assert [tone for _, tone in rings(100, "#0b4f7d", LIGHT, outlined=True)] == [LIGHT.ink, LIGHT.paper, "#0b4f7d"]


def test_names_and_sample_where_they_are_known() -> None:
    nodes = pl.DataFrame({"id": ["a", "b"], "label": ["Alpha", None], "sample": [True, None]})
    assert names_of(nodes, "label") == ["Alpha", "b"]
    assert names_of(nodes, "name_en") == ["a", "b"]
    assert sampled(nodes).tolist() == [True, False]
    assert sampled(nodes.drop("sample")).tolist() == [False, False]
