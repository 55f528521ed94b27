from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kurtosis, skew

from tests.index.asem import asem
from tests.index.trees import FEW
from valuenet.index.columns import low_high, mean_deviation, skewness_kurtosis
from valuenet.index.table import FloatArray

COLUMNS = arrays(np.float64, (12, 3), elements=st.one_of(st.just(np.nan), st.integers(-99, 99).map(float)))

SKEW = """
2.65 1.7 2.1 1.81 2.02 2.69 2.45 -0.4 -1.16 -0.68 -1.76 2.73 2.22 2.85 2.47 2.61 2.19 1.54 0.09 -0.3 2.1 -0.58 2.15 2.23
2.83 0.46 -1.37 -0.37 -0.06 -0.68 0.82 0.75 1.11 0.76 2.71 2.92 1.33 -0.38 0.75 0.06 2.79 0.02 -2.06 0.09 2 0.96 -0.05
0.61 1.6
"""
KURTOSIS = """
8.27 2.38 4.89 2.94 3.3 9.84 5.41 -1.55 -0.68 0.13 2.17 8.31 4.81 10.06 6.39 7.74 4.9 2.06 -1.08 -0.66 4.51 -0.68 5.79
5.79 10.33 0.19 0.54 -0.99 -0.25 -1.2 -0.07 -0.15 1.83 0.42 9.35 7.88 2.3 -0.3 -0.78 -0.66 7.92 -1.25 5.02 -0.79 5.97
1.43 -0.93 -0.28 3.63
"""
"""Becker, Composite Indicator Development and Analysis in R with COINr (2021), appendix 18.3: the raw ASEM data."""


def test_the_shapes_of_the_asem_indicators_are_those_that_coinr_prints() -> None:
    tree, table, _ = asem()
    assert tree.leaves[:5] == ("Goods", "Services", "FDI", "PRemit", "ForPort")
    found = skewness_kurtosis(table.values)
    np.testing.assert_allclose(found[0], np.array(SKEW.split(), float), atol=0.0051)
    np.testing.assert_allclose(found[1], np.array(KURTOSIS.split(), float), atol=0.0051)


@given(COLUMNS)
@FEW
def test_moments_are_those_of_scipy(values: FloatArray) -> None:
    spread = (~np.isnan(values)).sum(axis=0) > 3
    low, high = low_high(values)
    spread &= np.nan_to_num(high - low) > 0
    part = values[:, spread]
    found = skewness_kurtosis(part)
    np.testing.assert_allclose(found[0], skew(part, bias=False, nan_policy="omit"), atol=1e-9)
    np.testing.assert_allclose(found[1], kurtosis(part, bias=False, nan_policy="omit"), atol=1e-8)
    np.testing.assert_allclose(mean_deviation(part)[1], np.nanstd(part, axis=0, ddof=1), atol=1e-9)


@given(COLUMNS)
@FEW
def test_many_tables_at_once_are_each_alone(values: FloatArray) -> None:
    several = np.stack([values, values * 2, values + 1])
    for function in (low_high, mean_deviation, skewness_kurtosis):
        together = function(several)
        for place, one in enumerate(several):
            for found, alone in zip(together, function(one), strict=True):
                np.testing.assert_array_equal(found[place], alone)


@pytest.mark.parametrize("values", [[0.1, 0.1, 0.1, 0.1, 0.1], [1e9 + 0.1] * 5, [1.0, 2.0], [np.nan] * 4])
def test_what_is_constant_or_too_short_has_no_shape(values: list[float]) -> None:
    assert np.isnan(skewness_kurtosis(np.array(values)[:, None])).all()
