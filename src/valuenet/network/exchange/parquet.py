"""Parquet: a file of nodes and a file of relations, with every type that a column can have."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from valuenet.errors import DataError
from valuenet.network.exchange.ends import find_ends
from valuenet.network.exchange.reading import Reading, notes_on
from valuenet.network.exchange.storage import plain, written
from valuenet.network.exchange.tables import checked_direction, expect_countable, joined, parts, suffix_of, with_ids
from valuenet.network.exchange.typed import free_name
from valuenet.network.network import Network


def read(path: Path) -> Reading:
    """Return the network of NAME.edges.parquet and NAME.nodes.parquet, or of the one that is there.

    Columns are found by their names (source and target, from and to, ...; id), else by their position. Raises
    `DataError` where a file is no Parquet or lacks columns.
    """
    nodes_path, edges_path = parts(path, suffix_of(path), exist=True, apart=True)
    nodes = _nodes(nodes_path) if nodes_path.is_file() else None
    if nodes is not None and not edges_path.is_file():
        relations, notes = pl.DataFrame(schema={"source": pl.String, "target": pl.String}), list[str]()
    else:
        relations, notes = _relations(edges_path)
    network = joined(nodes, checked_direction(relations, edges_path), edges_path)
    return Reading(network, (*notes, *notes_on(network)))


def write(network: Network, path: Path) -> None:
    """Write NAME.nodes.parquet and NAME.edges.parquet, gzipped once more where the path ends in `.gz`."""
    nodes_path, edges_path = parts(path, suffix_of(path), exist=False, apart=True)
    for table, file in ((network.nodes, nodes_path), (with_ids(network), edges_path)):
        with written(file) as content:
            table.write_parquet(content)


def _table(path: Path) -> pl.DataFrame:
    with plain(path) as content:
        try:
            expect_countable(pl.scan_parquet(content).select(pl.len()).collect().item(), path)
            return pl.read_parquet(content)
        except (pl.exceptions.PolarsError, OSError) as error:
            said = str(error).splitlines()[0]
            raise DataError(f"{path}: no Parquet file ({said}): fetch or make it again") from error


def _nodes(path: Path) -> pl.DataFrame:
    table = _table(path)
    name = "id" if "id" in table.columns else next(iter(table.columns), None)
    if name is None:
        raise DataError(f"{path}: no columns: a list of nodes has at least the column id")
    ids = _ids(table[name], path)
    if ids.null_count():
        raise DataError(f"{path}, row {int(ids.is_null().arg_max() or 0) + 1}: no id: give every node one")
    return table.with_columns(ids).rename({name: "id"})


def _relations(path: Path) -> tuple[pl.DataFrame, list[str]]:
    table = _table(path)
    if table.width < 2:
        raise DataError(f"{path}: {table.width} columns: relations have at least source and target")
    ends = find_ends(table.columns)
    source, target = (table.columns[at] for at in ends or (0, 1))
    notes = [] if ends else [f"'{source}' is read as source and '{target}' as target: the first two columns"]
    columns = [_ids(table[name], path).alias(end) for name, end in ((source, "source"), (target, "target"))]
    for column in table:
        if column.name not in (source, target):
            columns.append(column.alias(free_name(column.name, [known.name for known in columns])))
    return pl.DataFrame(columns), notes


def _ids(column: pl.Series, path: Path) -> pl.Series:
    dtype = column.dtype
    if dtype == pl.String or dtype.is_integer() or dtype in (pl.Categorical, pl.Enum, pl.Null):
        return column.cast(pl.String)
    raise DataError(f"{path}: the ids in '{column.name}' are {dtype}: make them text or integers")
