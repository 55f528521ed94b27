"""Cores: the k-core is what remains when nodes with fewer than k neighbours are taken out again and again."""

from __future__ import annotations

import numpy as np

from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call, takes


def core_number(graph: Graph) -> IntArray:
    """Return the core number of every node `(n,)`: the largest k so that the node is in the k-core; 0 without ties.

    Ties are read undirected. With the compiled kernel the time grows with n + m; without it also with the number of
    rounds in which nodes fall out, which is large only for networks that are long chains.
    Sources: Seidman, Network structure and minimum degree, Social Networks 5, 1983; Batagelj and Zaversnik, An O(m)
    Algorithm for Cores Decomposition of Networks, 2003.

    >>> from valuenet.network.graph import graph
    >>> core_number(graph([0, 1, 2, 0, 3], [1, 2, 0, 3, 4], nodes=6)).tolist()
    [2, 2, 2, 1, 1, 0]
    """
    ties = graph.both
    if not takes(ties.start, ties.neighbour):
        return _with_numpy(graph)
    core = np.zeros(graph.nodes, np.int32)
    call("cores", graph.nodes, ties.start, ties.neighbour, core)
    return core


def core_sizes(core: IntArray) -> IntArray:
    """Return how many nodes the k-core has for k = 0, 1, ... up to the last that has any.

    >>> core_sizes(np.array([2, 2, 2, 1, 1, 0])).tolist()
    [6, 5, 3]
    """
    return np.cumsum(np.bincount(core)[::-1])[::-1] if core.size else np.zeros(0, np.int64)


def _with_numpy(graph: Graph) -> IntArray:
    left = graph.both.degree.astype(np.int64)
    core = np.zeros(graph.nodes, np.int32)
    remaining = np.flatnonzero(left)
    while remaining.size:
        level = int(left[remaining].min())
        _take_out(graph, left, core, remaining[left[remaining] <= level], level)
        remaining = remaining[core[remaining] == 0]
    return core


def _take_out(graph: Graph, left: IntArray, core: IntArray, out: IntArray, level: int) -> None:
    """Give `out` the core number `level`, and whatever falls to `level` neighbours or fewer when they are gone."""
    ties = graph.both
    while out.size:
        core[out] = level
        counts = ties.start[out + 1] - ties.start[out]
        places = np.repeat(ties.start[out] - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        near = ties.neighbour[places]
        near = near[core[near] == 0]
        np.subtract.at(left, near, 1)
        out = np.unique(near[left[near] <= level])
