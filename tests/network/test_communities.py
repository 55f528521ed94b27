from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest

from tests.network.peers import hub_heavy, in_networkx, random_graph
from valuenet.errors import DataError
from valuenet.network.communities import NONE, Method, communities
from valuenet.network.graph import graph
from valuenet.network.modularity import modularity

METHODS = pytest.mark.parametrize("method", ["louvain", "leiden"])


@METHODS
def test_they_are_a_partition_in_order_and_connected(method: Method) -> None:
    for seed in range(25):
        network = random_graph(seed)
        found = communities(network, method=method, attempts=1)
        assert (found.member == NONE).tolist() == (network.both.degree == 0).tolist()
        assert found.sizes.tolist() == np.bincount(found.member[found.member >= 0]).tolist()
        assert found.sizes.tolist() == sorted(found.sizes.tolist(), reverse=True)
        assert found.modularity == (pytest.approx(modularity(network, found.member)) if network.ties else None)
        shadow = in_networkx(network).to_undirected()
        for part in range(len(found.sizes)):
            assert nx.is_connected(shadow.subgraph(np.flatnonzero(found.member == part).tolist())), seed


@METHODS
def test_modularity_comes_close_to_that_of_igraph(method: Method) -> None:
    network = hub_heavy(3000, 5000)
    found = communities(network, method=method)
    edges = np.column_stack((network.source, network.target))
    peer = igraph.Graph(n=network.nodes, edges=edges[network.source != network.target].tolist())
    leiden = peer.community_leiden(objective_function="modularity", n_iterations=5)
    assert found.modularity is not None
    assert found.modularity > leiden.modularity - 0.01


def test_the_karate_club() -> None:
    # Brandes et al., On Modularity Clustering, IEEE TKDE 20(2), 2008: the highest modularity is 0.4198.
    ends = np.array(nx.karate_club_graph().edges)
    found = communities(graph(ends[:, 0], ends[:, 1], nodes=34), attempts=10)
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert len(found.sizes) == 4


def test_parallel_relations_weigh() -> None:
    """A ring of four whose sides 0-1 and 2-3 are fivefold falls into these two pairs."""
    source, target = np.array([0] * 5 + [1] + [3] * 5 + [3]), np.array([1] * 5 + [2] + [2] * 5 + [0])
    found = communities(graph(source, target, nodes=4))
    assert found.member.tolist() == [0, 0, 1, 1]


def test_resolution_makes_them_smaller() -> None:
    network = hub_heavy(800, 1600)
    fine, coarse = communities(network, resolution=5.0), communities(network, resolution=0.2)
    assert len(fine.sizes) > len(coarse.sizes)


def test_the_same_seed_gives_the_same() -> None:
    network = hub_heavy(1500, 2500)
    first, again = communities(network, seed=7), communities(network, seed=7)
    assert first.member.tolist() == again.member.tolist()


@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 1), ([0, 1], [0, 1], 3)])
def test_without_ties_there_are_none(source: list[int], target: list[int], nodes: int) -> None:
    found = communities(graph(source, target, nodes))
    assert (found.member.tolist(), found.sizes.tolist(), found.modularity) == ([NONE] * nodes, [], None)


def test_a_complete_network_and_a_star_are_one() -> None:
    pairs = [(a, b) for a in range(6) for b in range(a)]
    assert communities(graph([a for a, _ in pairs], [b for _, b in pairs], nodes=6)).sizes.tolist() == [6]
    assert communities(graph([0] * 5, [1, 2, 3, 4, 5], nodes=6)).sizes.tolist() == [6]


def test_no_attempt_is_refused() -> None:
    with pytest.raises(DataError, match="give 1 or more"):
        communities(graph([0], [1], nodes=2), attempts=0)
