"""Networks as two tables with ids: which file holds which, and the network of both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.network.exchange.numbering import numbered
from valuenet.network.network import Network

MOST_RELATIONS = 2**31 - 1
"""How many rows a table may have: beyond that the tables themselves count no further."""
_PARTS = (".nodes", ".edges")


def suffix_of(path: Path) -> str:
    """Return what a path ends in, `.gz` and what stands before it taken together.

    >>> suffix_of(Path("net.v2.csv.gz")), suffix_of(Path("net.parquet"))
    ('.csv.gz', '.parquet')
    """
    gzipped = path.suffix.lower() == ".gz"
    return (path.with_suffix("").suffix if gzipped else "") + path.suffix


def parts(path: Path, suffix: str, *, exist: bool, apart: bool) -> tuple[Path, Path]:
    """Return the files of the nodes and of the relations that belong to `path`, whose name ends in `suffix`.

    Nodes are in NAME.nodes.SUFFIX. Relations are in NAME.edges.SUFFIX where `apart`, where `path` says so or, among
    files that `exist`, where NAME.SUFFIX is none; else in NAME.SUFFIX.

    >>> [part.name for part in parts(Path("net.csv.gz"), ".csv.gz", exist=False, apart=False)]
    ['net.nodes.csv.gz', 'net.csv.gz']
    >>> [part.name for part in parts(Path("net.nodes.parquet"), ".parquet", exist=False, apart=True)]
    ['net.nodes.parquet', 'net.edges.parquet']
    """
    stem = path.name[: -len(suffix)]
    part = next((word for word in _PARTS if stem.lower().endswith(word)), "")
    name = stem[: len(stem) - len(part)]
    nodes, edges, whole = (path.with_name(f"{name}{word}{suffix}") for word in (".nodes", ".edges", ""))
    if part == ".nodes":
        nodes = path
    elif part == ".edges":
        return nodes, path
    if exist:
        return nodes, whole if (whole.is_file() and part != ".nodes") or not edges.is_file() else edges
    return nodes, edges if apart or part else whole


def row_number(row: int) -> str:
    """Say where a row of a table is, counted from 1."""
    return f"row {row + 1}"


def joined(
    nodes: pl.DataFrame | None, relations: pl.DataFrame, path: Path, place: Callable[[int], str] = row_number
) -> Network:
    """Return the network of relations whose `source` and `target` are ids (text), and of nodes, if they are known.

    Without nodes they are the ids of all sources in the order of the rows, then those of targets that are no source.
    `place` says where in `path` a row of the relations stands. Raises `DataError` for ids that are missing or unknown,
    and for more relations than a table can count.

    >>> ties = pl.DataFrame({"source": ["b", "a"], "target": ["c", "b"]})
    >>> found = joined(None, ties, Path("ties.csv"))
    >>> found.nodes["id"].to_list(), found.relations.rows()
    (['b', 'a', 'c'], [(0, 2), (1, 0)])
    """
    expect_countable(relations.height, path)
    for end in ("source", "target"):
        if relations[end].null_count():
            row = int(relations[end].is_null().arg_max() or 0)
            raise DataError(f"{path}, {place(row)}: no {end}: a relation needs both its ends; mend or delete the row")
    ids = [relations["source"].alias("id"), relations["target"].alias("id")]
    if nodes is not None:
        ids.insert(0, nodes["id"])
    every = pl.concat(ids, rechunk=True)
    number, first = numbered(every)
    if nodes is None:
        nodes = pl.DataFrame({"id": every.gather(first)})
        source, target = np.split(number, 2)
    else:
        own, source, target = np.split(number, [nodes.height, nodes.height + relations.height])
        _expect_distinct(own, nodes, path)
        for end, numbers in (("source", source), ("target", target)):
            lost = np.flatnonzero(numbers >= nodes.height)
            if len(lost):
                name = relations[end][int(lost[0])]
                raise DataError(
                    f"{path}, {place(int(lost[0]))}: the {end} '{name}' is none of the nodes ({len(lost):,} such"
                    " relations): add the node to the list of nodes, or take that file away"
                )
    ends = {"source": pl.Series("source", source), "target": pl.Series("target", target)}
    return Network(nodes, relations.with_columns(**ends))


def _expect_distinct(numbers: np.ndarray[tuple[int], np.dtype[np.int64]], nodes: pl.DataFrame, path: Path) -> None:
    double = np.flatnonzero(numbers != np.arange(len(numbers)))
    if len(double):
        row = int(double[0])
        raise DataError(f"{path}: node '{nodes['id'][row]}' is there twice in the list of nodes: give it one row")


def expect_countable(rows: int, path: Path) -> None:
    """Raise `DataError` where there are more relations than a table can count."""
    if rows > MOST_RELATIONS:
        raise DataError(
            f"{path}: {rows:,} relations, and a network holds at most {MOST_RELATIONS:,}: merge parallel relations"
            " into weights, or keep the kinds that matter"
        )


def with_ids(network: Network) -> pl.DataFrame:
    """Return the relations with ids instead of node numbers."""
    ids = network.nodes["id"]
    ends = [ids.gather(network.relations[end]).alias(end) for end in ("source", "target")]
    return network.relations.with_columns(ends)


def checked_direction(relations: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Return the relations; raise `DataError` where `directed` is true or false in some of them, and not in others."""
    if relations.schema.get("directed") == pl.Boolean and relations["directed"].null_count():
        row = int(relations["directed"].is_null().arg_max() or 0)
        raise DataError(f"{path}, {row_number(row)}: 'directed' is missing: say true or false")
    return relations
