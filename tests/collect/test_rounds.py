from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.studies import Cells, collected, told

FIRM = {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "n"}}
ROUND = {"financing_round": "firm", "round": "r", "date": "d", "amount": "a"}
COLUMNS = ("n", "r", "d", "a")


def rounds(*rows: Cells, **changes: Any) -> list[tuple[Any, ...]]:
    """Return (round, date, amount_cny, estimated, currency) of what the rows tell."""
    records = collected(COLUMNS, list(rows), FIRM, {**ROUND, **changes})
    return told(records.rounds, "round", "date", "amount_cny", "estimated", "currency")


def test_dollars_are_worth_what_they_were_in_the_year_of_the_round() -> None:
    # Annual averages of the Federal Reserve's G.5A: 6.640 in 2016, 6.609 in 2018.
    rows = [
        ("甲", "A轮", "2016-07-21", "1000万美元"),
        ("甲", "B轮", "2018", "1000万美元"),
        ("甲", "C轮", None, "1000万美元"),
    ]
    assert [each[2:] for each in rounds(*rows)] == [
        (66_400_000.0, False, "USD"),
        (66_090_000.0, False, "USD"),
        (69_080_000.0, False, "USD"),  # undated: the year in which the source was looked at
    ]


def test_inexact_words_give_bounds_and_are_marked() -> None:
    records = collected(COLUMNS, [("甲", "A轮", "2018-01-01", "数千万人民币")], FIRM, ROUND)
    assert told(records.rounds, "amount_cny", "low_cny", "high_cny", "estimated") == [(3e7, 2e7, 9e7, True)]


def test_what_is_not_told_is_null_and_the_round_stays() -> None:
    assert rounds(("甲", "A轮", "2018-01-01", "未透露"), ("甲", None, "2018-02", None), ("甲", "B轮", None, None)) == [
        ("a", date(2018, 1, 1), None, False, None),
        (None, date(2018, 2, 1), None, False, None),
        ("b", None, None, False, None),
    ]


def test_a_row_that_tells_nothing_of_a_round_is_no_round() -> None:
    assert rounds(("甲", None, None, None), ("甲", "-", None, "未透露")) == []


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        (1, "Z轮", "unknown_code"),
        (2, "昨天", "not_a_date"),
        (2, "2035-01-01", "future_date"),
        (3, "-100万", "out_of_range"),
        (3, "1000万亿元", "out_of_range"),
        (3, "1e30", "out_of_range"),
        (3, "很多钱", "not_an_amount"),
    ],
)
def test_a_bad_cell_costs_its_value_and_not_the_round(column: int, cell: str, reason: str) -> None:
    good = ("甲", "A轮", "2018-01-01", "100万")
    records = collected(COLUMNS, [(*good[:column], cell, *good[column + 1 :]), good], FIRM, ROUND)
    assert told(records.rejects, "row", "scope", "value", "reason") == [(2, "cell", cell, reason)]
    assert records.rounds.height == 2
    lost, whole = records.rounds.select("round", "date", "amount_cny").rows()
    assert whole == ("a", date(2018, 1, 1), 1e6)
    assert [each is None for each in lost] == [column == at for at in (1, 2, 3)]


def test_the_studys_words_for_rounds_amounts_and_currency() -> None:
    names = {"column": "r", "map": {"首轮": "a"}}
    amounts = {"column": "a", "currency": "USD", "map": {"保密": ""}}
    rows = [("甲", "首轮", "2018-01-01", "10"), ("甲", "B轮", "2018-01-01", "保密")]
    assert [(each[0], each[2], each[4]) for each in rounds(*rows, round=names, amount=amounts)] == [
        ("a", 66.09, "USD"),
        ("b", None, None),
    ]


def test_the_nested_layout_gives_each_continuing_row_to_the_firm_above() -> None:
    # As a source with `nested` comes from reading: the firm's cells stand in every row of it.
    rows: list[Cells] = [("甲", "A轮", "2016", "1亿"), ("甲", "B轮", "2018", None), ("乙", "A轮", None, "2亿")]
    records = collected(COLUMNS, rows, FIRM, ROUND)
    assert told(records.rounds, "mention", "row", "round") == [(0, 2, "a"), (0, 3, "b"), (1, 4, "a")]


def test_rounds_without_amounts() -> None:
    found = collected(COLUMNS, [("甲", "A轮", None, "1亿")], FIRM, {"financing_round": "firm", "round": "r"}).rounds
    assert told(found, "round", "amount_cny", "estimated") == [("a", None, False)]
