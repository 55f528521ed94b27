from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from tests.index.trees import FEW
from valuenet.errors import DataError
from valuenet.index.normalise import (
    distance,
    fraction_of_maximum,
    goalposts,
    min_max,
    normalised,
    percentile,
    rank_upward,
    z_score,
)
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray

COLUMNS = arrays(np.float64, st.integers(1, 30), elements=st.one_of(st.just(np.nan), st.integers(-9, 9).map(float)))
NAMES = ["up", "down"]
SIGNS = np.array([1.0, -1.0])
SPREAD = st.lists(st.integers(1, 50), min_size=3, max_size=20).filter(lambda values: len(set(values)) > 1)


def column(values: FloatArray) -> FloatArray:
    return values[:, None]


def normal(values: FloatArray, step: Any) -> FloatArray:
    """Both directions of the same values, by the step of a recipe."""
    both = np.column_stack([values, values])
    return normalised(
        both, NAMES, SIGNS, recipe_of({"normalise": step}).normalise, [f"r{i}" for i in range(len(values))]
    )


STEPS: list[Any] = [
    "min_max",
    {"low": 1, "high": 100},
    "z_score",
    "rank",
    "percentile",
    "borda",
    {"method": "rank", "ties": "lowest"},
    "distance_to_maximum",
    {"method": "distance_to_target", "targets": {"up": 60, "down": 0}},
    "fraction_of_maximum",
    {"method": "goalposts", "posts": {"up": [0, 60], "down": [60, 0]}},
    "none",
]


@pytest.mark.parametrize("step", STEPS, ids=str)
@given(SPREAD)
@FEW
def test_better_is_never_lower_in_either_direction(step: Any, values: list[int]) -> None:
    found = normal(np.array(values, float), step)
    order = np.argsort(values, kind="stable")
    assert (np.diff(found[order, 0]) >= -1e-12).all()
    assert (np.diff(found[order, 1]) <= 1e-12).all()
    assert found[:, 0].max() > found[:, 0].min()


@pytest.mark.parametrize("step", STEPS, ids=str)
@given(SPREAD)
@FEW
def test_many_tables_at_once_are_each_alone(step: Any, values: list[int]) -> None:
    both = np.column_stack([values, values[::-1]]).astype(float)
    several = np.stack([both, both[::-1], both * 0.5 + 1])
    read = recipe_of({"normalise": step}).normalise
    together = normalised(several, NAMES, SIGNS, read)
    np.testing.assert_array_equal(together, [normalised(one, NAMES, SIGNS, read) for one in several])


def test_the_life_and_income_of_a_country_between_the_goalposts_of_the_hdi() -> None:
    # UNDP, Human Development Report 2020, technical note 1: life expectancy between 20 and 85 years, mean years of
    # schooling between 0 and 15, income between 100 and 75,000 dollars in logarithms. Life expectancy 66.5 years:
    # (66.5 - 20) / (85 - 20) = 0.7154; 8.7 years: 8.7 / 15 = 0.5800; 13,930 dollars: 0.7457.
    step = {
        "method": "goalposts",
        "posts": {"life": [20, 85], "school": [0, 15], "income": [100, 75_000]},
        "logarithms": {"income": "log"},
    }
    values = np.array([[66.5, 8.7, 13_930.0]])
    found = normalised(values, ["life", "school", "income"], np.ones(3), recipe_of({"normalise": step}).normalise)
    assert found[0].tolist() == pytest.approx([0.7154, 0.5800, 0.7457], abs=5e-5)


@given(COLUMNS)
@FEW
def test_min_max_lies_between_0_and_1_and_no_data_stays_no_data(values: FloatArray) -> None:
    kept = values.copy()
    result = min_max(column(values))[:, 0]
    assert np.array_equal(values, kept, equal_nan=True)
    known = ~np.isnan(values)
    assert np.isnan(result[~known]).all()
    if known.any() and np.ptp(values[known]) > 0:
        assert result[known].min() == 0
        assert result[known].max() == 1
    else:
        assert np.isnan(result).all()


@given(COLUMNS, st.integers(-1000, 1000), st.integers(1, 1000))
@FEW
def test_neither_unit_nor_origin_matters(values: FloatArray, origin: int, unit: int) -> None:
    for method in (min_max, z_score, percentile, rank_upward):
        np.testing.assert_allclose(method(column(values * unit + origin)), method(column(values)), atol=1e-9)


@given(COLUMNS)
@FEW
def test_ranks_are_those_of_scipy(values: FloatArray) -> None:
    theirs: dict[str, Any] = {"average": "average", "lowest": "min"}
    for ties, method in theirs.items():
        expected = rankdata(values, method=method, nan_policy="omit")
        np.testing.assert_array_equal(rank_upward(column(values), ties)[:, 0], expected)


def test_the_formulas_by_hand() -> None:
    x = np.array([1.0, 3.0, 5.0, 5.0, np.nan])
    assert min_max(column(x), 0, 100).ravel().tolist()[:4] == [0, 50, 100, 100]
    assert z_score(column(x)).ravel()[0] == pytest.approx((1 - 3.5) / math.sqrt(11 / 3))
    assert rank_upward(column(x)).ravel().tolist()[:4] == [1, 2, 3.5, 3.5]
    assert percentile(column(x), "lowest").ravel().tolist()[:4] == pytest.approx([0, 1 / 3, 2 / 3, 2 / 3])
    assert distance(column(x), np.array([9.0])).ravel().tolist()[:4] == [0, 0.25, 0.5, 0.5]
    assert distance(column(x), np.array([3.0]), cap=True).ravel().tolist()[:4] == [0, 1, 1, 1]
    assert fraction_of_maximum(np.column_stack([x, x]), SIGNS)[:4].T.tolist() == [
        [0.2, 0.6, 1, 1],
        [1, 1 / 3, 0.2, 0.2],
    ]
    posts = np.array([[2.0, 4.0], [2.0, 4.0]])
    assert goalposts(np.column_stack([x, x]), SIGNS, posts)[:4].T.tolist() == [[0, 0.5, 1, 1], [1, 0.5, 0, 0]]
    assert goalposts(column(x), SIGNS[:1], posts[:1], cap=False, scale=10)[0, 0] == -5
    assert normal(x, {"method": "distance_to_reference", "region": "r1"})[:4].T.tolist() == [[0, 1, 2, 2], [2, 1, 0, 0]]


def test_each_leaf_may_have_its_own_step() -> None:
    step = {"method": "min_max", "leaves": {"down": {"method": "rank"}}}
    assert normal(np.array([1.0, 5.0, 9.0]), step).T.tolist() == [[0.0, 0.5, 1.0], [3.0, 2.0, 1.0]]


@pytest.mark.parametrize(
    ("values", "step", "message"),
    [
        ([3.0, 3.0], "min_max", "indicator 'up': all its values are equal"),
        ([3.0, 3.0], "z_score", "indicator 'up': all its values are equal"),
        ([3.0], "percentile", "indicator 'up'"),
        ([1.0, 0.0], "fraction_of_maximum", "indicator 'down': its values must be greater than 0"),
        ([1.0, 2.0], {"method": "distance_to_target", "targets": {"up": 5}}, "indicator 'down': has no target"),
        (
            [1.0, 2.0],
            {"method": "distance_to_target", "targets": {"up": 0, "down": 0}},
            "indicator 'up': the target is not",
        ),
        (
            [1.0, 2.0],
            {"method": "distance_to_reference", "region": "r0"},
            "indicator 'up': the reference region is the worst",
        ),
        (
            [1.0, 2.0],
            {"method": "distance_to_reference", "region": "R1"},
            "'R1' is none of the regions; did you mean 'r1'",
        ),
        (
            [1.0, np.nan],
            {"method": "distance_to_reference", "region": "r1"},
            "indicator 'up': the reference region 'r1' has no",
        ),
        ([1.0, 2.0], {"method": "goalposts", "posts": {"up": [0, 1]}}, "indicator 'down': has no goalposts"),
        ([1.0, 2.0], {"leaves": {"upp": "rank"}, "method": "rank"}, "'upp' is no leaf"),
        (
            [0.0, 2.0],
            {"method": "goalposts", "posts": {"up": [1, 2], "down": [1, 2]}, "logarithms": {"up": "log"}},
            "indicator 'up': its logarithms are no numbers",
        ),
    ],
)
def test_a_formula_without_an_answer_is_refused_by_name(values: list[float], step: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        normal(np.array(values), step)
