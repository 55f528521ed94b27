from __future__ import annotations

import numpy as np
import pytest

from tests.network.groups.test_core_periphery import FIGURE
from tests.network.peers import hub_heavy, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.groups.coreness import coreness, residual


def matrix(network: Graph) -> np.ndarray:
    tied = np.zeros((network.nodes, network.nodes))
    tied[network.both.owner, network.both.neighbour] = 1
    return tied


def correlation(tied: np.ndarray, score: np.ndarray) -> float:
    upper = np.triu_indices(len(score), 1)
    return float(np.corrcoef(tied[upper], np.outer(score, score)[upper])[0, 1])


def by_minres(tied: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The iteration of Comrey and of Boyd et al.: each coreness in turn is the regression of its ties on the others."""
    score = score.copy()
    for _ in range(100):
        for node in range(len(score)):
            others = (score**2).sum() - score[node] ** 2
            score[node] = tied[node] @ score / others if others else 0.0
    return score


def test_fit_is_the_correlation_and_the_residual_that_of_minres() -> None:
    compared = 0
    for seed in range(28):
        network = random_graph(seed, nodes=14)
        found = coreness(network)
        if found is None:
            continue
        tied = matrix(network)
        assert found.fit == pytest.approx(correlation(tied, found.coreness), abs=1e-9)
        assert (found.coreness >= 0).all()
        assert (found.coreness**2).sum() == pytest.approx(1)
        peer = by_minres(tied, found.coreness + 0.01)
        compared += 1
        assert best_residual(tied, found.coreness) <= best_residual(tied, peer) + 0.05
    assert compared > 15


def best_residual(tied: np.ndarray, score: np.ndarray) -> float:
    """The squared differences with the products, at the scale that makes them smallest."""
    upper = np.triu_indices(len(score), 1)
    ties, products = tied[upper], np.outer(score, score)[upper]
    scale = (ties @ products) / (products @ products)
    return float(((ties - scale * products) ** 2).sum())


def test_the_gradient_is_that_of_the_residual() -> None:
    tied = FIGURE.both
    score = np.random.default_rng(3).random(10)
    value, slope = residual(score, tied)
    steps = 1e-6 * np.eye(10)
    numeric = [(residual(score + step, tied)[0] - residual(score - step, tied)[0]) / 2e-6 for step in steps]
    assert slope == pytest.approx(np.array(numeric), abs=1e-5)
    upper = np.triu_indices(10, 1)
    difference = (matrix(FIGURE) - np.outer(score, score))[upper]
    assert value + 14 == pytest.approx((difference**2).sum())


def test_the_figure_of_borgatti_and_everett() -> None:
    found = coreness(FIGURE)
    assert found is not None
    assert sorted(found.members.tolist()) == [0, 1, 2, 3]
    assert found.coreness[:4].min() > found.coreness[4:].max()
    assert found.concentration > 0.9


def test_members_are_the_highest_and_best_told_apart() -> None:
    found = coreness(hub_heavy(300, 600))
    assert found is not None
    order = np.argsort(-found.coreness, kind="stable")
    assert found.members.tolist() == order[: len(found.members)].tolist()
    told = [np.corrcoef(found.coreness, np.isin(np.arange(300), order[:size]))[0, 1] for size in range(1, 300)]
    assert found.concentration == pytest.approx(max(told))
    assert int(np.argmax(told)) + 1 == len(found.members)


@pytest.mark.parametrize(
    ("source", "target", "nodes"),
    [([], [], 0), ([], [], 1), ([], [], 4), ([0, 1], [0, 1], 3), ([0, 1, 2], [1, 2, 0], 3)],
    ids=["empty", "one node", "no ties", "loops", "complete"],
)
def test_without_both_ties_and_gaps_there_is_no_coreness(source: list[int], target: list[int], nodes: int) -> None:
    assert coreness(graph(source, target, nodes)) is None


def test_a_ring_has_no_core() -> None:
    assert coreness(graph(np.arange(8), (np.arange(8) + 1) % 8, nodes=8)) is None


def test_the_same_network_gives_the_same_coreness() -> None:
    network = hub_heavy(1000, 1500)
    first, again = coreness(network), coreness(network)
    assert first is not None
    assert again is not None
    assert first.coreness.tolist() == again.coreness.tolist()
