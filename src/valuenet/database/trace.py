"""From a figure back to the rows it was counted from."""

from __future__ import annotations

from typing import Any

from valuenet.database.read import Database
from valuenet.database.voice import measures_of
from valuenet.errors import UsageError, nearest
from valuenet.measures.catalogue import Measure, catalogue, trace_sql

_SUBJECT_ROWS = """
WITH traced AS ({trace})
SELECT coalesce(s.name_zh, s.name_en) AS name, n.source_id, src.path, n.row
FROM (SELECT DISTINCT subject_id FROM traced) t
JOIN subject s ON s.subject_id = t.subject_id
JOIN name n ON n.subject_id = t.subject_id
JOIN source src ON src.source_id = n.source_id
GROUP BY ALL ORDER BY name, src.path, n.row
"""
_RELATION_ROWS = """
WITH traced AS ({trace})
SELECT coalesce(e.name_zh, e.name_en) || ' — ' || r.kind || ' — ' || coalesce(a.name_zh, a.name_en) AS name,
    r.source_id, src.path, r.row
FROM (SELECT DISTINCT relation_id FROM traced) t
JOIN relation r ON r.relation_id = t.relation_id
JOIN subject e ON e.subject_id = r.ego_id
JOIN subject a ON a.subject_id = r.alter_id
JOIN source src ON src.source_id = r.source_id
ORDER BY name, src.path, r.row
"""


def measure_named(name: str, database: Database | None = None) -> Measure:
    """Return the measure `chapter.table`, of a study's own too where its database is given.

    Raises `UsageError` with the nearest name where there is none.
    """
    known = catalogue() if database is None else measures_of(database)
    if name not in known:
        raise UsageError(f"there is no table '{name}'{nearest(name, known)}")
    return known[name]


def key_values(measure: Measure, pairs: list[str]) -> dict[str, str | None]:
    """Read `KEY=VALUE` words against the key columns of `measure`.

    Raises `UsageError` naming the columns it has.
    """
    values: dict[str, str | None] = {}
    for pair in pairs:
        column, equals, value = pair.partition("=")
        if not equals or column not in measure.key:
            wanted = ", ".join(f"{key}=VALUE" for key in measure.key)
            raise UsageError(f"'{pair}' is not a key of {measure.name}; give {wanted}")
        values[column] = value or None  # an empty value is the row of "no data"
    return values


def trace_rows(database: Database, measure: Measure, values: dict[str, str | None]) -> list[dict[str, Any]]:
    """Return (name, source_id, path, row) of every subject or relation behind the row of `measure` with these keys."""
    trace = trace_sql(measure, values)
    columns = database.query(f"SELECT * FROM ({trace}) LIMIT 0").columns
    query = _RELATION_ROWS if "relation_id" in columns else _SUBJECT_ROWS
    if not {"relation_id", "subject_id"} & set(columns):
        return database.query(trace).to_dicts()
    return database.query(query.format(trace=trace)).to_dicts()
