"""What the commands on indices share: the index that was asked for, what is shown of it, and its tables as files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from rich.console import RenderableType

from valuenet.cli.drawn import drawn
from valuenet.errors import DataError, UsageError, nearest
from valuenet.index.read import NamedTree
from valuenet.index.recipe import Recipe
from valuenet.index.table import Table
from valuenet.text import inert

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Late: TypeAlias = Callable[[], Iterator[Mapping[str, Any]]]
"""Rows that are made when they are wanted: those of a large index take longer than the index."""
CODES = ("indicator", "leaf", "code", "first", "second", "above")
"""Columns that hold codes of indicators."""
Tables: TypeAlias = dict[str, Rows | Late]
TOP = 100
"""Regions that a table shows at most, unless more are asked for."""


@dataclass(frozen=True, eq=False)
class Asked:
    """An index that a user means, and what its regions are called: by code in Chinese and English; none of a file."""

    named: NamedTree
    table: Table
    recipe: Recipe
    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lang: str = "en"
    top: int = TOP

    def label(self, code: str) -> str:
        """Return what an indicator is called; the code itself where it is none."""
        return self.named.labels.get(code, (code, code))[self.lang == "en"]

    def region(self, code: str) -> str:
        """Return what a region is called."""
        return self.regions.get(code, (code, code))[self.lang == "en"]

    def region_meant(self, word: str) -> str:
        """Return the region of a code or of a name in either language; raise `UsageError` where there is none."""
        known = {code: code for code in self.table.regions}
        names = {name: code for code in self.table.regions for name in self.regions.get(code, ())}
        if word not in known and word not in names:
            raise UsageError(f"--region {word}: is none of the regions of the index{nearest(word, {**names, **known})}")
        return known.get(word) or names[word]


@dataclass(frozen=True)
class Shown:
    """What a command found: named tables of rows, what the terminal shows of them, and remarks."""

    tables: Mapping[str, Rows | Late]
    parts: Sequence[RenderableType]
    notes: Sequence[str] = ()

    def words(self) -> str:
        """Return the text for the terminal."""
        return drawn([*self.parts, *(f"note: {note}" for note in self.notes)])

    def plain(self) -> dict[str, Any]:
        """Return every table as a list of rows, and the remarks."""
        return {**{name: list(rows_of(rows)) for name, rows in self.tables.items()}, "notes": list(self.notes)}


def rows_of(rows: Rows | Late) -> Iterable[Mapping[str, Any]]:
    """Return rows, made now if they were not yet.

    >>> list(rows_of(lambda: iter([{"a": 1}])))
    [{'a': 1}]
    """
    return rows() if callable(rows) else rows


def rows_like(found: Iterable[Any]) -> list[dict[str, Any]]:
    """Return dataclasses as rows, a column for each field."""
    return [dict(zip((part.name for part in fields(one)), astuple(one), strict=True)) for one in found]


def labelled(asked: Asked, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the Chinese and the English name of each indicator and region that they hold the code of.

    Names are added where there are any: not for the regions of a file.
    """
    kinds = {**dict.fromkeys(CODES, asked.named.labels), "region": asked.regions}
    found = []
    for row in rows:
        more: dict[str, Any] = {}
        for column, value in row.items():
            more[column] = value
            if column in kinds and kinds[column] and isinstance(value, str):
                more[f"{column}_zh"], more[f"{column}_en"] = kinds[column].get(value, (value, value))
        found.append(more)
    return found


def write_tables(shown: Shown, folder: Path) -> list[str]:
    """Write every table that has rows as `NAME.csv` into the folder, and return the files' names."""
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in shown.tables.items():
            path = folder / f"{name}.csv"
            if _written(rows_of(rows), path):
                files.append(str(path))
    except OSError as error:
        raise DataError(f"{folder}: cannot be written to ({error}); give another --out") from None
    return files


def _written(rows: Iterable[Mapping[str, Any]], path: Path) -> bool:
    lines = iter(rows)
    first = next(lines, None)
    if first is None:
        return False
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(first)
        for row in chain([first], lines):
            writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row.values()])
    return True


def figure(number: float | None, digits: int = 4) -> str:
    """Return a number as a table shows it, `-` where there is none.

    >>> figure(0.5), figure(None), figure(float("nan"))
    ('0.5000', '-', '-')
    """
    return "-" if number is None or number != number else f"{number:.{digits}f}"


def signed(number: float | None) -> str:
    """Return a number with its sign, `-` where there is none."""
    return "-" if number is None or number != number else f"{number:+.4f}"


def place(rank: float | None) -> str:
    """Return a rank as a table shows it, `-` where there is none."""
    return "-" if rank is None or rank != rank else f"{rank:g}"
