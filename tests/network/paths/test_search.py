from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.network.graph import Graph, IntArray, graph
from valuenet.network.paths import search as module
from valuenet.network.paths.search import Arcs, arcs_by_target, search


def arcs_of(network: Graph) -> Arcs:
    return arcs_by_target(network.into.neighbour, network.into.owner, network.nodes)


def by_hand(network: Graph, sources: IntArray, leaving: IntArray, arriving: IntArray) -> list[list[list[int]]]:
    """The same weights, from the distances that networkx finds one source at a time."""
    levels: dict[int, IntArray] = {}
    peer = in_networkx(network)
    for place, source in enumerate(sources.tolist()):
        for target, distance in nx.single_source_shortest_path_length(peer, source).items():
            pair = np.outer(leaving[:, place], arriving[:, target])
            levels[distance] = levels.get(distance, 0) + pair
    return [levels[distance].tolist() for distance in sorted(levels) if distance]


@in_one("seed", SEEDS)
def test_weighted_pairs_are_those_of_networkx(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 1 + seed % 9)
    network, rng = random_graph(seed), np.random.default_rng(seed)
    sources = rng.permutation(network.nodes)[: 1 + network.nodes // 2]
    leaving = rng.integers(0, 9, (2, len(sources)))
    arriving = rng.integers(0, 9, (2, network.nodes))
    levels, work = search(arcs_of(network), sources, leaving, arriving)
    assert [level.tolist() for level in levels] == by_hand(network, sources, leaving, arriving)
    assert work >= len(levels)


def test_a_long_chain_takes_as_many_levels() -> None:
    chain = graph(np.arange(600), np.arange(1, 601), nodes=601)
    levels, _ = search(arcs_of(chain), np.arange(512), np.ones((1, 512), np.int64), np.ones((1, 601), np.int64))
    assert [int(level[0, 0]) for level in levels] == [min(512, 601 - distance) for distance in range(1, 601)]


def test_sources_without_arcs_find_nothing() -> None:
    levels, _ = search(arcs_of(graph([0], [1], nodes=3)), np.array([1, 2]), np.ones((1, 2), int), np.ones((1, 3), int))
    assert levels == []


def test_weights_above_32_bits_are_counted() -> None:
    weight = 2**40
    levels, _ = search(
        arcs_of(graph([0], [1], nodes=2)), np.array([0]), np.array([[weight]]), np.array([[1, 2**20 + 1]])
    )
    assert [level.tolist() for level in levels] == [[[weight * (2**20 + 1)]]]
