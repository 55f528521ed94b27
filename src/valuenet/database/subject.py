"""Everything that a file knows of one subject: its statements, ties, waves, rounds, groups and kin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from valuenet.database.chosen import Known, Ruled, known_of
from valuenet.database.read import Database
from valuenet.database.statements import literal, statements_of

Rows = tuple[Mapping[str, Any], ...]

_TIES = """
WITH sides AS (
    SELECT *, 'ego' AS side, alter_id AS other_id FROM relation WHERE ego_id = {id}
    UNION ALL SELECT *, 'alter', ego_id FROM relation WHERE alter_id = {id} AND ego_id <> alter_id
)
SELECT t.kind, t.side, t.other_id, coalesce(o.name_zh, o.name_en) AS other, o.name_zh, o.name_en, o.country, o.region,
    t.date, t.first_wave, t.last_wave, t.weight, t.relation_id, t.source_id, s.path, t.row
FROM sides t JOIN subject o ON o.subject_id = t.other_id JOIN source s ON s.source_id = t.source_id
LEFT JOIN vocabulary v ON v.vocabulary = 'relation_kind' AND v.code = t.kind
ORDER BY v.ordinal, t.side DESC, t.date DESC NULLS LAST, other, t.relation_id
"""
_WAVES = """
SELECT w.wave, w.date, p.subject_id IS NOT NULL AS present, m.subject_id IS NOT NULL AS in_sample,
    coalesce(told.sources, 0) AS sources, coalesce(told.listing, 0) AS listing
FROM wave w
LEFT JOIN presence p ON p.wave = w.wave AND p.subject_id = {id}
LEFT JOIN sample m ON m.wave = w.wave AND m.subject_id = {id}
LEFT JOIN (
    SELECT c.wave, count(DISTINCT n.source_id) AS sources,
        count(DISTINCT n.source_id) FILTER (WHERE n.declared) AS listing
    FROM mention n JOIN source_wave c ON c.source_id = n.source_id WHERE n.subject_id = {id} GROUP BY c.wave
) told ON told.wave = w.wave
ORDER BY w.ordinal
"""
_SCREENING = """
SELECT c.wave, c.rule, r.label_zh, r.label_en, c.passed, c.reason
FROM screening c JOIN screening_rule r ON r.rule = c.rule JOIN wave w ON w.wave = c.wave
WHERE c.subject_id = {id} ORDER BY w.ordinal, r.ordinal
"""
_ROUNDS = """
SELECT f.round, f.date, f.amount_cny, f.estimated, f.source_id, s.path, f.row
FROM financing_round f JOIN source s ON s.source_id = f.source_id WHERE f.subject_id = {id}
ORDER BY f.date NULLS LAST, f.round_id
"""
_KIN = """
SELECT 'parent' AS relation, p.subject_id, p.name_zh, p.name_en FROM subject s
JOIN subject p ON p.subject_id = s.parent_id WHERE s.subject_id = {id}
UNION ALL
(SELECT 'child', subject_id, name_zh, name_en FROM subject WHERE parent_id = {id} ORDER BY 3, 4, 2)
"""
_GROUPS = """
SELECT g.group_id, g.label_zh, g.label_en FROM group_member m JOIN subject_group g ON g.group_id = m.group_id
WHERE m.subject_id = {id} ORDER BY g.ordinal
"""
_POSITION = """
SELECT weighted_degree, neighbours,
    (SELECT count(*) FROM network_position q WHERE q.weighted_degree > p.weighted_degree) + 1 AS rank,
    (SELECT count(*) FROM network_position) AS nodes
FROM network_position p WHERE subject_id = {id}
"""
_PARTS = {
    "ties": _TIES,
    "waves": _WAVES,
    "screening": _SCREENING,
    "rounds": _ROUNDS,
    "kin": _KIN,
    "groups": _GROUPS,
    "position": _POSITION,
}


@dataclass(frozen=True)
class SubjectCard:
    """One subject: its row of `subject`, what is known of it by field, and rows of what it is part of.

    `ties` have kind, side (`ego`: in its own record), the other side, waves and place; `waves` tell for every wave
    whether it is there, in the sample, and how many sources speak of it; `position` is empty off the network.
    """

    subject: Mapping[str, Any]
    known: tuple[Known, ...]
    ties: Rows
    waves: Rows
    screening: Rows
    rounds: Rows
    kin: Rows
    groups: Rows
    position: Rows
    sources: Mapping[str, Mapping[str, Any]]


def subject_card(database: Database, subject_id: str) -> SubjectCard:
    """Return what is known of the subject with this id, which must be in the file."""
    one = literal(subject_id)
    subject = database.query(f"SELECT * FROM subject WHERE subject_id = {one}").row(0, named=True)
    dates = {row["wave"]: row["date"] for row in database.query("SELECT wave, date FROM wave").iter_rows(named=True)}
    sources = database.query("SELECT source_id, title_zh, title_en, path FROM source").iter_rows(named=True)
    rows = {name: tuple(database.query(sql.format(id=one)).iter_rows(named=True)) for name, sql in _PARTS.items()}
    return SubjectCard(
        subject=subject,
        known=known_of(statements_of(database, subject_id), rules_of(database), dates[database.study["wave"]]),
        sources={row["source_id"]: row for row in sources},
        **rows,
    )


def rules_of(database: Database) -> dict[str, Ruled]:
    """Return the rule of every field that has one of its own."""
    found: dict[str, Ruled] = {}
    for row in database.query("SELECT * FROM precedence ORDER BY field, ordinal").iter_rows(named=True):
        before = found.get(row["field"], Ruled(row["rule"])).places or {}
        places = {**before, row["source_id"]: row["ordinal"]} if row["source_id"] else None
        found[row["field"]] = Ruled(row["rule"], places)
    return found


def seen(waves: Sequence[Mapping[str, Any]], what: str) -> tuple[str, str] | None:
    """Return the first and the last wave at which `what` (present, in_sample) holds, or None where it never does.

    >>> seen([{"wave": "2018", "present": False}, {"wave": "2019", "present": True}], "present")
    ('2019', '2019')
    """
    held = [row["wave"] for row in waves if row[what]]
    return (held[0], held[-1]) if held else None
