from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.position import dependencies as module
from valuenet.network.position.dependencies import Sources, Ties, dependencies
from valuenet.network.position.folding import FloatArray


def by_definition(network: Graph, source: int, arriving: FloatArray) -> FloatArray:
    """What `source` depends on each node: every shortest path to every target written out."""
    ties, through = in_networkx(network), np.zeros(network.nodes)
    for target in nx.descendants(ties, source):
        routes = list(nx.all_shortest_paths(ties, source, target))
        for route in routes:
            through[route[:-1]] += arriving[target] / len(routes)
        through[target] += arriving[target] - 1
    return through


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize("many", [2.0**900, 0.5], ids=["counts", "logarithms"])
@in_one("seed", SEEDS[:40])
def test_each_dependency_is_that_of_the_definition(seed: int, many: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY", many)
    monkeypatch.setattr(module, "_CELLS_AT_ONCE", 100)
    network, rng = random_graph(seed, nodes=20), np.random.default_rng(seed)
    arriving = rng.integers(1, 5, network.nodes).astype(np.float64)
    chosen = rng.permutation(network.nodes)[:8].astype(network.out.start.dtype)
    weight = rng.integers(1, 5, len(chosen)).astype(np.float64)
    ties = Ties(network.out.start, network.out.neighbour, arriving)
    found = dependencies(ties, Sources(chosen, weight, weight - 1))
    sums, squares, reached = (np.zeros(network.nodes) for _ in range(3))
    for place, source in enumerate(chosen.tolist()):
        through = by_definition(network, source, arriving)
        below = nx.descendants(in_networkx(network), source)
        assert found.reach[place] == sum(arriving[target] for target in below)
        through[source] *= (weight[place] - 1) / weight[place]
        sums += weight[place] * through
        squares += weight[place] * through**2
        reached[list(below)] += weight[place]
    assert found.sums.tolist() == pytest.approx(sums.tolist())
    assert found.squares.tolist() == pytest.approx(squares.tolist())
    assert found.reached.tolist() == reached.tolist()


@pytest.mark.usefixtures("twin")
def test_more_paths_than_a_double_can_count() -> None:
    # 1,200 squares in a row: 2^1200 shortest paths from end to end, half of them through each side of each square.
    squares = np.arange(1200) * 3
    source = np.concatenate((squares, squares, squares + 1, squares + 2))
    target = np.concatenate((squares + 1, squares + 2, squares + 3, squares + 3))
    row = graph(source, target, nodes=3601)
    start = np.array([0], row.out.start.dtype)
    ties = Ties(row.out.start, row.out.neighbour, np.ones(3601))
    found = dependencies(ties, Sources(start, np.ones(1), np.zeros(1)))
    beyond = 3600.0 - squares - 3  # targets behind the square's last corner
    assert found.sums[squares[1:]].tolist() == pytest.approx((beyond + 3)[1:].tolist(), rel=1e-9)
    for side in (1, 2):
        assert found.sums[squares + side].tolist() == pytest.approx(((beyond + 1) / 2).tolist(), rel=1e-9)


@pytest.mark.usefixtures("twin")
def test_a_chain_beside_more_paths_than_a_double_can_count_is_not_lost() -> None:
    # A chain of 2,400 ties runs beside 1,200 squares in a row and ends in a node of its own: one path, not none.
    squares = np.arange(1200) * 3
    chain = np.concatenate(([0], np.arange(3601, 6001)))
    source = np.concatenate((squares, squares, squares + 1, squares + 2, chain[:-1]))
    target = np.concatenate((squares + 1, squares + 2, squares + 3, squares + 3, chain[1:]))
    both = graph(source, target, nodes=6001)
    start = np.array([0], both.out.start.dtype)
    ties = Ties(both.out.start, both.out.neighbour, np.ones(6001))
    found = dependencies(ties, Sources(start, np.ones(1), np.zeros(1)))
    assert found.sums[3601:].tolist() == pytest.approx(np.arange(2399.0, -1, -1).tolist(), rel=1e-9)


@pytest.mark.usefixtures("twin")
def test_threads_do_not_change_a_byte() -> None:
    network = hub_heavy(400, 1500)
    ties = Ties(network.both.start, network.both.neighbour, np.ones(network.nodes))
    everyone = np.arange(network.nodes, dtype=network.both.start.dtype)
    sources = Sources(everyone, np.ones(network.nodes), np.zeros(network.nodes))
    one, three = (dependencies(ties, sources, threads=threads) for threads in (1, 3))
    assert one.sums.tobytes() == three.sums.tobytes()
    assert one.reach.tobytes() == three.reach.tobytes()
