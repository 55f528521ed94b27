from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.groups.leiden import leiden
from valuenet.network.groups.modularity import modularity
from valuenet.network.kernel import library


def _shadow(network: Graph) -> igraph.Graph:
    """The undirected ties in igraph, a reciprocal tie weighing two."""
    once = network.both.owner < network.both.neighbour
    ends = zip(network.both.owner[once].tolist(), network.both.neighbour[once].tolist(), strict=True)
    shadow = igraph.Graph(n=network.nodes, edges=list(ends))
    shadow.es["weight"] = network.both.multiplicity[once].tolist()
    return shadow


def _karate() -> Graph:
    ends = np.array(nx.karate_club_graph().edges()).T
    return graph(ends[0], ends[1], nodes=34)


@in_one("seed", SEEDS[:60])
def test_kernel_and_twin_find_the_same_communities(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if library.library() is None:
        pytest.skip("the kernel was not built here")
    network = random_graph(seed, 80) if seed % 4 else hub_heavy(60 + seed, 300, seed)
    compiled = leiden(network, seed=seed)
    with monkeypatch.context() as patch:
        patch.setenv(library.KERNEL_VARIABLE, "none")
        library.library.cache_clear()
        assert library.library() is None
        readable = leiden(network, seed=seed)
    library.library.cache_clear()
    assert library.library() is not None
    assert compiled.community.tolist() == readable.community.tolist()
    assert compiled.modularity == readable.modularity


@in_one("seed", SEEDS)
def test_modularity_is_that_of_igraph(seed: int) -> None:
    network = random_graph(seed)
    groups = np.random.default_rng(seed).integers(0, 4, network.nodes)
    expected = _shadow(network).modularity(groups.tolist(), weights="weight") if network.ties else None
    assert modularity(network, groups, reading="ties_either_way") == (
        None if expected is None else pytest.approx(expected)
    )


@pytest.mark.usefixtures("twin")
def test_zacharys_club_reaches_the_highest_modularity_there_is() -> None:
    """0.4198 in four communities, proved by Brandes et al., On Modularity Clustering, 2008, table 1 (0.420)."""
    found = leiden(_karate())
    assert found.modularity == pytest.approx(0.4197896)
    assert sorted(np.bincount(found.community), reverse=True) == np.bincount(found.community).tolist()
    assert found.community.max() == 3


@pytest.mark.parametrize("seed", range(6))
def test_it_finds_as_much_as_igraph(seed: int) -> None:
    network = hub_heavy(1500, 3500, seed)
    shadow = _shadow(network)
    igraph.set_random_number_generator(None)
    peer = max(shadow.community_leiden("modularity", weights="weight", n_iterations=-1).modularity for _ in range(4))
    found = leiden(network).modularity
    assert found is not None
    assert found > peer - 0.005


@in_one("seed", SEEDS)
def test_every_community_hangs_together(seed: int) -> None:
    network = random_graph(seed)
    community = leiden(network).community
    undirected = in_igraph(network, directed=False)
    for number in range(int(community.max()) + 1):
        assert undirected.induced_subgraph(np.flatnonzero(community == number).tolist()).is_connected()


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize(
    ("source", "target", "nodes", "expected"),
    [
        ([], [], 0, []),
        ([], [], 3, [0, 1, 2]),
        ([0, 1], [0, 1], 2, [0, 1]),
        ([0, 0, 0], [1, 2, 3], 4, [0, 0, 0, 0]),
        ([3, 1], [4, 0], 5, [0, 0, 2, 1, 1]),
    ],
)
def test_small_graphs_by_hand(source: list[int], target: list[int], nodes: int, expected: list[int]) -> None:
    found = leiden(graph(source, target, nodes))
    assert found.community.tolist() == expected
    assert (found.modularity is None) == (not any(a != b for a, b in zip(source, target, strict=True)))


def test_the_same_seed_gives_the_same_communities() -> None:
    network = hub_heavy(800, 2000)
    assert leiden(network, seed=3).community.tolist() == leiden(network, seed=3).community.tolist()


def test_one_start_does_for_a_large_network(monkeypatch: pytest.MonkeyPatch) -> None:
    network = hub_heavy(800, 2000)
    once, best = (leiden(network, seed=3, runs=runs) for runs in (1, 4))
    assert leiden(network, seed=3).community.tolist() == best.community.tolist()
    monkeypatch.setattr("valuenet.network.groups.leiden.LARGE", 100)
    assert leiden(network, seed=3).community.tolist() == once.community.tolist()
