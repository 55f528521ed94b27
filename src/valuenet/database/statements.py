"""Statements: every value that a source gives to a subject, with its place, and whether the results use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from duckdb import DuckDBPyConnection

from valuenet.database.read import Database
from valuenet.model.fields import PLACE_FIELDS, fields

# What a subject has in columns of its own. Nothing is stored twice: names, descriptions and values of fields lie in
# `name`, `mention` and `attribute`, and these views are computed when somebody asks.
_OWN = ("kind", *PLACE_FIELDS)
_NAMED = """
SELECT n.subject_id,
    CASE n.name_kind
        WHEN 'common' THEN coalesce('name_' || n.language, 'alias')
        WHEN 'registered' THEN 'registered_name'
        ELSE 'alias' END
        AS field,
    n.name AS value, CAST(NULL AS VARCHAR) AS wave, n.source_id, n.row,
    CASE n.name_kind || ' ' || n.language WHEN 'common zh' THEN n.name = s.name_zh
        WHEN 'common en' THEN n.name = s.name_en ELSE TRUE END AS chosen
FROM name n JOIN subject s ON s.subject_id = n.subject_id
"""
_DESCRIBED = """
SELECT m.subject_id, '{column}', m.{column}, CAST(NULL AS VARCHAR), m.source_id, m.row,
    coalesce(m.{column} = s.{column}, FALSE)
FROM mention m JOIN subject s ON s.subject_id = m.subject_id WHERE m.{column} IS NOT NULL
"""
_PARENT = """
SELECT m.subject_id, 'parent', m.parent, CAST(NULL AS VARCHAR), m.source_id, m.row,
    EXISTS (SELECT 1 FROM name p WHERE p.subject_id = s.parent_id AND p.name = m.parent)
FROM mention m JOIN subject s ON s.subject_id = m.subject_id WHERE m.parent IS NOT NULL
"""
_VALUED = """
SELECT a.subject_id, a.field, a.value, a.wave, a.source_id, a.row, CASE
    WHEN a.wave <> study.wave THEN FALSE
    WHEN a.field IN ({multiple}) THEN TRUE
    ELSE coalesce(a.value = e.value, FALSE) END
FROM attribute a CROSS JOIN study
LEFT JOIN effective_value e ON e.subject_id = a.subject_id AND e.field = a.field AND e.wave = study.wave
"""
_STATEMENT = """
CREATE VIEW statement AS
SELECT t.subject_id, t.field, t.value, t.wave, coalesce(w.date, d.date) AS date, t.source_id, t.row, t.chosen
FROM ({told}) AS t
JOIN source_date d ON d.source_id = t.source_id
LEFT JOIN wave w ON w.wave = t.wave
"""
_CONFLICT = """
CREATE VIEW conflict AS
SELECT subject_id, field, count(DISTINCT value) AS distinct_values, count(*) AS statements,
    count(DISTINCT source_id) AS sources
FROM statement
WHERE field NOT IN ({multiple}, 'alias', 'registered_name') AND NOT (field = 'kind' AND value = 'organisation')
GROUP BY subject_id, field, wave
HAVING count(DISTINCT value) > 1
"""


@dataclass(frozen=True)
class Statement:
    """One value that one row of a source gives to a subject.

    `wave` where the value is of that wave alone; `date` is the wave's, else the day that the source speaks of; `chosen`
    where the results of the reported wave use the value. `ordinal` is the source's place in the study's order.
    """

    field: str
    value: str
    wave: str | None
    date: Date | None
    source_id: str
    row: int
    chosen: bool
    ordinal: int = 0
    series: str = ""


def statement_views() -> Iterator[tuple[str, str]]:
    """Yield the name of each view of statements and what creates it."""
    several = ", ".join(f"'{item.field}'" for item in fields().values() if item.multiple)
    described = [_DESCRIBED.format(column=column) for column in _OWN]
    told = "UNION ALL".join([_NAMED, *described, _PARENT, _VALUED.format(multiple=several)])
    yield "statement", _STATEMENT.format(told=told)
    yield "conflict", _CONFLICT.format(multiple=several)


def create_statement_views(con: DuckDBPyConnection) -> None:
    """Create the views `statement` and `conflict`; nothing computes them but a question."""
    for _, created in statement_views():
        con.execute(created)


def statements_of(database: Database, subject_id: str) -> tuple[Statement, ...]:
    """Return every statement on a subject: by field, the chosen value first, then the order of the sources and rows."""
    found = database.query(f"""
        SELECT t.field, t.value, t.wave, t.date, t.source_id, t.row, t.chosen, s.ordinal,
            coalesce(s.series, s.source_id) AS series
        FROM statement t JOIN source s ON s.source_id = t.source_id
        WHERE t.subject_id = {literal(subject_id)}
        ORDER BY t.field, NOT t.chosen, s.ordinal, t.source_id, t.row, t.wave, t.value
    """)
    return tuple(Statement(*row) for row in found.iter_rows())


def literal(text: str) -> str:
    """Return `text` as a quoted literal of SQL.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"
