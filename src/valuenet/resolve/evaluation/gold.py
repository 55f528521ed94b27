"""Gold lists: files of pairs that someone has judged, by name or by id."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import polars as pl

from valuenet.errors import DataError

GOLD = pl.Schema({"left": pl.String, "right": pl.String, "same": pl.Boolean})
"""Two names or ids, and whether they are one organisation."""
_YES = frozenset(["", "1", "yes", "true", "same", "是"])
_NO = frozenset(["0", "no", "false", "different", "否"])


def read_gold(path: Path) -> pl.DataFrame:
    """Return the gold list of a CSV file, plain or .gz (columns `GOLD`): its columns left, right and, if any, same.

    Without headers of these names, the first two columns are meant; without `same`, every pair is one organisation.
    Raises `DataError` where the file is missing, empty, or says something else than yes or no.
    """
    rows = _rows(path)
    header = [cell.strip().lower() for cell in rows[0]]
    at = {name: header.index(name) for name in (*GOLD, "judgement") if name in header}
    left, right, same = at.get("left", 0), at.get("right", 1), at.get("same", at.get("judgement"))
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(left, right):
            raise DataError(f"{path.name}:{number}: a pair has two cells; give left,right[,same]")
        found.append((row[left].strip(), row[right].strip(), _told(row, same, path, number)))
    return pl.DataFrame(found, GOLD, orient="row")


def _told(row: list[str], at: int | None, path: Path, number: int) -> bool:
    cell = row[at].strip().lower() if at is not None and at < len(row) else ""
    if cell not in _YES | _NO:
        raise DataError(f"{path.name}:{number}: '{cell}' in the column same is neither yes nor no")
    return cell in _YES


def _rows(path: Path) -> list[list[str]]:
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"cannot read {path}: {error}; a gold list is a CSV file in UTF-8") from None
    if len(rows) < 2 or len(rows[0]) < 2:
        raise DataError(f"{path.name} holds no pairs; a gold list has a header left,right[,same] and a row a pair")
    return rows
