from __future__ import annotations

import csv
import math
from importlib.resources import files

import igraph
import networkx as nx
import numpy as np
import pytest

from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, open_network, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.structure import component_of, structure

Value = float | int | None


def values(network: Graph, sample_nodes: int = 0) -> dict[tuple[str, str], Value]:
    return {(found.statistic, found.reading): found.value for found in structure(network, sample_nodes)}


def codes(vocabulary: str) -> set[str]:
    path = files("valuenet.model") / "vocabularies" / f"{vocabulary}.csv"
    return {row["code"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}


def test_every_statistic_of_the_vocabulary_is_there_once() -> None:
    found = structure(random_graph(5), sample_nodes=2)
    assert {statistic.statistic for statistic in found} == codes("statistic")
    assert {statistic.reading for statistic in found} <= codes("network_reading")
    assert len({(statistic.statistic, statistic.reading) for statistic in found}) == len(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_statistics_are_those_of_the_peers(seed: int) -> None:
    network = random_graph(seed)
    found = values(network)
    ties = in_networkx(network)
    shadow, peer = ties.to_undirected(), in_igraph(network, directed=False)
    parts = [len(part) for part in nx.weakly_connected_components(ties)]
    assert found["components", "ties_undirected"] == len(parts)
    assert found["largest_component", "ties_undirected"] == max(parts) / network.nodes
    assert found["ties", "ties_directed"] == ties.number_of_edges()
    if network.ties:
        assert found["average_clustering", "ties_undirected_all"] == pytest.approx(nx.average_clustering(shadow))
        mean = peer.transitivity_avglocal_undirected(mode="nan")
        several = found["average_clustering", "ties_undirected_k2"]
        assert (several is None) == math.isnan(mean)
        assert several is None or several == pytest.approx(mean)
    for reading, directed in (("ties_directed", True), ("ties_undirected", False)):
        _same_paths(found, reading, in_igraph(network, directed=directed))


def _same_paths(found: dict[tuple[str, str], Value], reading: str, peer: igraph.Graph) -> None:
    length = found["average_path_length", reading]
    expected = peer.average_path_length()
    assert (length is None) == math.isnan(expected)
    assert length is None or length == pytest.approx(expected)
    assert (found["diameter", reading] or 0) == peer.diameter()


def test_a_small_network_by_hand() -> None:
    # 0 gives twice to 1, 1 and 2 give to each other, 2 gives to 0; 3 is tied to itself only.
    found = values(graph([0, 0, 1, 2, 2, 3], [1, 1, 2, 1, 0, 3], nodes=4), sample_nodes=2)
    assert found == {
        ("sample_nodes", "relations"): 2,
        ("nodes", "relations"): 4,
        ("relations", "relations"): 6,
        ("ties", "ties_directed"): 4,
        ("average_degree", "relations"): 1.5,
        ("average_clustering", "ties_directed"): (1 / 1 + 1 / 2 + 1 / 2) / 4,
        ("average_clustering", "ties_undirected_k2"): 1.0,
        ("average_clustering", "ties_undirected_all"): 0.75,
        ("transitivity", "ties_undirected"): 1.0,
        ("average_path_length", "ties_directed"): 8 / 6,
        ("diameter", "ties_directed"): 2,
        ("reachable_pairs", "ties_directed"): 6,
        ("average_path_length", "ties_undirected"): 1.0,
        ("diameter", "ties_undirected"): 1,
        ("reachable_pairs", "ties_undirected"): 6,
        ("components", "ties_undirected"): 2,
        ("largest_component", "ties_undirected"): 0.75,
    }


def test_no_network_has_no_statistics() -> None:
    assert set(values(graph([], [], nodes=0)).values()) == {None}


@pytest.mark.parametrize("nodes", [1, 3])
def test_without_ties_only_counts_are_data(nodes: int) -> None:
    found = {name: value for name, value in values(graph([], [], nodes), nodes).items() if value is not None}
    assert {name for name, _ in found} == {
        "sample_nodes",
        "nodes",
        "relations",
        "ties",
        "components",
        "largest_component",
    }
    assert found["components", "ties_undirected"] == nodes


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_numbers_are_plain_and_never_nan(seed: int) -> None:
    for value in values(random_graph(seed)).values():
        assert value is None or type(value) in (int, float)
        assert value is None or math.isfinite(value)


def test_a_sampled_statistic_says_so() -> None:
    found = {(s.statistic, s.reading): s.sampled for s in structure(hub_heavy(2000, 3000), 80, work_limit=0)}
    estimated = {name for name, sampled in found.items() if sampled}
    assert {name for name, _ in estimated} == {"average_path_length", "diameter", "reachable_pairs"}
    assert len(estimated) == 6


@pytest.mark.parametrize("seed", range(20))
def test_components_are_numbered_like_those_of_networkx(seed: int) -> None:
    network = random_graph(seed)
    component = component_of(network)
    assert set(component.tolist()) == set(range(len(set(component.tolist()))))
    for part in nx.weakly_connected_components(in_networkx(network)):
        assert len({int(component[node]) for node in part}) == 1
    assert np.bincount(component).sum() == network.nodes


def test_published_figures() -> None:
    # SNAP, ego-Facebook (4,039 nodes, 88,234 edges, one component); KONECT, US power grid (4,941 nodes, 6,594 edges).
    facebook = values(open_network("facebook-combined"))
    assert facebook["ties", "ties_directed"] == 88_234
    assert facebook["average_clustering", "ties_undirected_all"] == pytest.approx(0.6055, abs=5e-5)
    assert facebook["diameter", "ties_undirected"] == 8
    assert facebook["reachable_pairs", "ties_undirected"] == 4039 * 4038
    grid = values(open_network("powergrid"))
    assert grid["transitivity", "ties_undirected"] == pytest.approx(0.103, abs=5e-4)
    assert grid["diameter", "ties_undirected"] == 46
    assert grid["components", "ties_undirected"] == 1
