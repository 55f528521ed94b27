from __future__ import annotations

from datetime import date

from tests.studies import Cells, collected, told

ENDS = {
    "ego": {"subject": "enterprise", "fields": {"name_zh": "a"}},
    "alter": {"subject": "organisation", "fields": {"name_zh": {"column": "b", "separator": "|"}}},
}
TIE = {"relation": "technology_input", **ENDS, "date": "day"}
SPANS = ("date", "first_wave", "last_wave")


def test_a_tie_belongs_to_the_first_wave_that_knows_its_date() -> None:
    days = ["2011", "2018-12-31", "2019-01-01", "2019-12", None]
    rows: list[Cells] = [("甲", "乙", day) for day in days]
    assert told(collected(("a", "b", "day"), rows, TIE).relations, *SPANS) == [
        (date(2011, 1, 1), "2018", None),
        (date(2018, 12, 31), "2018", None),
        (date(2019, 1, 1), "2019", None),
        (date(2019, 12, 1), "2019", None),
        (None, "2018", None),
    ]


def test_a_tie_after_the_last_wave_belongs_to_none() -> None:
    tie = {**TIE, "date": {"column": "day", "as": "future_date"}}
    records = collected(("a", "b", "day"), [("甲", "乙", "2020-01-01")], tie)
    assert told(records.relations, *SPANS) == [(date(2020, 1, 1), None, None)]
    assert records.rejects.is_empty()


def test_a_date_to_come_costs_the_date_not_the_tie() -> None:
    records = collected(("a", "b", "day"), [("甲", "乙", "2020-01-01")], TIE)
    assert told(records.relations, *SPANS) == [(None, "2018", None)]
    assert told(records.rejects, "scope", "field", "reason") == [("cell", "day", "future_date")]


def test_a_source_may_speak_for_waves() -> None:
    rows: list[Cells] = [("甲", "乙", "2019-06-01"), ("甲", "丙", None)]
    for waves, span in ((["2018"], ("2018", "2018")), (["2019"], ("2019", None)), (["2019", "2018"], ("2018", None))):
        records = collected(("a", "b", "day"), rows, TIE, waves=waves)
        assert told(records.relations, "first_wave", "last_wave") == [span, span]


def test_a_column_of_waves_goes_before_date_and_source() -> None:
    tie = {**TIE, "first_wave": "from", "last_wave": {"column": "to", "map": {"至今": "", "前年": "2018"}}}
    rows: list[Cells] = [
        ("甲", "乙", "2018-05-01", "2019", "至今"),
        ("甲", "丙", "2019-05-01", "2018", "前年"),
        ("甲", "丁", "2019-05-01", None, None),
    ]
    records = collected(("a", "b", "day", "from", "to"), rows, tie)
    assert told(records.relations, "first_wave", "last_wave") == [("2019", None), ("2018", "2018"), ("2019", None)]


def test_a_wave_that_is_none_costs_its_cell() -> None:
    tie = {**TIE, "first_wave": "from"}
    records = collected(("a", "b", "day", "from"), [("甲", "乙", "2019-05-01", "2091")], tie)
    assert told(records.relations, "first_wave") == ["2019"]
    assert told(records.rejects, "field", "value", "reason", "detail") == [
        ("from", "2091", "unknown_code", "'2091' is not a wave of the study; did you mean '2019'?")
    ]


def test_a_weight_is_one_where_none_is_told_and_never_below_zero() -> None:
    rows: list[Cells] = [("甲", each, each) for each in ("2.5", None, "-1", "many", "0")]
    tie = {**TIE, "date": None, "weight": "w"}
    records = collected(("a", "b", "w"), [("甲", "乙", weight) for _, _, weight in rows], tie)
    assert told(records.relations, "weight") == [2.5, 1.0, 1.0, 1.0, 0.0]
    assert told(records.rejects, "value", "reason") == [("-1", "out_of_range"), ("many", "not_a_number")]


def test_each_ego_is_tied_to_each_alter_of_its_row() -> None:
    ego = {"subject": "enterprise", "fields": {"name_zh": {"column": "a", "separator": "|"}}}
    records = collected(("a", "b"), [("甲|乙", "丙|丁"), ("甲", "丁")], {**TIE, "date": None, "ego": ego})
    names = dict(records.mentions.select("mention", "name_zh").iter_rows())
    assert [(names[e], names[a], row) for e, a, row in told(records.relations, "ego", "alter", "row")] == [
        ("甲", "丙", 2),
        ("甲", "丁", 2),
        ("乙", "丙", 2),
        ("乙", "丁", 2),
        ("甲", "丁", 3),
    ]


def test_ends_of_ties_are_not_listed_in_their_own_right() -> None:
    firm = {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "a"}}
    records = collected(("a", "b"), [("甲", "乙")], firm, {**TIE, "date": None, "ego": "firm"})
    assert told(records.mentions, "name_zh", "declared") == [("甲", True), ("乙", False)]
    assert told(records.relations, "kind", "ego", "alter") == [("technology_input", 0, 1)]


def test_an_end_may_have_conditions_of_its_own() -> None:
    alter = {**ENDS["alter"], "when": [{"column": "b", "not_in": ["自己"]}]}
    records = collected(("a", "b"), [("甲", "自己"), ("甲", "乙")], {**TIE, "date": None, "alter": alter})
    assert told(records.relations, "row") == [3]
    assert told(records.rejects, "row", "reason") == [(2, "no_partner")]
