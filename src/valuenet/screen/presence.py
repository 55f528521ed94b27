"""Presence: at which waves a subject exists, by what its sources speak for and by its own dates."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from valuenet.model.vocabulary import vocabulary

# A stock is there from its first day to its last; a flow belongs to the year it was held in, unless
# its source speaks for given waves. A subject that is only one end of ties is there from the first tie.
_PRESENCE = """
INSERT INTO presence
WITH dated AS (
    SELECT v.subject_id, v.wave,
        max(v.value) FILTER (WHERE v.field = d.since) AS since,
        max(v.value) FILTER (WHERE v.field = 'closed') AS closed
    FROM effective_value v
    JOIN subject s USING (subject_id)
    JOIN (VALUES {kinds}) AS d(kind, dynamics, since) ON d.kind = s.kind
    WHERE v.field = d.since OR v.field = 'closed'
    GROUP BY v.subject_id, v.wave
), first_tie AS (
    SELECT subject_id, min(ordinal) AS ordinal FROM (
        SELECT ego_id AS subject_id, w.ordinal FROM relation r JOIN wave w ON w.wave = r.first_wave
        UNION ALL
        SELECT alter_id, w.ordinal FROM relation r JOIN wave w ON w.wave = r.first_wave
    ) GROUP BY subject_id
), span AS (
    SELECT m.subject_id, m.first_ordinal, m.last_ordinal, m.explicit FROM mentioned m WHERE m.declared
    UNION ALL
    SELECT m.subject_id, t.ordinal, m.last_ordinal, FALSE
    FROM mentioned m JOIN first_tie t USING (subject_id) WHERE NOT m.declared
)
SELECT DISTINCT s.subject_id, w.wave
FROM subject s
JOIN span USING (subject_id)
JOIN wave w ON w.ordinal BETWEEN span.first_ordinal AND span.last_ordinal
JOIN (VALUES {kinds}) AS d(kind, dynamics, since) ON d.kind = s.kind
LEFT JOIN dated ON dated.subject_id = s.subject_id AND dated.wave = w.wave
WHERE CASE
    WHEN d.dynamics = 'flow' THEN span.explicit OR left(dated.since, 4) = CAST(year(w.date) AS VARCHAR)
    ELSE (dated.since IS NULL OR {since} <= w.date) AND (dated.closed IS NULL OR {closed} > w.date)
END
"""


def write_presence(con: DuckDBPyConnection) -> None:
    """Fill the table `presence` from subjects, attributes, relations and the temporary table `mentioned`.

    `mentioned` (subject_id, source_id, first_ordinal, last_ordinal, explicit, declared) says for which waves
    each source speaks of a subject, and whether as a subject in its own right or only as an end of ties. A date
    known to the year or month counts from its first day, for closing too: what closed in 2018 is not there at its end.
    A flow without a date, and an end whose ties all come after the last wave, are at no wave.
    """
    kinds = ", ".join(
        f"('{t.code}', '{t.extra['dynamics']}', '{t.extra['dated_by']}')" for t in vocabulary("kind").terms
    )
    con.execute(_PRESENCE.format(kinds=kinds, since=_first_day("dated.since"), closed=_first_day("dated.closed")))


def _first_day(date: str) -> str:
    """Return SQL for the first day that a date known to the year, the month or the day can mean."""
    return f"CAST({date} || CASE length({date}) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE)"
