"""Finding the subject that a user means: by id, registered identity, or any name in any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from valuenet.database.read import Database
from valuenet.database.statements import literal
from valuenet.errors import UsageError
from valuenet.model.fields import fields
from valuenet.resolve.names.script import simplified
from valuenet.text import fold, name_key

MOST = 12
"""Subjects that a message lists where several are meant, or none is."""
_LONGEST, _SHORT = 300, 60
"""A longer text is nobody's name; of it, a message shows the beginning."""
_IDENTIFIERS = tuple(name for name, item in fields().items() if item.type == "identifier")
_SHOWN = """
SELECT s.subject_id, coalesce(s.name_zh, s.name_en, s.subject_id) AS name, s.name_en, s.kind, s.region, s.in_sample
FROM subject s WHERE s.subject_id IN ({ids}) ORDER BY s.in_sample DESC, name, s.subject_id
"""


@dataclass(frozen=True)
class Found:
    """The id of a subject, and how it was found: `id`, `identity`, `name`, `spelling`, or `part` of a name."""

    subject_id: str
    by: str


def find_subject(database: Database, wanted: str) -> Found:
    """Return the one subject that `wanted` means; the exact reading first, then the wider ones.

    `id`, then registered identity, then a name as it stands, then a name but for width, case, legal ending and script,
    then a part of a single name. Raises `UsageError` with the candidates where several subjects bear the name,
    or with the nearest names where none does.
    """
    text = wanted.strip()
    if not text:
        raise UsageError("give the name or the id of a subject")
    tried = (("id", _by_id), ("identity", _by_identity), ("name", _by_name), ("spelling", _by_spelling))
    for by, search in tried:
        if ids := search(database, text):
            return Found(_one(database, text, ids), by)
    inside = _containing(database, text)
    if len(inside) == 1:
        return Found(inside[0], "part")
    if inside:
        raise UsageError(f"no subject is named '{text}'; its name is part of these:\n{_listed(database, inside)}")
    near = _near(database, text[:_LONGEST])
    text = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    hint = f"; did you mean\n{_listed(database, near)}" if near else ""
    raise UsageError(f"no subject is named '{text}' in {database.path}{hint}")


def _one(database: Database, text: str, ids: Sequence[str]) -> str:
    """Return the one id, or of several the only one in the sample."""
    if len(ids) == 1:
        return ids[0]
    sample = _ids(database, f"SELECT subject_id FROM subject WHERE in_sample AND subject_id IN ({_quoted(ids)})")
    if len(sample) == 1:
        return sample[0]
    raise UsageError(f"{len(ids)} subjects are named '{text}'; give one by its id:\n{_listed(database, ids)}")


def _ids(database: Database, sql: str) -> list[str]:
    return [row[0] for row in database.query(sql).iter_rows()]


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(map(literal, texts)) or "NULL"


def _by_id(database: Database, text: str) -> list[str]:
    return _ids(database, f"SELECT subject_id FROM subject WHERE subject_id = {literal(text)}")


def _by_identity(database: Database, text: str) -> list[str]:
    wanted = (text, text.upper(), text.lower())
    return _ids(
        database,
        f"SELECT DISTINCT subject_id FROM attribute WHERE field IN ({_quoted(_IDENTIFIERS)}) "
        f"AND value IN ({_quoted(wanted)}) ORDER BY subject_id",
    )


def _by_name(database: Database, text: str) -> list[str]:
    return _ids(
        database,
        f"SELECT DISTINCT subject_id FROM name WHERE name = {literal(text)} OR lower(name) = {literal(text.lower())} "
        "ORDER BY subject_id",
    )


def _by_spelling(database: Database, text: str) -> list[str]:
    """Return the subjects with a name of the same key: but for width, case, legal ending and Chinese script."""
    key = _key(text)
    if not key or len(key) > _LONGEST:
        return []
    # What a key leaves out is short, and a Latin name of the same key begins with the same letter.
    rows = database.query(
        f"SELECT DISTINCT subject_id, name FROM name WHERE length(name) BETWEEN {len(key)} AND {2 * len(key) + 30} "
        f"AND (contains(lower(name), {literal(key[:1])}) OR NOT regexp_full_match(name, '[ -~]*')) "
        "ORDER BY subject_id, name"
    )
    return list(dict.fromkeys(row[0] for row in rows.iter_rows() if _key(row[1]) == key))


def _key(name: str) -> str:
    return name_key(simplified(name))


def _containing(database: Database, text: str) -> list[str]:
    if len(text) < 2:
        return []
    return _ids(
        database,
        f"SELECT DISTINCT subject_id FROM name WHERE contains(lower(name), {literal(fold(text))}) ORDER BY subject_id",
    )


def _near(database: Database, text: str) -> list[str]:
    """Return the subjects with the nearest names: those that share most pairs of characters, then by their order."""
    folded = fold(text)
    pairs = list(dict.fromkeys(folded[at : at + 2] for at in range(max(1, len(folded) - 1))))[:30]
    score = " + ".join(f"CAST(contains(lower(name), {literal(pair)}) AS INTEGER)" for pair in pairs)
    rows = database.query(
        f"SELECT subject_id, name, {score} AS shared FROM name WHERE shared > 0 "
        f"ORDER BY shared DESC, abs(length(name) - {len(folded)}), subject_id, name LIMIT 200"
    )
    ratios = {
        row[0]: SequenceMatcher(None, folded, fold(row[1])).ratio()
        for row in sorted(rows.iter_rows(), key=lambda row: SequenceMatcher(None, folded, fold(row[1])).ratio())
    }
    near = sorted((one for one, ratio in ratios.items() if ratio >= 0.4), key=lambda one: (-ratios[one], one))
    return near[:5]


def _listed(database: Database, ids: Sequence[str]) -> str:
    rows = database.query(_SHOWN.format(ids=_quoted(ids[: MOST * 20])))
    lines = [
        f"  {row['subject_id']}  {row['name']}"
        + (f" ({row['name_en']})" if row["name_en"] not in (None, row["name"]) else "")
        for row in rows.iter_rows(named=True)
    ]
    more = len(ids) - MOST
    return "\n".join(lines[:MOST] + ([f"  and {more:,} more"] if more > 0 else []))
