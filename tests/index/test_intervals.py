from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.aggregate import rank
from valuenet.index.intervals import order_probabilities, rank_intervals, rank_probabilities

SCORES = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, np.nan]), min_size=4, max_size=4), min_size=1, max_size=12
)


@given(SCORES, st.sampled_from(["best", "average", "dense"]))
def test_probabilities_are_what_counting_finds(scores: list[list[float]], ties: str) -> None:
    ranks = rank(np.array(scores), ties)
    by_rank, by_order = rank_probabilities(ranks), order_probabilities(ranks)
    np.testing.assert_allclose(by_rank.sum(axis=1), (~np.isnan(ranks)).mean(axis=0))
    for first in range(4):
        for second in set(range(4)) - {first}:
            pairs = [(row[first], row[second]) for row in ranks if not np.isnan(row[[first, second]]).any()]
            wins = sum((a < b) + 0.5 * (a == b) for a, b in pairs)
            if pairs:
                assert by_order[first, second] == pytest.approx(wins / len(pairs))
                assert by_order[first, second] + by_order[second, first] == pytest.approx(1)
            else:
                assert np.isnan(by_order[first, second])


@given(SCORES)
def test_an_interval_holds_its_level_of_the_ranks(scores: list[list[float]]) -> None:
    ranks = rank(np.array(scores))
    for column, one in zip(ranks.T, rank_intervals("abcd", ranks, ranks[0], 0.8), strict=True):
        known = column[~np.isnan(column)]
        assert one.unranked == pytest.approx(np.isnan(column).mean())
        if not known.size:
            assert one.low is one.high is one.mean is None
            continue
        assert one.low is not None
        assert one.high is not None
        assert {one.low, one.high, one.median} <= set(known.tolist())
        assert ((known >= one.low) & (known <= one.high)).mean() >= 0.8 - 1e-9


def test_levels_beyond_are_refused() -> None:
    with pytest.raises(DataError, match="give a share above 0"):
        rank_intervals(["a"], np.ones((2, 1)), np.ones(1), 90)
