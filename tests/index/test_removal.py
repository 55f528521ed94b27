from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.recipe import recipe_of
from valuenet.index.removal import removals
from valuenet.index.table import FloatArray, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

INDICATORS = [
    Indicator("i"),
    Indicator("d", "i", 1, 0.7),
    Indicator("a", "d", 1, 0.2),
    Indicator("b", "d", -1, 0.3),
    Indicator("e", "i", 1, 0.3),
    Indicator("c", "e", 1, 0.5),
]
TREE = tree_of(INDICATORS)
VALUES = np.random.default_rng(4).lognormal(size=(12, 3))
REGIONS = [f"r{row}" for row in range(12)]
RECIPES: list[dict[str, Any]] = [
    {},
    {"aggregate": "arithmetic"},
    {"aggregate": "arithmetic", "weigh": {"parents": "given"}},
    {"aggregate": "geometric", "normalise": {"low": 1, "high": 10}, "weigh": "equal"},
    {"aggregate": "copeland", "weigh": {"method": "equal", "among": "leaves"}},
    {"aggregate": {"method": "arithmetic", "levels": {1: "median"}}},
]


def _smaller(code: str) -> tuple[Tree, FloatArray]:
    """Return tree and values without an element and what is below it, and without parents that are left bare."""
    kept = [one for one in INDICATORS if code not in TREE.paths[one.code]]
    leaves = [leaf for leaf in TREE.leaves if code not in TREE.paths[leaf]]
    kept = [one for one in kept if one.code in leaves or any(one.code in TREE.paths[leaf] for leaf in leaves)]
    return tree_of(kept), VALUES[:, [TREE.leaves.index(leaf) for leaf in leaves]]


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_each_is_the_index_of_the_tree_without_it(recipe: dict[str, Any]) -> None:
    read = recipe_of(recipe)
    result = build(TREE, table_of(TREE, REGIONS, VALUES), read)
    found = {one.code: one for one in removals(result)}
    assert set(found) == {"a", "b", "c", "d", "e"}
    for code, one in found.items():
        tree, values = _smaller(code)
        ranks = build(tree, table_of(tree, REGIONS, values), read).rank_of("i")
        np.testing.assert_array_equal(one.shifts, ranks - result.rank_of("i"))
        assert one.mean_shift == pytest.approx(np.abs(one.shifts).mean())
        assert one.largest == np.abs(one.shifts).max() == abs(one.shifts[REGIONS.index(one.region)])
    means = [one.mean_shift for one in removals(result)]
    assert means == sorted(means, reverse=True)


def test_what_weighs_nothing_moves_nothing_and_all_there_is_stays() -> None:
    tree = tree_of([Indicator("i"), Indicator("a", "i", 1, 1.0), Indicator("b", "i", 1, 0.0)])
    result = build(tree, table_of(tree, REGIONS, VALUES[:, :2]), recipe_of({"aggregate": "arithmetic"}))
    (one,) = removals(result)
    assert (one.code, one.mean_shift) == ("b", 0.0)


def test_weights_by_region_are_refused() -> None:
    result = build(TREE, table_of(TREE, REGIONS, VALUES), recipe_of({"weigh": "benefit_of_the_doubt"}))
    with pytest.raises(DataError, match="removal needs weights for all"):
        removals(result)
