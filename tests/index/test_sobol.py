from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.sobol import design, draws_of, indices
from valuenet.index.table import FloatArray

Function = Callable[[FloatArray], FloatArray]


def _points(factors: int, draws: int, seed: int = 0) -> FloatArray:
    own, rows = draws_of([1] * factors, draws, seed), design(factors, draws)
    return np.column_stack([numbers[rows[:, factor], 0] for factor, numbers in enumerate(own)])


def ishigami(u: FloatArray) -> FloatArray:
    x = np.pi * (2 * u - 1)
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def sobol_g(u: FloatArray) -> FloatArray:
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    return np.asarray(((np.abs(4 * u - 2) + a) / (1 + a)).prod(axis=1))


def test_the_ishigami_function_has_its_published_indices() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1; analytic values as in Saltelli et al., Sensitivity Analysis (2000)."""
    found = indices(ishigami(_points(3, 8192)), 3)
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0.0], atol=0.006)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.006)


def test_the_g_function_has_its_analytic_indices() -> None:
    """Saltelli and Sobol (1995): V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1."""
    found = indices(sobol_g(_points(8, 4096)), 8)
    parts = 1 / (3 * (1 + np.array([0, 1, 4.5, 9, 99, 99, 99, 99])) ** 2)
    whole = np.prod(1 + parts) - 1
    np.testing.assert_allclose(found.first, parts / whole, atol=0.01)
    np.testing.assert_allclose(found.total, parts * (whole + 1) / (1 + parts) / whole, atol=0.01)


def test_indices_agree_with_salib_on_the_same_results() -> None:
    salib: Any = pytest.importorskip("SALib.analyze.sobol", reason="SALib is not installed (requirements-test.lock)")
    draws = 512
    results = ishigami(_points(3, draws))
    found = indices(results, 3)
    in_turn = np.concatenate([[0], np.arange(2, 5), [1]])  # their order: A, AB of each factor, B, row by row
    theirs = results.reshape(5, draws)[in_turn].T.ravel()
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    other = salib.analyze(problem, theirs, calc_second_order=False, seed=1)
    np.testing.assert_allclose(found.first, other["S1"], atol=2e-2)
    np.testing.assert_allclose(found.total, other["ST"], rtol=2e-2, atol=1e-3)
    width = (found.total_high - found.total_low) / 2
    np.testing.assert_allclose(width, other["ST_conf"], rtol=0.4)


@pytest.mark.parametrize("seed", range(3))
def test_a_factor_that_changes_nothing_has_exactly_zero(seed: int) -> None:
    u = _points(3, 64, seed)
    found = indices(np.exp(u[:, 0]) * u[:, 1] + 1e6, 3, seed)
    assert found.first[2] == found.total[2] == found.total_low[2] == found.total_high[2] == 0
    assert (found.total[:2] > 0.1).all()


def test_a_result_that_does_not_vary_has_indices_of_zero() -> None:
    found = indices(np.full(4 * 16, 7.25), 2)
    assert not found.first.any()
    assert not found.total.any()


def test_many_results_at_once_are_as_one_at_a_time() -> None:
    u = _points(3, 128)
    both = np.stack([ishigami(u), sobol_g(np.hstack([u, u, u[:, :2]]))], axis=1)
    together = indices(both, 3)
    for column in range(2):
        alone = indices(both[:, column], 3)
        for name in ("first", "total", "first_low", "first_high", "total_low", "total_high"):
            np.testing.assert_allclose(getattr(together, name)[:, column], getattr(alone, name), atol=1e-12)


def test_intervals_hold_the_truth_of_a_sum() -> None:
    u = _points(2, 1024)
    found = indices(3 * u[:, 0] + u[:, 1], 2)
    for low, truth, high in zip(found.total_low, [0.9, 0.1], found.total_high, strict=True):
        assert low <= truth <= high


def test_draws_are_deterministic_and_spread_evenly() -> None:
    one, again, other = (draws_of([2, 1], 64, seed) for seed in (5, 5, 6))
    assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))
    assert not np.array_equal(one[0], other[0])
    for numbers in one:
        for half in (numbers[:64], numbers[64:]):
            assert (np.sort(np.floor(half * 64), axis=0) == np.arange(64)[:, None]).all()


@pytest.mark.parametrize(("draws", "near"), [(1000, "1,024"), (1, "2"), (0, "2"), (3, "4")])
def test_draws_that_are_no_power_of_two_are_refused(draws: int, near: str) -> None:
    with pytest.raises(DataError, match=f"take {near}"):
        draws_of([1], draws, 0)
