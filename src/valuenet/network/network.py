"""A network with what is known of its nodes and relations: two tables beside the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from valuenet.errors import DataError, UsageError, nearest
from valuenet.network.graph import Graph, graph

_SHOWN = 3
"""How many offending ids a message names."""


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and relations as tables; node number i is row i of `nodes`.

    `nodes` has `id` (text, unique) and whatever else is known: `label`, `sample` (whether the survey observed the
    node's ties), `kind`, `region`, `country`, `home_country`, `sector`, `layer`, ... `relations` has `source` and
    `target`, the node numbers of the arc's two ends (in the direction in which technology, people or capital
    flow), and `kind`, `family`, `ego_is_source`, `weight`, `first_wave`, ... where they are known.

    A relation without a direction, as other people's files have them, is one relation whose `directed` (bool) is
    false: which of its ends is called the source then means nothing. Without that column every relation is an arc.
    """

    nodes: pl.DataFrame
    relations: pl.DataFrame

    @property
    def directed(self) -> bool:
        """Whether every relation is an arc; where one is not, directed readings are no data."""
        return self.relations.schema.get("directed") != pl.Boolean or bool(self.relations["directed"].all())

    @cached_property
    def graph(self) -> Graph:
        """The relations as arrays."""
        return graph(self.relations["source"].to_numpy(), self.relations["target"].to_numpy(), self.nodes.height)

    def number_of(self, ids: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the node numbers of `ids`; raise `UsageError` naming those that are not there, and the nearest."""
        wanted = list(ids)
        place = dict(zip(self.nodes["id"].to_list(), range(self.nodes.height), strict=True))
        unknown = [each for each in wanted if each not in place]
        if unknown:
            shown = ", ".join(f"'{each}'" for each in unknown[:_SHOWN])
            more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
            raise UsageError(f"the network has no node {shown}{more}{nearest(unknown[0], place)}")
        return np.array([place[each] for each in wanted], np.int64)


def network_of(nodes: pl.DataFrame, relations: pl.DataFrame) -> Network:
    """Return the network of a table of nodes and a table of relations whose `source` and `target` are ids.

    Nodes that no relation names stay. Raises `DataError` where a column is missing, an id comes twice or is
    missing, or a relation names a node that is not there.

    >>> found = network_of(pl.DataFrame({"id": ["a", "b"]}), pl.DataFrame({"source": ["b"], "target": ["a"]}))
    >>> found.relations.rows(), found.graph.relations
    ([(1, 0)], 1)
    """
    _expect(nodes, "nodes", ("id",))
    _expect(relations, "relations", ("source", "target"))
    if nodes["id"].null_count():
        raise DataError(f"{nodes['id'].null_count()} nodes have no id: give every node one")
    twice = nodes["id"].filter(nodes["id"].is_duplicated())
    if len(twice):
        raise DataError(f"node '{twice[0]}' is there twice: give every node an id of its own")
    numbers = nodes.select(pl.col("id").cast(pl.String)).with_row_index("number")
    placed = relations
    for end in ("source", "target"):
        placed = placed.with_columns(pl.col(end).cast(pl.String)).join(
            numbers.rename({"id": end, "number": f"{end}_number"}), on=end, how="left", maintain_order="left"
        )
        lost = placed.filter(pl.col(f"{end}_number").is_null())
        if lost.height:
            raise DataError(
                f"relation {placed[f'{end}_number'].is_null().arg_true()[0] + 1} has the {end} '{lost[end][0]}',"
                f" which is none of the nodes ({lost.height} such relations): add the node, or drop the relation"
            )
    ends = [pl.col(f"{end}_number").cast(pl.Int64).alias(end) for end in ("source", "target")]
    return Network(nodes, placed.select(*ends, pl.exclude("source", "target", "source_number", "target_number")))


def selected(network: Network, chosen: Mapping[str, Iterable[str]], *, keep_nodes: bool = False) -> Network:
    """Return the network of the relations that have, in every column of `chosen`, one of the values given for it.

    A column is one of the relations' (`kind`, `family`, ...) or one of the nodes' with `source_`, `target_` or
    `ego_` before it (`ego_layer`, `source_region`). Nodes without a relation left are dropped unless `keep_nodes`
    or they are of the sample. Raises `UsageError` for a column or a value that is not there.

    >>> nodes = pl.DataFrame({"id": ["a", "b", "c"], "sample": [True, False, False]})
    >>> ties = pl.DataFrame({"source": ["b", "a"], "target": ["a", "c"], "kind": ["study", "work"]})
    >>> selected(network_of(nodes, ties), {"kind": ["work"]}).nodes["id"].to_list()
    ['a', 'c']
    """
    kept = pl.Series(np.ones(network.relations.height, np.bool_))
    for column, values in chosen.items():
        found = _column(network, column)
        wanted = [str(value) for value in values]
        known = [str(value) for value in found.unique().drop_nulls().to_list()]
        for value in wanted:
            if value not in known:
                raise UsageError(f"no relation has the {column} '{value}'{nearest(value, known)}")
        kept &= found.cast(pl.String).is_in(wanted).fill_null(value=False)
    return subnetwork(network, kept.to_numpy(), keep_nodes=keep_nodes)


def subnetwork(network: Network, kept: np.ndarray[tuple[int], np.dtype[np.bool_]], *, keep_nodes: bool) -> Network:
    """Return the network of the relations where `kept` `(m,)` is true, its nodes renumbered (see `selected`)."""
    relations = network.relations.filter(pl.Series(kept))
    stays = np.full(network.nodes.height, keep_nodes)
    if "sample" in network.nodes.columns:
        stays |= network.nodes["sample"].fill_null(value=False).to_numpy()
    for end in ("source", "target"):
        stays[relations[end].to_numpy()] = True
    number = np.cumsum(stays) - 1
    ends = [pl.Series(end, number[relations[end].to_numpy()], pl.Int64) for end in ("source", "target")]
    return Network(network.nodes.filter(pl.Series(stays)), relations.with_columns(ends))


def _column(network: Network, column: str) -> pl.Series:
    relations, nodes = network.relations, network.nodes
    if column in relations.columns:
        return relations[column]
    end, _, attribute = column.partition("_")
    if attribute in nodes.columns:
        if end in ("source", "target"):
            return nodes[attribute].gather(relations[end])
        if end == "ego" and "ego_is_source" in relations.columns:
            ego = relations.select(pl.when("ego_is_source").then("source").otherwise("target"))
            return nodes[attribute].gather(ego.to_series())
    columns = [*relations.columns, *(f"{end}_{name}" for end in ("source", "target", "ego") for name in nodes.columns)]
    raise UsageError(f"relations have no column '{column}'{nearest(column, columns)}")


def _expect(table: pl.DataFrame, name: str, columns: Iterable[str]) -> None:
    for column in columns:
        if column not in table.columns:
            raise DataError(f"the table of {name} has no column '{column}'{nearest(column, table.columns)}")
