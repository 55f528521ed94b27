from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, in_networkx, random_graph
from tests.network.test_clustering import directed_by_definition
from tests.network.test_structure import codes
from valuenet.network.graph import Graph, graph
from valuenet.network.readings import conventions, readings
from valuenet.network.structure import structure

Peers = dict[tuple[str, str], Callable[[], Any]]
"""What a tool is asked, by statistic and reading."""


def asked_of_igraph(network: Graph, member: list[int]) -> Peers:
    rows = np.column_stack((network.source, network.target)).tolist()
    every = igraph.Graph(n=network.nodes, edges=rows, directed=True)
    ties, shadow = in_igraph(network, directed=True), in_igraph(network, directed=False)
    return {
        ("average_degree", "relations_undirected"): lambda: np.mean(every.degree()),
        ("average_degree", "relations"): lambda: np.mean(every.outdegree()),
        ("density", "relations"): every.density,
        ("density", "ties_directed"): ties.density,
        ("reciprocity", "ties_directed"): ties.reciprocity,
        ("degree_assortativity", "ties_out_in"): lambda: ties.assortativity_degree(directed=True),
        ("degree_assortativity", "ties_undirected"): lambda: shadow.assortativity_degree(directed=False),
        ("average_clustering", "ties_undirected_k2"): shadow.transitivity_avglocal_undirected,
        ("average_clustering", "ties_undirected_all"): lambda: shadow.transitivity_avglocal_undirected(mode="zero"),
        ("triangles", "ties_undirected"): lambda: len(shadow.list_triangles()),
        ("transitivity", "ties_undirected"): shadow.transitivity_undirected,
        ("average_path_length", "ties_directed"): ties.average_path_length,
        ("average_path_length", "ties_undirected"): shadow.average_path_length,
        ("diameter", "ties_directed"): ties.diameter,
        ("diameter", "ties_undirected"): shadow.diameter,
        ("components", "ties_undirected"): lambda: len(ties.connected_components(mode="weak")),
        ("components", "ties_directed"): lambda: len(ties.connected_components()),
        ("modularity", "relations"): lambda: every.modularity(member),
        ("modularity", "ties_directed"): lambda: ties.modularity(member),
        ("modularity", "ties_undirected"): lambda: ties.as_undirected().modularity(member),
    }


def asked_of_networkx(network: Graph, member: list[int]) -> Peers:
    every: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    every.add_nodes_from(range(network.nodes))
    every.add_edges_from(zip(network.source.tolist(), network.target.tolist(), strict=True))
    ties = in_networkx(network)
    shadow = ties.to_undirected()
    triangles: Any = nx.triangles(shadow)
    parts = [set(np.flatnonzero(np.array(member) == part).tolist()) for part in set(member)]
    return {
        ("average_degree", "relations_undirected"): lambda: np.mean([degree for _, degree in every.degree]),
        ("average_degree", "ties_undirected"): lambda: np.mean([degree for _, degree in shadow.degree]),
        ("density", "relations"): lambda: nx.density(every),
        ("density", "ties_directed"): lambda: nx.density(ties),
        ("density", "ties_undirected"): lambda: nx.density(shadow),
        ("reciprocity", "ties_directed"): lambda: nx.overall_reciprocity(ties),
        ("degree_assortativity", "ties_out_in"): lambda: nx.degree_assortativity_coefficient(ties),
        ("degree_assortativity", "ties_in_in"): lambda: nx.degree_assortativity_coefficient(ties, x="in", y="in"),
        ("degree_assortativity", "ties_undirected"): lambda: nx.degree_assortativity_coefficient(shadow),
        ("average_clustering", "ties_undirected_all"): lambda: nx.average_clustering(shadow),
        ("average_clustering", "ties_undirected_nonzero"): lambda: nx.average_clustering(shadow, count_zeros=False),
        ("average_clustering", "ties_fagiolo"): lambda: nx.average_clustering(ties),
        ("triangles", "ties_undirected"): lambda: sum(triangles.values()) // 3,
        ("transitivity", "ties_undirected"): lambda: nx.transitivity(shadow),
        ("average_path_length", "ties_directed_connected"): lambda: nx.average_shortest_path_length(ties),
        ("average_path_length", "ties_undirected_connected"): lambda: nx.average_shortest_path_length(shadow),
        ("diameter", "ties_directed_connected"): lambda: nx.diameter(ties),
        ("diameter", "ties_undirected_connected"): lambda: nx.diameter(shadow),
        ("components", "ties_undirected"): lambda: nx.number_weakly_connected_components(ties),
        ("components", "ties_directed"): lambda: nx.number_strongly_connected_components(ties),
        ("modularity", "ties_directed"): lambda: nx.community.modularity(ties, parts),
        ("modularity", "ties_undirected"): lambda: nx.community.modularity(shadow, parts),
    }


def answer(ask: Callable[[], Any]) -> float | None:
    """The number a tool prints; None where it prints none, or refuses."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            number = float(ask())
        except (nx.NetworkXException, ZeroDivisionError, ValueError, TypeError):
            return None
    return number if math.isfinite(number) else None


def agree(seed: int) -> None:
    network = random_graph(seed, nodes=25)
    member = np.random.default_rng(seed).integers(0, 3, network.nodes)
    asked = {"igraph": asked_of_igraph, "networkx": asked_of_networkx}
    answers = {tool: each(network, member.tolist()) for tool, each in asked.items()}
    for each in readings(network, structure(network, 0), member):
        convention = each.convention
        if convention.tool == "Gephi":
            continue
        expected = answer(answers[convention.tool].pop((convention.statistic, convention.reading)))
        if each.value is None:  # some tools print 0 there, and networkx the noise of a division of nothing by nothing
            assert expected in (None, 0) or convention.statistic == "degree_assortativity", (seed, convention)
        else:
            assert expected == pytest.approx(each.value), (seed, convention)
    assert answers == {"igraph": {}, "networkx": {}}


@ON_MANY
def test_every_number_is_what_the_tool_prints(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_gephis_numbers_are_those_of_its_definitions() -> None:
    """As its sources and wiki say: the directed coefficient over all nodes, the undirected over those with k >= 2."""
    for seed in range(40):
        network = random_graph(seed)
        if not network.ties:
            continue
        ties = in_networkx(network)
        shadow = ties.to_undirected()
        local: Any = nx.clustering(shadow)
        several = [coefficient for node, coefficient in local.items() if shadow.degree(node) > 1]
        nodes, pairs = network.nodes, network.nodes * (network.nodes - 1)
        expected: dict[tuple[str, str], float | None] = {
            ("average_degree", "relations"): network.relations / nodes,
            ("average_degree", "ties_directed"): ties.number_of_edges() / nodes,
            ("average_degree", "ties_undirected"): 2 * shadow.number_of_edges() / nodes,
            ("density", "ties_directed"): ties.number_of_edges() / pairs,
            ("density", "ties_undirected"): 2 * shadow.number_of_edges() / pairs,
            ("average_clustering", "ties_directed"): float(np.mean(directed_by_definition(network))),
            ("average_clustering", "ties_undirected_k2"): float(np.mean(several)) if several else None,
            ("components", "ties_undirected"): nx.number_connected_components(shadow),
            ("components", "ties_directed"): nx.number_strongly_connected_components(ties),
        }
        lengths = {"ties_directed": distances(ties), "ties_undirected": distances(shadow)}
        for reading, found in lengths.items():
            expected["average_path_length", reading] = float(np.mean(found))
            expected["diameter", reading] = max(found)
        printed = {
            (each.convention.statistic, each.convention.reading): each.value
            for each in readings(network, structure(network, 0))
            if each.convention.tool == "Gephi" and each.convention.statistic != "triangles"
        }
        assert printed.keys() == expected.keys()
        for key, value in expected.items():
            assert printed[key] == (value if value is None else pytest.approx(value)), (seed, key)


def distances(network: nx.Graph[int]) -> list[int]:
    """The distances above 0 of all reachable ordered pairs, which Gephi's search adds up."""
    found = dict(nx.all_pairs_shortest_path_length(network))
    return [distance for others in found.values() for distance in others.values() if distance]


def test_conventions_are_declared_once_in_known_words() -> None:
    keys = [(each.statistic, each.reading, each.tool, each.call) for each in conventions()]
    assert len(set(keys)) == len(keys)
    assert {each.tool for each in conventions()} == {"Gephi", "igraph", "networkx"}
    assert {each.statistic for each in conventions()} <= codes("statistic")
    assert {each.reading for each in conventions()} <= codes("network_reading")


def test_igraph_counts_reciprocal_ties_twice_after_simplify() -> None:
    """What `readings.csv` warns of; once igraph does otherwise, the warning goes."""
    directed = igraph.Graph(n=4, edges=[(0, 1), (1, 0), (1, 2), (2, 0), (3, 0), (0, 3), (1, 3)], directed=True)
    assert directed.as_undirected().transitivity_undirected() == pytest.approx(0.75)
    assert directed.simplify().transitivity_undirected() != pytest.approx(0.75)


def test_without_a_partition_there_is_no_modularity() -> None:
    network = graph([0, 1], [1, 2], nodes=3)
    found = readings(network, structure(network, 0))
    assert len(found) == sum(each.statistic != "modularity" for each in conventions())


@pytest.mark.parametrize("nodes", [0, 1])
def test_no_network_has_no_numbers_but_counts(nodes: int) -> None:
    network = graph([], [], nodes)
    for each in readings(network, structure(network, 0)):
        assert each.value is None or each.convention.statistic in ("components", "triangles")
