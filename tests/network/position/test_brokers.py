from __future__ import annotations

from itertools import permutations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_networkx, random_graph
from valuenet.network.graph import Graph, IntArray, graph
from valuenet.network.position.brokers import ROLES, brokers, role_chances


def role_by_words(before: int, broker: int, after: int) -> str:
    """The role in the words of the paper, from three groups."""
    if -1 in (before, broker, after):
        return "ungrouped"
    if before == after:
        return "coordinator" if broker == before else "itinerant"
    if broker == after:
        return "gatekeeper"
    return "representative" if broker == before else "liaison"


def by_hand(network: Graph, group: IntArray) -> dict[str, list[int]]:
    """Every two-path tried."""
    ties = in_networkx(network)
    counts = {role: [0] * network.nodes for role in (*ROLES, "ungrouped")}
    for broker in ties:
        for before in ties.predecessors(broker):
            for after in ties.successors(broker):
                if before != after and not ties.has_edge(before, after):
                    counts[role_by_words(int(group[before]), int(group[broker]), int(group[after]))][broker] += 1
    return counts


def compare(seed: int, nodes: int = 40) -> None:
    network, rng = random_graph(seed, nodes), np.random.default_rng(seed)
    group = rng.integers(-1 if seed % 4 else 0, 1 + seed % 6, network.nodes)
    found, known = brokers(network, group), by_hand(network, group)
    assert {role: getattr(found, role).tolist() for role in known} == known
    assert found.total.tolist() == np.sum(list(known.values()), axis=0).tolist()


@in_one("seed", SEEDS)
def test_roles_are_those_of_every_two_path(seed: int) -> None:
    compare(seed)


@pytest.mark.slow
def test_roles_are_those_of_every_two_path_a_thousand_times() -> None:
    for seed in range(1000, 2000):
        compare(seed, nodes=60)


def test_each_role_of_the_paper() -> None:
    # Gould and Fernandez 1989, figure 1: one two-path of each role, whose broker is node 1 of three.
    examples = {
        "coordinator": [0, 0, 0],
        "itinerant": [0, 1, 0],
        "gatekeeper": [0, 1, 1],
        "representative": [0, 0, 1],
        "liaison": [0, 1, 2],
        "ungrouped": [0, -1, 0],
    }
    for role, group in examples.items():
        found = brokers(graph([0, 1], [1, 2], nodes=3), np.array(group))
        assert {each: getattr(found, each).tolist() for each in examples} == {
            each: [0, int(each == role), 0] for each in examples
        }


def test_an_example_of_the_documentation_of_a_peer() -> None:
    # The network that R's cograph shows its broker roles with (bit for bit those of sna, it says), worked by hand: of
    # A, B in one group and C, D in another, A -> B, C; B -> C, D; C -> D; D -> A. B and C broker A -> D; D brokers
    # B -> A and C -> A; A brokers D -> B and D -> C.
    found = brokers(graph([0, 0, 1, 1, 2, 3], [1, 2, 2, 3, 3, 0], nodes=4), np.array([0, 0, 1, 1]))
    assert found.total.tolist() == [2, 1, 1, 2]
    assert found.gatekeeper.tolist() == [1, 0, 1, 0]
    assert found.representative.tolist() == [0, 1, 0, 1]
    assert found.itinerant.tolist() == [1, 0, 0, 1]
    assert found.liaison.tolist() == found.coordinator.tolist() == [0, 0, 0, 0]


def test_all_roles_together_are_all_open_two_paths_of_a_larger_network() -> None:
    network = hub_heavy(600, 2500)
    ties = nx.to_numpy_array(in_networkx(network), nodelist=range(network.nodes))
    closed = np.einsum("ij,jk,ik->j", ties, ties, ties, optimize=True)
    two_paths = ties.sum(axis=0) * ties.sum(axis=1) - (ties * ties.T).sum(axis=0)
    found = brokers(network, np.arange(network.nodes) % 7)
    assert found.total.tolist() == (two_paths - closed).tolist()
    assert found.ungrouped.sum() == 0


def test_chances_are_those_of_all_triples() -> None:
    group = np.array([0, 0, 0, 1, 1, 2, -1])
    triples = list(permutations(group[:6].tolist(), 3))
    known = {role: sum(role_by_words(*triple) == role for triple in triples) / len(triples) for role in ROLES}
    assert role_chances(group) == pytest.approx(known)
    assert np.isnan(list(role_chances(np.array([0, 0, -1])).values())).all()


def test_without_ties_or_nodes_nobody_mediates() -> None:
    assert brokers(graph([], [], nodes=0), np.zeros(0, np.int64)).total.tolist() == []
    assert brokers(graph([0, 1], [0, 0], nodes=2), np.array([0, 1])).total.tolist() == [0, 0]
