"""Concentration: how unevenly degrees, or any other amounts, are spread over the nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import DataError
from valuenet.network.graph import Graph, IntArray
from valuenet.network.mixing import Category, grouped


@dataclass(frozen=True)
class Reach:
    """How much of a network a few nodes touch: counts, and shares of all nodes and of all relations.

    `nodes` are those tied to a member, the members themselves left out; `relations` those with a member at an end.
    """

    members: int
    nodes: int
    node_share: float | None
    relations: int
    relation_share: float | None


def gini(values: npt.ArrayLike) -> float | None:
    """Return the Gini coefficient of amounts from 0 `(n,)`: 0 where all have the same, near 1 where one has all.

    None where there is nothing to share: no values, or a total of 0. Raises `DataError` for an amount below 0.

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 1]), gini([0, 0])
    (0.0, 0.75, None)
    """
    ordered = np.sort(_amounts(values))
    total = float(ordered.sum())
    if not total:
        return None
    size = len(ordered)
    return float((ordered * (2 * np.arange(1, size + 1) - size - 1)).sum()) / (size * total)


def top_share(values: npt.ArrayLike, top: int) -> float | None:
    """Return the share of the total that the `top` largest amounts have; None where the total is 0.

    >>> top_share([5, 1, 1, 1, 2], top=2)
    0.7
    """
    amounts = _amounts(values)
    total, most = float(amounts.sum()), min(max(top, 0), len(amounts))
    if not total:
        return None
    return float(np.partition(amounts, len(amounts) - most)[len(amounts) - most :].sum()) / total if most else 0.0


def one_in(values: npt.ArrayLike, parts: int) -> int:
    """Return how many nodes are one in `parts`, rounded up: 1 % of 250 nodes are three."""
    return -(-len(np.asarray(values)) // parts)


def concentration(values: npt.ArrayLike, category: Category) -> pl.DataFrame:
    """Return a row a group of nodes: nodes, total, share of the whole, Gini, and the shares of its top 1 % and 10 %.

    `values` `(n,)` are amounts from 0, `category` `(n,)` says the group of each node; nodes without data are a group
    of their own, null. Shares and Gini are null where a total is 0.

    >>> concentration([4, 0, 2, 2], ["firm", "firm", "fund", None]).select("group", "nodes", "total", "gini").rows()
    [('firm', 2, 4.0, 0.5), ('fund', 1, 2.0, 0.0), (None, 1, 2.0, 0.0)]
    """
    amounts = _amounts(values)
    code, groups = grouped(category, len(amounts))
    whole = float(amounts.sum())
    rows = []
    for number, group in enumerate(groups):
        own = amounts[code == number]
        total = float(own.sum())
        tops = (top_share(own, one_in(own, parts)) for parts in (100, 10))
        rows.append((group, len(own), total, total / whole if whole else None, gini(own), *tops))
    types: dict[str, type[pl.DataType]] = {"group": pl.String, "nodes": pl.Int64}
    floats = ("total", "share", "gini", "top_1_percent", "top_10_percent")
    return pl.DataFrame(rows, types | dict.fromkeys(floats, pl.Float64), orient="row")


def weighted_degree(graph: Graph) -> IntArray:
    """Return the relations at every node `(n,)`; a relation of a node to itself counts twice.

    >>> from valuenet.network.graph import graph
    >>> weighted_degree(graph([0, 0, 1], [1, 1, 1], nodes=3)).tolist()
    [2, 4, 0]
    """
    ends = (graph.source, graph.target)
    return sum((np.bincount(end, minlength=graph.nodes) for end in ends), np.zeros(graph.nodes, np.int64))


def reach(graph: Graph, members: IntArray) -> Reach:
    """Return how much of the network the nodes numbered in `members` touch together, each thing counted once.

    >>> from valuenet.network.graph import graph
    >>> reach(graph([0, 0, 1, 3], [1, 2, 2, 4], nodes=5), np.array([0, 1]))
    Reach(members=2, nodes=1, node_share=0.2, relations=3, relation_share=0.75)
    """
    inside = np.zeros(graph.nodes, np.bool_)
    inside[members] = True
    touched = np.zeros(graph.nodes, np.bool_)
    touched[graph.both.neighbour[np.repeat(inside, graph.both.degree)]] = True
    nodes = int(np.count_nonzero(touched & ~inside))
    relations = int(np.count_nonzero(inside[graph.source] | inside[graph.target]))
    return Reach(
        members=int(np.count_nonzero(inside)),
        nodes=nodes,
        node_share=nodes / graph.nodes if graph.nodes else None,
        relations=relations,
        relation_share=relations / graph.relations if graph.relations else None,
    )


def _amounts(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    amounts: npt.NDArray[np.float64] = np.asarray(values, np.float64)
    if not (amounts >= 0).all():
        place = int(np.flatnonzero(~(amounts >= 0))[0])
        raise DataError(f"amount {place} is {amounts[place]}: concentration is of amounts from 0 on")
    return amounts
