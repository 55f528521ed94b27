from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from valuenet.errors import DataError
from valuenet.index.normalise import FloatArray, min_max

COLUMNS = arrays(np.float64, st.integers(1, 30), elements=st.one_of(st.just(np.nan), st.integers(-9, 9).map(float)))
WIDE = arrays(np.float64, st.integers(1, 30), elements=st.one_of(st.just(np.nan), st.floats(-1e300, 1e300)))
DIRECTIONS = st.sampled_from([1, -1])


def test_the_life_and_income_of_a_country_between_the_goalposts_of_the_hdi() -> None:
    # UNDP, Human Development Report 2020, technical note 1: life expectancy between 20 and 85 years, mean years of
    # schooling between 0 and 15, income between 100 and 75,000 dollars in logarithms. Life expectancy 66.5 years:
    # (66.5 - 20) / (85 - 20) = 0.7154; 8.7 years: 8.7 / 15 = 0.5800; 13,930 dollars: 0.7457.
    assert min_max(np.array([20.0, 66.5, 85.0]))[1] == pytest.approx(0.7154, abs=5e-5)
    assert min_max(np.array([0.0, 8.7, 15.0]))[1] == pytest.approx(0.5800, abs=5e-5)
    assert min_max(np.log([100.0, 13_930.0, 75_000.0]))[1] == pytest.approx(0.7457, abs=5e-5)


@given(WIDE, DIRECTIONS)
def test_results_lie_between_0_and_1_and_no_data_stays_no_data(values: FloatArray, direction: int) -> None:
    kept = values.copy()
    result = min_max(values, direction)
    assert np.array_equal(values, kept, equal_nan=True)
    known = ~np.isnan(values)
    assert np.isnan(result[~known]).all()
    if known.any() and np.ptp(values[known]) > 0:
        assert result[known].min() == 0
        assert result[known].max() == 1
    else:
        assert np.isnan(result).all()


@given(COLUMNS, DIRECTIONS, st.integers(-1000, 1000), st.integers(1, 1000))
def test_neither_unit_nor_origin_matters(values: FloatArray, direction: int, origin: int, unit: int) -> None:
    moved = min_max(values * unit + origin, direction)
    np.testing.assert_allclose(moved, min_max(values, direction), atol=1e-12)


@given(COLUMNS)
def test_directions_mirror_one_another(values: FloatArray) -> None:
    np.testing.assert_allclose(min_max(values, -1), 1 - min_max(values), atol=1e-15)
    np.testing.assert_allclose(min_max(values, -1), min_max(-values), atol=1e-15)


@given(COLUMNS)
def test_order_is_kept(values: FloatArray) -> None:
    known = np.flatnonzero(~np.isnan(min_max(values)))
    by_value = known[np.argsort(values[known], kind="stable")]
    rises = np.diff(values[by_value]) > 0
    assert ((np.diff(min_max(values)[by_value]) > 0) == rises).all()


@pytest.mark.parametrize("values", [[3.0, 3.0, 3.0], [3.0, math.nan], [0.0], [math.nan, math.nan], []])
def test_without_two_different_values_there_is_no_scale(values: list[float]) -> None:
    assert np.isnan(min_max(np.array(values))).tolist() == [True] * len(values)


@pytest.mark.parametrize("values", [[1.0, math.inf], [-math.inf, 0.0], [math.inf], [-1.7e308, 1.7e308]])
def test_infinite_values_are_refused(values: list[float]) -> None:
    with pytest.raises(DataError, match="no scale between them"):
        min_max(np.array(values))
