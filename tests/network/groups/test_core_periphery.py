from __future__ import annotations

import numpy as np
import pytest

from tests.network.peers import hub_heavy, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.groups.core_periphery import Between, Core, core_periphery

FIGURE = graph(
    [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3],
    [1, 2, 3, 4, 2, 3, 5, 6, 7, 3, 7, 8, 4, 9],
    nodes=10,
)
"""The network of figure 1 of Borgatti and Everett (2000): its first four nodes are the core."""


def correlation(network: Graph, inside: np.ndarray, between: Between) -> float | None:
    """The correlation over all pairs of nodes, in the words of the paper; None where it is not defined."""
    tied = np.zeros((network.nodes, network.nodes))
    tied[network.both.owner, network.both.neighbour] = 1
    upper = np.triu_indices(network.nodes, 1)
    in_core = (inside[:, None].astype(int) + inside)[upper]
    counted = np.full(len(in_core), fill_value=True) if between == "tied" else in_core != 1
    ideal = in_core[counted] > 0
    here = tied[upper][counted]
    if not here.size or ideal.all() or not ideal.any() or here.min() == here.max():
        return None
    return float(np.corrcoef(ideal, here)[0, 1])


def members(found: Core, nodes: int) -> np.ndarray:
    inside = np.zeros(nodes, np.bool_)
    inside[found.members] = True
    return inside


def best_of_all(network: Graph, between: Between) -> float | None:
    cores = [np.array([core >> node & 1 for node in range(network.nodes)], bool) for core in range(2**network.nodes)]
    return max((fit for core in cores if (fit := correlation(network, core, between)) is not None), default=None)


def test_the_figure_of_borgatti_and_everett() -> None:
    # They print 0.475 for the first four nodes as core, and drop the ties between: then the fit is perfect.
    first_four = np.arange(10) < 4
    assert correlation(FIGURE, first_four, "tied") == pytest.approx(0.475, abs=5e-4)
    found = core_periphery(FIGURE, between="left_out")
    assert found is not None
    assert (sorted(found.members.tolist()), found.fit) == ([0, 1, 2, 3], 1.0)
    assert (found.within, found.outside) == (1.0, 0.0)
    tied = core_periphery(FIGURE)
    assert tied is not None
    assert tied.fit == pytest.approx(0.532, abs=5e-4)  # the nodes 1 to 3, the best of all 1,023 cores


@pytest.mark.parametrize("between", ["tied", "left_out"])
def test_fit_and_shares_are_those_of_the_core(between: Between) -> None:
    for seed in range(60):
        network = random_graph(seed)
        found = core_periphery(network, between=between)
        if found is None:
            assert network.nodes < 4 or network.ties in (0, network.nodes * (network.nodes - 1))
            continue
        inside = members(found, network.nodes)
        assert found.fit == pytest.approx(correlation(network, inside, between))
        once = network.both.owner < network.both.neighbour
        ends = inside[network.both.owner[once]].astype(int) + inside[network.both.neighbour[once]]
        size, rest = int(inside.sum()), int((~inside).sum())
        pairs = (size * (size - 1) // 2, size * rest, rest * (rest - 1) // 2)
        counted = [int((ends == number).sum()) for number in (2, 1, 0)]
        expected = [part / whole if whole else None for part, whole in zip(counted, pairs, strict=True)]
        assert [found.within, found.between, found.outside] == expected


def test_the_best_of_all_cores_is_nearly_always_found() -> None:
    missed: dict[Between, int] = {"tied": 0, "left_out": 0}
    compared = 0
    for seed in range(30):
        network = random_graph(seed, nodes=8)
        compared += 1
        for between in missed:
            found, best = core_periphery(network, between=between), best_of_all(network, between)
            if found is not None and best is not None and found.fit < best - 1e-9:
                missed[between] += 1
    assert compared == 30
    assert missed["tied"] <= 1
    assert missed["left_out"] <= 4


def test_a_planted_core_is_found() -> None:
    rng = np.random.default_rng(8)
    core = [(a, b) for a in range(20) for b in range(a)]
    around = [(node, int(rng.integers(0, 20))) for node in range(20, 400) for _ in range(3)]
    ends = np.array(core + around)
    network = graph(ends[:, 0], ends[:, 1], nodes=400)
    for between in ("tied", "left_out"):
        found = core_periphery(network, between=between)
        assert found is not None
        assert sorted(found.members.tolist()) == list(range(20))


def test_a_star_has_its_middle_for_a_core() -> None:
    star = core_periphery(graph([3, 3, 3, 3], [0, 1, 2, 4], nodes=5))
    assert star is not None
    assert star.members.tolist() == [3]
    assert star.fit == pytest.approx(1.0)
    assert (star.within, star.between, star.outside) == (None, 1.0, 0.0)


@pytest.mark.parametrize(
    ("source", "target", "nodes"),
    [([], [], 0), ([], [], 1), ([], [], 4), ([0, 1], [0, 1], 3), ([0, 1, 2], [1, 2, 0], 3)],
    ids=["empty", "one node", "no ties", "loops", "complete"],
)
def test_without_both_ties_and_gaps_there_is_no_core(source: list[int], target: list[int], nodes: int) -> None:
    assert core_periphery(graph(source, target, nodes)) is None
    assert core_periphery(graph(source, target, nodes), between="left_out") is None


def test_the_same_network_gives_the_same_core() -> None:
    network = hub_heavy(2000, 3000)
    first, again = core_periphery(network), core_periphery(network)
    assert first is not None
    assert again is not None
    assert first.members.tolist() == again.members.tolist()
