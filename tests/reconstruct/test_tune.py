"""Tuning: aggregates are kept, goals are reached, failures are undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconstruct.test_moves import EGOS, random_rows
from valuenet.reconstruct.moves import MOVES, Rows
from valuenet.reconstruct.tune import Goal, allowed, tune


def reach(rows: Rows, alters: np.ndarray) -> Mapping[str, float]:
    """Mean size of the ego that a small connector meets."""
    small = alters >= EGOS
    return {"reach": float(rows.size[rows.ego[small]][alters[small] < 60].mean())}


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), step=st.floats(-4, 4))
def test_tuning_keeps_every_aggregate(seed: int, step: float) -> None:
    rows, alters = random_rows(seed)
    start = reach(rows, alters)["reach"]
    goals = {"reach": Goal(start + step, 0.25)}
    found = tune(rows, alters, lambda each: reach(rows, each), goals, MOVES, seed=seed, most=60)
    strata = rows.stratum.tolist()
    before, after = (Counter(zip(strata, each.tolist(), strict=True)) for each in (alters, found.alters))
    assert before == after
    assert (found.alters != rows.ego).all()
    assert found.measurements <= 62
    assert abs(found.values["reach"] - start - step) <= max(abs(step), 0.25)
    assert found.reached == (abs(found.values["reach"] - start - step) <= 0.25 * 0.8)


def test_goals_within_reach_are_reached() -> None:
    rows, alters = random_rows(3, 1500)
    start = reach(rows, alters)["reach"]
    for step in (-6.0, 6.0):
        goals = {"reach": Goal(start + step, 0.3)}
        assert tune(rows, alters, lambda each: reach(rows, each), goals, MOVES, seed=1).reached


def test_the_same_seed_tunes_the_same() -> None:
    rows, alters = random_rows(4)
    goals = {"reach": Goal(reach(rows, alters)["reach"] + 2, 0.1)}
    one, two = (tune(rows, alters, lambda each: reach(rows, each), goals, MOVES, seed=5, most=40) for _ in range(2))
    assert one.alters.tolist() == two.alters.tolist()


def test_a_goal_out_of_reach_ends_in_time() -> None:
    rows, alters = random_rows(5)
    found = tune(rows, alters, lambda each: reach(rows, each), {"reach": Goal(1e6, 1.0)}, MOVES, seed=1, most=30)
    assert not found.reached
    assert found.measurements <= 32


def test_pairs_that_would_break_something_are_left_out() -> None:
    rows = Rows(np.array([0, 1, 1, 2]), np.array([0, 0, 1, 0]), egos=3)
    alters = np.array([1, 7, 8, 9])
    wrong = np.array([[0, 1], [1, 2], [0, 0]])  # a self-loop, two strata, one row
    assert allowed(rows, alters, wrong).tolist() == []
    assert allowed(rows, alters, np.array([[0, 3], [1, 3]])).tolist() == [[0, 3]]
