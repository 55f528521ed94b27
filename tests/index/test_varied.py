from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index import varied as module
from valuenet.index.build import build
from valuenet.index.factors import Choice, Dirichlet, Factor, Noise, Resample, dimensions, dirichlet, noise, picked
from valuenet.index.recipe import changed, recipe_of
from valuenet.index.table import FloatArray, Table, table_of
from valuenet.index.tree import Indicator, Tree, tree_of
from valuenet.index.varied import scores_of

from .trees import small_tree

TREE = small_tree()
RNG = np.random.default_rng(3)
VALUES = RNG.lognormal(size=(7, 3))
VERSIONS = VALUES * RNG.lognormal(sigma=0.3, size=(5, 7, 3))
OPTIONS: list[dict[str, Any]] = [
    {},
    {"impute": "median", "normalise": "rank"},
    {"treat": {"method": "log", "when": "always"}},
]
WAYS: list[dict[str, Any]] = [
    {"aggregate": "arithmetic"},
    {"aggregate": "arithmetic", "weigh": "equal"},
    {"aggregate": "copeland", "normalise": "z_score"},
    {"weigh": "pca", "aggregate": "median"},
    {"weigh": "entropy"},
]
"""Without factors on weights, the leaves' own weights of the data may vary, too."""


def _alone(table: Table, options: dict[str, Any], base: dict[str, Any]) -> FloatArray:
    return build(TREE, table, changed(recipe_of(base), options)).score_of("index")


def _table(gaps: bool) -> Table:
    values = VALUES.copy()
    if gaps:
        values[2, 1] = values[5, 0] = np.nan
    return table_of(TREE, "abcdefg", values)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("gaps", [False, True])
def test_each_build_is_as_if_built_alone(way: dict[str, Any], gaps: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CELLS", 63)  # three builds at a time
    table = _table(gaps)
    versions = np.where(np.isnan(table.values), np.nan, VERSIONS)
    factors: list[Factor] = [Choice("options", OPTIONS), Resample("data", versions)]
    numbers = [RNG.random((20, 1)), RNG.random((20, 1))]
    rows = RNG.integers(0, 20, (30, 2))
    found = scores_of(build(TREE, table, recipe_of(way)), table, factors, numbers, rows)
    for scores, (option, version) in zip(found, rows.tolist(), strict=True):
        own = versions[int(numbers[1][version, 0] * 5)]
        taken = OPTIONS[int(numbers[0][option, 0] * 3)]
        np.testing.assert_allclose(scores, _alone(replace(table, values=own), taken, way), atol=1e-11)


def _reweighed(shares: dict[str, FloatArray]) -> Tree:
    """Return the tree with shares of siblings as weights, parents' beside them."""
    weight = {child: shares[parent][at] for parent, own in TREE.children.items() for at, child in enumerate(own)}
    return tree_of(Indicator(one.code, one.parent, one.direction, weight.get(one.code)) for one in TREE.indicators)


@pytest.mark.parametrize("aggregation", ["arithmetic", "copeland", "sum"])
def test_weights_are_replaced_then_multiplied(aggregation: str) -> None:
    table = _table(gaps=False)
    base = build(TREE, table, recipe_of({"aggregate": aggregation}))
    noisy, drawn = Noise("noise", 0.5), Dirichlet("index weights", 20, ["index"])
    factors: list[Factor] = [noisy, drawn]
    numbers = [RNG.random((6, dimensions(TREE, one))) for one in factors]
    rows = RNG.integers(0, 6, (10, 2))
    found = scores_of(base, table, factors, numbers, rows)
    own = {"index": np.array([0.6, 0.4]), "firms": np.array([2 / 3, 1 / 3])}
    replaced, times = dirichlet(TREE, drawn, own, numbers[1]), noise(TREE, noisy, numbers[0])
    for scores, (first, second) in zip(found, rows.tolist(), strict=True):
        raw = {
            "index": replaced["index"][second] * times["index"][first],
            "firms": own["firms"] * times["firms"][first],
        }
        tree = _reweighed({parent: part / part.sum() for parent, part in raw.items()})
        recipe = recipe_of({"weigh": {"parents": "given"}, "aggregate": aggregation})
        np.testing.assert_allclose(scores, build(tree, table, recipe).score_of("index"), atol=1e-11)


def test_benefit_of_the_doubt_is_an_option_and_takes_no_other_weights() -> None:
    table = _table(gaps=False)
    base = build(TREE, table, recipe_of({}))
    choice = Choice("weights", [{}, {"weigh": "benefit_of_the_doubt"}])
    numbers = [np.array([[0.1], [0.9]])]
    assert picked(choice, numbers[0]).tolist() == [0, 1]
    found = scores_of(base, table, [choice], numbers, np.array([[0], [1]]))
    np.testing.assert_allclose(found[1], _alone(table, {"weigh": "benefit_of_the_doubt"}, {}), atol=1e-9)
    with pytest.raises(DataError, match=r"leave out factors that change them \(with 'weights' its option 2\)"):
        scores_of(base, table, [choice, Noise("n")], [numbers[0], np.full((2, 4), 0.5)], np.array([[0, 0], [1, 1]]))


def test_the_options_that_cannot_be_built_are_named() -> None:
    table = _table(gaps=False)
    base = build(TREE, table, recipe_of({}))
    choice = Choice("mean", [{}, {"aggregate": "geometric"}])
    with pytest.raises(DataError, match=r"geometric mean.*\(with 'mean' its option 2\)"):
        scores_of(base, table, [choice], [np.array([[0.1], [0.9]])], np.array([[0], [1]]))
