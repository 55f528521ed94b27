"""The statistics of a whole network, each in the reading that its number depends on."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.network.assortativity import degree_assortativity
from valuenet.network.clustering import clustering
from valuenet.network.components import component_sizes
from valuenet.network.concentration import gini, one_in, top_share, weighted_degree
from valuenet.network.cores import core_number, core_sizes
from valuenet.network.graph import Graph
from valuenet.network.paths.paths import WORK_LIMIT, paths
from valuenet.network.reciprocity import reciprocity
from valuenet.network.rich_club import rich_club, richest


@dataclass(frozen=True)
class Statistic:
    """One number of a network; `value` is None where there is no data, `sampled` where it is an estimate.

    `low` and `high` hold the true value with 95 % confidence, where an estimate says so.
    """

    statistic: str
    reading: str
    value: float | int | None
    sampled: bool = False
    low: float | None = None
    high: float | None = None


def structure(graph: Graph, sample_nodes: int, *, work_limit: int = WORK_LIMIT) -> list[Statistic]:
    """Return the statistics of `graph`, of whose nodes `sample_nodes` are sample enterprises.

    Those of `linear_statistics`, and those that take longer: clustering in 0..1, directed and `_all` over all nodes,
    `_k2` over the nodes with two neighbours or more; path length, diameter and pairs over the reachable ordered pairs,
    sampled above `work_limit` (`paths`). Path lengths and clustering are None where there is no tie, transitivity and
    `_k2` where no node has two neighbours, every statistic where there is no node.

    >>> from valuenet.network.graph import graph
    >>> found = structure(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=5), sample_nodes=3)
    >>> [(s.statistic, s.value) for s in found if s.reading == "ties_undirected"][-4:-2]
    [('average_path_length', 1.3333333333333333), ('diameter', 2)]
    """
    lengths = [*_paths(graph, "ties_directed", work_limit), *_paths(graph, "ties_undirected", work_limit)]
    return [*statistics_without_paths(graph, sample_nodes), *_data(graph, lengths)]


def statistics_without_paths(graph: Graph, sample_nodes: int) -> list[Statistic]:
    """Return the statistics of `structure` but for path lengths, which grow faster than a network does.

    >>> from valuenet.network.graph import graph
    >>> len(statistics_without_paths(graph([0], [1], nodes=2), 0)) < len(structure(graph([0], [1], nodes=2), 0))
    True
    """
    sample = Statistic("sample_nodes", "relations", sample_nodes)
    return _data(graph, [sample, *linear_statistics(graph), *_clustering(graph)])


def linear_statistics(graph: Graph) -> list[Statistic]:
    """Return the statistics whose time grows with nodes and relations only: a few milliseconds for 30,000 relations.

    Counts are integers. Average degree is relations / nodes, ties / nodes, or undirected 2 ties / nodes; density is
    None below two nodes; reciprocity and assortativity are None where there is nothing to compare (see there);
    components are weak where undirected, strong where directed, the largest a share of the nodes; the main core is the
    last k-core, its number and its nodes; Gini and the shares of the top 1 % and 10 % of the nodes are of weighted
    degree (`relations`) or of neighbours, None where there are none; the rich club is the density among the 1 % of
    nodes, or a few more where degrees are equal, with most neighbours.

    >>> from valuenet.network.graph import graph
    >>> found = linear_statistics(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=5))
    >>> {s.statistic: s.value for s in found if s.reading == "ties_directed"}
    {'ties': 4, 'average_degree': 0.8, 'density': 0.2, 'reciprocity': 0.0, 'components': 3, 'largest_component': 0.6}
    """
    return _data(graph, [*_sizes(graph), *_pairs(graph), *_components(graph), *_cores(graph), *_concentration(graph)])


def _data(graph: Graph, found: list[Statistic]) -> list[Statistic]:
    return found if graph.nodes else [Statistic(s.statistic, s.reading, None) for s in found]


def _sizes(graph: Graph) -> list[Statistic]:
    undirected = len(graph.both.neighbour)
    counted = {"relations": graph.relations, "ties_directed": graph.ties, "ties_undirected": undirected}
    pairs = graph.nodes * (graph.nodes - 1)
    return [
        Statistic("nodes", "relations", graph.nodes),
        Statistic("relations", "relations", graph.relations),
        Statistic("loops", "relations", graph.loops),
        Statistic("ties", "ties_directed", graph.ties),
        Statistic("ties", "ties_undirected", undirected // 2),
        *(Statistic("average_degree", reading, n / graph.nodes if n else None) for reading, n in counted.items()),
        Statistic("density", "ties_directed", graph.ties / pairs if pairs else None),
        Statistic("density", "ties_undirected", undirected / pairs if pairs else None),
    ]


def _pairs(graph: Graph) -> list[Statistic]:
    answered = reciprocity(graph)
    alike = degree_assortativity(graph)
    return [
        Statistic("reciprocity", "relations", answered.of_relations),
        Statistic("reciprocity", "ties_directed", answered.of_ties),
        *(Statistic("degree_assortativity", f"ties_{pair}", value) for pair, value in alike.items()),
    ]


def _components(graph: Graph) -> list[Statistic]:
    found = []
    for reading, strong in (("ties_undirected", False), ("ties_directed", True)):
        sizes = component_sizes(graph, strong=strong)
        found.append(Statistic("components", reading, len(sizes)))
        found.append(Statistic("largest_component", reading, int(sizes.max(initial=0)) / max(graph.nodes, 1)))
    return found


def _cores(graph: Graph) -> list[Statistic]:
    sizes = core_sizes(core_number(graph))
    return [
        Statistic("main_core", "ties_undirected", len(sizes) - 1),
        Statistic("main_core_nodes", "ties_undirected", int(sizes[-1]) if len(sizes) else None),
    ]


def _concentration(graph: Graph) -> list[Statistic]:
    found = []
    for reading, degree in (("relations", weighted_degree(graph)), ("ties_undirected", graph.both.degree)):
        found.append(Statistic("degree_gini", reading, gini(degree)))
        found.append(Statistic("degree_top_1_percent", reading, top_share(degree, one_in(degree, 100))))
        found.append(Statistic("degree_top_10_percent", reading, top_share(degree, one_in(degree, 10))))
    club = richest(rich_club(graph), max(2, one_in(graph.both.degree, 100)))
    return [*found, Statistic("rich_club", "ties_undirected", club)]


def _clustering(graph: Graph) -> list[Statistic]:
    found = clustering(graph)
    undirected = found.undirected
    several = undirected[found.degree > 1]
    return [
        Statistic("average_clustering", "ties_directed", float(found.directed.mean()) if graph.ties else None),
        Statistic("average_clustering", "ties_undirected_k2", float(several.mean()) if several.size else None),
        Statistic("average_clustering", "ties_undirected_all", float(undirected.mean()) if graph.ties else None),
        Statistic("triangles", "ties_undirected", found.triangle_total),
        Statistic("transitivity", "ties_undirected", found.transitivity),
    ]


def _paths(graph: Graph, reading: str, work_limit: int) -> list[Statistic]:
    found = paths(graph, directed=reading == "ties_directed", work_limit=work_limit)
    low, high = found.interval or (None, None)
    values = {
        "diameter": found.diameter,
        "effective_diameter": found.effective_diameter,
        "reachable_pairs": found.pairs or None,
    }
    return [
        Statistic("average_path_length", reading, found.mean, found.sampled, low, high),
        *(Statistic(name, reading, value, found.sampled) for name, value in values.items()),
    ]
