"""XML written from whole columns rather than element by element, and text made fit for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from valuenet.errors import DataError
from valuenet.network.exchange.tables import checked_direction
from valuenet.network.exchange.typed import as_text, exchangeable
from valuenet.network.network import Network

_UNFIT = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""Characters that no XML 1.0 file may hold, not even escaped (W3C, XML 1.0, production 2)."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_MARK = "\0"
"""Put before the name of a column, so that `*` and `^.*$` are names, and none is there twice."""
NUMBER = "\0"
"""The column of a relation's own number."""
_AT_ONCE = 100_000


def fit_tables(network: Network, path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return nodes and relations with types and text that an XML file can hold.

    Raises `DataError` for columns of other types, for characters that XML forbids, and for a relation of which it is
    not known whether it is directed.
    """
    nodes = exchangeable(network.nodes, "nodes", path)
    relations = exchangeable(network.relations, "relations", path)
    for table, what in ((nodes, "nodes"), (relations, "relations")):
        _expect_fit(table, what, path)
    checked_direction(relations, path)
    return nodes, relations


def escaped(text: pl.Expr) -> pl.Expr:
    """Return text as an XML attribute or element may hold it, so that reading gives back every character of it.

    >>> pl.select(escaped(pl.lit('<a & "b">'))).item()
    '&lt;a &amp; &quot;b&quot;&gt;'
    """
    return text.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def _expect_fit(table: pl.DataFrame, what: str, path: Path) -> None:
    """Raise `DataError` where a name of a column or a text has a character that no XML file may hold."""
    checked = {f"'{column.name}'": column for column in table if column.dtype == pl.String}
    checked["a column's name"] = pl.Series(table.columns, dtype=pl.String)
    for shown, column in checked.items():
        unfit = column.str.contains(_UNFIT).fill_null(value=False).arg_true()
        if len(unfit):
            found = ord(column.gather(unfit[:1]).str.extract(f"({_UNFIT})")[0])
            raise DataError(
                f"{path}: {shown} of the {what} (row {unfit[0] + 1}) has the character U+{found:04X}, which no XML file"
                " may hold: clean the text, or write .parquet or .csv, which keep it"
            )


def cell(column: str) -> pl.Expr:
    """Return the expression of a column of a table that `texts` or `with_ids` gave, whatever its name is."""
    return pl.col(_MARK + column)


def texts(table: pl.DataFrame) -> pl.DataFrame:
    """Return every column as text, to be asked for by `cell`."""
    return pl.DataFrame([as_text(column).alias(_MARK + column.name) for column in table])


def with_ids(relations: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Return relations as text, with the ids of their ends, and their own number as `NUMBER`."""
    ends = [ids.gather(relations[end]).alias(_MARK + end) for end in ("source", "target")]
    number = pl.Series(_MARK + NUMBER, range(relations.height), pl.Int64).cast(pl.String)
    return texts(relations).with_columns(*ends, number)


def named(attribute: str, column: str) -> pl.Expr:
    """Text as ` attribute="value"`; null where the column is null."""
    return pl.concat_str(pl.lit(f' {attribute}="'), escaped(cell(column)), pl.lit('"'))


def element(word: str, head: list[pl.Expr], content: list[pl.Expr]) -> pl.Expr:
    """Return an element as text: its head, and its content if there is any; what is null is left out."""
    inner = pl.concat_str(pl.lit(""), *content, ignore_nulls=True)
    closed = pl.when(inner == "").then(pl.lit("/>")).otherwise(pl.concat_str(pl.lit(">"), inner, pl.lit(f"</{word}>")))
    return pl.concat_str(pl.lit(f"<{word}"), *head, closed, ignore_nulls=True)


def lines(texts: pl.DataFrame, line: pl.Expr) -> Iterator[str]:
    """Yield the elements of a table, a line each, many at once."""
    for piece in texts.iter_slices(_AT_ONCE) if texts.height else ():
        yield "\n".join(piece.select(line.alias("line"))["line"]) + "\n"


def safe(name: str) -> str:
    """Return one word as XML may hold it."""
    return str(pl.select(escaped(pl.lit(name))).item())
