from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.studies import Cells, raw, told
from valuenet.collect.cells import as_frame, blank, cells_of, converted, field_name, holds, mapped, parts_of, refused
from valuenet.collect.reject import Reject, Unconvertible
from valuenet.model.source import Condition, Value

ROWS: list[Cells] = [("甲", "1"), (" 甲 ", "2"), ("乙", "3"), ("", "4"), (None, "5")]


def value(**parts: Any) -> Value:
    """Return a declared value."""
    return Value.model_validate(parts)


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ({"in": ["甲", "丙"]}, ["1", "2"]),
        ({"in": []}, []),
        ({"not_in": ["甲"]}, ["3", "4", "5"]),
        ({"matches": "^[甲丙]$"}, ["1", "2"]),
        ({"present": True}, ["1", "2", "3", "4"]),
        ({"present": False}, ["5"]),
        ({"in": ["甲", "乙"], "not_in": ["乙"], "present": True}, ["1", "2"]),
        ({}, ["1", "2", "3", "4", "5"]),
    ],
)
def test_a_condition_keeps_the_rows_in_which_all_its_parts_hold(condition: dict[str, Any], kept: list[str]) -> None:
    tested = Condition.model_validate({"column": "c", **condition})
    assert told(raw(("c", "n"), ROWS).frame.filter(holds(tested)), "n") == kept


def test_the_first_filled_column_or_the_constant_is_read() -> None:
    frame = raw(("a", "b"), [("1", "2"), (None, "2"), ("?", "2"), (None, None)]).frame
    assert cells_of(frame, value(column=["a", "b"])).to_list() == ["1", "2", "?", None]
    assert cells_of(frame, value(column=["a", "b"]), ["?"]).to_list() == ["1", "2", "2", None]
    assert cells_of(frame, value(column="a", unknown=["1", "?"])).to_list() == [None] * 4
    assert cells_of(frame, value(constant="k")).to_list() == ["k"] * 4
    assert cells_of(frame, value(column="absent", optional=True)).to_list() == [None] * 4


@given(st.lists(st.text("甲乙| ", max_size=6)), st.sampled_from(["|", None]))
def test_parts_are_the_stripped_pieces_that_hold_something(cells: list[str], separator: str | None) -> None:
    parts = parts_of(pl.Series(cells, dtype=pl.String), separator)
    assert set(parts) == set(cells)
    for cell, found in parts.items():
        pieces = cell.split("|") if separator else [cell]
        assert found == [piece.strip() for piece in pieces if piece.strip()]


def test_each_refused_row_is_told_with_its_cell_cut_short() -> None:
    cells = pl.Series(["bad", "good", "bad", "long" * 100, None])
    rows = pl.Series([2, 3, 4, 5, 6], dtype=pl.UInt32)
    found = refused(rows, cells, {"bad": Unconvertible("not_a_date", "why"), "long" * 100: Unconvertible("x")}, "day")
    assert told(found, "row", "scope", "field", "reason", "detail") == [
        (2, "cell", "day", "not_a_date", "why"),
        (4, "cell", "day", "not_a_date", "why"),
        (5, "cell", "day", "x", None),
    ]
    assert len(found["value"][2]) == 200
    assert refused(rows, cells, {}, None).is_empty()


def test_values_go_back_to_the_rows_of_their_cells() -> None:
    assert mapped(pl.Series(["a", None, "b", "a"]), {"a": 1.5}, pl.Float64).to_list() == [1.5, None, None, 1.5]
    assert mapped(pl.Series(["a"]), {}, pl.Date).dtype == pl.Date


def test_conversion_gives_values_cells_and_refusals() -> None:
    def number(cell: str) -> int | None:
        if not cell.isdigit():
            raise Unconvertible("not_a_number")
        return int(cell) or None

    good, cells, bad = converted(raw(("c",), [("7",), ("x",), ("0",), (None,)]).frame, value(column="c"), number)
    assert (good, cells.to_list()) == ({"7": 7}, ["7", "x", "0", None])
    assert told(bad, "row", "value") == [(3, "x")]


def test_a_place_in_the_source_is_named_by_its_columns() -> None:
    assert field_name(value(column=["a", "b"])) == "a | b"
    assert field_name(value(constant="x")) is None


def test_blanks_and_rejects_have_their_types_even_where_there_are_none() -> None:
    assert blank(2, pl.Date).to_list() == [None, None]
    assert blank(0).dtype == pl.String
    assert as_frame([]).is_empty()
    assert told(as_frame([Reject(3, "row", None, None, "blank_row")]), "row", "reason") == [(3, "blank_row")]
