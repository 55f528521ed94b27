from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.studies import Cells, collected, told
from valuenet.collect.attributes import as_text


def values(
    cells: list[str | None], value: object, field: str = "patents", kind: str = "enterprise"
) -> list[tuple[object, ...]]:
    """Return (row, value, wave) of one field in a column of cells, each of a firm of its own."""
    rows: list[Cells] = [(f"企业{at}", cell) for at, cell in enumerate(cells)]
    records = collected(("n", "v"), rows, {"subject": kind, "fields": {"name_zh": "n", field: value}})
    return told(records.attributes, "row", "value", "wave")


def reasons(cells: list[str | None], field: str, value: object = "v") -> list[tuple[object, ...]]:
    """Return (value, reason) of the refused cells of one field."""
    rows: list[Cells] = [(f"企业{at}", cell) for at, cell in enumerate(cells)]
    records = collected(("n", "v"), rows, {"subject": "enterprise", "fields": {"name_zh": "n", field: value}})
    return told(records.rejects, "value", "reason")


def test_values_outside_the_bounds_cost_their_cell() -> None:
    assert reasons(["-3", "12", "1e12"], "patents") == [("-3", "out_of_range"), ("1e12", "out_of_range")]
    assert reasons(["-1亿", "1000万亿元", "5亿", "1e300"], "funding_cny") == [
        ("-1亿", "out_of_range"),
        ("1000万亿元", "out_of_range"),
        ("1e300", "out_of_range"),
    ]
    assert reasons(["1200%", "12%"], "rd_intensity") == [("1200%", "out_of_range")]


def test_a_founding_day_to_come_is_refused() -> None:
    assert reasons(["2030-01-01", "2020", "2019-12-31"], "founded") == [
        ("2030-01-01", "future_date"),
        ("2020", "future_date"),
    ]


def test_unknown_codes_are_refused_with_the_nearest() -> None:
    rows: list[Cells] = [("甲", "listd")]
    records = collected(("n", "v"), rows, {"subject": "enterprise", "fields": {"name_zh": "n", "status": "v"}})
    assert records.attributes.is_empty()
    assert records.rejects["reason"][0] == "unknown_code"
    assert "did you mean 'listed'?" in records.rejects["detail"][0]


def test_a_map_goes_before_the_vocabulary_and_otherwise_after_it() -> None:
    mapped = {"column": "v", "map": {"已上市": "listed", "无": ""}}
    assert values(["已上市", "上市企业", "无", "新"], mapped, "status") == [(2, "listed", None), (3, "listed", None)]
    assert values(["已上市", "新"], {**mapped, "otherwise": "other"}, "status") == [
        (2, "listed", None),
        (3, "other", None),
    ]


def test_a_constant_is_every_rows() -> None:
    assert values([None, "x"], {"constant": "other"}, "status") == [(2, "other", None), (3, "other", None)]


def test_the_first_filled_column_is_read() -> None:
    value = {"column": ["a", "b"]}
    rows: list[Cells] = [("甲", "1", "2"), ("乙", None, "2"), ("丙", None, None)]
    records = collected(("n", "a", "b"), rows, {"subject": "enterprise", "fields": {"name_zh": "n", "patents": value}})
    assert told(records.attributes, "row", "value") == [(2, "1"), (3, "2")]


def test_a_column_may_speak_of_one_wave() -> None:
    assert values(["7"], {"column": "v", "wave": "2018"}) == [(2, "7", "2018")]


def test_several_values_of_one_cell_are_kept_apart_and_one_bad_costs_only_itself() -> None:
    value = {"column": "v", "separator": "|"}
    rows: list[Cells] = [("甲", "strategy| data |magic"), ("乙", "|")]
    records = collected(("n", "v"), rows, {"subject": "policy", "fields": {"name_zh": "n", "policy_area": value}})
    assert told(records.attributes, "value") == ["strategy", "data"]
    assert told(records.rejects, "row", "value", "reason") == [(2, "strategy| data |magic", "unknown_code")]


@pytest.mark.parametrize("cell", [None, "", "-", "暂无", "N/A"])
def test_no_data_is_no_value_and_no_fault(cell: str | None) -> None:
    assert values([cell], "v") == []
    assert reasons([cell], "patents") == []


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_a_number_as_text_is_the_same_number(number: float) -> None:
    assert float(as_text(number)) == number


def test_whole_numbers_have_no_point() -> None:
    assert [as_text(each) for each in (12.0, 12, 1e20, 0.1, True, "2011-03")] == [
        "12",
        "12",
        "1e+20",
        "0.1",
        "true",
        "2011-03",
    ]
