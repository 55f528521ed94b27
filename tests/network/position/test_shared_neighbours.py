from __future__ import annotations

import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, random_graph
from valuenet.network.graph import Adjacency, graph
from valuenet.network.position import shared_neighbours as module
from valuenet.network.position.shared_neighbours import shared_neighbours


def neighbours(ties: Adjacency, node: int) -> set[int]:
    return set(ties.neighbour[ties.start[node] : ties.start[node + 1]].tolist())


@in_one("seed", SEEDS)
def test_shared_neighbours_are_those_of_both(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 1 + seed % 13)
    network, rng = random_graph(seed), np.random.default_rng(seed)
    ties = (network.out, network.into, network.both)[seed % 3]
    first, second = (rng.integers(0, network.nodes, 30) for _ in range(2))
    found: list[set[int]] = [set() for _ in range(30)]
    order = []
    for pairs, here, there in shared_neighbours(ties, first, second):
        assert (ties.neighbour[here] == ties.neighbour[there]).all()
        assert (ties.owner[here] == first[pairs]).all()
        assert (ties.owner[there] == second[pairs]).all()
        order += pairs.tolist()
        for pair, node in zip(pairs.tolist(), ties.neighbour[here].tolist(), strict=True):
            assert node not in found[pair]
            found[pair].add(node)
    assert order == sorted(order)
    assert found == [neighbours(ties, a) & neighbours(ties, b) for a, b in zip(first, second, strict=True)]


def test_no_pairs_and_no_ties_share_nothing() -> None:
    none = np.zeros(0, np.int32)
    empty = graph([], [], nodes=2).both
    assert sum(len(pair) for pair, _, _ in shared_neighbours(empty, none, none)) == 0
    assert sum(len(pair) for pair, _, _ in shared_neighbours(empty, np.array([0]), np.array([1]))) == 0
