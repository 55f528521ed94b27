from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import hub_heavy, in_igraph, in_networkx, open_network, random_graph
from valuenet.network.cores import core_number, core_sizes
from valuenet.network.graph import graph

pytestmark = pytest.mark.usefixtures("twin")


def agree(seed: int) -> None:
    network = random_graph(seed)
    found = core_number(network).tolist()
    assert found == list(nx.core_number(in_networkx(network).to_undirected()).values())
    assert found == in_igraph(network, directed=False).coreness()


@ON_MANY
def test_core_numbers_are_those_of_the_peers(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_larger_networks_are_those_of_igraph() -> None:
    for seed in range(3):
        network = hub_heavy(3000, 9000, seed)
        assert core_number(network).tolist() == in_igraph(network, directed=False).coreness()


def test_small_graphs_by_hand() -> None:
    assert core_number(graph([], [], nodes=0)).tolist() == []
    assert core_number(graph([0, 0], [0, 0], nodes=2)).tolist() == [0, 0]
    assert core_number(graph([0, 0, 0], [1, 2, 3], nodes=4)).tolist() == [1, 1, 1, 1]
    pairs = [(a, b) for a in range(5) for b in range(a)]
    complete = graph([a for a, _ in pairs], [b for _, b in pairs], nodes=5)
    assert core_number(complete).tolist() == [4] * 5
    assert core_number(graph(np.arange(300), np.arange(1, 301), nodes=301)).tolist() == [1] * 301


def test_sizes_of_the_cores() -> None:
    assert core_sizes(core_number(graph([0, 1, 2, 0], [1, 2, 0, 3], nodes=5))).tolist() == [5, 4, 3]
    assert core_sizes(np.zeros(0, np.int64)).tolist() == []
    assert core_sizes(np.zeros(2, np.int64)).tolist() == [2]


@pytest.mark.parametrize("name", ["facebook-combined", "powergrid"])
def test_open_networks_are_those_of_igraph(name: str) -> None:
    network = open_network(name)
    assert core_number(network).tolist() == in_igraph(network, directed=False).coreness()
