from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import gmean, hmean, pmean

from tests.index.trees import FEW
from valuenet.errors import DataError
from valuenet.index import means
from valuenet.index.means import MEANS, copeland, exponent_of, median, outranking, power, rates, shares_of
from valuenet.index.table import FloatArray

NAN = float("nan")
VALUES = arrays(np.float64, (5, 4), elements=st.floats(0.5, 100))
WEIGHTS = arrays(np.float64, 4, elements=st.floats(0.1, 5))
GAPS = arrays(np.bool_, (5, 4))


@given(VALUES, WEIGHTS)
@settings(max_examples=25)
def test_means_are_those_of_scipy(values: FloatArray, weights: FloatArray) -> None:
    w = weights[None]
    np.testing.assert_allclose(MEANS["arithmetic"](values, w), np.average(values, axis=1, weights=weights))
    np.testing.assert_allclose(MEANS["geometric"](values, w), gmean(values, axis=1, weights=weights))
    np.testing.assert_allclose(MEANS["harmonic"](values, w), hmean(values, axis=1, weights=weights))
    for exponent in (-3.0, 0.5, 2.0, 7.0):
        np.testing.assert_allclose(power(values, w, exponent), pmean(values, exponent, axis=1, weights=weights))


@given(VALUES, WEIGHTS, GAPS)
@settings(max_examples=25)
def test_a_child_without_data_is_as_one_that_is_not_there(
    values: FloatArray, weights: FloatArray, gaps: FloatArray
) -> None:
    holed = np.where(gaps, NAN, values)
    for method, mean in MEANS.items():
        if method == "copeland":
            continue
        found = mean(holed, weights[None], **({"exponent": 2.0} if method == "power" else {}))
        for row, gap, score in zip(values, gaps, found, strict=True):
            rest = {"exponent": 2.0} if method == "power" else {}
            alone = mean(row[None, ~gap], weights[None, ~gap], **rest) if (~gap).any() else np.array([NAN])
            np.testing.assert_allclose(score, alone[0])


@given(VALUES, WEIGHTS)
@FEW
def test_rates_are_slopes(values: FloatArray, weights: FloatArray) -> None:
    w, small = weights[None], 1e-6
    for method in ("arithmetic", "geometric", "harmonic"):
        score = MEANS[method](values, w)
        found = rates(values, w, score, method, exponent_of(method, {}))
        np.testing.assert_allclose((found * values).sum(axis=1), score)
        moved = values.copy()
        moved[:, 1] += small
        np.testing.assert_allclose((MEANS[method](moved, w) - score) / small, found[:, 1], atol=1e-4)


def test_large_exponents_and_zeros_do_not_overflow() -> None:
    x, w = np.array([[1e200, 1e199], [0.0, 1.0]]), np.ones((1, 2))
    assert power(x, w, 50)[0] == pytest.approx(1e200 * 0.5 ** (1 / 50))
    assert power(x[1:], w, 2)[0] == pytest.approx(0.5**0.5)


def test_the_weighted_median_by_hand() -> None:
    x = np.array([[1.0, 2.0, 3.0, 10.0]])
    assert median(x, np.array([[1.0, 1, 1, 1]])).tolist() == [2.5]
    assert median(x, np.array([[1.0, 1, 1, 5]])).tolist() == [10.0]
    assert median(x, np.array([[1.0, 1, 2, 0]])).tolist() == [2.5]
    assert median(np.array([[NAN, NAN]]), np.ones((1, 2))).tolist() == pytest.approx([NAN], nan_ok=True)


def plainly(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Pair by pair, as the documentation of COINr tells it."""
    n = len(values)
    table = np.full((n, n), NAN)
    for i in range(n):
        for j in range(n):
            both = ~np.isnan(values[i]) & ~np.isnan(values[j])
            if i != j and not np.isnan(values[[i, j]]).all(axis=1).any():
                better, equal = values[i] > values[j], values[i] == values[j]
                total = weights[both].sum()
                table[i, j] = (weights[both & better].sum() + weights[both & equal].sum() / 2) / total if total else 0.5
    return table


@given(
    arrays(np.float64, (6, 3), elements=st.sampled_from([1.0, 2.0, 3.0, NAN])),
    st.lists(st.integers(1, 5), min_size=3, max_size=3),
)
def test_copeland_pair_by_pair(values: FloatArray, whole: list[int]) -> None:
    weights = np.array(whole, float)
    expected = plainly(values, weights)
    np.testing.assert_allclose(outranking(values, weights[None]), expected)
    empty = np.isnan(values).all(axis=1)
    np.testing.assert_allclose(copeland(values, weights[None]), np.where(empty, NAN, np.nansum(expected, axis=1)))
    wins = np.nansum(np.sign(np.round(expected - 0.5, 12)), axis=1)
    np.testing.assert_allclose(copeland(values, weights[None], "wins"), np.where(empty, NAN, wins))


@given(arrays(np.float64, (6, 3), elements=st.sampled_from([1.0, 2.0, 3.0])))
@FEW
def test_without_gaps_shares_are_weighted_borda_counts(values: FloatArray) -> None:
    weights = np.array([1.0, 2.0, 4.0])
    np.testing.assert_allclose(copeland(values, weights[None]), np.nansum(plainly(values, weights), axis=1))


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(means, "PAIRWISE", 3)
    with pytest.raises(DataError, match="4 are too many, 3 are allowed"):
        copeland(np.ones((4, 2)), np.ones((1, 2)), "wins")


def test_shares_are_of_what_is_known() -> None:
    np.testing.assert_array_equal(
        shares_of(np.array([[NAN, NAN], [1.0, NAN]]), np.array([[1.0, 3.0]])), [[NAN, NAN], [1, 0]]
    )
