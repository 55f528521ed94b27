from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.reconstruct.figures import by_id, count, percent
from valuenet.errors import DataError
from valuenet.reconstruct.quantities import quantities
from valuenet.reconstruct.recipe import Numbers

FIGURES = by_id(percent("low", "37.37"), percent("mid", "39.51"), percent("high", "23.12"), count("most", 655))
BANDS = [
    {"rows": "low", "low": 1, "high": 100},
    {"rows": "mid", "low": 100, "high": 1000},
    {"rows": "high", "low": 1000, "high": 9000},
]


def found(scope: int = 700, named: tuple[str, ...] = (), **declared: Any) -> list[float | None]:
    """The quantities of a recipe over so many rows, of which the last stands outside the scope."""
    inside = np.arange(scope + 1) < scope
    numbers = Numbers.model_validate(declared)
    return list(quantities(numbers, inside, named, FIGURES, np.random.default_rng(3)))


def test_as_many_rows_have_a_value_as_fit_the_printed_shares() -> None:
    values = [value for value in found(fitting="most", bands=BANDS, total=400_000) if value is not None]
    assert [sum(low <= value < high for value in values) for low, high in ((1, 100), (100, 1000), (1000, 9000))] == [
        244,
        258,
        151,
    ]
    assert sum(values) == 400_000


def test_printed_values_count_in_the_band_they_fall_into() -> None:
    bands = [{"rows": "rest", "low": 1, "high": 10}, {"rows": 4, "low": 10, "high": 20}]
    values = found(20, ("a", "b"), rows=12, given={"a": 90, "b": 50}, bands=bands, mean=20)
    held = [value for value in values if value is not None]
    assert values[:2] == [90, 50]
    assert len(held) == 12
    assert sum(value >= 10 for value in held) == 4
    assert sum(held) == 240
    assert values[-1] is None


def test_a_band_can_have_a_total_of_its_own() -> None:
    bands = [{"rows": "rest", "low": 1, "high": 50, "total": 100}, {"rows": 3, "low": 50, "high": 99, "total": 200}]
    values = sorted(value for value in found(13, bands=bands) if value is not None)
    assert (sum(values[:10]), sum(values[10:])) == (100, 200)


def test_a_quantity_can_go_along_with_another() -> None:
    other = np.arange(1.0, 301.0).astype(object)
    numbers = Numbers.model_validate({"like": "patents", "bands": [{"rows": "rest", "low": 1, "high": 900}]})
    values = quantities(numbers, np.ones(300, dtype=bool), (), FIGURES, np.random.default_rng(1), other)
    assert np.corrcoef(np.argsort(np.argsort(values.astype(float))), np.arange(300))[0, 1] > 0.6


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        (
            {"given": {"c": 1}, "bands": [{"rows": "rest", "low": 1, "high": 9}]},
            "c: has a printed value, but is not among the named",
        ),
        ({"bands": [{"rows": 3, "low": 1, "high": 9}]}, "the bands hold 3 values for 5 rows"),
        ({"rows": 9, "bands": [{"rows": "rest", "low": 1, "high": 9}]}, "9 values for 5 rows"),
    ],
)
def test_a_recipe_that_does_not_fit_is_named(declared: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        found(5, ("a",), **declared)
