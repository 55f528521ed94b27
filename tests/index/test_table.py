from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.index.trees import small_tree
from valuenet.errors import DataError
from valuenet.index.table import table_of


def test_an_array_and_a_mapping_are_the_same_table() -> None:
    mapped = table_of(small_tree(), ["A", "B"], {"number": {"A": 1, "B": 3}, "age": {"B": 2, "A": None}})
    nan = float("nan")
    np.testing.assert_array_equal(mapped.values, [[1, nan, nan], [3, 2, nan]])


def test_a_table_is_read_only_and_not_the_array_given() -> None:
    values = np.ones((2, 3))
    table = table_of(small_tree(), ["A", "B"], values, denominators={"people": [1, None]}, earlier=[values])
    values[0, 0] = 9
    assert table.values[0, 0] == table.earlier[0][0, 0] == 1
    assert np.isnan(table.denominators["people"][1])
    with pytest.raises(ValueError, match="read-only"):
        table.values[0, 0] = 0


@pytest.mark.parametrize(
    ("regions", "values", "more", "message"),
    [
        (["A", "A"], np.ones((2, 3)), {}, "region 'A' is there twice"),
        ([], np.ones((0, 3)), {}, "there is no region"),
        (["A", "B"], np.ones((3, 2)), {}, "2 regions x 3 leaves"),
        (["A"], {"numbr": {"A": 1}}, {}, "'numbr' is no leaf of the index; did you mean 'number'"),
        (["A"], {"firms": {"A": 1}}, {}, "'firms' is no leaf"),
        (["A"], {"age": {"Z": 1}}, {}, "indicator 'age': 'Z' is none of the regions"),
        (["A", "B"], {"age": {"A": 1, "B": math.inf}}, {}, "indicator 'age': the value of 'B' is inf"),
        (["A", "B"], {"age": {"A": 1, "B": -1e101}}, {}, "indicator 'age': the value of 'B' is -1e.101"),
        (["A"], np.ones((1, 3)), {"groups": {"coast": ["x", "y"]}}, "'coast' has 2 values: give one for each of the 1"),
        (["A"], np.ones((1, 3)), {"earlier": [np.ones((1, 2))]}, "1 regions x 3 leaves"),
    ],
)
def test_what_is_no_table_is_refused_by_name(regions: list[str], values: Any, more: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        table_of(small_tree(), regions, values, **more)
