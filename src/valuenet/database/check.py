"""The promises a finished file must keep, tested by set queries derived from the model."""

from __future__ import annotations

from collections.abc import Iterator

from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.errors import DatabaseError
from valuenet.model.fields import fields
from valuenet.model.tables import Column, tables

_ROW_SUMS = "SELECT source_id FROM source WHERE rows_read <> rows_kept + rows_rejected"
_REJECTED_ROWS = """
SELECT s.source_id FROM source s
LEFT JOIN (SELECT source_id, count(DISTINCT row) AS n FROM rejected WHERE scope = 'row' GROUP BY source_id) r USING (source_id)
WHERE s.rows_rejected <> coalesce(r.n, 0)
"""


def _key_query(table: str, keys: list[str]) -> str:
    names = ", ".join(map(quoted, keys))
    return f"SELECT {names} FROM {quoted(table)} GROUP BY {names} HAVING count(*) > 1"


def _reference_query(column: Column) -> str:
    assert column.references is not None
    target, target_column = map(quoted, column.references)
    own = f"{quoted(column.table)}.{quoted(column.column)}"
    return (
        f"SELECT DISTINCT {own} FROM {quoted(column.table)} "
        f"ANTI JOIN {target} AS target ON {own} = target.{target_column} WHERE {own} IS NOT NULL"
    )


def _vocabulary_query(column: Column) -> str:
    own = f"{quoted(column.table)}.{quoted(column.column)}"
    return (
        f"SELECT DISTINCT {own} FROM {quoted(column.table)} ANTI JOIN vocabulary AS known "
        f"ON known.vocabulary = '{column.vocabulary}' AND known.code = {own} WHERE {own} IS NOT NULL"
    )


def _field_query(field: str, vocabulary: str) -> str:
    return (
        f"SELECT DISTINCT value FROM attribute WHERE field = '{field}' "
        f"AND value NOT IN (SELECT code FROM vocabulary WHERE vocabulary = '{vocabulary}')"
    )


def _queries() -> Iterator[tuple[str, str]]:
    for table in tables().values():
        keys = [column.column for column in table.columns if column.key]
        if keys:
            yield f"two rows of '{table.table}' share the key {', '.join(keys)}", _key_query(table.table, keys)
        for column in table.columns:
            place = f"'{table.table}.{column.column}'"
            if column.references:
                yield f"{place} refers to a row that does not exist", _reference_query(column)
            if column.vocabulary and table.table != "vocabulary":
                yield f"{place} holds a code that '{column.vocabulary}' lacks", _vocabulary_query(column)
    for item in fields().values():
        if item.vocabulary:
            yield f"field '{item.field}' holds a code that '{item.vocabulary}' lacks", _field_query(item.field, item.vocabulary)
    known = ", ".join(f"'{name}'" for name in fields())
    yield "'attribute.field' holds an undeclared field", f"SELECT DISTINCT field FROM attribute WHERE field NOT IN ({known})"
    yield "rows read are not rows kept plus rows rejected", _ROW_SUMS
    yield "rows rejected are not the rows listed as rejected", _REJECTED_ROWS


def problems(con: DuckDBPyConnection) -> list[str]:
    """Return every broken promise with up to three examples; an empty list for a sound file."""
    found = []
    for promise, query in _queries():
        examples = con.execute(f"{query} LIMIT 3").fetchall()
        if examples:
            found.append(f"{promise}: {'; '.join(' '.join(map(str, row)) for row in examples)}")
    return found


def check(con: DuckDBPyConnection) -> None:
    """Raise `DatabaseError` naming every broken promise of the file on this connection."""
    found = problems(con)
    if found:
        raise DatabaseError("the database breaks its own rules:\n  " + "\n  ".join(found))
