"""The two sides of a comparison: which file, which wave, and what can be compared of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from valuenet.database.read import Database
from valuenet.errors import DatabaseError, UsageError, nearest
from valuenet.model.tables import tables

NEEDS = ("study", "wave", "source", "subject", "name", "relation", "sample", "presence", "vocabulary")
"""Tables without which nothing is compared; a file of another version may lack the rest."""
_SOURCES = "SELECT source_id, sha256, rows_read, rows_kept, rows_rejected FROM source ORDER BY source_id"


@dataclass(frozen=True, eq=False)
class Side:
    """One side: a file opened for reading, and the wave that is looked at.

    `whole` where the file has every table of this version, so that its views can show any wave.
    """

    database: Database
    wave: str
    whole: bool

    @property
    def reported(self) -> bool:
        """Whether the wave is the one that the file's results are of."""
        return bool(self.database.study["wave"] == self.wave)


@dataclass(frozen=True, eq=False)
class Sides:
    """Both sides, whether they are one file, and what a reader must know before comparing them."""

    a: Side
    b: Side
    same_file: bool
    notes: tuple[Mapping[str, Any], ...] = field(default=())


def open_side(path: Path, wave: str | None) -> Side:
    """Open a file at a wave, by default the reported one; raise a `ValuenetError` for what is not there."""
    database = Database(path, NEEDS)
    try:
        waves = [row[0] for row in database.query("SELECT wave FROM wave ORDER BY ordinal").iter_rows()]
        if wave is not None and wave not in waves:
            raise UsageError(f"{path} has no wave '{wave}'; it has {', '.join(waves)}{nearest(wave, waves)}")
        chosen = wave or str(database.study["wave"])
        whole = set(tables()) <= set(database.query("SELECT table_name AS t FROM duckdb_tables()")["t"])
    except BaseException:
        database.close()
        raise
    return Side(database, chosen, whole)


def sides(a: Path, b: Path | None, waves: tuple[str, ...]) -> Sides:
    """Return both sides of two files, or of two waves of one; close both databases after use.

    One wave is looked at in both files, the first of two in `a`, the second in `b`. Raises `UsageError` where there is
    nothing to compare.
    """
    if len(waves) > 2:
        raise UsageError(f"two waves are compared; --wave was given {len(waves)} times")
    if b is None and len(set(waves)) < 2:
        raise UsageError("give two database files, or one and two waves: --wave 2018 --wave 2019")
    first, second = (waves[0], waves[-1]) if waves else (None, None)
    left = open_side(a, first)
    try:
        right = open_side(b or a, second)
        same = left.database.path.resolve() == right.database.path.resolve()
        if same and left.wave == right.wave:
            right.database.close()
            raise UsageError("both sides are the same file and wave; give another file, or two waves")
        return Sides(left, right, same, tuple(_notes(left, right, same)))
    except (DatabaseError, UsageError):
        left.database.close()
        raise


def _notes(a: Side, b: Side, same: bool) -> list[dict[str, Any]]:
    """Return what makes the sides hard to compare: another study, version, or fewer tables."""
    if same:
        return []
    notes = []
    for name in ("study", "version", "country", "reading"):
        one, other = a.database.study[name], b.database.study[name]
        if one != other:
            notes.append({"note": f"other_{name}", "a": one, "b": other})
    for side, letter in ((a, "a"), (b, "b")):
        if not side.whole:
            notes.append({"note": f"lacks_tables_{letter}", letter: str(side.database.path)})
    return notes


def account(both: Sides) -> list[dict[str, Any]]:
    """Return the sources that differ: there on one side only, with another hash, or with other counts of rows."""
    left, right = (
        {row["source_id"]: row for row in side.database.query(_SOURCES).iter_rows(named=True)}
        for side in (both.a, both.b)
    )
    found = []
    for name in sorted({*left, *right}):
        one, other = left.get(name), right.get(name)
        if one != other:
            counts = {
                f"{count}_{letter}": row[count] if row else None
                for count in ("rows_read", "rows_kept", "rows_rejected")
                for letter, row in (("a", one), ("b", other))
            }
            same_file = bool(one and other and one["sha256"] == other["sha256"])
            found.append({"source_id": name, "same_file": same_file, **counts})
    return found
