"""What one region would score with other values, against as many builds as there are regions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.trees import FEW, small_tree
from valuenet.index.filled import filled_each
from valuenet.index.rebuild import rebuild
from valuenet.index.recipe import Recipe, recipe_of
from valuenet.index.replaced import replaceable, scores_replaced
from valuenet.index.table import FloatArray, Table, table_of

TREE = small_tree()
POSTS = {leaf: [-1, 9] for leaf in TREE.leaves}
RECIPES: list[dict[str, Any]] = [
    {},
    {"aggregate": "arithmetic", "normalise": "z_score"},
    {"aggregate": "arithmetic", "normalise": "rank", "weigh": "equal"},
    {"aggregate": {"method": "arithmetic", "least": 0.6}, "normalise": {"method": "percentile", "ties": "lowest"}},
    {"normalise": "borda", "screen": {"indicators": 0.4, "regions": 0.5}},
    {"normalise": "distance_to_maximum", "impute": "median"},
    {"normalise": {"method": "goalposts", "posts": POSTS}, "impute": "mean"},
    {"normalise": {"leaves": {"age": {"method": "none"}}}, "impute": {"method": "group_mean", "groups": "coast"}},
    {"aggregate": {"method": "power", "exponent": 2}, "normalise": {"low": 1, "high": 9}},
]


def one_by_one(table: Table, own: FloatArray, recipe: Recipe, code: str) -> list[float]:
    """The definition: as many tables as regions, in each of which one row is replaced."""
    found = []
    for row in range(len(own)):
        values = table.values.copy()
        values[row] = own[row]
        ready = filled_each(TREE, replace(table, values=values), recipe, values[None])
        found.append(float(rebuild(TREE, recipe, ready, of=(code,)).scores[0, row, 0]))
    return found


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
@FEW
@given(seed=st.integers(0, 500), levels=st.sampled_from([2, 3, 50]))
def test_scores_are_those_of_the_definition(recipe: dict[str, Any], seed: int, levels: int) -> None:
    random = np.random.default_rng(seed)
    read = recipe_of(recipe)
    values, own = random.integers(0, levels, (2, 6, 3)).astype(float)
    gaps = random.random((6, 3)) < 0.2
    gaps[:3] = False
    table = table_of(TREE, "abcdef", np.where(gaps, np.nan, values), groups={"coast": list("eewwee")})
    own = np.where(gaps, np.nan, own)
    for code in ("index", "firms"):
        found = scores_replaced(TREE, table, own, read, code)
        assert found == pytest.approx(one_by_one(table, own, read, code), abs=1e-9, nan_ok=True)


@pytest.mark.parametrize(
    "recipe",
    [
        {"treat": "log"},
        {"weigh": "entropy"},
        {"aggregate": "copeland"},
        {"impute": "em"},
        {"impute": "mean", "normalise": "rank"},
        {"normalise": {"leaves": {"age": {"method": "rank"}}}},
    ],
    ids=str,
)
def test_recipes_in_which_one_region_moves_all_others_are_told_apart(recipe: dict[str, Any]) -> None:
    assert not replaceable(TREE, recipe_of(recipe))
    assert all(replaceable(TREE, recipe_of(one)) for one in RECIPES)
