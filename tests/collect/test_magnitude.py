"""Numbers in words, Chinese and English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.magnitude import DIGITS, magnitude, simplified

NUMERALS = "〇一二三四五六七八九"


def spelled(value: int) -> str:
    """Write a whole number below 1e16 in Chinese, as the grammar books do."""
    if value < 10:
        return NUMERALS[value]
    unit, name = next(
        (10**power, name)
        for power, name in ((8, "亿"), (4, "万"), (3, "千"), (2, "百"), (1, "十"))
        if value >= 10**power
    )
    head, rest = divmod(value, unit)
    zero = "〇" if 0 < rest < unit // 10 else ""
    return spelled(head) + name + zero + (spelled(rest) if rest else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200.5", Decimal("1200.5")),
        ("1.2亿", 120_000_000),
        ("3.43亿", 343_000_000),
        ("1亿5000万", 150_000_000),
        ("一亿五千万", 150_000_000),
        ("1个亿", 100_000_000),
        ("8百万", 8_000_000),
        ("十五万", 150_000),
        ("一百〇五", 105),
        ("两千万", 20_000_000),
        ("1.5万亿", 1_500_000_000_000),
        ("万亿", 1_000_000_000_000),
        ("百万", 1_000_000),
        ("1万5000", 15_000),
        ("3.5 million", 3_500_000),
        ("180b", 180_000_000_000),
        ("2 bn", 2_000_000_000),
        ("7k", 7_000),
    ],
)
def test_magnitudes(text: str, value: int | Decimal) -> None:
    assert magnitude(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "一亿五",
        "1亿5",
        "一百二",
        "1.2.3亿",
        "five million",
        "1亿2亿",
        "亿5万5",
        "3.5 lightyears",
        "个亿万五",
    ],
)
def test_what_writes_no_number(text: str) -> None:
    assert magnitude(text) is None


@given(st.integers(1, 10**16 - 1))
def test_a_number_spelled_out_comes_back(value: int) -> None:
    assert magnitude(spelled(value)) == value


@given(
    st.decimals("0.01", 9999, places=2),
    st.sampled_from(["亿", "万", "千万", "百万", "十万"]),
    st.sampled_from(["million", "bn", "k"]),
)
def test_a_unit_multiplies(value: Decimal, chinese: str, english: str) -> None:
    for unit in (chinese, english):
        assert magnitude(f"{value}{unit}") == value * (magnitude(unit) or 0)


def test_traditional_and_bankers_numerals() -> None:
    assert simplified("壹億貳仟萬") == "一亿二千万"
    assert set(DIGITS.values()) == set(range(10))


@given(st.text("〇一二三十百千万亿个0123456789.,kmb ", max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = magnitude(text)
    assert value is None or value.is_finite()
