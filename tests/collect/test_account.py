from __future__ import annotations

import polars as pl

from tests.studies import raw, source_of, told
from valuenet.collect.account import REASONS, reasons_of, rejected
from valuenet.collect.cells import REJECTS


def refusals(*cells: tuple[int, str, str]) -> pl.DataFrame:
    """Return refused cells of (row, value, reason)."""
    rows = [(row, "cell", "field", value, reason, None) for row, value, reason in cells]
    return pl.DataFrame(rows, schema=REJECTS, orient="row")


def test_what_each_record_lacks_and_what_it_leaves_out() -> None:
    records = source_of(
        [
            {
                "subject": "enterprise",
                "record": "firm",
                "when": [{"column": "k", "in": ["f"]}],
                "fields": {"name_zh": "n"},
            },
            {"financing_round": "firm", "round": "r", "when": [{"column": "k", "in": ["f"]}]},
            {"relation": "work", "ego": "firm", "alter": "firm", "when": [{"column": "k", "in": ["f"]}]},
        ]
    ).records
    left = raw(("k", "n", "r"), [("f", None, None), ("x", None, None)]).frame
    found = reasons_of(left, records)
    assert set(told(found, "row", "reason", "value")) == {
        (2, "no_name", None),
        (2, "no_record", None),
        (2, "no_partner", None),
        (3, "out_of_scope", "x"),
    }


def test_a_lost_row_is_told_once_by_its_gravest_reason() -> None:
    reasons = pl.DataFrame(
        [
            (2, "k", "x", "out_of_scope", None, 3),
            (2, None, None, "no_name", None, 2),
            (3, "k", "y", "out_of_scope", None, 3),
        ],
        schema=REASONS,
        orient="row",
    )
    kept = pl.Series("row", [5], dtype=pl.UInt32)
    rows = pl.Series("row", [2, 3, 4, 5, 2], dtype=pl.UInt32)
    found = rejected(rows, kept, [reasons], [refusals((3, "bad", "not_a_date"), (5, "worse", "not_a_place"))])
    assert told(found, "row", "scope", "value", "reason") == [
        (2, "row", None, "no_name"),
        (3, "row", "bad", "not_a_date"),
        (4, "row", None, "no_record"),
        (5, "cell", "worse", "not_a_place"),
    ]


def test_a_cell_refused_by_two_records_is_told_once_and_cut_short() -> None:
    rows = pl.Series("row", [2], dtype=pl.UInt32)
    twice = refusals((2, "x" * 200, "not_a_date"))
    assert rejected(rows, rows, [], [twice, twice]).height == 1
    assert rejected(rows, rows, [], []).is_empty()


def test_the_value_of_a_lost_row_is_cut_short() -> None:
    reasons = pl.DataFrame([(2, "k", "x" * 999, "out_of_scope", None, 3)], schema=REASONS, orient="row")
    found = rejected(pl.Series("row", [2], dtype=pl.UInt32), pl.Series("row", [], dtype=pl.UInt32), [reasons], [])
    assert [len(value) for value in told(found, "value")] == [200]
