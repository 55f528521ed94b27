"""Allocation to margins: totals, bounds, rows and columns are kept exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from valuenet.errors import DataError
from valuenet.reconstruct.allocate import bounded, fit_table, largest_remainder, round_table, whole_of_shares

WEIGHTS = st.lists(st.floats(0.01, 100), min_size=1, max_size=12)


@given(st.integers(0, 5000), WEIGHTS)
def test_largest_remainder_keeps_the_total_and_stays_within_one_of_the_quota(total: int, weights: list[float]) -> None:
    parts = largest_remainder(total, weights)
    quota = total * np.array(weights) / sum(weights)
    assert parts.sum() == total
    assert (np.abs(parts - quota) < 1 + 1e-6).all()


def test_the_seats_of_a_textbook() -> None:
    # Balinski and Young, Fair Representation, 1982: Hamilton's method on the states' populations of a small example.
    assert largest_remainder(25, [1429, 1248, 682, 461, 180]).tolist() == [9, 8, 4, 3, 1]


@given(st.data())
def test_bounds_and_total_are_kept(data: st.DataObject) -> None:
    weights = data.draw(WEIGHTS)
    lower = data.draw(st.lists(st.integers(0, 20), min_size=len(weights), max_size=len(weights)))
    room = data.draw(st.lists(st.integers(0, 30), min_size=len(weights), max_size=len(weights)))
    upper = [low + more for low, more in zip(lower, room, strict=True)]
    total = data.draw(st.integers(sum(lower), sum(upper)))
    parts = bounded(total, weights, lower, upper)
    assert parts.sum() == total
    assert (parts >= lower).all()
    assert (parts <= upper).all()


def test_what_has_no_weight_gets_its_lower_bound() -> None:
    assert bounded(7, [0, 1], [2, 0], [5, 9]).tolist() == [2, 5]


def test_bounds_that_cannot_hold_are_told() -> None:
    with pytest.raises(DataError, match="add up to 0 at least and 4 at most"):
        bounded(5, [1, 1], upper=[2, 2])
    with pytest.raises(DataError, match="part 1 of the total 5 must be at least 3 and at most 2"):
        bounded(5, [1, 1], [0, 3], [9, 2])


TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 40))
)


@given(TABLES, st.integers(0, 2**31))
def test_rounding_keeps_all_margins_and_bounds(table: np.ndarray, seed: int) -> None:
    rows, columns, most = table.sum(axis=1), table.sum(axis=0), table + 2
    start = np.random.default_rng(seed).random(table.shape) + 0.01
    fitted = fit_table(start, rows, columns, most)
    found = round_table(fitted, rows, columns, most)
    assert (found.sum(axis=1) == rows).all()
    assert (found.sum(axis=0) == columns).all()
    assert (found >= 0).all()
    assert (found <= most).all()


@given(TABLES, st.integers(0, 2**31))
def test_fitting_keeps_margins_and_odds(table: np.ndarray, seed: int) -> None:
    rows, columns = table.sum(axis=1) + 1.0, table.sum(axis=0) + 1.0
    columns *= rows.sum() / columns.sum()
    start = np.random.default_rng(seed).random(table.shape) + 0.1
    fitted = fit_table(start, rows, columns)
    assert fitted.sum(axis=1) == pytest.approx(rows, rel=1e-5)
    assert fitted.sum(axis=0) == pytest.approx(columns, rel=1e-5)
    odds = fitted / start
    assert odds == pytest.approx(odds[:, :1] * odds[:1] / odds[0, 0], rel=1e-4)


def test_margins_that_differ_are_told() -> None:
    with pytest.raises(DataError, match="rows add up to 3, columns to 4"):
        round_table([[1, 2]], [3], [1, 3])
    with pytest.raises(DataError, match="no whole table"):
        round_table([[1, 2]], [3], [1, 2], [[0, 9]])


@given(st.integers(2, 400), st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_the_whole_behind_shares_has_these_shares(total: int, counts: list[int]) -> None:
    counts = [min(count, total) for count in counts]
    shares = [round(count / total, 4) for count in counts]
    found = whole_of_shares(counts, shares, [0.00005] * len(counts))
    assert found <= total
    assert [round(count / found, 4) for count in counts] == pytest.approx(shares, abs=1.01e-4)


def test_shares_of_no_whole_are_told() -> None:
    with pytest.raises(DataError, match="no total up to 100000"):
        whole_of_shares([1, 1], [0.5, 0.25], [0.001, 0.001])
