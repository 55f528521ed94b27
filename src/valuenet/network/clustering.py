"""How far the neighbours of a node are tied to one another: triangles, local clustering, transitivity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call, takes

FloatArray: TypeAlias = npt.NDArray[np.float64]

_WEDGES_AT_ONCE = 1 << 21


@dataclass(frozen=True, eq=False)
class Clustering:
    """What lies among the neighbours of every node, each `(n,)`.

    `degree`: distinct neighbours in either direction; `triangles`: undirected ties among them, which is the number
    of triangles the node is part of; `arcs`: directed ties among them, a reciprocal one counting twice.
    """

    degree: IntArray
    triangles: IntArray
    arcs: IntArray

    @property
    def directed(self) -> FloatArray:
        """Local clustering of every node, arcs / (k (k - 1)), 0 for k < 2 (Gephi's directed mode)."""
        return _share(self.arcs, self.degree)

    @property
    def undirected(self) -> FloatArray:
        """Local clustering of every node, 2 triangles / (k (k - 1)), 0 for k < 2 (Watts and Strogatz 1998)."""
        return _share(self.triangles, self.degree) * 2

    @property
    def triangle_total(self) -> int:
        """Triangles of the network."""
        return int(self.triangles.sum()) // 3

    @property
    def transitivity(self) -> float | None:
        """3 x triangles / connected triples; None where no node has two neighbours."""
        triples = int((self.degree * (self.degree - 1) // 2).sum())
        return 3 * self.triangle_total / triples if triples else None


def clustering(graph: Graph) -> Clustering:
    """Count triangles and the arcs across them at every node, on ties: loops and parallel relations are merged away.

    Every tie is looked at from its end of lower degree, so that a hub costs no more than others. The kernel counts on
    the relations, and needs at most 16 bytes for each beside 70 a node; without it memory stays within 300 MB beside
    three copies of the ties.
    Source: Schank and Wagner, Finding, Counting and Listing all Triangles in Large Graphs, WEA 2005 (forward).

    >>> from valuenet.network.graph import graph
    >>> c = clustering(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=4))
    >>> c.triangles.tolist(), c.undirected.round(3).tolist(), c.directed.round(3).tolist()
    ([1, 1, 1, 0], [0.333, 1.0, 1.0, 0.0], [0.167, 0.5, 0.5, 0.0])
    >>> c.transitivity
    0.6
    """
    if not takes(graph.source, graph.target):
        degree = graph.both.degree.astype(np.int64)
        return Clustering(degree, *_with_numpy(graph, degree))
    few = np.zeros(graph.nodes, np.int32)
    triangles, arcs = (np.zeros(graph.nodes, np.int64) for _ in range(2))
    call("triangles", graph.nodes, graph.relations, graph.source, graph.target, few, triangles, arcs, 0)
    return Clustering(few.astype(np.int64), triangles, arcs)


def _with_numpy(graph: Graph, degree: IntArray) -> tuple[IntArray, IntArray]:
    """Count as the kernel does: pairs of neighbours of higher degree, two million at once, look up their tie."""
    order = np.argsort(degree, kind="stable")
    triangles, arcs = (np.zeros(graph.nodes, np.int64) for _ in range(2))
    for corners, across in _triangles(graph, order):
        for corner, opposite in zip(corners, across, strict=True):
            triangles += np.bincount(corner, minlength=graph.nodes)
            arcs += np.bincount(corner, weights=opposite, minlength=graph.nodes).astype(np.int64)
    at = np.argsort(order)
    return triangles[at], arcs[at]


def _triangles(graph: Graph, order: IntArray) -> Iterator[tuple[tuple[IntArray, ...], tuple[IntArray, ...]]]:
    """Yield the triangles in blocks: their corners as places in `order`, and the arcs across from each corner."""
    low, high, arcs = _upward(graph, order)
    keys = low * graph.nodes + high
    partners = np.searchsorted(low, low, side="right") - np.arange(1, len(low) + 1)  # later ties of the same low end
    ends = np.cumsum(partners)
    cuts = np.searchsorted(ends, np.arange(_WEDGES_AT_ONCE, ends[-1:].sum(), _WEDGES_AT_ONCE))
    for first, last in pairwise((0, *cuts.tolist(), len(low))):
        several = partners[first:last]
        tie = np.repeat(np.arange(first, last), several)
        other = tie + 1 + np.arange(len(tie)) - np.repeat(np.cumsum(several) - several, several)
        wanted = high[tie] * graph.nodes + high[other]
        across = np.searchsorted(keys, wanted)
        across[across == len(keys)] = 0
        closed = np.flatnonzero(keys[across] == wanted)
        tie, other, across = tie[closed], other[closed], across[closed]
        yield (low[tie], high[tie], high[other]), (arcs[across], arcs[other], arcs[tie])


def _upward(graph: Graph, order: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the undirected ties, once each, from the earlier place in `order` to the later, sorted; and their arcs."""
    place = np.empty(graph.nodes, np.int64)
    place[order] = np.arange(graph.nodes)
    low, high = place[graph.both.owner], place[graph.both.neighbour]
    upward = np.flatnonzero(low < high)
    upward = upward[np.argsort(low[upward] * graph.nodes + high[upward])]
    return low[upward], high[upward], graph.both.multiplicity[upward]


def _share(part: IntArray, degree: IntArray) -> FloatArray:
    """Return part / (k (k - 1)); most nodes are in no triangle and need no division."""
    some = np.flatnonzero(part)
    share, neighbours = np.zeros(len(part)), degree[some].astype(np.int64)
    share[some] = part[some] / (neighbours * (neighbours - 1))
    return share
