"""Numbers, shares, years, yes or no, and cells that hold nothing."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.numbers import boolean, count, decimal, is_unknown, number, share, year
from valuenet.collect.reject import Unconvertible

CONVERTERS: list[Callable[[str], object]] = [number, count, share, boolean, year]


NO_DATA = " |-|--|—|－|未透露|未披露|未公开|n/a|N/A|null|None|暂无|不详|Unknown|undisclosed|NaN|TBD|\u3000"


@pytest.mark.parametrize("cell", ["", *NO_DATA.split("|")])
def test_no_data(cell: str) -> None:
    assert is_unknown(cell)
    assert [convert(cell) for convert in CONVERTERS] == [None] * len(CONVERTERS)


@pytest.mark.parametrize("cell", ["0", "无", "NA", "no", "-1", "未透露人民币"])
def test_data(cell: str) -> None:
    assert not is_unknown(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", 1234),
        ("1 234 567", 1234567),
        ("12人", 12),
        ("12 家", 12),
        ("2018.0", 2018),
        ("１２", 12),
        ("1.2万", 12000),
        ("3千", 3000),
        ("1e3", 1000),
        ("-5", -5),
        ("+7", 7),
    ],
)
def test_counts(cell: str, value: int) -> None:
    assert count(cell) == value
    assert number(cell) == value


@pytest.mark.parametrize(
    "cell", ["abc", "1,23", "1,2345", "1.2.3", "12-13", "500+", "1e", ",", "e5", "٣", "0x10", "inf", "1_000"]
)
def test_what_is_no_number_is_refused(cell: str) -> None:
    for convert in (number, count):
        with pytest.raises(Unconvertible) as refused:
            convert(cell)
        assert refused.value.reason == "not_a_number"


def test_a_fraction_is_no_count_and_a_huge_number_out_of_range() -> None:
    with pytest.raises(Unconvertible, match="not a whole number"):
        count("2.5")
    with pytest.raises(Unconvertible, match="out_of_range"):
        count("1e18")
    with pytest.raises(Unconvertible, match="not_a_number"):
        number("9" * 400)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12.3%", 0.123), ("0.12", 0.12), ("５％", 0.05), ("5‰", 0.005), ("百分之7", 0.07), ("120 %", 1.2)],
)
def test_shares(cell: str, value: float) -> None:
    assert share(cell) == value


@pytest.mark.parametrize("cell", ["%", "abc%", "12%%", "百分之"])
def test_what_is_no_share_is_refused(cell: str) -> None:
    with pytest.raises(Unconvertible, match="not_a_number"):
        share(cell)


@pytest.mark.parametrize("cell", ["是", "有", "Yes", "Y", "TRUE", "1", "✓"])
def test_yes(cell: str) -> None:
    assert boolean(cell) is True


@pytest.mark.parametrize("cell", ["否", "无", "No", "n", "False", "0", "没有"])
def test_no(cell: str) -> None:
    assert boolean(cell) is False


@pytest.mark.parametrize("cell", ["Partially", "JV (Chinese and Foreign)", "2"])
def test_neither_yes_nor_no(cell: str) -> None:
    with pytest.raises(Unconvertible, match="not_a_boolean"):
        boolean(cell)


@pytest.mark.parametrize("cell", ["2018", "2018.0", "2018年", "2018 年度", "２０１８"])
def test_years(cell: str) -> None:
    assert year(cell) == 2018


@pytest.mark.parametrize(
    ("cell", "reason"), [("2018-03", "not_a_date"), ("18", "out_of_range"), ("20180", "out_of_range")]
)
def test_what_is_no_year_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(Unconvertible, match=reason):
        year(cell)


@given(st.integers(-(10**17), 10**17))
def test_a_count_comes_back_however_it_is_written(value: int) -> None:
    assert count(str(value)) == value
    assert count(f"{value:,}") == value
    assert count(f"{value}.0") == value


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_decimal_comes_back(value: object) -> None:
    assert decimal(f"{value:,}") == value


@given(st.floats(0, 1))
def test_a_share_comes_back(value: float) -> None:
    assert share(f"{value * 100:.4f}%") == pytest.approx(value, abs=1e-6)


@given(st.text(max_size=80) | st.text("0123456789.,-+e万亿%人年 ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for convert in CONVERTERS:
        try:
            value = convert(text)
        except Unconvertible:
            continue
        assert not isinstance(value, float) or math.isfinite(value)


def test_a_huge_cell_costs_nothing() -> None:
    for convert in CONVERTERS:
        with pytest.raises(Unconvertible) as refused:
            convert("9" * 10_000_000)
        assert len(refused.value.detail or "") < 200
