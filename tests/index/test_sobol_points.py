"""Points of a scrambled Sobol sequence are those of SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from valuenet.index import sobol_points as module
from valuenet.index.sobol_points import sobol_points


@pytest.mark.parametrize(("dimensions", "power", "seed"), [(1, 0, 0), (2, 1, 3), (7, 6, 1), (160, 5, 9), (400, 2, 2)])
def test_they_are_those_of_scipy(dimensions: int, power: int, seed: int) -> None:
    drawn = qmc.Sobol(dimensions, rng=np.random.default_rng(seed)).random_base2(power)
    assert np.array_equal(sobol_points(dimensions, power, seed), drawn)


def test_where_scipy_keeps_its_numbers_otherwise_it_draws_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sobol_points(3, 4, 5)
    monkeypatch.setattr(module, "_kept_numbers", lambda: None)
    assert np.array_equal(sobol_points(3, 4, 5), ours)


def test_each_coordinate_has_one_point_in_each_part() -> None:
    """What makes the sequence balanced: of 2^m points each 2^m-th part of every axis holds one."""
    points = sobol_points(20, 6, 0)
    assert (np.sort((points * 64).astype(int), axis=0) == np.arange(64)[:, None]).all()
