"""The statistics of a whole network, each in the reading that its number depends on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, IntArray
from valuenet.network.paths import WORK_LIMIT, paths


@dataclass(frozen=True)
class Statistic:
    """One number of a network; `value` is None where there is no data, `sampled` where it is an estimate."""

    statistic: str
    reading: str
    value: float | int | None
    sampled: bool = False


def structure(graph: Graph, sample_nodes: int, *, work_limit: int = WORK_LIMIT) -> list[Statistic]:
    """Return the statistics of `graph`, of whose nodes `sample_nodes` are sample enterprises.

    Counts are integers; average degree is relations / nodes; clustering lies in 0..1, directed and `_all` over all
    nodes, `_k2` over the nodes with two neighbours or more; path length, diameter and reachable pairs are over
    reachable ordered pairs; components are weak, the largest a share of the nodes. A statistic of ties is None
    where there is no tie, every one where there is no node. Above `work_limit` paths are sampled (`paths`).

    >>> from valuenet.network.graph import graph
    >>> found = structure(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=5), sample_nodes=3)
    >>> {s.statistic: s.value for s in found if s.reading == "ties_undirected"}
    {'transitivity': 0.6, 'average_path_length': 1.3333333333333333, 'diameter': 2, 'reachable_pairs': 12, \
'components': 2, 'largest_component': 0.8}
    """
    found = [
        *_sizes(graph, sample_nodes),
        *_clustering(graph),
        *_paths(graph, "ties_directed", work_limit),
        *_paths(graph, "ties_undirected", work_limit),
        *_components(graph),
    ]
    return found if graph.nodes else [Statistic(s.statistic, s.reading, None) for s in found]


def component_of(graph: Graph) -> IntArray:
    """Return the number of the weak component of every node, `(n,)`, from 0.

    >>> from valuenet.network.graph import graph
    >>> component_of(graph([0, 2], [1, 1], nodes=4)).tolist()
    [0, 0, 0, 1]
    """
    ones: Any = np.ones(len(graph.both.neighbour), np.int8)
    ties = csr_array((ones, graph.both.neighbour, graph.both.start), shape=(graph.nodes, graph.nodes))
    component: IntArray = connected_components(ties, directed=False)[1]
    return component


def _sizes(graph: Graph, sample_nodes: int) -> list[Statistic]:
    degree = graph.relations / graph.nodes if graph.relations else None
    return [
        Statistic("sample_nodes", "relations", sample_nodes),
        Statistic("nodes", "relations", graph.nodes),
        Statistic("relations", "relations", graph.relations),
        Statistic("ties", "ties_directed", graph.ties),
        Statistic("average_degree", "relations", degree),
    ]


def _clustering(graph: Graph) -> list[Statistic]:
    found = clustering(graph)
    several = found.undirected[found.degree > 1]
    return [
        Statistic("average_clustering", "ties_directed", float(found.directed.mean()) if graph.ties else None),
        Statistic("average_clustering", "ties_undirected_k2", float(several.mean()) if several.size else None),
        Statistic("average_clustering", "ties_undirected_all", float(found.undirected.mean()) if graph.ties else None),
        Statistic("transitivity", "ties_undirected", found.transitivity),
    ]


def _paths(graph: Graph, reading: str, work_limit: int) -> list[Statistic]:
    found = paths(graph, directed=reading == "ties_directed", work_limit=work_limit)
    values = {
        "average_path_length": found.mean,
        "diameter": found.diameter,
        "reachable_pairs": found.pairs or None,
    }
    return [Statistic(name, reading, value, found.sampled) for name, value in values.items()]


def _components(graph: Graph) -> list[Statistic]:
    sizes = np.bincount(component_of(graph)) if graph.nodes else np.zeros(1, np.int64)
    return [
        Statistic("components", "ties_undirected", len(sizes)),
        Statistic("largest_component", "ties_undirected", int(sizes.max()) / max(graph.nodes, 1)),
    ]
