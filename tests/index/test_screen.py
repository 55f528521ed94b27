from __future__ import annotations

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.recipe import recipe_of
from valuenet.index.screen import screened, without_scale

NAN = float("nan")
VALUES = np.array([[1.0, 2.0, NAN], [3.0, NAN, NAN], [4.0, 5.0, 6.0]])


def test_indicators_are_judged_first_and_regions_by_what_is_left() -> None:
    step = recipe_of({"screen": {"indicators": 0.5, "regions": 0.6}}).screen
    values, kept, out = screened(VALUES, ["A", "B", "C"], ["x", "y", "z"], step)
    assert kept.tolist() == [True, False, True]
    assert [(one.kind, one.code, round(one.share, 3)) for one in out] == [
        ("indicator", "z", 0.333),
        ("region", "B", 0.5),
    ]
    np.testing.assert_array_equal(values, [[1.0, 2.0, NAN], [4.0, 5.0, NAN]])


def test_a_share_that_is_just_met_is_enough() -> None:
    step = recipe_of({"screen": {"regions": 2 / 3}}).screen
    assert screened(VALUES, ["A", "B", "C"], ["x", "y", "z"], step)[1].tolist() == [True, False, True]


def test_nobody_left_is_an_error() -> None:
    step = recipe_of({"screen": {"regions": 1.0}}).screen
    with pytest.raises(DataError, match="no region has 100% of the indicators"):
        screened(VALUES[:2], ["A", "B"], ["x", "y", "z"], step)


def test_constants_matter_only_where_the_spread_divides() -> None:
    values, spread = np.array([[1.0, 2.0], [1.0, 3.0]]), np.array([False, True])
    same, out = without_scale(values, ["x", "y"], recipe_of({}).screen, spread=spread)
    assert same is values
    assert out == ()
    lenient = recipe_of({"screen": {"constant": "leave_out"}}).screen
    done, out = without_scale(values, ["x", "y"], lenient, spread=~spread)
    np.testing.assert_array_equal(done, [[NAN, 2.0], [NAN, 3.0]])
    assert [(one.code, one.share) for one in out] == [("x", 1.0)]
