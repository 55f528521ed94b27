from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from tests.index.trees import FEW, small_tree, tables
from valuenet.errors import DataError
from valuenet.index.aggregate import LONG, aggregate, carried, coverage, rank
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray
from valuenet.index.tree import Indicator, Tree, tree_of

NAN = float("nan")
SCORES = st.lists(st.one_of(st.just(NAN), st.sampled_from([0.0, 0.25, 0.5, 1.0])), max_size=20)
SUM = recipe_of({}).aggregate


def weights_of(tree: Tree) -> FloatArray:
    return np.array([tree.weights[code] for code in tree.codes])


def test_sums_by_hand() -> None:
    # number 0.4, age 0.2 | firms 0.6; papers 0.4
    tree = small_tree()
    normalised = np.array([[1.0, 0.5, 0.25], [NAN, 1.0, 0.0], [NAN, NAN, 0.5], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(
        aggregate(tree, normalised, weights_of(tree), SUM),
        [[0.6, 0.5, 0.4, 0.1, 0.1], [0.2, 0.2, NAN, 0.2, 0.0], [0.2, NAN, NAN, NAN, 0.2], [NAN] * 5],
    )
    np.testing.assert_array_equal(
        coverage(tree, ~np.isnan(normalised), weights_of(tree)),
        [[1, 1, 1, 1, 1], [0.6, round(0.2 / 0.6, 12), 0, 1, 1], [0.4, 0, 0, 0, 1], [0] * 5],
    )


def test_means_by_hand_and_by_level() -> None:
    tree, x = small_tree(), np.array([[1.0, 4.0, 2.0], [NAN, 4.0, NAN]])
    weights = weights_of(tree)
    for method, firms in (("arithmetic", 2.0), ("geometric", 4 ** (1 / 3)), ("harmonic", 1 / (2 / 3 + 1 / 12))):
        found = aggregate(tree, x, weights, recipe_of({"aggregate": method}).aggregate)
        assert found[0, 1] == pytest.approx(firms)
        assert found[1].tolist() == pytest.approx([4, 4, NAN, 4, NAN], nan_ok=True)
    mixed = recipe_of({"aggregate": {"method": "arithmetic", "levels": {1: "geometric"}}}).aggregate
    assert aggregate(tree, x, weights, mixed)[0, :2].tolist() == pytest.approx([2, 2])
    single = recipe_of({"aggregate": {"method": "geometric", "indicators": {"firms": "harmonic"}}}).aggregate
    assert aggregate(tree, x, weights, single)[0, 1] == pytest.approx(4 / 3)


def test_too_few_children_give_no_score() -> None:
    tree, x = small_tree(), np.array([[1.0, NAN, 2.0]])
    step = recipe_of({"aggregate": {"method": "arithmetic", "least": 0.6}}).aggregate
    assert aggregate(tree, x, weights_of(tree), step)[0].tolist() == pytest.approx([NAN, NAN, 1, NAN, 2], nan_ok=True)


@given(tables())
@FEW
def test_a_score_lies_between_0_and_its_weight_and_is_the_sum_of_its_parts(case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    normalised = np.abs(np.sin(values))
    weights = weights_of(tree)
    scores = aggregate(tree, normalised, weights, SUM)
    covered = coverage(tree, ~np.isnan(normalised), weights)
    assert ((covered >= 0) & (covered <= 1)).all()
    assert np.array_equal(np.isnan(scores), covered == 0)
    assert (np.nan_to_num(scores) >= 0).all()
    assert (np.nan_to_num(scores) <= weights + 1e-12).all()
    for place, code in enumerate(tree.codes):
        children = [tree.codes.index(one) for one in tree.children.get(code, ())]
        if children:
            np.testing.assert_allclose(np.nan_to_num(scores)[:, place], np.nansum(scores[:, children], 1), atol=1e-11)


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "power", "median"])
@given(tables())
@FEW
def test_means_lie_between_their_parts_and_rise_with_the_exponent(method: str, case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    weights = np.ones(len(tree.codes))
    scores = aggregate(tree, 1 + np.abs(np.sin(values)), weights, recipe_of({"aggregate": method}).aggregate)
    for code, children in tree.children.items():
        parts = scores[:, [tree.codes.index(one) for one in children]]
        own = scores[:, tree.codes.index(code)]
        known = ~np.isnan(own)
        assert np.array_equal(known, ~np.isnan(parts).all(axis=1))
        assert (own[known] >= np.nanmin(parts[known], axis=1) - 1e-9).all()
        assert (own[known] <= np.nanmax(parts[known], axis=1) + 1e-9).all()


@given(tables())
@FEW
def test_the_short_way_is_the_long_way(case: tuple[Tree, FloatArray]) -> None:
    """Without gaps arithmetic means are one product of matrices; an exponent of 1 takes the other way."""
    tree, values = case
    x, weights = np.abs(np.sin(np.nan_to_num(values))), 1 + np.arange(float(len(tree.codes)))
    short = aggregate(tree, x, weights, recipe_of({"aggregate": "arithmetic"}).aggregate)
    long = aggregate(tree, x, weights, recipe_of({"aggregate": {"method": "power", "exponent": 1}}).aggregate)
    np.testing.assert_allclose(short, long, atol=1e-11)
    np.testing.assert_allclose(carried(tree, weights, tree.codes).sum(axis=0), 1)


def test_equal_sums_of_other_parts_are_equal_scores() -> None:
    # 0.1 + 0.2 is not 0.3 in binary floating point; on paper it is.
    tree = small_tree()
    scores = aggregate(tree, np.array([[0.25, 1.0, 0.0], [0.5, 0.5, 0.0], [0.75, 0.0, 0.0]]), weights_of(tree), SUM)
    assert scores[:, 0].tolist() == [0.3, 0.3, 0.3]


def test_weights_of_each_build_and_of_each_region() -> None:
    tree, x = small_tree(), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
    several = np.stack([weights_of(tree), np.array([1.0, 0.5, 0.0, 0.5, 0.5])])
    assert aggregate(tree, x, several, SUM)[:, :, 0].tolist() == [[0.4, 0.6], [0.0, 1.0]]
    assert aggregate(tree, x, several, SUM, by_region=True)[:, 0].tolist() == [0.4, 1.0]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"method": "arithmetic", "levels": {3: "geometric"}}, "no level 3 of parents"),
        ({"method": "arithmetic", "indicators": {"age": "geometric"}}, "'age' is no indicator with children"),
    ],
)
def test_methods_go_to_parents(step: dict[str, object], message: str) -> None:
    tree = small_tree()
    with pytest.raises(DataError, match=message):
        aggregate(tree, np.ones((2, 3)), weights_of(tree), recipe_of({"aggregate": step}).aggregate)


def test_a_group_that_weighs_nothing_is_refused_by_name() -> None:
    tree = tree_of([Indicator("i"), Indicator("d", "i"), Indicator("a", "d", 1, 0.0), Indicator("b", "i", 1, 1.0)])
    with pytest.raises(DataError, match="indicator 'd': its children all weigh 0"):
        aggregate(tree, np.ones((2, 2)), weights_of(tree), recipe_of({"aggregate": "arithmetic"}).aggregate)


def test_ranks_by_hand() -> None:
    scores = np.array([0.2, 0.9, NAN, 0.2, 0.5, 0.9])
    np.testing.assert_array_equal(rank(scores), [4, 1, NAN, 4, 3, 1])
    np.testing.assert_array_equal(rank(scores, "dense"), [3, 1, NAN, 3, 2, 1])
    np.testing.assert_array_equal(rank(scores, "average"), [4.5, 1.5, NAN, 4.5, 3, 1.5])


@pytest.mark.parametrize(("ties", "theirs"), [("best", "min"), ("average", "average"), ("dense", "dense")])
@given(SCORES)
@FEW
def test_ranks_are_those_of_scipy(ties: str, theirs: Any, values: list[float]) -> None:
    expected = rankdata(-np.array(values), method=theirs, nan_policy="omit") if values else np.empty(0)
    np.testing.assert_array_equal(rank(np.array(values), ties), expected)


def test_long_rows_are_ranked_as_short_ones() -> None:
    scores = np.round(np.random.default_rng(1).normal(size=(2, LONG + 1)), 2)
    np.testing.assert_array_equal(rank(scores), rankdata(-scores, method="min", axis=1))


@pytest.mark.parametrize("ties", ["best", "average", "dense"])
@pytest.mark.parametrize("near", [1e-15, 1e-300, 1.0], ids=str)
def test_a_long_row_has_the_ranks_of_a_batch_of_short_ones(ties: str, near: float, monkeypatch: Any) -> None:
    random = np.random.default_rng(7)
    scores = random.integers(0, 3, LONG + 9) + near * random.integers(0, 9, LONG + 9)
    scores[::11] = random.choice([-1e10, 0.0])
    gaps = np.where(random.random(scores.shape) < 0.1, NAN, scores)
    long = [rank(row, ties) for row in (scores, gaps)]
    monkeypatch.setattr("valuenet.index.aggregate.LONG", 1 << 30)
    assert np.array_equal(long, [rank(row, ties) for row in (scores, gaps)], equal_nan=True)
