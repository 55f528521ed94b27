from __future__ import annotations

from typing import get_args

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.position.structural_holes import Reading, structural_holes


def in_weights(network: Graph, reading: str) -> nx.Graph[int]:
    """The undirected ties in networkx, each with its weight in the reading."""
    ties = in_networkx(network)
    weights: nx.Graph[int] = nx.Graph()
    weights.add_nodes_from(ties)
    weights.add_edges_from(ties.edges, weight=0)
    out = network.out
    for source, target, rows in zip(out.owner.tolist(), out.neighbour.tolist(), out.multiplicity.tolist(), strict=True):
        weights.edges[source, target]["weight"] += rows if reading == "relations" else 1
    for *_, values in weights.edges(data=True):
        values["weight"] = 1 if reading == "ties_undirected" else values["weight"]
    return weights


def compare(network: Graph) -> None:
    for reading in get_args(Reading):
        found, peer = structural_holes(network, reading), in_weights(network, reading)
        constraint = nx.constraint(peer, weight="weight")
        # Node by node: on whole matrices networkx 3.6 divides by the greatest weight of the wrong node.
        size = nx.effective_size(peer, nodes=list(peer), weight="weight")
        assert found.constraint.tolist() == pytest.approx([constraint[node] for node in constraint], nan_ok=True)
        assert found.effective_size.tolist() == pytest.approx([size[node] for node in size], nan_ok=True)
        degree = np.where(network.both.degree > 0, network.both.degree, np.nan)
        assert found.efficiency.tolist() == pytest.approx((found.effective_size / degree).tolist(), nan_ok=True)
    arcs = nx.constraint(in_networkx(network))
    assert structural_holes(network).constraint.tolist() == pytest.approx(list(arcs.values()), nan_ok=True)
    undirected = structural_holes(network, "ties_undirected").constraint.tolist()
    assert undirected == pytest.approx(in_igraph(network, directed=False).constraint(), nan_ok=True)
    directed = structural_holes(network, "ties_directed").constraint.tolist()
    assert directed == pytest.approx(in_igraph(network, directed=True).constraint(), nan_ok=True)


@in_one("seed", SEEDS[:80])
def test_constraint_and_effective_size_are_those_of_the_peers(seed: int) -> None:
    compare(random_graph(seed, nodes=25))


@pytest.mark.slow
def test_constraint_and_effective_size_are_those_of_the_peers_a_thousand_times() -> None:
    for seed in range(1000, 2000):
        compare(random_graph(seed, nodes=40))


def test_a_larger_network_is_that_of_igraph() -> None:
    network = hub_heavy(1500, 5000)
    peer = in_igraph(network, directed=True).constraint()
    assert structural_holes(network).constraint.tolist() == pytest.approx(peer, nan_ok=True)


def test_small_graphs_by_hand() -> None:
    # Three neighbours without a tie among them: each has a third, so 3 x (1/3)^2; nothing is redundant.
    star = structural_holes(graph([0, 0, 0], [1, 2, 3], nodes=5), "ties_undirected")
    assert star.constraint[:4].tolist() == pytest.approx([1 / 3, 1, 1, 1])
    assert star.effective_size[:4].tolist() == pytest.approx([3, 1, 1, 1])
    assert star.hierarchy[0] == pytest.approx(0, abs=1e-12)
    assert np.isnan(star.hierarchy[1:]).all()
    assert np.isnan([star.constraint[4], star.effective_size[4], star.efficiency[4]]).all()
    # A triangle: (1/2 + 1/2 x 1/2)^2 for each of two neighbours; one of them is redundant to the half of the other.
    triangle = structural_holes(graph([0, 1, 2], [1, 2, 0], nodes=3), "ties_undirected")
    assert triangle.constraint.tolist() == pytest.approx([9 / 8] * 3)
    assert triangle.effective_size.tolist() == pytest.approx([1] * 3)


def test_hierarchy_is_that_of_its_formula() -> None:
    # Node 0 with 1, 2 and 3, and a tie between 1 and 2: parts (1/3 + 1/3 x 1/2)^2 twice, and (1/3)^2.
    parts = np.array([1 / 4, 1 / 4, 1 / 9])
    ratio = parts / parts.mean()
    found = structural_holes(graph([0, 0, 0, 1], [1, 2, 3, 2], nodes=4), "ties_undirected")
    assert found.constraint[0] == pytest.approx(parts.sum())
    assert found.hierarchy[0] == pytest.approx((ratio * np.log(ratio)).sum() / (3 * np.log(3)))


def test_without_nodes_there_is_nothing() -> None:
    assert structural_holes(graph([], [], nodes=0)).constraint.tolist() == []
    assert np.isnan(structural_holes(graph([0], [0], nodes=1)).constraint).all()
