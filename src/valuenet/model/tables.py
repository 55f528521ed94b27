"""Tables of the database file, declared in `tables.csv`: DDL, checks and the dictionary derive from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

_SQL_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(frozen=True)
class Column:
    """One column: its type, whether it is the key, what it refers to, and its bounds."""

    table: str
    column: str
    type: str
    key: bool
    nullable: bool
    references: tuple[str, str] | None
    vocabulary: str | None
    minimum: float | None
    maximum: float | None
    label_zh: str
    label_en: str

    @property
    def sql_type(self) -> str:
        """The column's type in DuckDB."""
        return _SQL_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """One table and its columns, in order."""

    table: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.column for column in self.columns)


def _column(row: dict[str, str]) -> Column:
    def bound(cell: str) -> float | None:
        return float(cell) if cell else None

    target, _, column = row["references"].partition(".")
    return Column(
        table=row["table"],
        column=row["column"],
        type=row["type"],
        key=row["key"] == "yes",
        nullable=row["nullable"] == "yes",
        references=(target, column) if target else None,
        vocabulary=row["vocabulary"] or None,
        minimum=bound(row["minimum"]),
        maximum=bound(row["maximum"]),
        label_zh=row["label_zh"],
        label_en=row["label_en"],
    )


@cache
def tables() -> dict[str, Table]:
    """Return every table by its name, in the order of the file."""
    text = (files("valuenet.model") / "tables.csv").read_text(encoding="utf-8")
    rows = groupby(map(_column, csv.DictReader(text.splitlines())), key=lambda column: column.table)
    return {name: Table(name, tuple(columns)) for name, columns in rows}
