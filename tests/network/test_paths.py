from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest

from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.paths import paths

DIRECTIONS = pytest.mark.parametrize("directed", [True, False])


def counted_by_networkx(network: Graph, *, directed: bool) -> list[int]:
    ties = in_networkx(network)
    lengths = nx.all_pairs_shortest_path_length(ties if directed else ties.to_undirected())
    counts = Counter(distance for _, row in lengths for distance in row.values() if distance)
    return [0, *(counts[distance] for distance in range(1, max(counts, default=0) + 1))]


@DIRECTIONS
@pytest.mark.parametrize("seed", SEEDS)
def test_distribution_is_that_of_networkx(seed: int, directed: bool) -> None:
    network = random_graph(seed)
    found = paths(network, directed=directed)
    assert found.distribution.tolist() == counted_by_networkx(network, directed=directed)
    assert not found.sampled


@DIRECTIONS
@pytest.mark.parametrize("seed", range(4))
def test_many_batches_and_mean_are_those_of_igraph(seed: int, directed: bool) -> None:
    network = hub_heavy(1100 + 97 * seed, 1700 + 150 * seed, seed)
    found, peer = paths(network, directed=directed), in_igraph(network, directed=directed)
    pairs = [int(count) for _, _, count in peer.path_length_hist(directed=directed).bins()]
    assert found.distribution.tolist()[1:] == [count * (1 if directed else 2) for count in pairs]
    assert found.mean == pytest.approx(peer.average_path_length(directed=directed), rel=1e-12)
    assert found.diameter == peer.diameter(directed=directed)


@DIRECTIONS
@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 1), ([0, 1], [0, 1], 3)])
def test_no_pairs_is_no_data(source: list[int], target: list[int], nodes: int, directed: bool) -> None:
    found = paths(graph(source, target, nodes), directed=directed)
    assert (found.mean, found.diameter, found.pairs, found.sampled) == (None, None, 0, False)


def test_small_graphs_by_hand() -> None:
    pair = graph([0], [1], nodes=2)
    assert paths(pair, directed=True).distribution.tolist() == [0, 1]
    assert paths(pair, directed=False).distribution.tolist() == [0, 2]
    star = graph([0, 0, 0, 4], [1, 2, 3, 0], nodes=5)
    assert paths(star, directed=True).distribution.tolist() == [0, 4, 3]
    assert paths(star, directed=False).distribution.tolist() == [0, 8, 12]
    both_ways = graph([0, 1, 0, 2], [1, 0, 2, 0], nodes=3)
    assert paths(both_ways, directed=True).distribution.tolist() == [0, 4, 2]
    ring = graph([0, 1, 2, 3], [1, 2, 3, 0], nodes=4)
    assert paths(ring, directed=True).mean == 2
    assert paths(ring, directed=False).mean == pytest.approx(4 / 3)


@DIRECTIONS
def test_a_sample_comes_close_and_says_so(directed: bool) -> None:
    network = hub_heavy(6000, 9000)
    exact = paths(network, directed=directed)
    found = paths(network, directed=directed, work_limit=0)
    again = paths(network, directed=directed, work_limit=0)
    assert (exact.sampled, found.sampled, found.sources) == (False, True, 512)
    assert found.distribution.tolist() == again.distribution.tolist()
    assert found.mean == pytest.approx(exact.mean, rel=0.01)
    assert found.pairs == pytest.approx(exact.pairs, rel=0.02)
    assert found.diameter is not None
    assert exact.diameter is not None
    assert found.diameter <= exact.diameter


def test_as_many_sources_as_there_are_is_no_sample() -> None:
    network = hub_heavy(300, 450)
    assert not paths(network, directed=False, work_limit=0).sampled
    assert paths(network, directed=False, work_limit=0, sample=299).sampled


def test_the_same_network_in_another_order_has_the_same_paths() -> None:
    network = hub_heavy(2000, 3000)
    order = np.random.default_rng(3).permutation(network.nodes)
    moved = graph(order[network.source], order[network.target], network.nodes)
    for directed in (True, False):
        expected = paths(network, directed=directed).distribution.tolist()
        assert paths(moved, directed=directed).distribution.tolist() == expected


def test_a_long_chain_is_sampled_rather_than_searched_for_minutes() -> None:
    chain = graph(np.arange(1499), np.arange(1, 1500), nodes=1500)
    found = paths(chain, directed=False, work_limit=4_000_000)  # many levels, few arcs in each
    assert found.sampled
    assert found.mean == pytest.approx(1501 / 3, rel=0.01)
