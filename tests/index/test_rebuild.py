from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index import rebuild as module
from valuenet.index.build import build
from valuenet.index.rebuild import rebuild
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of
from valuenet.index.tree import Indicator, tree_of
from valuenet.index.weigh import node_weights

TREE = tree_of(
    [
        Indicator("i"),
        Indicator("d", "i"),
        Indicator("a", "d", 1, 0.2),
        Indicator("b", "d", -1, 0.3),
        Indicator("e", "i"),
        Indicator("c", "e", 1, 0.1),
        Indicator("f", "e", 1, 0.4),
    ]
)
REGIONS = [f"r{row}" for row in range(9)]

RECIPES: list[dict[str, Any]] = [
    {},
    {"treat": "winsorise", "normalise": {"low": 1, "high": 100}, "aggregate": "geometric"},
    {"treat": {"method": "log"}, "normalise": "z_score", "aggregate": "arithmetic", "weigh": "equal"},
    {"normalise": "rank", "aggregate": {"method": "copeland", "count": "wins"}, "rank": {"ties": "average"}},
    {"normalise": {"method": "distance_to_reference", "region": "r4"}, "aggregate": "median"},
    {"treat": "box_cox", "aggregate": {"method": "arithmetic", "levels": {1: "median"}}, "weigh": "critic"},
    {"normalise": "percentile", "weigh": "entropy"},
]


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
@pytest.mark.parametrize("gaps", [False, True])
def test_many_builds_are_each_as_if_built_alone(
    recipe: dict[str, Any], gaps: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CELLS", 3 * 36)  # three builds at a time
    rng = np.random.default_rng(8)
    values = rng.lognormal(sigma=1.2, size=(8, 9, 4))
    if gaps:
        values[rng.random(values.shape) < 0.1] = np.nan
    read = recipe_of(recipe)
    if read.normalise.method == "distance_to_reference":
        values = np.where(np.arange(9)[:, None] == 4, np.array([9.0, 0.01, 9.0, 9.0]), values)
    found = rebuild(TREE, read, values, of=TREE.codes, regions=REGIONS)
    for scores, ranks, one in zip(found.scores, found.ranks, values, strict=True):
        alone = build(TREE, table_of(TREE, REGIONS, one), read)
        np.testing.assert_allclose(scores, alone.scores, atol=1e-11)
        np.testing.assert_array_equal(ranks, alone.ranks)


def test_one_table_with_many_weights_and_many_tables_with_one() -> None:
    values = np.random.default_rng(1).random((9, 4))
    weights = np.array([[1, 0.5, 0.2, 0.3, 0.5, 0.1, 0.4], [1, 0.5, 0.4, 0.1, 0.5, 0.25, 0.25]])
    read = recipe_of({"aggregate": "arithmetic"})
    found = rebuild(TREE, read, values, weights)
    assert found.scores.shape == found.ranks.shape == (2, 9, 1)
    for scores, own in zip(found.scores, weights, strict=True):
        np.testing.assert_array_equal(scores, rebuild(TREE, read, values, own).scores[0])
        np.testing.assert_array_equal(scores, rebuild(TREE, read, np.stack([values, values]), own).scores[1])


@pytest.mark.parametrize(
    "method", ["median", {"method": "copeland", "count": "wins"}, "copeland", "geometric"], ids=str
)
def test_one_table_with_gaps_under_many_weights(method: Any) -> None:
    values = np.random.default_rng(5).random((9, 4))
    values[[1, 4], [0, 2]] = np.nan
    weights = node_weights(TREE, np.random.default_rng(6).dirichlet(np.ones(4), 5))
    read = recipe_of({"normalise": {"low": 1, "high": 2}, "aggregate": method})
    found = rebuild(TREE, read, values, weights)
    for ranks, own in zip(found.ranks, weights, strict=True):
        np.testing.assert_array_equal(ranks, rebuild(TREE, read, values, own).ranks[0])


def test_what_cannot_be_rebuilt_is_refused() -> None:
    with pytest.raises(DataError, match="benefit_of_the_doubt gives each region its own weights"):
        rebuild(TREE, recipe_of({"weigh": "benefit_of_the_doubt"}), np.ones((2, 4)))
    with pytest.raises(DataError, match="give 7 in each row"):
        rebuild(TREE, recipe_of({}), np.ones((2, 4)), np.ones(4))
    with pytest.raises(DataError, match="indicator 'a': all its values are equal"):
        rebuild(TREE, recipe_of({}), np.ones((2, 2, 4)))


@pytest.mark.parametrize("seed", range(5))
def test_the_weighted_sum_is_that_of_pymcdm(seed: int) -> None:
    methods: Any = pytest.importorskip("pymcdm.methods", reason="pymcdm is not installed (requirements-test.lock)")
    scales: Any = pytest.importorskip("pymcdm.normalizations")
    rng = np.random.default_rng(seed)
    values, leaves = rng.lognormal(size=(6, 9, 4)), rng.dirichlet(np.ones(4), 6)
    found = rebuild(TREE, recipe_of({}), values, node_weights(TREE, leaves)).scores[:, :, 0]
    method = methods.WSM(normalization_function=scales.minmax_normalization)
    directions = np.array([TREE.directions[leaf] for leaf in TREE.leaves])
    theirs = [method(one, own, directions) for one, own in zip(values, leaves, strict=True)]
    np.testing.assert_allclose(found, theirs, atol=1e-9)
