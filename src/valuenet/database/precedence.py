"""The declared precedence of values in the file, and the view that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.write import insert

if TYPE_CHECKING:
    from valuenet.model.precedence import Precedence

_ROWS = pl.Schema({"field": pl.String, "rule": pl.String, "source_id": pl.String, "ordinal": pl.Int64})

# The day that a source speaks of: that of the last wave it is declared for, else the day it was looked at.
SOURCE_DATE = """
CREATE VIEW source_date AS
SELECT s.source_id, coalesce(max(w.date), max(s.accessed)) AS date
FROM source s
LEFT JOIN source_wave c ON c.source_id = s.source_id AND c.declared
LEFT JOIN wave w ON w.wave = c.wave
GROUP BY s.source_id
"""

# One value a subject, field and wave: a value of that very wave before one without a wave; then by the field's rule, if
# it has one of its own; then the source declared first; then the upper row. Of dates, the latest up to the wave's
# comes first, then the earliest after it, and none at all last. Editions of one list are one voice.
EFFECTIVE_VALUE = """
CREATE VIEW effective_value AS
SELECT a.subject_id, w.wave, a.field,
    arg_min(a.value, (CASE WHEN a.wave IS NULL THEN 1 ELSE 0 END) * 1e15 + s.ordinal * 1e10 + a.row) AS value
FROM attribute a
JOIN source s ON s.source_id = a.source_id
JOIN wave w ON a.wave IS NULL OR a.wave = w.wave
WHERE a.field NOT IN (SELECT field FROM precedence)
GROUP BY a.subject_id, w.wave, a.field
UNION ALL
SELECT subject_id, wave, field, value FROM ruled_value WHERE place = 1
"""

RULED_VALUE = """
CREATE VIEW ruled_value AS
WITH said AS (
    SELECT a.subject_id, w.wave, a.field, a.value, a.source_id, a.row, a.wave IS NULL AS untimed, p.rule, p.listed,
        s.ordinal, coalesce(s.series, s.source_id) AS series,
        date_diff('day', coalesce(t.date, d.date), w.date) AS age, listed.ordinal AS preferred
    FROM attribute a
    JOIN (SELECT field, min(rule) AS rule, bool_or(source_id IS NOT NULL) AS listed FROM precedence GROUP BY field) p
        ON p.field = a.field
    JOIN source s ON s.source_id = a.source_id
    JOIN source_date d ON d.source_id = a.source_id
    JOIN wave w ON a.wave IS NULL OR a.wave = w.wave
    LEFT JOIN wave t ON t.wave = a.wave
    LEFT JOIN precedence listed ON listed.field = a.field AND listed.source_id = a.source_id
), voiced AS (
    SELECT subject_id, wave, field, untimed, value, count(DISTINCT series) AS voices
    FROM said GROUP BY subject_id, wave, field, untimed, value
)
SELECT s.subject_id, s.wave, s.field, s.value, s.source_id, s.row, row_number() OVER (
    PARTITION BY s.subject_id, s.wave, s.field
    ORDER BY s.untimed, CASE
        WHEN s.rule = 'majority' THEN -v.voices
        WHEN s.rule = 'recency' THEN CASE
            WHEN s.age >= 0 THEN s.age
            WHEN s.age < 0 THEN 1000000 - s.age
            ELSE 2000000
        END
        ELSE coalesce(s.preferred, 1000000)
    END, s.ordinal, s.row, s.value
) AS place
FROM said s
JOIN voiced v ON v.subject_id = s.subject_id AND v.wave = s.wave AND v.field = s.field AND v.untimed = s.untimed
    AND v.value = s.value
"""


def write_precedence(con: DuckDBPyConnection, declared: Precedence, sources: Sequence[tuple[str, str]]) -> None:
    """Fill the table `precedence` with every field whose rule is not the study's order of sources.

    `sources` are pairs: the id of a file's source, and the name by which the study declares it.
    """
    insert(con, "precedence", pl.DataFrame(list(_rows(declared, sources)), schema=_ROWS, orient="row"))


def _rows(
    declared: Precedence, sources: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, str | None, int | None]]:
    for field, rule in declared.departures():
        if isinstance(rule, str):
            yield field, rule, None, None
            continue
        for ordinal, name in enumerate(rule, start=1):
            yield from ((field, "source", source_id, ordinal) for source_id, owner in sources if owner == name)
