"""Which columns a table has by its header, and which of them the study reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from valuenet.errors import DataError, nearest
from valuenet.model.source import Nested, Source

RESERVED = ("row", "_parent_row")
"""Names that a frame uses for the place of a row."""
_LISTED = 60


@dataclass(frozen=True)
class Wanted:
    """The columns to take from one file; `columns` None takes every column that is not personal.

    A column is personal by its own name or by that of an object it is part of (`founder` and
    `founder.name`), and is then neither needed nor taken.
    """

    path: Path
    columns: frozenset[str] | None = None
    optional: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    nested: Nested | None = None

    def takes(self, name: str) -> bool:
        """Tell whether the column `name` is to be read."""
        if not name or self.is_personal(name):
            return False
        return self.columns is None or name in self.columns or name in self.optional or name == self._key

    def is_personal(self, name: str) -> bool:
        """Tell whether `name` is, or belongs to, a column that must not be read."""
        return bool(self.personal) and any(name == each or name.startswith(f"{each}.") for each in self.personal)

    @property
    def needed(self) -> frozenset[str]:
        """The columns without which the file cannot be read as the study says."""
        return ((self.columns or frozenset()) | frozenset([self._key] if self._key else [])) - self.optional

    @property
    def _key(self) -> str | None:
        return self.nested.key if self.nested else None


def wanted_of(path: Path, source: Source, columns: frozenset[str] | None, optional: frozenset[str]) -> Wanted:
    """Return what to take from `path`; raises `DataError` where a needed column is declared personal."""
    wanted = Wanted(path, columns, optional, frozenset(source.personal), source.nested)
    if refused := sorted(filter(wanted.is_personal, wanted.needed)):
        raise DataError(f"{path}: column '{refused[0]}' is declared personal, so the study cannot read it")
    return wanted


def header_rows(header: int | tuple[int, ...]) -> list[int]:
    """Return the numbers of the rows that hold the header, in order.

    >>> header_rows(2), header_rows((2, 1))
    ([2], [1, 2])
    """
    rows = [header] if isinstance(header, int) else sorted(set(header))
    if not rows or rows[0] < 1:
        raise DataError(f"header: {header} is no row; the first row of a file is 1")
    return rows


def header_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the name of each column by the header's `rows`; "" for a column without one.

    Of several rows, the upper are bands: a band stands for the empty cells to its right until the next
    one, and is put before the name. A cell with nothing below it is a name by itself, not a band.

    >>> header_names([["企业", "融资", ""], ["", "日期", "金额"]])
    ['企业', '融资 / 日期', '融资 / 金额']
    """
    width = max(map(len, rows))
    grid = [[_plain(row[at]) if at < len(row) else "" for at in range(width)] for row in rows]
    names, bands = [], [""] * len(grid)
    for column in zip(*grid, strict=True):
        lowest = max((level for level, cell in enumerate(column) if cell), default=-1)
        for level, cell in enumerate(column):
            if cell:  # a band begins, or a name ends the band beside it
                bands[level:] = [cell if level < lowest else ""] + [""] * (len(bands) - level - 1)
        above = bands[:lowest] if lowest > 0 else []
        names.append(" / ".join([*filter(None, above), column[lowest]]) if lowest >= 0 else "")
    return names


def chosen(names: Sequence[str], wanted: Wanted) -> dict[str, int]:
    """Return the place of each column to be read, in the file's order.

    Raises `DataError` where there are no names, where a needed column or one of `nested.own` is missing,
    and where a column to be read is there twice.

    >>> chosen(["name", "mail", "city"], Wanted(Path("a.csv"), personal=frozenset(["mail"])))
    {'name': 0, 'city': 2}
    """
    if not any(names):
        raise DataError(f"{wanted.path}: names no column; say with 'header' in its source which row holds the names")
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if not wanted.takes(name):
            continue
        if name in places:
            twice = f"in columns {places[name] + 1} and {at + 1}"
            raise DataError(f"{wanted.path}: the header has '{name}' twice, {twice}; rename one of them in the file")
        if name in RESERVED:
            raise DataError(f"{wanted.path}: column {at + 1} is named '{name}', a word of valuenet; rename it")
        places[name] = at
    _check_missing(names, places, wanted)
    return places


def _check_missing(names: Sequence[str], places: dict[str, int], wanted: Wanted) -> None:
    """Also hold `nested.own` against the header: a misspelt one would be filled as if the record had it."""
    known = [name for name in names if name and not wanted.is_personal(name)]
    own = wanted.nested.own if wanted.nested else ()
    missing = sorted(wanted.needed - set(places))
    missing += [name for name in own if name not in names and name not in wanted.optional | wanted.needed]
    if missing:
        said = "; ".join(f"there is no column '{name}'{_meant(name, known)}" for name in missing)
        listed = ", ".join(f"'{name}'" for name in known[:_LISTED]) + (", …" if len(known) > _LISTED else "")
        raise DataError(f"{wanted.path}: {said}. Its columns are: {listed or 'none'}")


def _meant(name: str, known: Sequence[str]) -> str:
    return nearest(name, known).replace("; ", ", ", 1)


def _plain(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())
