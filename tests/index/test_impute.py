from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.impute import expected, imputed
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

from .trees import FEW, tables

NAN = float("nan")
TREE = tree_of([Indicator("i"), Indicator("x", "i", 1, 0.5), Indicator("y", "i", 1, 0.5)])
VALUES = np.array([[1.0, NAN], [3.0, 2.0], [NAN, 4.0], [8.0, 9.0], [NAN, NAN]])
GROUPS = {"coast": ["a", "a", "a", "b", None]}


def filled(step: Any, earlier: list[FloatArray] | None = None) -> tuple[list[list[float]], list[list[int]]]:
    table = table_of(TREE, list("ABCDE"), VALUES, groups=GROUPS, earlier=earlier or [])
    values, marks = imputed(VALUES, TREE, table, recipe_of({"impute": step}).impute)
    np.testing.assert_array_equal(values[~np.isnan(VALUES)], VALUES[~np.isnan(VALUES)])
    return [values[np.isnan(VALUES)].tolist()], [marks[np.isnan(VALUES)].tolist()]


@pytest.mark.parametrize(
    ("step", "values", "marks"),
    [
        ("none", [NAN, NAN, NAN, NAN], [0, 0, 0, 0]),
        ("mean", [5.0, 4.0, 4.0, 5.0], [1, 1, 1, 1]),
        ("median", [4.0, 3.0, 3.0, 4.0], [1, 1, 1, 1]),
        ({"method": "group_mean", "groups": "coast"}, [3.0, 2.0, NAN, NAN], [1, 1, 0, 0]),
        ({"method": "group_median", "groups": "coast", "fallback": "mean"}, [3.0, 2.0, 4.0, 5.0], [1, 1, 2, 2]),
    ],
)
def test_rules_by_hand_with_every_cell_marked(step: Any, values: list[float], marks: list[int]) -> None:
    assert filled(step)[0] == [pytest.approx(values, nan_ok=True)]
    assert filled(step)[1] == [marks]


def test_the_latest_earlier_wave_that_has_a_value_is_carried() -> None:
    waves = [np.full((5, 2), NAN), np.arange(10.0).reshape(5, 2), np.full((5, 2), 99.0)]
    waves[0][4, 0] = 50.0
    assert filled("carry", waves)[0] == [[1.0, 4.0, 50.0, 9.0]]
    assert filled({"method": "carry", "waves": 1}, waves)[0] == [pytest.approx([NAN, NAN, 50.0, NAN], nan_ok=True)]


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(DataError, match="there is no grouping 'cost' of the regions; did you mean 'coast'"):
        filled({"method": "group_mean", "groups": "cost"})


def test_expectation_maximisation_finds_the_maximum_of_the_likelihood() -> None:
    """With one column complete, the maximum has a closed form: the regression on it (Little and Rubin, section 7.2)."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=40)
    values = np.column_stack([x, 2 * x + rng.normal(size=40)])
    values[28:, 1] = NAN
    known = values[:28]
    slope, level = np.polyfit(known[:, 0], known[:, 1], 1)
    done = expected(values, 5000, 1e-13, 0.0)
    np.testing.assert_allclose(done[28:, 1], level + slope * values[28:, 0], atol=1e-6)
    np.testing.assert_array_equal(done[:28], known)


def test_expectation_maximisation_copes_with_fewer_regions_than_leaves_and_with_constants() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(5, 9))
    values[rng.random(values.shape) < 0.2] = NAN
    values[:, 0], values[:, 1] = 3.0, NAN
    done = expected(values, 200, 1e-8, 1e-6)
    assert np.isfinite(np.delete(done, 1, axis=1)).all()
    assert np.isnan(done[:, 1]).all()
    done = np.array(filled("em")[0])
    assert np.isfinite(done).all()


@FEW
@given(tables(), st.sampled_from(["mean", "median"]))
def test_centres_are_those_of_numpy(case: tuple[Tree, FloatArray], kind: str) -> None:
    tree, values = case
    table = table_of(tree, [f"r{row}" for row in range(len(values))], values)
    done, marks = imputed(values, tree, table, recipe_of({"impute": kind}).impute)
    for before, after, mark in zip(values.T, done.T, marks.T, strict=True):
        known = before[~np.isnan(before)]
        centre = (np.mean(known) if kind == "mean" else np.median(known)) if known.size else np.nan
        np.testing.assert_allclose(after, np.where(np.isnan(before), centre, before), rtol=1e-12, atol=1e-12)
        assert (mark == (np.isnan(before) & bool(known.size))).all()
