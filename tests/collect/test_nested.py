from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.nested import continued
from valuenet.model.source import Nested

ROUNDS = Nested(key="name", own=("round",))
SCHEMA = {"row": pl.UInt32, "name": pl.String, "city": pl.String, "round": pl.String}


def _frame(*rows: tuple[int, str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_continuing_rows_take_what_the_record_has_and_keep_their_own() -> None:
    frame = _frame(
        (2, "大疆", "深圳", "A"),
        (3, None, None, "B"),
        (4, None, "东莞", None),
        (5, "商汤", None, "A"),
        (6, None, None, "B"),
    )
    filled, orphans = continued(frame, ROUNDS)
    assert orphans == []
    assert filled.schema == {**SCHEMA, "_parent_row": pl.UInt32}
    assert filled.rows() == [
        (2, "大疆", "深圳", "A", None),
        (3, "大疆", "深圳", "B", 2),
        (4, "大疆", "东莞", None, 2),
        (5, "商汤", None, "A", None),
        (6, "商汤", None, "B", 5),
    ]


def test_a_continuing_row_without_a_record_above_is_rejected() -> None:
    filled, orphans = continued(_frame((2, None, None, "A"), (3, "大疆", "深圳", "A")), ROUNDS)
    assert filled["row"].to_list() == [3]
    assert [(each.row, each.reason, each.detail) for each in orphans] == [
        (2, "no_parent_row", "no record stands above it")
    ]


def test_rows_below_a_rejected_record_are_not_given_to_the_record_before_it() -> None:
    frame = _frame(
        (2, "大疆", "深圳", "A"),
        (4, None, None, "B"),
        (5, None, None, "C"),
        (6, "商汤", None, "A"),
        (7, None, None, "B"),
    )
    filled, orphans = continued(frame, ROUNDS, breaks=[3])
    assert filled["row"].to_list() == [2, 6, 7]
    assert filled["_parent_row"].to_list() == [None, None, 6]
    assert [(each.row, each.detail) for each in orphans] == [
        (4, "row 3, which it may continue, was rejected"),
        (5, "row 3, which it may continue, was rejected"),
    ]


def test_a_record_whose_key_cell_was_rejected_is_still_a_record() -> None:
    frame = _frame((2, "大疆", "深圳", "A"), (3, None, "北京", "A"), (4, None, None, "B"))
    filled, orphans = continued(frame, ROUNDS, starts=[3])
    assert orphans == []
    assert filled.rows()[1:] == [(3, None, "北京", "A", None), (4, None, "北京", "B", 3)]


def test_no_rows_are_no_matter() -> None:
    filled, orphans = continued(_frame(), ROUNDS, breaks=[2])
    assert (filled.height, filled.columns[-1], orphans) == (0, "_parent_row", [])


@given(st.lists(st.sampled_from(["record", "row", "break"])))
def test_every_row_is_kept_or_rejected_and_has_the_record_just_above_it(kinds: list[str]) -> None:
    numbered = list(enumerate(kinds, 2))
    frame = _frame(
        *((row, f"n{row}" if kind == "record" else None, None, None) for row, kind in numbered if kind != "break")
    )
    filled, orphans = continued(frame, ROUNDS, breaks=[row for row, kind in numbered if kind == "break"])
    above = None
    expected: list[tuple[int, str, int | None]] = []
    lost: list[int] = []
    for row, kind in numbered:
        if kind != "row":
            above = row if kind == "record" else None
        if kind == "record":
            expected.append((row, f"n{row}", None))
        elif kind == "row" and above is not None:
            expected.append((row, f"n{above}", above))
        elif kind == "row":
            lost.append(row)
    assert filled.select("row", "name", "_parent_row").rows() == expected
    assert [each.row for each in orphans] == lost
