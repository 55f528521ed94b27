"""What enters and leaves from wave to wave, told apart from what sources only begin or cease to tell."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.model.vocabulary import vocabulary

# Each wave with the one before it, in the order of dates.
_WAVE_PAIR = """
CREATE VIEW wave_pair AS
SELECT w.wave, w.date, w.ordinal, b.wave AS before, b.date AS before_date, b.ordinal AS before_ordinal
FROM wave w JOIN wave b ON b.ordinal = w.ordinal - 1
"""

# At which waves some edition of a list was made.
_SERIES_WAVE = """
CREATE VIEW series_wave AS
SELECT DISTINCT coalesce(s.series, s.source_id) AS series, c.wave
FROM source s JOIN source_wave c ON c.source_id = s.source_id
"""

# A stock of the sample that is there at one wave of a pair and not at the other, and why, the first that holds:
# entry: its own date lies between; it was there but did not pass the rules; its own date lies before; a list that was
# made at both waves names it only now; else its sources did not cover the wave before. Exit: likewise.
_SUBJECT_CHANGE = """
WITH {pair}moved AS (
    SELECT m.subject_id, p.wave, p.before, p.wave AS here, p.before AS away, 'entry' AS change, p.before_date, p.date
    FROM sample m JOIN wave_pair p ON p.wave = m.wave
    LEFT JOIN sample b ON b.subject_id = m.subject_id AND b.wave = p.before
    WHERE b.subject_id IS NULL
    UNION ALL
    SELECT m.subject_id, p.wave, p.before, p.before, p.wave, 'exit', p.before_date, p.date
    FROM sample m JOIN wave_pair p ON p.before = m.wave
    LEFT JOIN sample a ON a.subject_id = m.subject_id AND a.wave = p.wave
    WHERE a.subject_id IS NULL
), stock AS (
    SELECT m.*, s.kind, k.since FROM moved m JOIN subject s ON s.subject_id = m.subject_id
    JOIN (VALUES {kinds}) AS k(kind, since) ON k.kind = s.kind
), own_date AS (
    SELECT e.subject_id, e.wave, e.field, {first_day} AS day
    FROM effective_value e
    WHERE e.field IN ({dates}) AND e.subject_id IN (SELECT subject_id FROM stock)
), listed AS (
    SELECT DISTINCT m.subject_id, m.wave, m.change
    FROM stock m
    JOIN mention n ON n.subject_id = m.subject_id AND n.declared
    JOIN source_wave c ON c.source_id = n.source_id AND c.wave = m.here
    JOIN source s ON s.source_id = n.source_id
    JOIN series_wave x ON x.series = coalesce(s.series, s.source_id) AND x.wave = m.away
)
SELECT m.subject_id, m.kind, m.wave, m.before, m.change, CASE m.change
    WHEN 'entry' THEN CASE
        WHEN d.day > m.before_date AND d.day <= m.date THEN 'founded'
        WHEN p.subject_id IS NOT NULL THEN 'admitted'
        WHEN d.day <= m.before_date THEN 'existed'
        WHEN l.subject_id IS NOT NULL THEN 'newly_listed'
        ELSE 'new_source' END
    ELSE CASE
        WHEN d.day > m.before_date AND d.day <= m.date THEN 'closed'
        WHEN p.subject_id IS NOT NULL THEN 'excluded'
        WHEN l.subject_id IS NOT NULL THEN 'no_longer_listed'
        ELSE 'source_ended' END
    END AS cause
FROM stock m
LEFT JOIN own_date d ON d.subject_id = m.subject_id AND d.wave = m.here
    AND d.field = CASE m.change WHEN 'entry' THEN m.since ELSE 'closed' END
LEFT JOIN presence p ON p.subject_id = m.subject_id AND p.wave = m.away
LEFT JOIN listed l ON l.subject_id = m.subject_id AND l.wave = m.wave AND l.change = m.change
"""


def wave_views() -> Iterator[tuple[str, str]]:
    """Yield the name of each view of what changes between waves, and what creates it."""
    yield "wave_pair", _WAVE_PAIR
    yield "series_wave", _SERIES_WAVE
    yield "subject_change", f"CREATE VIEW subject_change AS {subject_change()}"


def subject_change(pair: str | None = None) -> str:
    """Return the query of `subject_change`, of the waves that follow each other or of the waves of the query `pair`.

    `pair` gives one row: wave, date, ordinal, before, before_date, before_ordinal.
    """
    stocks = [term for term in vocabulary("kind").terms if term.extra["dynamics"] == "stock"]
    dates = dict.fromkeys([*(term.extra["dated_by"] for term in stocks), "closed"])
    return _SUBJECT_CHANGE.format(
        pair=f"wave_pair AS ({pair}), " if pair else "",
        kinds=", ".join(f"('{term.code}', '{term.extra['dated_by']}')" for term in stocks),
        dates=", ".join(f"'{field}'" for field in dates),
        first_day=first_day("e.value"),
    )


def first_day(date: str) -> str:
    """Return SQL for the first day that a date known to the year, the month or the day can mean."""
    return f"CAST({date} || CASE length({date}) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE)"
