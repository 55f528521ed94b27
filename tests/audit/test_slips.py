"""Slips of the pen and what they cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.audit.slips import cost, printed, slips


@given(st.integers(0, 10**7), st.integers(0, 4))
def test_slips_are_other_numerals_of_the_same_length(number: int, decimals: int) -> None:
    text = printed(number / 10**decimals, decimals)
    for slip in slips(text):
        assert slip != text
        assert len(slip) == len(text)
        assert float(slip) >= 0


@given(st.integers(10, 10**6), st.integers(10, 10**6))
def test_a_slip_costs_as_much_there_as_back(one: int, other: int) -> None:
    assert cost(str(one), str(other)) == cost(str(other), str(one))


@pytest.mark.parametrize(
    ("old", "new"), [("113", "131"), ("11.31", "11.13"), ("581", "580"), ("20", "19"), ("245", "225")]
)
def test_a_small_slip_is_cheaper_than_two_wrong_digits(old: str, new: str) -> None:
    assert cost(old, new) < cost("714", "726")
