"""Tables: each declared once; what a column refers to exists."""

from __future__ import annotations

import duckdb
import pytest

from valuenet.model.tables import Table, tables
from valuenet.model.vocabulary import vocabulary_names

TABLES = tables().values()
COLUMNS = [column for table in TABLES for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table)
def test_a_table_is_whole(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert [column.column for column in table.columns if not (column.label_zh and column.label_en)] == []
    assert sum(column.key for column in table.columns) <= 1
    assert [column.column for column in table.columns if column.key and column.nullable] == []


def test_no_table_is_declared_in_two_places() -> None:
    starts = [
        one.table
        for before, one in zip([None, *COLUMNS], COLUMNS, strict=False)
        if not before or before.table != one.table
    ]
    assert len(starts) == len(set(starts)) == len(tables())


def test_references_are_to_keys_of_the_same_type() -> None:
    for column in COLUMNS:
        if column.references is not None:
            table, name = column.references
            target = next(one for one in tables()[table].columns if one.column == name)
            assert target.key
            assert target.type == column.type


def test_vocabularies_of_columns_exist() -> None:
    named = {column.vocabulary for column in COLUMNS if column.vocabulary is not None}
    assert named
    assert named <= set(vocabulary_names())


def test_bounds_are_of_numbers_and_in_order() -> None:
    bounded = [column for column in COLUMNS if column.minimum is not None or column.maximum is not None]
    assert {column.type for column in bounded} <= {"integer", "number"}
    assert all(c.minimum < c.maximum for c in bounded if c.minimum is not None and c.maximum is not None)


def test_sql_types_are_those_of_duckdb() -> None:
    for kind in sorted({column.sql_type for column in COLUMNS}):
        assert duckdb.execute(f"SELECT typeof(NULL::{kind})").fetchone() == (kind,)
