"""The promises a finished file must keep, tested by set queries derived from the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.errors import DatabaseError
from valuenet.model.fields import Field, fields
from valuenet.model.tables import Column, Table, tables

_ONCE = {
    "group_member": ("group_id", "subject_id"),
    "index_alpha": ("indicator", "compared"),
    "index_change": ("region", "from_wave", "to_wave"),
    "index_correlation": ("indicator", "other"),
    "index_denominator": ("wave", "region", "denominator"),
    "index_group": ("indicator", "compared"),
    "index_left_out": ("wave", "part", "code"),
    "index_move": ("region", "indicator"),
    "index_option": ("factor", "ordinal"),
    "index_order": ("region", "other"),
    "index_peer": ("region", "ordinal"),
    "index_rank_probability": ("region", "rank"),
    "index_score": ("wave", "region", "indicator"),
    "index_sensitivity": ("factor", "region"),
    "index_standing": ("region", "indicator"),
    "index_value": ("wave", "region", "indicator"),
    "network_statistic": ("statistic", "reading"),
    "presence": ("subject_id", "wave"),
    "sample": ("subject_id", "wave"),
    "screening": ("subject_id", "wave", "rule"),
    "study_message": ("language", "message"),
    "study_table": ("chapter", "table_name"),
    "vocabulary": ("vocabulary", "code"),
}
"""Columns that together are the key of a table, where no single one is."""

_FORMS = {
    "count": "number",
    "year": "number",
    "money": "number",
    "share": "number",
    "boolean": "boolean",
    "date": "date",
}
"""The form that a value of each type has as text; the other types have none."""

_ROW_SUMS = "SELECT source_id FROM source WHERE rows_read <> rows_kept + rows_rejected"
_REJECTED_ROWS = """
SELECT s.source_id FROM source s LEFT JOIN (
    SELECT source_id, count(DISTINCT row) AS n FROM rejected WHERE scope = 'row' GROUP BY source_id
) r USING (source_id)
WHERE s.rows_rejected <> coalesce(r.n, 0)
"""
_STUDIES = "SELECT count(*) AS rows FROM study HAVING count(*) <> 1"
_UNDECLARED = "SELECT DISTINCT a.field FROM attribute a ANTI JOIN (VALUES {fields}) AS f(field) ON f.field = a.field"
_UNKNOWN_CODES = """
SELECT DISTINCT a.field, a.value FROM attribute a
JOIN (VALUES {fields}) AS f(field, vocabulary) ON f.field = a.field
ANTI JOIN vocabulary known ON known.vocabulary = f.vocabulary AND known.code = a.value
"""
_MISFITS = """
SELECT DISTINCT a.field, a.value FROM attribute a
JOIN (VALUES {fields}) AS f(field, form, low, high) ON f.field = a.field
WHERE CASE f.form
    WHEN 'number' THEN coalesce(TRY_CAST(a.value AS DOUBLE) NOT BETWEEN f.low AND f.high, TRUE)
    WHEN 'boolean' THEN a.value NOT IN ('true', 'false')
    ELSE NOT regexp_full_match(a.value, '[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}})?)?')
END
"""


def check(con: DuckDBPyConnection) -> None:
    """Raise `DatabaseError` naming every broken promise of the file on this connection."""
    found = problems(con)
    if found:
        raise DatabaseError("the database breaks its own rules:\n  " + "\n  ".join(found))


def problems(con: DuckDBPyConnection) -> list[str]:
    """Return every broken promise with its first three examples; an empty list for a sound file.

    Keys are there once, references lead to a row, codes are in their vocabulary, values fit their field, and for
    every source the rows read are the rows kept and the rows listed as rejected.
    """
    found = []
    for promise, query in _promises(_filled(con)):
        examples = con.execute(f"{query} ORDER BY ALL LIMIT 3").fetchall()
        if examples:
            found.append(f"{promise}: {'; '.join(' '.join(map(str, row)) for row in examples)}")
    return found


def _filled(con: DuckDBPyConnection) -> list[Table]:
    """Return the tables that have rows: of an empty one every row keeps every promise, and asking takes its time."""
    asked = (f"SELECT '{table}' FROM (SELECT 1 FROM {quoted(table)} LIMIT 1)" for table in tables())
    filled = {row[0] for row in con.execute(" UNION ALL ".join(asked)).fetchall()}
    return [table for name, table in tables().items() if name in filled]


def _promises(filled: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Yield each promise in the words of its breach, and the query for the rows that break it."""
    for table in filled:
        keys = tuple(column.column for column in table.columns if column.key) or _ONCE.get(table.table, ())
        if keys:
            yield f"two rows of '{table.table}' share the key {', '.join(keys)}", _repeated(table.table, keys)
        for column in table.columns:
            place = f"'{table.table}.{column.column}'"
            if column.references:
                yield f"{place} refers to a row that does not exist", _dangling(column)
            if column.vocabulary:
                yield f"{place} holds a code that '{column.vocabulary}' lacks", _unknown(column)
    yield from _of_fields(fields().values())
    yield "there must be one study", _STUDIES
    yield "rows read are not rows kept plus rows rejected", _ROW_SUMS
    yield "rows rejected are not the rows listed as rejected", _REJECTED_ROWS


def _of_fields(known: Iterable[Field]) -> Iterator[tuple[str, str]]:
    every = [(item.field,) for item in known]
    coded = [(item.field, item.vocabulary) for item in known if item.vocabulary]
    formed = [(item.field, _FORMS[item.type], *_bounds(item)) for item in known if item.type in _FORMS]
    yield "'attribute.field' holds an undeclared field", _UNDECLARED.format(fields=_values(every))
    yield (
        "'attribute.value' holds a code that its field's vocabulary lacks",
        _UNKNOWN_CODES.format(fields=_values(coded)),
    )
    yield "'attribute.value' does not fit its field", _MISFITS.format(fields=_values(formed))


def _bounds(item: Field) -> tuple[float, float]:
    return (-1e300 if item.minimum is None else item.minimum, 1e300 if item.maximum is None else item.maximum)


def _values(rows: Iterable[tuple[object, ...]]) -> str:
    return ", ".join(f"({', '.join(map(repr, row))})" for row in rows)


def _repeated(table: str, keys: Iterable[str]) -> str:
    names = ", ".join(map(quoted, keys))
    return f"SELECT {names} FROM {quoted(table)} GROUP BY {names} HAVING count(*) > 1"


def _dangling(column: Column) -> str:
    assert column.references is not None
    target, target_column = map(quoted, column.references)
    return _lacking(column, f"{target} AS target", f"target.{target_column}")


def _unknown(column: Column) -> str:
    return _lacking(
        column, f"(SELECT code FROM vocabulary WHERE vocabulary = '{column.vocabulary}') AS known", "known.code"
    )


def _lacking(column: Column, others: str, other: str) -> str:
    own = f"{quoted(column.table)}.{quoted(column.column)}"
    pairs = f"{quoted(column.table)} ANTI JOIN {others} ON {own} = {other}"
    return f"SELECT DISTINCT {own} FROM {pairs} WHERE {own} IS NOT NULL"
