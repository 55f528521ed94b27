"""What a stream of elements says of nodes or of edges, gathered as it comes and turned into a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.network.exchange.numbering import Numbers, numbered
from valuenet.network.exchange.typed import Kind, as_kind, as_number, free_name


@dataclass(slots=True)
class Cells:
    """A declared attribute: its name and kind, the rows that have a value, and their values as text."""

    name: str
    kind: Kind = "text"
    default: str | None = None
    rows: list[int] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """Nodes or edges as far as they are read: the line of each, what the format itself says, declared attributes."""

    what: str
    path: Path
    lines: list[int] = field(default_factory=list)
    own: list[dict[str, str]] = field(default_factory=list)
    attributes: dict[str, Cells] = field(default_factory=dict)

    def begin(self, line: int, own: dict[str, str]) -> int:
        """Begin a row with what the element itself says, and return its number."""
        self.lines.append(line)
        self.own.append(own)
        return len(self.own) - 1

    def said(self, column: str) -> pl.Series:
        """Return what the elements themselves say under one name, as text."""
        return pl.Series(column, [own.get(column) for own in self.own], pl.String)

    def wrong(self, row: int, what: str) -> DataError:
        """Return the error that something is wrong with a row."""
        return DataError(f"{self.path}, line {self.lines[row]}: the {self.what} {what}")


def table_of(
    rows: Rows, kinds: Mapping[str, Kind], left_out: Iterable[str] = (), taken: Iterable[str] = ()
) -> pl.DataFrame:
    """Return the table of all rows: first what the format itself says, of the kinds given, then the attributes.

    What the format itself says under the names `left_out` is left out. An attribute gets a `_` where its name is the
    format's own or one of `taken`; one that only repeats the format's own column is left out. The kind `number` is
    int where every value is, else float. Raises `DataError` for a value that is not of its kind, with the
    line of the element, and for two values in one cell.
    """
    always = ("id",) if rows.what == "node" else ()
    names = dict.fromkeys((*always, *(name for own in rows.own for name in own)))
    found = {name: _valued(rows, rows.said(name), kinds.get(name, "text")) for name in names if name not in left_out}
    for cells in rows.attributes.values():
        column = _column(rows, cells)
        if cells.name in found and found[cells.name].equals(column):
            continue
        name = free_name(cells.name, [*found, *taken])
        found[name] = column.alias(name)
    return pl.DataFrame(list(found.values()))


def _column(rows: Rows, cells: Cells) -> pl.Series:
    height = len(rows.own)
    place = np.full(height, -1, np.int64)
    place[cells.rows] = np.arange(len(cells.rows))
    if np.count_nonzero(place >= 0) < len(cells.rows):
        row = int(np.flatnonzero(np.bincount(cells.rows) > 1)[0])
        raise rows.wrong(row, f"has '{cells.name}' twice: give one value (of a network in time, one moment)")
    text = pl.Series(cells.name, cells.values, pl.String)
    if not np.array_equal(place, np.arange(height)):
        text = text.gather(pl.Series(place, dtype=pl.Int64).replace(-1, None))
    values = _valued(rows, text, cells.kind)
    if cells.default is None:
        return values
    default, wrong = as_kind(pl.Series([cells.default]), cells.kind)
    if wrong is not None:
        raise DataError(f"{rows.path}: '{cells.name}' has the default '{cells.default}', no {cells.kind}: mend it")
    return values.fill_null(default[0])


def _valued(rows: Rows, text: pl.Series, kind: Kind) -> pl.Series:
    values, wrong = as_number(text) if kind == "number" else as_kind(text, kind)
    if wrong is not None:
        word = {"int": "integer", "bool": "true or false"}.get(kind, "number")
        raise rows.wrong(wrong, f"has the {text.name} '{text[wrong]}', which is no {word}: mend the value")
    return values.alias(text.name)


def ends_of(nodes: Rows, edges: Rows) -> tuple[Numbers, Numbers]:
    """Return the node numbers of the edges' ends; raise `DataError` for an id that is missing, double or unknown."""
    texts = [rows.said(name) for rows, name in ((nodes, "id"), (edges, "source"), (edges, "target"))]
    for rows, text in zip((nodes, edges, edges), texts, strict=True):
        if text.null_count():
            raise rows.wrong(int(text.is_null().arg_max() or 0), f"has no {text.name}: give it one")
    number, _ = numbered(pl.concat([text.alias("id") for text in texts]))
    own, source, target = np.split(number, np.cumsum([len(text) for text in texts[:2]]))
    double = np.flatnonzero(own != np.arange(len(own)))
    if len(double):
        row = int(double[0])
        raise nodes.wrong(row, f"'{texts[0][row]}' is there twice: give every node an id of its own")
    for end, text in ((source, texts[1]), (target, texts[2])):
        lost = np.flatnonzero(end >= len(own))
        if len(lost):
            row = int(lost[0])
            raise edges.wrong(row, f"has the {text.name} '{text[row]}', which is no node of the file: add the node")
    return source, target
