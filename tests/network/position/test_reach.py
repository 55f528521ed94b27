from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.network.graph import Graph, IntArray, graph
from valuenet.network.position import reach as module
from valuenet.network.position.reach import reach


def by_hand(network: Graph, sources: IntArray, leaves: IntArray) -> list[list[float]]:
    """The same sums, from the distances that networkx finds one source at a time."""
    sums = np.zeros((network.nodes, 4))
    for source, behind in zip(sources.tolist(), leaves.tolist(), strict=True):
        for target, near in nx.single_source_shortest_path_length(in_networkx(network), source).items():
            if near:
                for many, distance in ((1, near), (behind, near + 1)):
                    sums[target] += many * np.array([1, distance, 1 / distance, 1 / (distance + 1)])
    return list(sums.tolist())


@pytest.mark.usefixtures("twin")
@in_one("seed", SEEDS[:80])
def test_sums_are_those_of_networkx(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 1 + seed % 9)
    network, rng = random_graph(seed), np.random.default_rng(seed)
    sources = rng.permutation(network.nodes)[: 1 + network.nodes // 2].astype(network.into.start.dtype)
    leaves = rng.integers(0, 9, len(sources)) * (seed % 2)
    sums, levels = reach(network.into, sources, leaves)
    assert sums.ravel().tolist() == pytest.approx(np.array(by_hand(network, sources, leaves)).ravel().tolist())
    assert 1 <= levels <= network.nodes


@pytest.mark.usefixtures("twin")
def test_all_the_bits_of_a_row_are_sources() -> None:
    chain = graph(np.arange(600), np.arange(1, 601), nodes=601)
    leaves = np.zeros(512, np.int64)
    leaves[511] = 2**40
    sums, levels = reach(chain.into, np.arange(512, dtype=np.int32), leaves)
    assert levels == 601
    assert sums[600, :2].tolist() == [512 + 2**40, sum(range(89, 601)) + 2**40 * 90]


@pytest.mark.usefixtures("twin")
def test_nothing_to_search() -> None:
    none, no_source = graph([], [], nodes=0), np.zeros(0, np.int32)
    assert reach(none.into, no_source, no_source)[0].shape == (0, 4)
    apart = graph([0], [1], nodes=3)
    assert reach(apart.into, np.array([1, 2], np.int32), np.array([3, 3]))[0].tolist() == [[0] * 4] * 3
