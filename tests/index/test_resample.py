"""Versions of the data: what they vary about, what they keep, and what wrong merges do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.resample import LeafRows, Subjects, recounted, versions

SUBJECTS = Subjects(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 0, 0, 0, 0]))
ONES, NONE = np.ones(6), np.zeros(6)
COUNT = LeafRows("count", ONES, NONE, NONE)
AMOUNTS = np.array([5.0, 0.0, 7.0, 2.0, 0.0, 0.0])
KNOWN = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
SUM, MEAN = LeafRows("sum", ONES, KNOWN, AMOUNTS), LeafRows("mean", KNOWN, KNOWN, AMOUNTS)


def table(*leaves: LeafRows) -> np.ndarray:
    return np.column_stack([recounted(SUBJECTS, leaf, 3) for leaf in leaves])


def test_rows_add_up_as_the_queries_do() -> None:
    assert recounted(SUBJECTS, COUNT, 4).tolist() == [3, 2, 1, 0]
    assert str(recounted(SUBJECTS, SUM, 4).tolist()) == "[12.0, 2.0, nan, 0.0]"  # none known: no data; no row: 0
    assert str(recounted(SUBJECTS, MEAN, 4).tolist()) == "[6.0, 2.0, nan, nan]"


def test_a_bootstrap_of_subjects_has_the_spread_that_theory_gives() -> None:
    # a count among n subjects of one kind is binomial: variance n p (1 - p)
    many = Subjects(np.repeat([0, 1], [30, 70]), np.zeros(100, int))
    leaf = LeafRows("count", np.ones(100), np.zeros(100), np.zeros(100))
    drawn = versions(many, [leaf], np.array([[30.0], [70.0]]), 4000, wrong_merges=0.0, seed=3)[:, 0, 0]
    assert drawn.mean() == pytest.approx(30, abs=0.4)
    assert drawn.var() == pytest.approx(21, rel=0.1)


def test_a_subject_brings_all_that_is_counted_of_it_along() -> None:
    double = LeafRows("count", 2 * ONES, NONE, NONE, relations=True)
    drawn = versions(SUBJECTS, [COUNT, double], table(COUNT, double), 50, wrong_merges=0.0)
    assert (drawn[:, :, 1] == 2 * drawn[:, :, 0]).all()
    assert (drawn[:, :, 0].sum(axis=1) == 6).all()


def test_kinds_are_drawn_apart() -> None:
    two = Subjects(np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]))
    leaves = [LeafRows("count", np.array(own, float), np.zeros(4), np.zeros(4)) for own in ([1, 1, 0, 0], [0, 0, 1, 1])]
    drawn = versions(two, leaves, np.ones((2, 2)), 30, wrong_merges=0.0)
    assert (drawn.sum(axis=1) == 2).all()
    assert (drawn[:, :, 0] != drawn[:, :, 1]).any()


def test_wrong_merges_lose_a_subject_and_move_its_relations() -> None:
    relations = LeafRows("count", ONES, NONE, NONE, relations=True)
    drawn = versions(SUBJECTS, [COUNT, relations], table(COUNT, relations), 400, wrong_merges=0.3, seed=1)
    counts, moved = drawn[:, :, 0].sum(axis=1), drawn[:, :, 1].sum(axis=1)
    assert counts.mean() == pytest.approx(6 * (1 - 0.3 * 0.7), abs=0.3)  # nobody goes over to one that is gone
    assert moved.mean() == pytest.approx(6, abs=0.6)


def test_an_amount_goes_over_only_where_the_other_has_none() -> None:
    pair = Subjects(np.array([0, 1]), np.zeros(2, int))
    lonely = LeafRows("sum", np.ones(2), np.array([1.0, 0.0]), np.array([9.0, 0.0]))
    drawn = versions(pair, [lonely], np.array([[9.0], [0.0]]), 300, wrong_merges=0.4, seed=2)[:, 1, 0]
    assert set(np.unique(drawn[~np.isnan(drawn)]).tolist()) >= {0.0, 9.0}
    both = LeafRows("sum", np.ones(2), np.ones(2), np.array([9.0, 1.0]))
    drawn = versions(pair, [both], np.array([[9.0], [1.0]]), 300, wrong_merges=0.4, seed=2)[:, 1, 0]
    assert set(np.unique(drawn).tolist()) <= {0.0, 1.0, 2.0}


def test_what_is_no_data_and_what_is_not_resampled_stay() -> None:
    values = np.column_stack([table(SUM)[:, 0], [4.0, 5.0, 6.0]])
    drawn = versions(SUBJECTS, [SUM, None], values, 20)
    assert np.isnan(drawn[:, 2, 0]).all()
    assert (drawn[:, :, 1] == [4.0, 5.0, 6.0]).all()


@given(st.integers(0, 1000), st.floats(0, 0.5))
def test_the_same_seed_gives_the_same_versions_and_nothing_is_negative(seed: int, share: float) -> None:
    one, two = (versions(SUBJECTS, [COUNT, SUM], table(COUNT, SUM), 5, wrong_merges=share, seed=seed) for _ in range(2))
    assert np.array_equal(one, two, equal_nan=True)
    assert (one[~np.isnan(one)] >= 0).all()
    assert (one[:, :, 0].sum(axis=1) <= 6).all()


def test_a_share_of_wrong_merges_is_a_share() -> None:
    with pytest.raises(DataError, match="wrong merges is 1"):
        versions(SUBJECTS, [COUNT], table(COUNT), wrong_merges=1.0)
