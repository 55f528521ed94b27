from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.reconstruct.numbers import Range, numbers_in

RANGES = [Range(38, 0.002, 0.05), Range(62, 0.05, 0.15), Range(11, 0.1501, 0.2239)]


@given(st.floats(0.02, 0.98), st.integers(0, 99))
def test_values_stay_in_their_ranges_and_add_up(along: float, seed: int) -> None:
    least = sum(each.rows * each.low for each in RANGES)
    most = sum(each.rows * (each.high - 0.0001) for each in RANGES)
    total = round(least + along * (most - least), 4)
    found = numbers_in(RANGES, total, 0.0001, np.random.default_rng(seed))
    assert found.sum() == pytest.approx(total, abs=1e-9)
    start = 0
    for each in RANGES:
        part = found[start : start + each.rows]
        assert ((each.low - 1e-9 <= part) & (part < each.high - 1e-9)).all()
        start += each.rows


def test_without_a_total_values_are_as_drawn() -> None:
    found = numbers_in([Range(500, 0, 10)], None, 1, np.random.default_rng(1))
    assert set(found) == set(range(10))


def test_a_total_out_of_reach_is_an_error() -> None:
    with pytest.raises(DataError, match="3 values of 1 to 9 cannot add up to 40"):
        numbers_in([Range(3, 1, 10)], 40, 1, np.random.default_rng(1))
