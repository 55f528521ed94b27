"""The doubtful pairs of a file, the weightiest first, each side with what is known of it and how to refer to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from valuenet.database.read import Database

NAMES, PARTNERS = 6, 6
"""Names and partners that are shown of one side."""
FIELDS = ("founded", "domain", "website", "stock_code", "credit_code", "ror_id", "industry_text")
"""Fields that tell one organisation from another."""

# A pair weighs what hangs on its lighter side: so many relations change hands when the two become one.
_PAIRS = """
SELECT p.*, least(p.left_relations, p.right_relations) AS moved
FROM doubtful_pair p
ORDER BY moved DESC, p.left_relations + p.right_relations DESC, p.score DESC, p.left_id, p.right_id
"""
_OF_PAIRS = "(SELECT left_id AS subject_id FROM doubtful_pair UNION SELECT right_id FROM doubtful_pair)"
_SUBJECTS = f"""
SELECT s.subject_id, s.kind, coalesce(s.name_zh, s.name_en) AS name, s.country, s.region, s.city,
    h.name_zh AS parent_zh, h.name_en AS parent_en
FROM subject s JOIN {_OF_PAIRS} USING (subject_id) LEFT JOIN subject h ON h.subject_id = s.parent_id
"""
_NAMES = f"""
SELECT n.subject_id, n.name, s.ordinal, n.source_id, n.row, count(DISTINCT b.subject_id) AS bearers
FROM name n JOIN {_OF_PAIRS} USING (subject_id) JOIN source s ON s.source_id = n.source_id
JOIN name b ON b.name = n.name
GROUP BY ALL ORDER BY n.subject_id, s.ordinal, n.source_id, n.row, n.name
"""
_FIELDS = f"""
SELECT DISTINCT a.subject_id, a.field, a.value FROM attribute a JOIN {_OF_PAIRS} USING (subject_id)
WHERE a.field IN ({", ".join(f"'{name}'" for name in FIELDS)}) ORDER BY ALL
"""
_PARTNERS = f"""
WITH sides AS (
    SELECT ego_id AS subject_id, alter_id AS partner_id FROM relation
    UNION ALL SELECT alter_id, ego_id FROM relation
)
SELECT x.subject_id, coalesce(p.name_zh, p.name_en) AS partner, count(*) AS relations
FROM sides x JOIN {_OF_PAIRS} USING (subject_id) JOIN subject p ON p.subject_id = x.partner_id
GROUP BY ALL ORDER BY x.subject_id, relations DESC, partner
"""


@dataclass(frozen=True)
class Side:
    """One of two subjects: how a judgement refers to it, and what is known of it."""

    subject_id: str
    reference: str
    kind: str
    name: str
    names: tuple[str, ...]
    sources: tuple[str, ...]
    place: Mapping[str, str | None]
    parent: str | None
    fields: Mapping[str, tuple[str, ...]]
    partners: tuple[str, ...]
    relations: int


@dataclass(frozen=True)
class Doubt:
    """A doubtful pair: how alike it is, why that is open, and how many relations would change hands (`moved`)."""

    left: Side
    right: Side
    score: float
    rule: str
    reason: str
    moved: int
    shared_partners: tuple[str, ...] = field(default=())


def doubtful_pairs(database: Database) -> list[Doubt]:
    """Return the doubtful pairs of a file, those first on whose lighter side most relations hang."""
    pairs = database.query(_PAIRS).to_dicts()
    if not pairs:
        return []
    sides = _sides(database)
    found = []
    for pair in pairs:
        left, right = (_side(sides[pair[f"{end}_id"]], pair[f"{end}_relations"]) for end in ("left", "right"))
        partners = (sides[side.subject_id]["partners"] for side in (left, right))
        shared = sorted(set.intersection(*({row["partner"] for row in rows} for rows in partners)))
        found.append(Doubt(left, right, pair["score"], pair["rule"], pair["reason"], pair["moved"], tuple(shared)))
    return found


def _sides(database: Database) -> dict[str, dict[str, Any]]:
    found = {
        row["subject_id"]: {**row, "names": [], "fields": {}, "partners": []}
        for row in database.query(_SUBJECTS).to_dicts()
    }
    for row in database.query(_NAMES).to_dicts():
        found[row["subject_id"]]["names"].append(row)
    for row in database.query(_FIELDS).to_dicts():
        found[row["subject_id"]]["fields"].setdefault(row["field"], []).append(row["value"])
    for row in database.query(_PARTNERS).to_dicts():
        found[row["subject_id"]]["partners"].append(row)
    return found


def _side(told: Mapping[str, Any], relations: int) -> Side:
    rows = told["names"]
    places = dict.fromkeys(f"{row['source_id']}:{row['row']}" for row in rows)
    return Side(
        told["subject_id"],
        _reference(told["name"], rows),
        told["kind"],
        told["name"],
        tuple(dict.fromkeys(row["name"] for row in rows)),
        tuple(places),
        {name: told[name] for name in ("country", "region", "city")},
        told["parent_zh"] or told["parent_en"],
        {name: tuple(values) for name, values in told["fields"].items()},
        tuple(row["partner"] for row in told["partners"]),
        relations,
    )


def _reference(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a name that this subject alone has, its own before others; else its name with a row that has it."""
    alone: Iterable[str] = (
        row["name"] for row in sorted(rows, key=lambda row: row["name"] != name) if row["bearers"] == 1
    )
    found = next(iter(alone), None)
    if found is not None:
        return found
    row = next((row for row in rows if row["name"] == name), rows[0])
    return f"{row['name']}@{row['source_id']}:{row['row']}"


def judged_pairs(database: Database, pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Return the pairs of subject ids that these pairs of references mean in this file.

    References that mean nothing here, or several subjects, are left out.
    """
    wanted = [tuple(pair) for pair in pairs]
    meant = _meant(database, {side for pair in wanted for side in pair})
    return {frozenset((meant[left], meant[right])) for left, right in wanted if left in meant and right in meant}


def _meant(database: Database, references: Iterable[str]) -> dict[str, str]:
    held: dict[str, set[str]] = {}
    known = set(references)
    for row in database.query("SELECT subject_id, name, source_id, row FROM name").iter_rows():
        subject_id, name, source_id, number = row
        place = f"{source_id}:{number}"
        for reference in {name, subject_id, place, f"{name}@{place}"} & known:
            held.setdefault(reference, set()).add(subject_id)
    return {reference: next(iter(ids)) for reference, ids in held.items() if len(ids) == 1}
