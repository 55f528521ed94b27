"""Components: which nodes reach one another, along the arcs or regardless of their direction."""

from __future__ import annotations

from typing import Any

import numpy as np

from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call, takes


def component_of(graph: Graph, *, strong: bool = False) -> IntArray:
    """Return the number of the component of every node `(n,)`, from 0 in the order of their first nodes.

    Weak components disregard direction; in a strong one every node reaches every other along the arcs.

    >>> from valuenet.network.graph import graph
    >>> ties = graph([0, 2, 3], [1, 3, 2], nodes=5)
    >>> component_of(ties).tolist(), component_of(ties, strong=True).tolist()
    ([0, 0, 1, 1, 2], [0, 1, 2, 2, 3])
    """
    label = _labels(graph, strong=strong)
    first = np.full(int(label.max(initial=-1)) + 1, graph.nodes)
    first[label[::-1]] = np.arange(graph.nodes)[::-1]
    rank = np.empty_like(first)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[label]


def component_sizes(graph: Graph, *, strong: bool = False) -> IntArray:
    """Return how many nodes each component has, the largest first; empty where there is no node.

    >>> from valuenet.network.graph import graph
    >>> component_sizes(graph([0, 2, 3], [1, 3, 2], nodes=5)).tolist()
    [2, 2, 1]
    """
    return np.sort(np.bincount(_labels(graph, strong=strong)))[::-1]


def _labels(graph: Graph, *, strong: bool) -> IntArray:
    ties = graph.out if strong else graph.both
    if takes(ties.start, ties.neighbour):
        found = np.empty(graph.nodes, np.int32)
        call("components" if strong else "weak_components", graph.nodes, ties.start, ties.neighbour, found)
        return found
    from scipy.sparse import csr_array  # time to load that the kernel saves
    from scipy.sparse.csgraph import connected_components

    ones: Any = np.ones(len(ties.neighbour))  # what the library would make of any other type
    matrix = csr_array((ones, ties.neighbour, ties.start), shape=(graph.nodes, graph.nodes))
    # The shadow has every tie both ways, so its strong components are the weak ones, found without transposing it.
    label: IntArray = connected_components(matrix, directed=True, connection="strong")[1]
    return label
