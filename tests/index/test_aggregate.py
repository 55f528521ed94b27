from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.trees import small_tree, tables
from valuenet.index.aggregate import rank, weighted_sum
from valuenet.index.normalise import FloatArray
from valuenet.index.tree import Tree

NAN = float("nan")
SCORES = st.lists(st.one_of(st.just(NAN), st.sampled_from([0.0, 0.25, 0.5, 1.0])), max_size=20)


def test_sums_by_hand() -> None:
    # number 0.4, age 0.2 | firms 0.6; papers 0.4
    normalised = np.array([[1.0, 0.5, 0.25], [NAN, 1.0, 0.0], [NAN, NAN, 0.5], [NAN, NAN, NAN]])
    scores, coverage = weighted_sum(small_tree(), normalised)
    np.testing.assert_array_equal(
        scores,
        [[0.6, 0.5, 0.4, 0.1, 0.1], [0.2, 0.2, NAN, 0.2, 0.0], [0.2, NAN, NAN, NAN, 0.2], [NAN] * 5],
    )
    np.testing.assert_array_equal(
        coverage,
        [[1, 1, 1, 1, 1], [0.6, round(0.2 / 0.6, 12), 0, 1, 1], [0.4, 0, 0, 0, 1], [0] * 5],
    )


@given(tables())
def test_a_score_lies_between_0_and_its_weight_and_is_the_sum_of_its_parts(case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    normalised = np.abs(np.sin(values))
    scores, coverage = weighted_sum(tree, normalised)
    weights = np.array([tree.weights[code] for code in tree.codes])
    assert ((coverage >= 0) & (coverage <= 1)).all()
    assert np.array_equal(np.isnan(scores), coverage == 0)
    assert (np.nan_to_num(scores) >= 0).all()
    assert (np.nan_to_num(scores) <= weights + 1e-12).all()
    for place, code in enumerate(tree.codes):
        children = [tree.codes.index(one.code) for one in tree.indicators if one.parent == code]
        if children:
            np.testing.assert_allclose(np.nan_to_num(scores)[:, place], np.nansum(scores[:, children], 1), atol=1e-11)


def test_equal_sums_of_other_parts_are_equal_scores() -> None:
    # 0.1 + 0.2 is not 0.3 in binary floating point; on paper it is.
    tree = small_tree()
    scores, _ = weighted_sum(tree, np.array([[0.25, 1.0, 0.0], [0.5, 0.5, 0.0], [0.75, 0.0, 0.0]]))
    assert scores[:, 0].tolist() == [0.3, 0.3, 0.3]


def test_ranks_by_hand() -> None:
    scores = np.array([0.2, 0.9, NAN, 0.2, 0.5, 0.9])
    np.testing.assert_array_equal(rank(scores), [4, 1, NAN, 4, 3, 1])


@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_better_scores(values: list[float]) -> None:
    scores = np.array(values)
    for score, place in zip(scores.tolist(), rank(scores).tolist(), strict=True):
        assert place == 1 + (scores > score).sum() or (np.isnan(score) and np.isnan(place))


@pytest.mark.parametrize("count", [0, 1])
def test_no_region_and_one_region(count: int) -> None:
    scores, coverage = weighted_sum(small_tree(), np.full((count, 3), 0.5))
    assert scores.shape == coverage.shape == (count, 5)
    assert rank(scores[:, 0]).tolist() == [1.0] * count
