"""Closeness: how near a node is to those that reach it, that it reaches, or that are connected with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.position.reach import BATCH, reach

FloatArray: TypeAlias = npt.NDArray[np.float64]
Direction: TypeAlias = Literal["in", "out", "both"]

WORK_LIMIT = 500_000_000
"""Ties and nodes met at all levels of all searches, 512 sources at a time, up to which closeness is exact."""
SAMPLE = 4 * BATCH
"""Sources drawn where closeness is sampled."""


@dataclass(frozen=True, eq=False)
class Closeness:
    """Distances between every node and the others on its side, from which each kind of closeness follows; `(n,)`.

    `reachable` counts the other nodes with a path, `total` sums their distances, `inverse` sums 1 / distance. Where
    sampled, `sources` of the `nodes` were drawn and the three are estimates.
    """

    reachable: FloatArray
    total: FloatArray
    inverse: FloatArray
    sources: int

    @property
    def nodes(self) -> int:
        """Nodes of the network."""
        return len(self.total)

    @property
    def sampled(self) -> bool:
        """Whether only some of the nodes were sources."""
        return self.sources < self.nodes

    @property
    def error_bound(self) -> float:
        """What `harmonic` is off by at most, for 19 nodes in 20; 0 where exact (Hoeffding 1963)."""
        return float(np.sqrt(np.log(2 / 0.05) / (2 * self.sources))) if self.sampled else 0.0

    @property
    def closeness(self) -> FloatArray:
        """Closeness of Wasserman and Faust (1994), networkx's: r / (n - 1) x r / total; NaN where r is 0."""
        share: FloatArray = self.reachable / max(self.nodes - 1, 1)
        return share * self.within_component

    @property
    def within_component(self) -> FloatArray:
        """Closeness among the r reachable nodes only, igraph's: r / total; NaN where r is 0."""
        shares: FloatArray = np.full(self.nodes, np.nan)
        return np.divide(self.reachable, self.total, out=shares, where=self.total > 0)

    @property
    def harmonic(self) -> FloatArray:
        """Mean of 1 / distance over all other nodes, 0 for those without a path (Rochat 2009); NaN for n = 1."""
        return self.inverse / (self.nodes - 1) if self.nodes > 1 else np.full(self.nodes, np.nan)


def closeness(
    graph: Graph, direction: Direction, *, work_limit: int = WORK_LIMIT, sample: int = SAMPLE, seed: int = 1
) -> Closeness:
    """Return the distances of every node: `in`, from the nodes that reach it; `out`, to those it reaches; or `both`.

    `both` reads ties undirected. Exact, from a search from every node, where that stays within `work_limit`; else from
    `sample` nodes drawn by `seed` without replacement (Eppstein and Wang, Fast Approximation of Centrality, Journal of
    Graph Algorithms and Applications 8(1), 2004). Which it is follows from the graph, not from the machine.

    >>> from valuenet.network.graph import graph
    >>> found = closeness(graph([0, 1], [1, 2], nodes=4), "in")
    >>> found.closeness.round(3).tolist(), found.harmonic.round(3).tolist()
    ([nan, 0.333, 0.444, nan], [0.0, 0.333, 0.5, 0.0])
    """
    entered, left = {"in": (graph.into, graph.out), "out": (graph.out, graph.into)}.get(direction, (graph.both,) * 2)
    leaves, hosts = _leaves(graph.both)
    kept = np.setdiff1d(np.arange(graph.nodes), leaves, assume_unique=True)
    inner, number = _among(entered, kept)
    behind = np.bincount(hosts[left.degree[leaves] > 0], minlength=graph.nodes)
    sources = kept[left.degree[kept] > 0]
    batches = [sources[first : first + BATCH] for first in range(0, len(sources), BATCH)]
    found = [reach(inner, number[batch], behind[batch]) for batch in batches[:1]]
    levels = sum(levels for _, levels in found)
    if len(batches) * levels * (len(inner.neighbour) + len(kept)) > work_limit and sample < graph.nodes:
        return _sampled(entered, sample, seed)
    sums = np.zeros((graph.nodes, 4))
    with ThreadPoolExecutor(2) as pool:  # added in their order: the same bytes whoever was first
        more = pool.map(lambda batch: reach(inner, number[batch], behind[batch]), batches[1:])
        for part, _ in (*found, *more):
            sums[kept] += part
    sums += behind[:, None] * np.array([1, 1, 1, 0.5])
    sums[leaves] = _at_leaves(sums[hosts], entered.degree[leaves], left.degree[leaves])
    return Closeness(sums[:, 0], sums[:, 1], sums[:, 2], graph.nodes)


def _at_leaves(at_hosts: FloatArray, entered: IntArray, leaves: IntArray) -> FloatArray:
    """Return the sums of nodes that are entered from their host alone, and may themselves be among its sources."""
    count, total, _, next_inverse = at_hosts.T
    own = (leaves > 0).astype(np.float64)
    sums = np.column_stack((count + 1 - own, total + count + 1 - 2 * own, next_inverse + 1 - own / 2, count * 0))
    return sums * (entered > 0)[:, None]


def _sampled(entered: Adjacency, sample: int, seed: int) -> Closeness:
    nodes = len(entered.start) - 1
    drawn = np.sort(np.random.default_rng(seed).choice(nodes, sample, replace=False)).astype(entered.start.dtype)
    sums = np.zeros((nodes, 4))
    for first in range(0, sample, BATCH):
        batch = drawn[first : first + BATCH]
        sums += reach(entered, batch, np.zeros(len(batch), np.int64))[0]
    others = np.full(nodes, sample)
    others[drawn] -= 1
    sums *= ((nodes - 1) / np.maximum(others, 1))[:, None]
    return Closeness(sums[:, 0], sums[:, 1], sums[:, 2], sample)


def _leaves(shadow: Adjacency) -> tuple[IntArray, IntArray]:
    """Return the nodes with one neighbour that has several, and those neighbours: their hosts."""
    degree = shadow.degree
    leaves = np.flatnonzero(degree == 1)
    hosts = shadow.neighbour[shadow.start[leaves]]
    inner = degree[hosts] > 1  # of two nodes on their own, neither is the other's leaf
    return leaves[inner], hosts[inner]


def _among(entered: Adjacency, kept: IntArray) -> tuple[Adjacency, IntArray]:
    """Return the ties among the nodes kept, renumbered, and every node's new number (-1 where it is not kept)."""
    number = np.full(len(entered.start) - 1, -1, entered.start.dtype)
    number[kept] = np.arange(len(kept))
    source, owner = number[entered.neighbour], number[entered.owner]
    inside = (source >= 0) & (owner >= 0)
    start = np.zeros(len(kept) + 1, entered.start.dtype)
    np.cumsum(np.bincount(owner[inside], minlength=len(kept)), out=start[1:])
    return Adjacency(start, source[inside], entered.multiplicity[inside]), number
