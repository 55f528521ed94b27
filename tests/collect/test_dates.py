"""Dates of any precision, and the first day of a range."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.dates import first_day, last_day, partial_date
from valuenet.collect.reject import Unconvertible

DAYS = st.dates(date(1000, 1, 1))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2011", "2011"),
        ("2018.0", "2018"),
        ("2011年", "2011"),
        ("2011-03", "2011-03"),
        ("2011.3", "2011-03"),
        ("2011/03", "2011-03"),
        ("2011年3月", "2011-03"),
        ("201103", "2011-03"),
        ("May 2019", "2019-05"),
        ("Dec, 2025", "2025-12"),
        ("September , 2022", "2022-09"),
        ("2011-03-14", "2011-03-14"),
        ("2011/3/4", "2011-03-04"),
        ("2011.3.4", "2011-03-04"),
        ("2011年3月14日", "2011-03-14"),
        ("２０１１年３月１４日", "2011-03-14"),
        ("20110314", "2011-03-14"),
        ("4/7/2017", "2017-04-07"),
        ("12/1/2012", "2012-12-01"),
        ("2011-03-04 00:00:00", "2011-03-04"),
        ("2011-03-04T09:30:00Z", "2011-03-04"),
        ("2011-03-04T09:30:00.5+08:00", "2011-03-04"),
        ("December 6, 2026", "2026-12-06"),
        ("3rd Sept. 2020", "2020-09-03"),
    ],
)
def test_dates(cell: str, iso: str) -> None:
    assert partial_date(cell) == iso


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("June 8-12, 2025", "2025-06-08"),
        ("Nov 20-23, 2023", "2023-11-20"),
        ("February 22 - March 1, 2022", "2022-02-22"),
        ("February 20 - February 27, 2024", "2024-02-20"),
        ("October 29-November 02, 2023", "2023-10-29"),
        ("February 07-10 , 2022", "2022-02-07"),
        ("29 June - 3 July, 2026", "2026-06-29"),
        ("January 31 - 4 February, 2026", "2026-01-31"),
        ("November 22-26 2026", "2026-11-22"),
        ("Mar 2-Mar 6, 2024", "2024-03-02"),
        ("March-April, 2025", "2025-03"),
        ("August 2027 (exact dates TBD)", "2027-08"),
        ("2018年7月7日-9日", "2018-07-07"),
        ("2018-03-01 至 2018-03-05", "2018-03-01"),
        ("2018.3.1-2018.3.5", "2018-03-01"),
        ("5 to 7 May 2019", "2019-05-05"),
    ],
)
def test_a_range_gives_its_first_day(cell: str, iso: str) -> None:
    assert partial_date(cell) == iso


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("December 30 - January 3, 2026", "2025-12-30"),
        ("December 30, 2025 - January 3, 2026", "2025-12-30"),
        ("2018年12月30日-1月3日", "2018-12-30"),
    ],
)
def test_a_range_over_new_year(cell: str, iso: str) -> None:
    assert partial_date(cell) == iso


@pytest.mark.parametrize("cell", ["-", "", "TBD", "TBA", "To be announced", "未透露"])
def test_no_data(cell: str) -> None:
    assert partial_date(cell) is None


@pytest.mark.parametrize(
    ("cell", "detail"),
    [
        ("2015-06-31", "day is out of range"),
        ("2015-02-29", "day is out of range"),
        ("2011-13", "month must be"),
        ("23/4/2017", "month must be"),
        ("0000-00-00", "year 0"),
        ("November 30 - December 3", "names no year"),
        ("3月5日", "names no year"),
        ("8, 2025", "names no month"),
        ("June 12-8, 2025", "ends before it begins"),
        ("August 30 - Septemper 1, 2024", "not a date"),
        ("Mayor 2019", "not a date"),
        ("Extended", "not a date"),
        ("May 2019 2020", "not a date"),
        ("43101", "not a date"),
        ("1 - 2 - 3 May 2019", "not a date"),
    ],
)
def test_what_is_no_date_is_refused(cell: str, detail: str) -> None:
    with pytest.raises(Unconvertible) as refused:
        partial_date(cell)
    assert refused.value.reason == "not_a_date"
    assert detail in (refused.value.detail or "")


FORMS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%m/%d/%Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%Y年%m月%d日",
    "%Y-%m-%dT%H:%M:%S",
]


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_comes_back_in_every_form(day: date, form: str) -> None:
    assert partial_date(day.strftime(form)) == day.isoformat()


@given(DAYS.filter(lambda day: day < date(9999, 1, 1)), st.integers(0, 60))
def test_the_first_day_of_any_range_comes_back(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    assert partial_date(f"{day:%B %d} - {end:%B %d, %Y}") == day.isoformat()


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_a_reduced_date_holds_its_day(day: date, precision: int) -> None:
    partial = day.isoformat()[:precision]
    assert partial_date(partial) == partial
    assert first_day(partial) <= day <= last_day(partial)
    assert first_day(partial).isoformat()[:precision] == last_day(partial).isoformat()[:precision] == partial


def test_the_last_day_knows_leap_years() -> None:
    assert last_day("2012-02") == date(2012, 2, 29)
    assert last_day("1900-02") == date(1900, 2, 28)


@given(st.text(max_size=100) | st.text("0123456789-/.年月日 至JuneMay,", max_size=25))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = partial_date(text)
    except Unconvertible:
        return
    assert found is None or partial_date(found) == found


def test_a_huge_cell_costs_nothing() -> None:
    for cell in ("1" * 10_000_000, "May " * 1_000_000, "(" * 1_000_000):
        with pytest.raises(Unconvertible) as refused:
            partial_date(cell)
        assert len(refused.value.detail or "") < 200
