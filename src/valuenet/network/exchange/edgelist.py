"""Edge lists: tables of text with a relation a row, in any of the ways in which people write them."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.network.exchange.layout import Layout, layout_of
from valuenet.network.exchange.legible import legible, single_spaced
from valuenet.network.exchange.reading import Reading, notes_on
from valuenet.network.exchange.storage import plain, written
from valuenet.network.exchange.tables import checked_direction, joined, parts, suffix_of, with_ids
from valuenet.network.exchange.typed import as_number, exchangeable, free_name, inferred
from valuenet.network.network import Network

_SHOWN = 60


def read(path: Path, *, header: bool | None = None) -> Reading:
    """Return the network of an edge list, gzipped or not, and of the list of nodes NAME.nodes.SUFFIX beside it.

    Source and target are found by their names in a header (source and target, from and to, ego and alter, ...), else
    they are the first two columns. Without header a third column is `weight` where it holds numbers, else `kind`. Ids
    are text as the file has it; other columns are numbers or true and false where all their values are. Comments
    begin with # or %; the separator is found. `header` says whether there is one, where it cannot be seen. Raises
    `DataError` with the line for what cannot be read.
    """
    suffix = suffix_of(path)
    nodes_path, edges_path = parts(path, suffix, exist=True, apart=False)
    nodes = _nodes(nodes_path) if nodes_path.is_file() else None
    if nodes is not None and not edges_path.is_file():
        relations = pl.DataFrame(schema={"source": pl.String, "target": pl.String})
        return Reading(joined(nodes, relations, nodes_path))
    with plain(edges_path) as content, tempfile.TemporaryDirectory(prefix="valuenet-") as folder:
        content, notes = legible(edges_path, content, Path(folder))
        layout = layout_of(edges_path, content, suffix.removesuffix(".gz").lower(), header=header)
        if layout.separator == " ":
            content = single_spaced(content, Path(folder))
        table = _table(edges_path, content, layout)
        place = partial(_place, content, layout)
        if nodes is None and not table.height:
            raise DataError(
                f"{edges_path}: names columns but has no relation: give a relation a line, or a list of nodes"
            )
        relations = _relations(table, edges_path, layout, place)
        network = joined(nodes, relations, edges_path, place)
    if layout.unsure:
        _expect_no_header(network, edges_path)
    return Reading(network, (*notes, *layout.notes, *notes_on(network)))


def write(network: Network, path: Path) -> None:
    """Write the relations, with ids, to the path (tabs between columns but for .csv), and NAME.nodes.SUFFIX beside it.

    Null is an empty cell, empty text is `""`. Types are not written: what looks like a number will be read as one.
    """
    nodes_path, edges_path = parts(path, suffix_of(path), exist=False, apart=False)
    for table, what, file in ((network.nodes, "nodes", nodes_path), (with_ids(network), "relations", edges_path)):
        values = exchangeable(table, what, file)
        for column in values:
            if column.dtype == pl.String and column.str.contains("\0", literal=True).any():
                raise DataError(f"{file}: '{column.name}' of the {what} has a NUL character: clean the text")
        ends = [name for name in ("source", "target") if what == "relations"]
        with written(file) as content:
            values.select(*ends, pl.exclude(ends) if ends else pl.all()).write_csv(content, separator=_separator(path))


def _separator(path: Path) -> str:
    return "," if suffix_of(path).lower().startswith(".csv") else "\t"


def _nodes(path: Path) -> pl.DataFrame:
    """The list of nodes: a table with a header; `id`, or else the first column, names the node."""
    with plain(path) as content, tempfile.TemporaryDirectory(prefix="valuenet-") as folder:
        content, _ = legible(path, content, Path(folder))
        with content.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline()
            usual = _separator(path)
            separator = usual if usual in line else max((usual, *",;\t|"), key=line.count)
            file.seek(0)
            names = next(csv.reader(file, delimiter=separator), [])
        table = _scanned(path, content, separator=separator, with_column_names=lambda _: names)
    gephi = "Id" in table.columns
    table = table.rename({name: name.lower() for name in ("Id", "Label") if gephi}, strict=False)
    first = "id" if "id" in table.columns else table.columns[0]
    ids = table[first].alias("id")
    others = [inferred(column).alias(free_name(column.name, ["id"])) for column in table if column.name != first]
    table = pl.DataFrame([ids, *others]).filter(~pl.all_horizontal(pl.all().is_null()))
    if table["id"].null_count():
        row = int(table["id"].is_null().arg_max() or 0)
        raise DataError(f"{path}, row {row + 1}: no id: give every node one")
    return table


def _table(path: Path, content: Path, layout: Layout) -> pl.DataFrame:
    """Every row as text, empty lines left out."""
    names: dict[str, object] = {"schema": dict.fromkeys(layout.names, pl.String), "has_header": False}
    if layout.header:
        names = {"with_column_names": lambda _: list(layout.names)}
    how = {"separator": layout.separator, "skip_lines": layout.skip, "comment_prefix": layout.comment}
    try:
        table = _scanned(path, content, quote_char=None if layout.separator == " " else '"', **how, **names)
    except DataError:
        _blame(path, content, layout)
        raise
    if layout.spaced:
        table = table.with_columns(pl.all().str.strip_chars(" "))
    if table["source"].null_count():
        table = table.filter(~pl.all_horizontal(pl.all().is_null()))
    return table


def _scanned(path: Path, content: Path, **how: object) -> pl.DataFrame:
    try:
        return pl.scan_csv(content, infer_schema=False, glob=False, **how).collect(engine="streaming")  # type: ignore[arg-type]
    except pl.exceptions.NoDataError as error:
        raise DataError(f"{path}: nothing in it: give a header and rows") from error
    except pl.exceptions.PolarsError as error:
        raise DataError(f"{path}: cannot be read ({str(error).splitlines()[0][:_SHOWN]}): mend the table") from error


def _relations(table: pl.DataFrame, path: Path, layout: Layout, place: partial[str]) -> pl.DataFrame:
    """The columns with their types, ends first."""
    columns = []
    for column in table.drop("source", "target"):
        if column.name == "weight":
            columns.append(_weights(column, path, place))
        elif column.name == "column_3" and not layout.header:
            columns.append(_third(column, path, place))
        elif column.name == "type" and _says_direction(column):
            columns.append((column.str.to_lowercase() == "directed").alias("directed"))
        else:
            columns.append(inferred(column))
    if layout.undirected and "directed" not in [column.name for column in columns]:
        columns.append(pl.Series("directed", np.zeros(table.height, np.bool_)))
    return checked_direction(table.select("source", "target").hstack(columns), path)


def _says_direction(column: pl.Series) -> bool:
    """Whether this is the column in which Gephi says of every edge whether it is directed."""
    return bool(
        len(column) and column.str.to_lowercase().is_in(["directed", "undirected"]).fill_null(value=False).all()
    )


def _weights(column: pl.Series, path: Path, place: partial[str]) -> pl.Series:
    values, wrong = as_number(column)
    if wrong is not None:
        raise DataError(f"{path}, {place(wrong)}: the weight '{column[wrong][:_SHOWN]}' is no number: mend the value")
    return values


def _third(column: pl.Series, path: Path, place: partial[str]) -> pl.Series:
    """A third column without a name: weights, or kinds; numbers with a word here and there are a mistake."""
    values, wrong = as_number(column)
    if wrong is None:
        return values.alias("weight")
    if 2 * (values.is_not_null().sum()) > len(column):
        raise DataError(
            f"{path}, {place(wrong)}: '{column[wrong][:_SHOWN]}' among numbers: mend the value, or, if this column is"
            " no weight, name the columns in a first line"
        )
    return column.alias("kind")


def _expect_no_header(network: Network, path: Path) -> None:
    """Raise `DataError` where the first row may as well be a header: words that no other relation names."""
    relations = network.relations
    first = relations.row(0, named=True)
    ends = [relations[end] for end in ("source", "target")]
    again = sum(int((end == first[other]).sum()) for end in ends for other in ("source", "target"))
    if again <= 2 + 2 * (first["source"] == first["target"]):
        shown = "', '".join(network.nodes["id"].gather([first["source"], first["target"]]))
        raise DataError(
            f"{path}, line 1: '{shown}' may name the columns or be a relation: call the columns source and target, or"
            " put a line 'source,target' above the first relation"
        )


def _lines(content: Path, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the line it begins in, slowly: for messages only."""
    with content.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(layout.skip):
            file.readline()
        quoting: Literal[0, 3] = 3 if layout.separator == " " else 0  # csv.QUOTE_NONE, csv.QUOTE_MINIMAL
        reader, line, header = csv.reader(file, delimiter=layout.separator, quoting=quoting), 0, layout.header
        for row in reader:
            begins, line = layout.skip + line + 1, reader.line_num
            if not any(row) or (layout.comment and row[0].startswith(layout.comment)):
                continue
            if header:
                header = False
                continue
            yield begins, row


def _place(content: Path, layout: Layout, row: int) -> str:
    try:
        line = next(line for at, (line, _) in enumerate(_lines(content, layout)) if at == row)
    except (csv.Error, StopIteration):
        return f"row {row + 1}"
    return f"line {line}"


def _blame(path: Path, content: Path, layout: Layout) -> None:
    """Raise `DataError` for the first row that has too many columns, if there is one."""
    width, seen = len(layout.names), layout.skip
    try:
        for line, row in _lines(content, layout):
            seen = line
            if len(row) > width:
                raise DataError(
                    f"{path}, line {line}: {len(row)} columns where the first line has {width}: put quotes around text"
                    " with a separator, and the same columns in every row"
                )
    except csv.Error as error:
        raise DataError(f"{path}, line {seen + 1}: cannot be read ({error}): mend the line") from error
