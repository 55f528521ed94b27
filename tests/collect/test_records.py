from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.studies import Cells, Collected, all_records, collected, raw, source_of, told
from valuenet.collect import records as module
from valuenet.collect.reject import Reject

COLUMNS = ("name", "place", "founded", "patents", "partner", "day", "kind")
FIRM = {
    "subject": "enterprise",
    "record": "firm",
    "fields": {"name_zh": "name", "place": "place", "founded": "founded", "patents": "patents"},
}
TIE = {
    "relation": "technology_input",
    "ego": "firm",
    "alter": {"subject": {"column": "kind", "otherwise": "organisation"}, "fields": {"name_zh": "partner"}},
    "date": "day",
}
BAD = {"place": "仙境", "founded": "2018-13-40", "patents": "-5", "day": "昨天"}
CELLS = {
    "name": st.sampled_from([None, "甲", "乙", "丙", "-"]),
    "place": st.sampled_from([None, "北京", "浙江-杭州", "美国", BAD["place"]]),
    "founded": st.sampled_from([None, "2011", "2011-03", "2030-01-01", BAD["founded"]]),
    "patents": st.sampled_from([None, "12", "0", "1e99", "twelve", BAD["patents"]]),
    "partner": st.sampled_from([None, "丁", "戊"]),
    "day": st.sampled_from([None, "2018-05-01", "2019", BAD["day"]]),
    "kind": st.sampled_from([None, "university", "zebra"]),
}
ROW = st.tuples(*(CELLS[name] for name in COLUMNS))
TABLES, FEW = st.lists(ROW, max_size=8), st.lists(ROW, min_size=1, max_size=4)


def said(records: Collected) -> tuple[set[Any], Counter[Any]]:
    """Return what records say, without numbers: values by name, and ties by the names of their ends."""
    names = dict(records.mentions.select("mention", "name_zh").iter_rows())
    places = {(name, place) for name, place in records.mentions.select("name_zh", "region").iter_rows() if place}
    values = {(names[m], field, value) for m, field, value in told(records.attributes, "mention", "field", "value")}
    ties = Counter((names[e], names[a], day) for e, a, day in told(records.relations, "ego", "alter", "date"))
    return places | values, ties


@settings(max_examples=20)
@given(TABLES)
def test_every_row_is_kept_or_rejected_once_with_a_reason(rows: list[Cells]) -> None:
    records = collected(COLUMNS, rows, FIRM, TIE)
    lost = told(records.rejects.filter(scope="row"), "row")
    assert records.rows_read == len(rows) == records.rows_kept + records.rows_rejected
    assert len(lost) == len(set(lost)) == records.rows_rejected
    assert set(lost) == {at for at, row in enumerate(rows, start=2) if row[0] in (None, "-")}
    refused = records.rejects.filter(scope="cell")
    assert not set(told(refused, "row")) & set(lost)
    assert all(reason and value for reason, value in told(refused, "reason", "value"))


@settings(max_examples=10)
@given(FEW)
def test_a_row_says_the_same_among_others_as_alone(rows: list[Cells]) -> None:
    alone = [said(collected(COLUMNS, [row], FIRM, TIE)) for row in rows]
    facts, ties = said(collected(COLUMNS, rows, FIRM, TIE))
    assert facts == set().union(*(each for each, _ in alone))
    assert ties == sum((each for _, each in alone), Counter())


@settings(max_examples=12)
@given(FEW, st.sampled_from(sorted(BAD)), st.data())
def test_a_bad_cell_costs_its_own_value_and_no_other(rows: list[Cells], column: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    spoilt = [*rows[at][: COLUMNS.index(column)], BAD[column], *rows[at][COLUMNS.index(column) + 1 :]]
    emptied = [*rows[at][: COLUMNS.index(column)], None, *rows[at][COLUMNS.index(column) + 1 :]]
    with_bad = collected(COLUMNS, [*rows[:at], tuple(spoilt), *rows[at + 1 :]], FIRM, TIE)
    with_none = collected(COLUMNS, [*rows[:at], tuple(emptied), *rows[at + 1 :]], FIRM, TIE)
    assert said(with_bad) == said(with_none)
    assert with_bad.rows_kept == with_none.rows_kept
    assert with_bad.rejects.height in (with_none.rejects.height, with_none.rejects.height + 1)


@settings(max_examples=8)
@given(FEW, st.integers(1, 3))
def test_slices_make_no_difference(rows: list[Cells], size: int) -> None:
    whole = collected(COLUMNS, rows, FIRM, TIE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SLICE_ROWS", size)
        sliced = collected(COLUMNS, rows, FIRM, TIE)
    assert said(sliced) == said(whole)
    assert (
        sliced.mentions.drop("mention")
        .sort("row", "name_zh", "declared")
        .equals(whole.mentions.drop("mention").sort("row", "name_zh", "declared"))
    )
    assert sorted(told(sliced.rejects, "row", "reason")) == sorted(told(whole.rejects, "row", "reason"))


def test_a_row_without_a_partner_leaves_nothing_behind() -> None:
    ends = [{"subject": "enterprise", "fields": {"name_zh": "a", "patents": "n"}}, TIE["alter"]]
    tie = {"relation": "work", "ego": ends[0], "alter": {"subject": "organisation", "fields": {"name_zh": "b"}}}
    records = collected(("a", "b", "n"), [("甲", None, "7"), (None, "乙", None), ("甲", "丙", "x")], tie)
    assert told(records.mentions, "name_zh", "row") == [("甲", 4), ("丙", 4)]
    assert records.attributes.is_empty()
    assert told(records.rejects, "row", "scope", "reason") == [
        (2, "row", "no_partner"),
        (3, "row", "no_partner"),
        (4, "cell", "not_a_number"),
    ]


def test_a_tie_may_stand_before_the_records_it_refers_to() -> None:
    tie = {"relation": "financing", "ego": "firm", "alter": "firm"}
    firm = {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "a"}}
    records = collected(("a",), [("甲",)], tie, firm)
    assert told(records.relations, "ego", "alter") == [(0, 0)]


def test_rows_outside_every_condition_are_out_of_scope() -> None:
    big = {"subject": "enterprise", "when": [{"column": "size", "in": ["big"]}], "fields": {"name_zh": "name"}}
    records = collected(("name", "size"), [("甲", "big"), ("乙", "small"), (None, "big"), ("丁", None)], big)
    assert told(records.mentions, "name_zh") == ["甲"]
    assert told(records.rejects, "row", "field", "value", "reason") == [
        (3, "size", "small", "out_of_scope"),
        (4, None, None, "no_name"),
        (5, "size", None, "out_of_scope"),
    ]


def test_an_unreadable_cell_is_the_reason_before_all_others() -> None:
    firm = {"subject": {"column": "kind"}, "fields": {"name_zh": "name"}}
    records = collected(("name", "kind"), [("甲", "zebra")], firm)
    assert told(records.rejects, "row", "scope", "field", "value", "reason") == [
        (2, "row", "kind", "zebra", "unknown_code")
    ]


def test_what_reading_rejected_stays_in_the_account() -> None:
    firm = {"subject": "enterprise", "fields": {"name_zh": "name"}}
    lost = (Reject(9, "row", None, None, "too_few_cells"), Reject(2, "cell", "x", "\x00", "control_characters"))
    records = all_records(source_of([firm]), raw(("name",), [("甲",), ("乙",)], lost))
    assert (records.rows_read, records.rows_kept, records.rows_rejected) == (3, 2, 1)
    assert told(records.rejects, "row", "reason") == [(9, "too_few_cells"), (2, "control_characters")]


def test_a_table_for_others_to_join_is_kept_whole() -> None:
    records = collected(("name",), [("甲",), ("乙",)])
    assert (records.rows_kept, records.rows_rejected, records.mentions.height) == (2, 0, 0)


def test_no_rows_are_no_records() -> None:
    records = collected(COLUMNS, [], FIRM, TIE)
    assert (records.rows_read, records.rows_kept) == (0, 0)
    assert [frame.height for frame in (records.mentions, records.attributes, records.relations, records.rejects)] == [
        0
    ] * 4


def test_two_rows_with_one_id_are_two_rows_of_one_subject() -> None:
    fields = {"name_zh": "name", "stock_code": "code", "patents": "n"}
    rows: list[Cells] = [("甲", "600271", "1"), ("甲", "600271", "2"), ("甲", "600271", "1")]
    records = collected(("name", "code", "n"), rows, {"subject": "enterprise", "fields": fields})
    assert records.rows_kept == 3
    assert told(records.mentions, "mention", "row", "stock_code") == [(0, 2, "600271")]
    values = records.attributes.filter(field="patents")
    assert told(values, "value", "row") == [("1", 2), ("2", 3)]


def test_mentions_count_from_where_the_last_source_ended() -> None:
    tie = {"relation": "work", "ego": "firm", "alter": {"subject": "university", "fields": {"name_zh": "b"}}}
    firm = {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "a", "patents": "n"}}
    table = raw(("a", "b", "n"), [("甲", "丙", "1"), ("乙", "丙", "2")])
    records = all_records(source_of([firm, tie]), table, first_mention=7)
    assert records.mention_count == 3
    assert sorted(told(records.mentions, "mention", "name_zh")) == [(7, "甲"), (8, "乙"), (9, "丙")]
    assert told(records.relations, "seq", "ego", "alter") == [(0, 7, 9), (1, 8, 9)]
    assert told(records.attributes, "mention", "value") == [(7, "1"), (8, "2")]


@settings(max_examples=8)
@given(FEW)
def test_relations_are_counted_over_all_slices(rows: list[Cells]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SLICE_ROWS", 1)
        relations = collected(COLUMNS, rows, FIRM, TIE).relations
    assert told(relations, "seq") == list(range(relations.height))
