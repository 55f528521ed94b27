from __future__ import annotations

import numpy as np
import pytest

from valuenet.network.chance.resampling import bootstrap_ratio, jackknife


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    values = np.array([3.0, 0.0, 2.0, 1.0, 4.0, 2.0])
    found = jackknife(2.0, (values.sum() - values) / 5)
    assert found is not None
    reach = 2.570582 * values.std(ddof=1) / np.sqrt(6)  # Student's t with five degrees of freedom
    assert found == pytest.approx((2 - reach, 2 + reach))
    assert jackknife(2.0, (values.sum() - values) / 5, least=1.0, most=3.0) == (1.0, 3.0)


def test_too_little_has_no_interval() -> None:
    assert bootstrap_ratio([3], [1], seed=1) is None
    assert bootstrap_ratio([0, 0, 0, 1], [0, 0, 0, 1], seed=1) is None
    assert jackknife(1.0, np.array([1.0])) is None
    assert jackknife(1.0, np.array([1.0, np.nan])) is None


def test_many_egos_are_drawn_by_their_sorts(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    part, whole = rng.integers(0, 9, 400), rng.integers(9, 20, 400)
    one_by_one = bootstrap_ratio(part, whole, seed=5)
    monkeypatch.setattr("valuenet.network.chance.resampling._CELLS", 400_000)
    by_sorts = bootstrap_ratio(part, whole, seed=5)
    assert one_by_one is not None
    assert by_sorts == pytest.approx(one_by_one, abs=0.05 * (one_by_one[1] - one_by_one[0]))
    monkeypatch.setattr("valuenet.network.chance.resampling._CELLS", 1_000)  # a few samples at a time
    assert bootstrap_ratio(part, whole, seed=5) == by_sorts


def test_the_bootstrap_of_a_mean_is_near_the_normal_interval() -> None:
    values = np.random.default_rng(8).poisson(5, 400)
    found = bootstrap_ratio(values, np.ones(400), seed=2)
    assert found is not None
    error = values.std(ddof=1) / 20
    assert found == pytest.approx((values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.2 * error)
