"""Modularity: how much more of a network lies within the parts of a partition than would by chance."""

from __future__ import annotations

from typing import Literal

import numpy as np

from valuenet.errors import DataError
from valuenet.network.graph import Graph, IntArray

ModularityReading = Literal["relations", "relations_undirected", "ties_directed", "ties_undirected", "ties_either_way"]
"""Rows from source to target; rows either way; ties from source to target; pairs of tied nodes, the last counting those
tied in both directions twice."""


def modularity(graph: Graph, member: IntArray, *, reading: ModularityReading = "relations_undirected") -> float | None:
    """Return the modularity of a partition, `member` `(n,)` from 0: -0.5 to 1; None without anything to count.

    Undirected readings take Newman and Girvan's chance (Phys. Rev. E 69, 2004), directed ones Leicht and Newman's,
    out-degree x in-degree (Phys. Rev. Lett. 100, 2008). Loops count among `relations` only. Nodes with a number below
    0 are each on their own. Raises `DataError` where there is not one number a node.

    >>> from valuenet.network.graph import graph
    >>> modularity(graph([0, 1, 2, 3], [1, 0, 3, 2], nodes=4), np.array([0, 0, 1, 1]))
    0.5
    """
    if len(member) != graph.nodes:
        raise DataError(f"{len(member)} communities for {graph.nodes} nodes: give one a node")
    part = np.asarray(member, np.int64).copy()
    alone = np.flatnonzero(part < 0)
    part[alone] = int(part.max(initial=-1)) + 1 + np.arange(len(alone))
    source, target, weight = _counted(graph, reading)
    total = float(weight.sum())
    if not total:
        return None
    parts = int(part.max()) + 1
    out, into = (np.bincount(part[end], weights=weight, minlength=parts) for end in (source, target))
    within = float(weight[part[source] == part[target]].sum())
    return within / total - float((out * into).sum()) / total**2


def _counted(graph: Graph, reading: ModularityReading) -> tuple[IntArray, IntArray, IntArray]:
    if reading == "relations":
        return graph.source, graph.target, np.ones(graph.relations, np.int64)
    if reading == "relations_undirected":
        one_way, other = (graph.out.owner, graph.out.neighbour), (graph.out.neighbour, graph.out.owner)
        source, target = (np.concatenate(ends) for ends in zip(one_way, other, strict=True))
        return source, target, np.tile(graph.out.multiplicity, 2)
    if reading == "ties_either_way":
        return graph.both.owner, graph.both.neighbour, graph.both.multiplicity.astype(np.int64)
    ties = graph.out if reading == "ties_directed" else graph.both
    return ties.owner, ties.neighbour, np.ones(len(ties.neighbour), np.int64)
