"""Clustering that counts directed triangles one by one, as networkx does for directed networks."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call, takes

FloatArray: TypeAlias = npt.NDArray[np.float64]

_WEDGES_AT_ONCE = 1 << 22


def fagiolo_clustering(graph: Graph) -> FloatArray:
    """Return Fagiolo's clustering of every node `(n,)`, 0..1: directed triangles over those there could be.

    Three nodes that are tied both ways all round are eight directed triangles; a pair of reciprocal ties at a node is
    no beginning of one. 0 where none could be. Every tie is followed from its end of lower degree, in blocks of four
    million wedges. Source: Fagiolo, Clustering in complex directed networks, Phys. Rev. E 76, 2007, eq. 8.

    >>> from valuenet.network.graph import graph
    >>> fagiolo_clustering(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=4)).round(3).tolist()
    [0.167, 0.5, 0.5, 0.0]
    """
    shadow = graph.both
    total = graph.out.degree.astype(np.int64) + graph.into.degree
    mutual = total - shadow.degree
    possible = total * (total - 1) - 2 * mutual
    counted = _with_kernel(graph) if takes(graph.source, graph.target) else _with_scipy(graph)
    found: FloatArray = counted / np.maximum(possible, 1)
    return found


def _with_kernel(graph: Graph) -> IntArray:
    few = np.zeros(graph.nodes, np.int32)
    triangles, arcs, around = (np.zeros(graph.nodes, np.int64) for _ in range(3))
    call("triangles", graph.nodes, graph.relations, graph.source, graph.target, few, triangles, arcs, around)
    return around


def _with_scipy(graph: Graph) -> FloatArray:
    """Return the directed triangles at every node: over its triangles, the product of the arcs on their three sides."""
    up = _upward(graph)
    found = np.zeros(graph.nodes)
    wedges = np.cumsum(np.diff(up.indptr).astype(np.int64) ** 2 + np.diff(up.indptr))
    cuts = np.searchsorted(wedges, np.arange(_WEDGES_AT_ONCE, wedges[-1:].sum() + _WEDGES_AT_ONCE, _WEDGES_AT_ONCE))
    first = 0
    for last in np.minimum(cuts + 1, graph.nodes).tolist():
        if last > first:
            low = up[first:last]
            # For every pair of a middle and a high node: the arcs over their low nodes, where they are tied.
            closed = (low.T @ low).multiply(up)
            found += np.asarray(closed.sum(axis=1)).ravel() + np.asarray(closed.sum(axis=0)).ravel()
            found[first:last] += np.asarray((low @ up).multiply(low).sum(axis=1)).ravel()
            first = last
    return found


def _upward(graph: Graph) -> Any:
    """Return the undirected ties from the end of lower degree (and number) to the other, with their arcs."""
    shadow = graph.both
    owner, degree = shadow.owner, shadow.degree
    here, there = degree[owner], degree[shadow.neighbour]
    kept = (here < there) | ((here == there) & (owner < shadow.neighbour))
    start = np.concatenate(([0], np.cumsum(kept)))[shadow.start]
    from scipy.sparse import csr_array  # time to load that the kernel saves

    arcs: Any = shadow.multiplicity[kept].astype(np.float64)
    return csr_array((arcs, shadow.neighbour[kept], start), shape=(graph.nodes, graph.nodes))
