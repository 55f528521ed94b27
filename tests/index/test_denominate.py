from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.denominate import denominated
from valuenet.index.recipe import recipe_of

NAN = float("nan")
BY = {"gdp": np.array([2.0, NAN, 0.0]), "people": np.array([4.0, 5.0, 6.0])}


def test_only_what_is_named_is_divided_and_no_data_stays_no_data() -> None:
    values = np.array([[8.0, 8.0, 1.0], [5.0, 5.0, 1.0], [NAN, NAN, 1.0]])
    step = recipe_of({"denominate": {"by": {"a": "gdp", "b": "people"}, "scale": {"b": 10}}}).denominate
    expected = [[4.0, 20.0, 1.0], [NAN, 10.0, 1.0], [NAN, NAN, 1.0]]
    np.testing.assert_array_equal(denominated(values, ["a", "b", "c"], BY, step), expected)
    assert values[0, 0] == 8.0


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"a": "gpd"}, "indicator 'a': there is no denominator 'gpd'; did you mean 'gdp'"),
        ({"x": "gdp"}, "'x' is no leaf of the index"),
        ({"a": "gdp"}, "indicator 'a': its denominator 'gdp' is 0 in region 3"),
    ],
)
def test_what_cannot_be_divided_is_refused_by_name(by: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        denominated(np.ones((3, 2)), ["a", "b"], BY, recipe_of({"denominate": {"by": by}}).denominate)
