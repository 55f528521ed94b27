"""The E-I index: whether the ties of a group go out of it or stay inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.network.graph import Graph
from valuenet.network.mixing import Category, Mixing, Reading, ends, grouped


@dataclass(frozen=True, eq=False)
class EIIndex:
    """(external - internal) / (external + internal): 1 where all ties leave the group, -1 where none does.

    `value` is None where nothing was counted. `expected` is what the sizes of the groups alone would bring: the index
    of a network in which all nodes with data are tied to each other; None below two such nodes. `left_out` counts
    what has no data at an end. `groups` has a row a group with data: group, nodes, internal, external, value (null
    without ties); what goes between two groups is external to both.
    """

    value: float | None
    internal: int
    external: int
    left_out: int
    expected: float | None
    groups: pl.DataFrame


def ei_index(mixing: Mixing) -> EIIndex:
    """Return the E-I index of the whole and of every group.

    Source: Krackhardt and Stern, Informal Networks and Organizational Crises, Social Psychology Quarterly 51(2), 1988.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.mixing import mixing
    >>> ties = graph([0, 1, 0, 3], [1, 2, 3, 4], nodes=5)
    >>> found = ei_index(mixing(ties, ["north", "north", "north", "south", None], reading="ties_undirected"))
    >>> found.internal, found.external, found.left_out, found.value, found.expected
    (2, 1, 1, -0.3333333333333333, 0.0)
    >>> found.groups.rows()
    [('north', 3, 2, 1, -0.3333333333333333), ('south', 1, 0, 1, 1.0)]
    """
    times = 1 if mixing.directed else 2  # an undirected tie is there once each way
    known = mixing.with_data
    inside = np.diagonal(known) // times
    across = (known.sum(axis=0) + known.sum(axis=1) - 2 * np.diagonal(known)) // times
    internal, external = int(inside.sum()), int(across.sum()) // 2
    sizes = mixing.nodes[: len(known)]
    names = pl.Series("group", mixing.groups[: len(known)], pl.String)
    groups = pl.DataFrame({"group": names, "nodes": sizes, "internal": inside, "external": across})
    return EIIndex(
        value=(external - internal) / (external + internal) if external + internal else None,
        internal=internal,
        external=external,
        left_out=int(mixing.observed.sum()) // times - internal - external,
        expected=_expected(sizes.tolist()),
        groups=_with_value(groups),
    )


def ei_of_nodes(graph: Graph, category: Category, *, reading: Reading = "ties_undirected") -> pl.DataFrame:
    """Return one row a node: internal, external, and the index of its own ties, as source or target.

    A node without data, or none of whose neighbours has data, has null.

    >>> from valuenet.network.graph import graph
    >>> ei_of_nodes(graph([0, 1, 0, 3], [1, 2, 3, 4], nodes=5), ["a", "a", "a", "b", None]).rows()
    [(1, 1, 0.0), (2, 0, -1.0), (1, 0, -1.0), (0, 1, 1.0), (0, 0, None)]
    """
    code, groups = grouped(category, graph.nodes)
    source, target = ends(graph, reading)
    known = np.array([group is not None for group in groups], np.bool_)
    counted = known[code[source]] & known[code[target]]
    source, target = source[counted], target[counted]
    same = code[source] == code[target]
    at_ends = (source,) if reading == "ties_undirected" else (source, target)
    internal, external = (
        sum((np.bincount(end[kept], minlength=graph.nodes) for end in at_ends), np.zeros(graph.nodes, np.int64))
        for kept in (same, ~same)
    )
    return _with_value(pl.DataFrame({"internal": internal, "external": external}))


def _with_value(counts: pl.DataFrame) -> pl.DataFrame:
    internal, external = pl.col("internal"), pl.col("external")
    index = (external - internal) / (external + internal)
    return counts.with_columns(pl.when(external + internal > 0).then(index).alias("value"))


def _expected(sizes: list[int]) -> float | None:
    pairs = sum(sizes) * (sum(sizes) - 1) // 2
    internal = sum(size * (size - 1) // 2 for size in sizes)
    return (pairs - 2 * internal) / pairs if pairs else None
