from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, open_network, random_graph
from valuenet.network import clustering as module
from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, graph


def directed_by_definition(network: Graph) -> list[float]:
    """Arcs among the distinct neighbours of each node over k (k - 1), in the words of the definition."""
    ties = in_networkx(network)
    shares = []
    for node in range(network.nodes):
        near = {*ties.successors(node), *ties.predecessors(node)}
        arcs = sum(1 for a in near for b in ties.successors(a) if b in near)
        shares.append(arcs / (len(near) * (len(near) - 1)) if len(near) > 1 else 0.0)
    return shares


@pytest.mark.usefixtures("twin")
@in_one("seed", SEEDS)
def test_local_clustering_is_that_of_the_peers(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WEDGES_AT_ONCE", 1 + seed % 11)
    network = random_graph(seed)
    found, shadow = clustering(network), in_networkx(network).to_undirected()
    triangles = nx.triangles(shadow)
    assert isinstance(triangles, dict)
    assert found.triangles.tolist() == list(triangles.values())
    assert found.undirected.tolist() == pytest.approx([nx.clustering(shadow, node) for node in shadow])
    assert found.directed.tolist() == pytest.approx(directed_by_definition(network))
    peer = in_igraph(network, directed=False)
    assert found.undirected.tolist() == pytest.approx(peer.transitivity_local_undirected(mode="zero"))
    assert (found.transitivity or 0) == pytest.approx(nx.transitivity(shadow))


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize("seed", range(5))
def test_larger_networks_in_many_blocks_are_those_of_igraph(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WEDGES_AT_ONCE", 1000)
    network = hub_heavy(800, 6000, seed)
    found, peer = clustering(network), in_igraph(network, directed=False)
    assert found.triangle_total == len(peer.list_triangles())
    assert found.transitivity == pytest.approx(peer.transitivity_undirected())
    assert found.undirected.mean() == pytest.approx(peer.transitivity_avglocal_undirected(mode="zero"))
    assert found.directed.tolist() == pytest.approx(directed_by_definition(network))


@pytest.mark.usefixtures("twin")
def test_small_graphs_by_hand() -> None:
    triangle = clustering(graph([0, 1, 2], [1, 2, 0], nodes=3))
    assert (triangle.triangle_total, triangle.transitivity) == (1, 1.0)
    assert triangle.directed.tolist() == [0.5] * 3
    assert triangle.undirected.tolist() == [1.0] * 3
    # Node 0 has the neighbours 1, 2, 3; among them 1 -> 2, 2 -> 1 and 2 -> 3: three of six arcs, two of three ties.
    # Among 0 and 2, the neighbours of 1 and of 3, there is 2 -> 0; among 0, 1 and 3, those of 2: 0 -> 1 and 3 -> 0.
    star = clustering(graph([0, 2, 3, 1, 2, 2, 0], [1, 0, 0, 2, 1, 3, 0], nodes=4))
    assert star.arcs.tolist() == [3, 1, 2, 1]
    assert star.directed[0] == 3 / 6
    assert star.undirected[0] == pytest.approx(2 / 3)


def test_reciprocal_ties_count_twice_in_the_directed_reading_only() -> None:
    source, target = np.array([0, 1, 2]), np.array([1, 2, 0])
    both = clustering(graph(np.concatenate((source, target)), np.concatenate((target, source)), nodes=3))
    assert both.directed.tolist() == both.undirected.tolist() == [1.0] * 3


@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 2), ([0, 1], [1, 1], 2)])
def test_without_two_neighbours_there_is_no_transitivity(source: list[int], target: list[int], nodes: int) -> None:
    found = clustering(graph(source, target, nodes))
    assert (found.transitivity, found.triangle_total) == (None, 0)
    assert found.directed.tolist() == found.undirected.tolist() == [0.0] * nodes


@pytest.mark.usefixtures("twin")
def test_pairs_at_a_hub_are_counted_beyond_32_bits() -> None:
    leaves = np.arange(1, 70_001)
    found = clustering(graph(np.append(leaves, 1), np.append(np.zeros(70_000, np.int64), 2), nodes=70_001))
    assert found.triangle_total == 1
    assert found.transitivity == 3 / (70_000 * 69_999 // 2 + 2)
    assert found.undirected[0] == pytest.approx(2 / (70_000 * 69_999))


def test_published_triangles_and_clustering() -> None:
    # SNAP, ego-Facebook: 1,612,010 triangles, average clustering 0.6055. KONECT, US power grid: 651 and 10.3 %.
    facebook = clustering(open_network("facebook-combined"))
    assert facebook.triangle_total == 1_612_010
    assert facebook.undirected.mean() == pytest.approx(0.6055, abs=5e-5)
    grid = clustering(open_network("powergrid"))
    assert grid.triangle_total == 651
    assert grid.transitivity == pytest.approx(0.103, abs=5e-4)
