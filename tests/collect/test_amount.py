"""Amounts of money: their words, their bounds, and their value in yuan."""

from __future__ import annotations

import csv
import math
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.amount import Amount, amount, packaged_rates, to_cny
from valuenet.collect.reject import Unconvertible

SHARED = Path(__file__).parents[3] / "shared" / "data"
ITJUZI = SHARED / "itjuzi_cn_ai_companies_2018"
needs_data = pytest.mark.skipif(not ITJUZI.is_dir(), reason="needs the open data in ../shared/data")


def read(cell: str, currency: str | None = None) -> Amount:
    found = amount(cell, currency)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("1.2亿", 1.2e8, None),
        ("630万人民币", 6.3e6, "CNY"),
        ("3.43亿人民币", 3.43e8, "CNY"),
        ("5000万元", 5e7, "CNY"),
        ("1,500万元", 1.5e7, "CNY"),
        ("１．２亿", 1.2e8, None),
        ("人民币3亿元", 3e8, "CNY"),
        ("3亿元人民币", 3e8, "CNY"),
        ("5000万(人民币)", 5e7, "CNY"),
        ("一亿五千万元", 1.5e8, "CNY"),
        ("1.8亿美元", 1.8e8, "USD"),
        ("5000万美金", 5e7, "USD"),
        ("340万欧元", 3.4e6, "EUR"),
        ("3.2亿港币", 3.2e8, "HKD"),
        ("$180B", 1.8e11, "USD"),
        ("$572M", 5.72e8, "USD"),
        ("USD 3.5 million", 3.5e6, "USD"),
        ("US$1,200,000", 1.2e6, "USD"),
        ("HK$3.2亿", 3.2e8, "HKD"),
        ("£3m", 3e6, "GBP"),
        ("5 million dollars", 5e6, "USD"),
        ("RMB 20m", 2e7, "CNY"),
        ("0元", 0.0, "CNY"),
        ("9000000", 9e6, None),
    ],
)
def test_exact_amounts(cell: str, value: float, currency: str | None) -> None:
    assert amount(cell) == Amount(value, value, value, currency, estimated=False)


@pytest.mark.parametrize(
    ("cell", "low", "value", "high"),
    [
        ("数千万美元", 2e7, 3e7, 9e7),
        ("数亿", 2e8, 3e8, 9e8),
        ("数十万人民币", 2e5, 3e5, 9e5),
        ("几百万", 2e6, 3e6, 9e6),
        ("千万级", 2e7, 3e7, 9e7),
        ("several million dollars", 2e6, 3e6, 9e6),
        ("tens of millions of dollars", 2e7, 3e7, 9e7),
        ("约500万", 4.5e6, 5e6, 5.5e6),
        ("500万左右", 4.5e6, 5e6, 5.5e6),
        ("近千万", 9e6, 1e7, 1e7),
        ("不足1000万", 9e6, 1e7, 1e7),
        ("1-2亿", 1e8, 1.5e8, 2e8),
        ("5000万至1亿元", 5e7, 7.5e7, 1e8),
        ("1000万~2000万美元", 1e7, 1.5e7, 2e7),
        ("$1M - $10M", 1e6, 5.5e6, 1e7),
        ("千万", 1e7, 1e7, 1e7),
        ("百万", 1e6, 1e6, 1e6),
        ("十万", 1e5, 1e5, 1e5),
        ("超1亿", 1e8, 1e8, None),
        ("上亿", 1e8, 1e8, None),
        ("过亿元", 1e8, 1e8, None),
        ("亿元及以上", 1e8, 1e8, None),
        ("1000多万元", 1e7, 1e7, None),
        ("十余亿", 1e9, 1e9, None),
        ("$1B+", 1e9, 1e9, None),
        ("数十亿元以上", 2e9, 3e9, None),
    ],
)
def test_inexact_amounts_have_bounds_and_say_so(cell: str, low: float, value: float, high: float | None) -> None:
    found = read(cell)
    assert (found.low, found.value, found.high, found.estimated) == (low, value, high, True)


@pytest.mark.parametrize("cell", ["-", "未透露", "未透露人民币", "未透露美元", "undisclosed", "Unknown", "None"])
def test_no_data_is_none(cell: str) -> None:
    assert amount(cell, "CNY") is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-500万", "out_of_range"),
        ("−3亿元", "out_of_range"),
        ("(500)", "out_of_range"),
        ("亿亿亿亿", "out_of_range"),
        ("9e99", "out_of_range"),
        ("99999999999亿", "out_of_range"),
        ("人民币", "not_an_amount"),
        ("元", "not_an_amount"),
        ("abc", "not_an_amount"),
        ("inf", "not_an_amount"),
        ("1亿5", "not_an_amount"),
        ("1,23万", "not_an_amount"),
        ("2亿-1亿", "not_an_amount"),
        ("500-1亿", "not_an_amount"),
        ("500万元以下", "not_an_amount"),
        ("up to $5m", "not_an_amount"),
        ("3亿美元-5亿港元", "not_an_amount"),
        ("3亿美元5万港元", "not_an_amount"),
        ("数5000万", "not_an_amount"),
        ("<b>5万</b>", "not_an_amount"),
        ("=1+1", "not_an_amount"),
    ],
)
def test_what_is_no_amount_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(Unconvertible) as refused:
        amount(cell)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("given_currency", "read_as"),
    [
        (None, ["CNY", "USD", "CNY", None]),
        ("CNY", ["CNY", "USD", "CNY", "CNY"]),
        ("USD", ["USD", "USD", "CNY", "USD"]),
        ("HKD", ["HKD", "HKD", "CNY", "HKD"]),
        ("JPY", ["JPY", "USD", "JPY", "JPY"]),
    ],
)
def test_a_bare_sign_means_the_columns_currency_where_it_is_called_so(
    given_currency: str | None, read_as: list[str | None]
) -> None:
    assert [read(cell, given_currency).currency for cell in ("5元", "$5", "¥5", "5")] == read_as
    assert read("5美元", given_currency).currency == "USD"


def test_rates_are_those_of_the_year() -> None:
    dollars = read("1000万美元")
    assert to_cny(dollars, date(2018, 7, 19)) == Amount(
        66_090_000.0, 66_090_000.0, 66_090_000.0, "CNY", estimated=False
    )
    assert to_cny(dollars, date(2014, 1, 1)).value == 61_620_000.0


def test_the_nearest_year_stands_in_and_says_so() -> None:
    dollars = read("100万美元")
    years = packaged_rates()["USD"]
    early, late = to_cny(dollars, date(1990, 1, 1)), to_cny(dollars, date(2090, 1, 1))
    assert early.value == pytest.approx(years[min(years)] * 1e6)
    assert late.value == pytest.approx(years[max(years)] * 1e6)
    assert early.estimated
    assert late.estimated


def test_bounds_are_converted_too() -> None:
    found = to_cny(read("数千万美元"), date(2018, 1, 1), {"USD": {2018: 6.5}})
    assert (found.low, found.value, found.high, found.estimated) == (1.3e8, 1.95e8, 5.85e8, True)
    assert to_cny(read("超1亿美元"), date(2018, 1, 1)).high is None


def test_yuan_need_neither_rate_nor_date() -> None:
    assert to_cny(read("1.2亿", "CNY"), None).value == 1.2e8


@pytest.mark.parametrize(
    ("cell", "currency", "on", "reason"),
    [
        ("5万", "NOK", date(2018, 1, 1), "no_rate"),
        ("5万", None, date(2018, 1, 1), "no_rate"),
        ("5万美元", None, None, "no_rate"),
        ("1000万亿", "CNY", None, "out_of_range"),
    ],
)
def test_without_a_rate_nothing_is_made_up(cell: str, currency: str | None, on: date | None, reason: str) -> None:
    with pytest.raises(Unconvertible, match=reason):
        to_cny(read(cell, currency), on)


UNITS = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
WRITTEN = st.tuples(
    st.decimals("0.01", 9999, places=2), st.sampled_from(list(UNITS)), st.sampled_from(["元", "人民币", "美元"])
)


@given(WRITTEN)
def test_an_amount_comes_back_exactly(written: tuple[Decimal, str, str]) -> None:
    value, unit, currency = written
    assert read(f"{value}{unit}{currency}").value == float(value * UNITS[unit])
    assert read(f"{value:,}{unit}{currency}") == read(f"{value}{unit}{currency}")


@given(WRITTEN, WRITTEN)
def test_more_is_never_read_as_less(one: tuple[Decimal, str, str], other: tuple[Decimal, str, str]) -> None:
    smaller, larger = sorted((one, other), key=lambda each: each[0] * UNITS[each[1]])
    for word in ("", "约", "近", "超", "不足"):
        low, high = (read(f"{word}{value}{unit}元") for value, unit, _ in (smaller, larger))
        assert low.value <= high.value
        assert low.low <= high.low


@given(WRITTEN, st.sampled_from(["{}", "约{}", "近{}", "超{}", "{}以上", "{}左右", "{0}-{0}"]))
def test_the_estimate_lies_between_its_bounds(written: tuple[Decimal, str, str], words: str) -> None:
    value, unit, currency = written
    found = read(words.format(f"{value}{unit}") + currency)
    assert 0 <= found.low <= found.value
    assert found.high is None or found.value <= found.high


@given(st.text(max_size=80) | st.text("0123456789.,-~数约近超上亿万千百十元美港人民币$¥级以上 mbk", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = amount(text, "CNY")
        in_yuan = None if found is None else to_cny(found, date(2018, 1, 1))
    except Unconvertible as refused:
        assert len(refused.detail or "") < 300  # noqa: PT017
        return
    if in_yuan is not None:
        assert all(math.isfinite(each) and each >= 0 for each in (in_yuan.low, in_yuan.value, in_yuan.high or 0))


def test_a_huge_cell_costs_nothing() -> None:
    for cell in ("9" * 10_000_000, "亿" * 10_000_000, " " * 10_000_000 + "5万", "约" * 1_000_000):
        try:
            assert amount(cell, "CNY") is not None
        except Unconvertible as refused:
            assert len(refused.detail or "") < 200  # noqa: PT017


def rows(name: str) -> list[dict[str, str]]:
    with (ITJUZI / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@needs_data
def test_the_totals_that_the_list_states_add_up() -> None:
    """Evidence for `SEVERAL`: with three units for 数, and the list's own rates, every stated total is the sum."""
    rates = {"USD": {2018: 6.5}, "EUR": {2018: 7.3}}
    rounds: dict[str, float] = {}
    for row in rows("rounds.csv"):
        if found := amount(row["融资金额"]):
            in_yuan = to_cny(found, date(2018, 12, 1), rates).value
            rounds[row["company_no"]] = rounds.get(row["company_no"], 0.0) + in_yuan
    stated = {row["company_no"]: amount(row["融资总额"], "CNY") for row in rows("companies.csv")}
    off = {
        number: (total.value, rounds.get(number))
        for number, total in stated.items()
        if total is not None and abs(rounds.get(number, 0.0) - total.value) > 0.005 * total.value + 5e3
    }
    assert sum(total is not None for total in stated.values()) == 478
    assert off == {}


@needs_data
def test_every_amount_of_the_open_lists_is_read() -> None:
    cells = {row["融资金额"] for row in rows("rounds.csv")} | {row["融资总额"] for row in rows("companies.csv")}
    cells |= {row["估值"] for row in rows("companies.csv")}
    with (SHARED / "unicorns_cbinsights" / "unicorn_companies_2022.csv").open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        cells |= {row[name] for row in csv.DictReader(lines) for name in ("Valuation", "Funding")}
    read_cells = [amount(cell, "CNY") for cell in sorted(cells)]
    assert sum(found is None for found in read_cells) == len(
        cells & {"-", "未透露", "未透露人民币", "未透露美元", "Unknown"}
    )
