"""Printed names of organisations: spellings that a document uses, and the names that stand behind them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from valuenet.errors import DataError, nearest

NAMES = "names.csv"
"""The name list's file, beside the study or the figures that it is about."""
COLUMNS = ("printed", "name_zh", "name_en")


@dataclass(frozen=True)
class PrintedName:
    """One spelling as printed, the names behind it, and the kind of subject where the list tells it."""

    printed: str
    name_zh: str | None
    name_en: str
    kind: str | None = None


def read_printed_names(path: Path | str) -> list[PrintedName]:
    r"""Read a name list: a CSV file with the columns `printed`, `name_zh`, `name_en` and, if it likes, `kind`.

    Where the English name is empty, the printed one stands for it. Raises `DataError` that names the file.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, NAMES)
    ...     _ = path.write_text("printed,name_zh,name_en\nAcme,甲,Acme Ltd\n", encoding="utf-8")
    ...     read_printed_names(path)
    [PrintedName(printed='Acme', name_zh='甲', name_en='Acme Ltd', kind=None)]
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}): give a CSV file in UTF-8") from None
    reader = csv.DictReader(lines)
    for column in COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise DataError(f"{path}:1: there is no column '{column}'{nearest(column, reader.fieldnames or ())}")
    rows = ({name: (cell or "").strip() for name, cell in row.items() if name} for row in reader)
    return [
        PrintedName(row["printed"], row["name_zh"] or None, row["name_en"] or row["printed"], row.get("kind") or None)
        for row in rows
    ]
