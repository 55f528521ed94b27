from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.importance import correlation_ratio, importances
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of

from .trees import FEW, small_tree

TREE = small_tree()


def _result(recipe: dict[str, Any], regions: int = 15, seed: int = 2) -> Any:
    values = np.random.default_rng(seed).lognormal(size=(regions, 3))
    return build(TREE, table_of(TREE, [str(place) for place in range(regions)], values), recipe_of(recipe))


@pytest.mark.parametrize("aggregation", ["sum", "arithmetic", "geometric", "harmonic", "copeland"])
@pytest.mark.parametrize("code", ["index", "firms"])
def test_shares_of_variance_and_weights_add_up(aggregation: str, code: str) -> None:
    found = importances(_result({"normalise": {"low": 1, "high": 9}, "aggregate": aggregation}), code)
    assert [one.leaf for one in found] == (["number", "age"] if code == "firms" else list(TREE.leaves))
    assert sum(one.nominal for one in found) == pytest.approx(1)
    assert sum(one.variance_share or 0 for one in found) == pytest.approx(1)
    assert all(one.correlation_ratio is not None and 0 <= one.correlation_ratio <= 1 for one in found)


def test_independent_leaves_of_equal_spread_have_the_squares_of_their_weights() -> None:
    """Paruolo et al. (2013), section 2: for independent leaves importance goes with the square of the weight."""
    values = np.random.default_rng(5).normal(size=(4_000, 3))
    regions = [str(place) for place in range(len(values))]
    recipe = recipe_of({"normalise": "z_score", "aggregate": "arithmetic"})
    found = importances(build(TREE, table_of(TREE, regions, values), recipe))
    squares = np.array([0.4, 0.2, 0.4]) ** 2
    expected = squares / squares.sum()
    np.testing.assert_allclose([one.variance_share or 0 for one in found], expected, atol=0.03)
    np.testing.assert_allclose([(one.correlation or 0) ** 2 for one in found], expected, atol=0.04)
    np.testing.assert_allclose([one.correlation_ratio or 0 for one in found], expected, atol=0.06)


@FEW
@given(st.integers(0, 999), st.floats(0.1, 50), st.floats(-9, 9))
def test_the_ratio_does_not_depend_on_units_and_is_at_least_that_of_a_line(
    seed: int, times: float, plus: float
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=60)
    y = 2 * x + rng.normal(size=60) * 0.5
    ratio = correlation_ratio(x, y)
    assert ratio is not None
    assert ratio == pytest.approx(correlation_ratio(times * x + plus, -times * y), abs=1e-6)
    assert ratio == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, abs=0.1)


def test_noise_explains_little_and_what_does_not_vary_has_no_ratio() -> None:
    rng = np.random.default_rng(3)
    ratios = [correlation_ratio(rng.normal(size=100), rng.normal(size=100)) for _ in range(20)]
    assert np.median([ratio or 0.0 for ratio in ratios]) < 0.05
    assert correlation_ratio(np.ones(9), np.arange(9.0)) is correlation_ratio(np.arange(4.0), np.arange(4.0)) is None


def test_without_contributions_there_is_no_share() -> None:
    found = importances(_result({"aggregate": {"method": "copeland", "count": "wins"}}))
    assert [one.variance_share for one in found] == [None] * 3
    with pytest.raises(DataError, match="did you mean 'firms'"):
        importances(_result({}), "frims")
