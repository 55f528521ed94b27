from __future__ import annotations

import csv
import math
from importlib.resources import files

import igraph
import networkx as nx
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, open_network, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.readings import conventions
from valuenet.network.structure import linear_statistics, structure

Value = float | int | None
PATHS = ("average_path_length", "diameter", "effective_diameter", "reachable_pairs")


def values(network: Graph, sample_nodes: int = 0) -> dict[tuple[str, str], Value]:
    return {(found.statistic, found.reading): found.value for found in structure(network, sample_nodes)}


def codes(vocabulary: str) -> set[str]:
    path = files("valuenet.model") / "vocabularies" / f"{vocabulary}.csv"
    return {row["code"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}


def test_every_statistic_and_reading_has_its_label() -> None:
    found = structure(random_graph(5), sample_nodes=2)
    told = conventions()
    of_egos = {"relations_per_ego", "kind_share"}  # survey.py
    assert {each.statistic for each in found} | {each.statistic for each in told} | of_egos == codes("statistic")
    readings = {each.reading for each in found} | {each.reading for each in told}
    assert readings | codes("relation_kind") == codes("network_reading")
    assert len({(statistic.statistic, statistic.reading) for statistic in found}) == len(found)


@in_one("seed", SEEDS)
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
    expected: dict[tuple[str, str], object] = {
        ("sample_nodes", "relations"): 2,
        ("nodes", "relations"): 4,
        ("relations", "relations"): 6,
        ("loops", "relations"): 1,
        ("ties", "ties_directed"): 4,
        ("ties", "ties_undirected"): 3,
        ("average_degree", "relations"): 1.5,
        ("average_degree", "ties_directed"): 1.0,
        ("average_degree", "ties_undirected"): 1.5,
        ("density", "ties_directed"): 4 / 12,
        ("density", "ties_undirected"): 3 / 6,
        ("reciprocity", "relations"): 2 / 5,
        ("reciprocity", "ties_directed"): 2 / 4,
        # Degrees at the ends of 0-1, 1-2, 2-1, 2-0: out-in (1,2) (1,1) (2,2) (2,1), in-in (1,2) (2,1) (1,2) (1,1),
        # in-out (1,1) (2,2) (1,1) (1,1), out-out (1,1) (1,2) (2,1) (2,1).
        ("degree_assortativity", "ties_out_in"): 0.0,
        ("degree_assortativity", "ties_in_in"): pytest.approx(-0.5 / 0.75**0.5),
        ("degree_assortativity", "ties_in_out"): 1.0,
        ("degree_assortativity", "ties_out_out"): pytest.approx(-0.5 / 0.75**0.5),
        ("degree_assortativity", "ties_undirected"): None,
        ("average_clustering", "ties_directed"): (1 / 1 + 1 / 2 + 1 / 2) / 4,
        ("average_clustering", "ties_undirected_k2"): 1.0,
        ("average_clustering", "ties_undirected_all"): 0.75,
        ("triangles", "ties_undirected"): 1,
        ("transitivity", "ties_undirected"): 1.0,
        ("average_path_length", "ties_directed"): 8 / 6,
        ("diameter", "ties_directed"): 2,
        # Four pairs at distance 1, two at 2: the 5.4th, which is 90 % of six, is 1.4 / 2 of the way from 1 to 2.
        ("effective_diameter", "ties_directed"): pytest.approx(1.7),
        ("reachable_pairs", "ties_directed"): 6,
        ("average_path_length", "ties_undirected"): 1.0,
        ("diameter", "ties_undirected"): 1,
        ("effective_diameter", "ties_undirected"): 1.0,
        ("reachable_pairs", "ties_undirected"): 6,
        ("components", "ties_undirected"): 2,
        ("largest_component", "ties_undirected"): 0.75,
        ("components", "ties_directed"): 2,
        ("largest_component", "ties_directed"): 0.75,
        ("main_core", "ties_undirected"): 2,
        ("main_core_nodes", "ties_undirected"): 3,
        # Weighted degrees 3, 4, 3, 2 and neighbours 2, 2, 2, 0.
        ("degree_gini", "relations"): (-3 * 2 - 3 + 3 + 3 * 4) / (4 * 12),
        ("degree_gini", "ties_undirected"): 0.25,
        ("degree_top_1_percent", "relations"): 4 / 12,
        ("degree_top_1_percent", "ties_undirected"): 2 / 6,
        ("degree_top_10_percent", "relations"): 4 / 12,
        ("degree_top_10_percent", "ties_undirected"): 2 / 6,
        ("rich_club", "ties_undirected"): 1.0,
    }
    assert found == expected


def test_linear_statistics_are_those_without_paths_and_triangles() -> None:
    network = random_graph(11)
    quick = {(each.statistic, each.reading): each.value for each in linear_statistics(network)}
    whole = values(network)
    assert quick == {key: whole[key] for key in quick}
    slow = {name for name, _ in whole.keys() - quick.keys()}
    assert slow == {"sample_nodes", "average_clustering", "triangles", "transitivity", *PATHS}


def test_no_network_has_no_statistics() -> None:
    assert set(values(graph([], [], nodes=0)).values()) == {None}


@pytest.mark.parametrize("nodes", [1, 3])
def test_without_ties_only_counts_are_data(nodes: int) -> None:
    found = {name: value for name, value in values(graph([], [], nodes), nodes).items() if value is not None}
    counts = {"sample_nodes", "nodes", "relations", "loops", "ties", "components", "largest_component", "triangles"}
    density = {"density"} if nodes > 1 else set()
    assert {name for name, _ in found} == {*counts, "main_core", "main_core_nodes", *density}
    assert found["components", "ties_undirected"] == nodes


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_numbers_are_plain_and_never_nan(seed: int) -> None:
    for value in values(random_graph(seed)).values():
        assert value is None or type(value) in (int, float)
        assert value is None or math.isfinite(value)


def test_a_sampled_statistic_says_so() -> None:
    found = {(s.statistic, s.reading): s.sampled for s in structure(hub_heavy(2000, 3000), 80, work_limit=0)}
    estimated = {name for name, sampled in found.items() if sampled}
    assert {name for name, _ in estimated} == set(PATHS)
    assert len(estimated) == 2 * len(PATHS)


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
