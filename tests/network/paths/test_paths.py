from __future__ import annotations

import os
from collections import Counter
from functools import cache

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, open_network, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.kernel import library
from valuenet.network.paths.paths import Paths, paths

DIRECTIONS = pytest.mark.parametrize("directed", [True, False])
EVERYTHING = 1 << 62

pytestmark = pytest.mark.usefixtures("twin")


@cache
def expected(seed: int, directed: bool) -> list[int]:
    return counted_by_networkx(random_graph(seed), directed=directed)


def counted_by_networkx(network: Graph, *, directed: bool) -> list[int]:
    ties = in_networkx(network)
    lengths = nx.all_pairs_shortest_path_length(ties if directed else ties.to_undirected())
    counts = Counter(distance for _, row in lengths for distance in row.values() if distance)
    return [0, *(counts[distance] for distance in range(1, max(counts, default=0) + 1))]


@DIRECTIONS
@in_one("seed", SEEDS)
def test_distribution_is_that_of_networkx(seed: int, directed: bool) -> None:
    network = random_graph(seed)
    found = paths(network, directed=directed)
    assert found.distribution.tolist() == expected(seed, directed)
    assert (found.sampled, found.interval) == (False, None)


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


@pytest.mark.slow
@DIRECTIONS
def test_a_thousand_networks_have_the_distribution_of_igraph(directed: bool) -> None:
    for seed in range(1000):
        network = random_graph(seed, 300 if seed % 4 == 0 else 60)
        peer = in_igraph(network, directed=directed)
        pairs = [int(count) for _, _, count in peer.path_length_hist(directed=directed).bins()]
        counts = [0, *(count * (1 if directed else 2) for count in pairs)]
        assert paths(network, directed=directed).distribution.tolist() == counts, seed


def in_a_row(nodes: int) -> Graph:
    return graph(np.arange(nodes - 1), np.arange(1, nodes), nodes)


def two_hubs(leaves: int) -> Graph:
    """Two hubs, each with leaves of its own, and nodes that hang on both; arcs in all directions."""
    node = np.arange(2, 2 + 3 * leaves)
    near, side = node % 2, node % 3 == 0
    arcs = np.concatenate((np.where(side, node, near), np.full(leaves, 1)))
    return graph(arcs, np.concatenate((np.where(side, near, node), node[:leaves])), 2 + 3 * leaves)


SHAPES = {
    "star": graph(np.zeros(700, np.int64), np.arange(1, 701), 701),
    "star inwards": graph(np.arange(1, 701), np.zeros(700, np.int64), 701),
    "two hubs": two_hubs(300),
    "cycle": graph(np.arange(150), (np.arange(150) + 1) % 150, 150),
    "reciprocal cycle": graph(np.r_[:90, 1:90, 0], np.r_[1:90, 0, :90], 90),
    "row": in_a_row(540),
    "tree": graph((np.arange(1, 1200) - 1) // 2, np.arange(1, 1200), 1200),
    "complete": graph(np.repeat(np.arange(30), 30), np.tile(np.arange(30), 30), 30),
    "two pairs": graph([0, 2, 2, 3, 3], [1, 3, 3, 2, 3], 5),
    "all ways through few": graph(np.r_[0:40, 40:44, 44:48], np.r_[np.arange(40) % 4 + 40, 44:48, 0:4], 48),
}


@DIRECTIONS
@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes_have_the_distribution_of_igraph(shape: str, directed: bool) -> None:
    network = SHAPES[shape]
    peer = in_igraph(network, directed=directed)
    pairs = [int(count) for _, _, count in peer.path_length_hist(directed=directed).bins()]
    found = paths(network, directed=directed, work_limit=EVERYTHING)
    assert found.distribution.tolist()[1:] == [count * (1 if directed else 2) for count in pairs]


def test_a_row_of_five_thousand_nodes(twin: str) -> None:
    nodes = 5000 if twin == "kernel" and "sanitized" not in os.environ.get("VALUENET_KERNEL", "") else 600
    forth = paths(in_a_row(nodes), directed=True, work_limit=EVERYTHING)
    assert forth.distribution.tolist() == [0, *range(nodes - 1, 0, -1)]
    assert (forth.mean, forth.diameter) == ((nodes + 1) / 3, nodes - 1)
    either = paths(in_a_row(nodes), directed=False, work_limit=EVERYTHING)
    assert either.distribution.tolist() == [2 * count for count in forth.distribution.tolist()]


@pytest.mark.parametrize(("name", "diameter"), [("facebook-combined", 8), ("powergrid", 46)])
def test_diameters_as_published(name: str, diameter: int) -> None:
    found = paths(open_network(name), directed=False, work_limit=EVERYTHING)
    assert (found.diameter, found.sampled) == (diameter, False)


def test_pairs_beyond_32_bits() -> None:
    leaves = 60_000
    found = paths(graph(np.zeros(leaves, np.int64), np.arange(1, leaves + 1), leaves + 1), directed=False)
    assert found.distribution.tolist() == [0, 2 * leaves, leaves * (leaves - 1)]
    assert found.pairs > 2**31


def test_sums_beyond_64_bits_are_exact() -> None:
    far = 3_000_000
    counts = np.zeros(far + 1, np.int64)
    counts[far] = 2**62
    assert Paths(counts, 1, 1).mean == far


def test_effective_diameter_and_efficiency_by_hand() -> None:
    star = paths(graph([0, 0, 0, 0, 0], [1, 2, 3, 4, 5], nodes=6), directed=False)  # 10 pairs at 1, 20 at 2
    assert star.effective_diameter == pytest.approx(1 + 17 / 20)
    assert star.efficiency == pytest.approx((10 + 20 / 2) / 30)
    triangle = paths(graph([0, 1, 2], [1, 2, 0], nodes=3), directed=False)
    assert (triangle.effective_diameter, triangle.efficiency) == (1.0, 1.0)
    nothing = paths(graph([], [], nodes=2), directed=True)
    assert (nothing.effective_diameter, nothing.efficiency, nothing.interval) == (None, None, None)


@DIRECTIONS
def test_efficiency_is_that_of_networkx(directed: bool) -> None:
    network = random_graph(11)
    found, peer = paths(network, directed=directed), in_networkx(network)
    lengths = nx.all_pairs_shortest_path_length(peer if directed else peer.to_undirected())
    inverse = [1 / distance for _, row in lengths for distance in row.values() if distance]
    assert found.efficiency == pytest.approx(sum(inverse) / len(inverse))


@DIRECTIONS
def test_both_twins_sample_the_same(directed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    network = hub_heavy(4000, 6000)
    here = paths(network, directed=directed, work_limit=0)
    monkeypatch.setenv(library.KERNEL_VARIABLE, "none")
    library.library.cache_clear()
    there = paths(network, directed=directed, work_limit=0)
    assert here.parts is not None
    assert there.parts is not None
    assert here.parts.tolist() == there.parts.tolist()
    assert here.interval == there.interval


@DIRECTIONS
def test_the_interval_holds_the_exact_value_as_often_as_it_says(directed: bool, twin: str) -> None:
    held = 0
    seeds = range(20 if twin == "kernel" else 4)
    for seed in seeds:
        network = hub_heavy(3000 + 50 * seed, 4500 + 70 * seed, seed)
        exact = paths(network, directed=directed, work_limit=EVERYTHING).mean
        low, high = paths(network, directed=directed, work_limit=0, sample=128).interval or (0, 0)
        assert exact is not None
        held += low <= exact <= high
    assert held >= len(seeds) - 3  # 95 % of 20; fewer than 17 would come up once in forty


@pytest.mark.slow
@DIRECTIONS
def test_the_interval_holds_over_many_networks(directed: bool, twin: str) -> None:
    if twin == "numpy":
        pytest.skip("it samples the same: see above")
    held = 0
    for seed in range(400):
        network = hub_heavy(2000 + 11 * seed, 2900 + 17 * seed, seed)
        exact = paths(network, directed=directed, work_limit=EVERYTHING).mean
        low, high = paths(network, directed=directed, work_limit=0, sample=128).interval or (0, 0)
        assert exact is not None
        held += low <= exact <= high
    assert held >= 371  # of 400 at 95 %: fewer come up once in forty


def test_too_few_sources_for_parts_give_no_interval() -> None:
    found = paths(hub_heavy(300, 450), directed=False, work_limit=0, sample=5)
    assert (found.sampled, found.sources, found.interval) == (True, 5, None)


def test_a_long_chain_is_sampled_rather_than_searched_for_minutes() -> None:
    found = paths(in_a_row(700), directed=False, sample=64, work_limit=1_000_000)  # many levels, few arcs in each
    assert found.sampled
    assert found.mean == pytest.approx(701 / 3, rel=0.02)
