from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, in_networkx, open_network, random_graph
from valuenet.network.components import component_of, component_sizes
from valuenet.network.graph import graph


def agree(seed: int) -> None:
    network = random_graph(seed)
    ties, peer = in_networkx(network), in_igraph(network, directed=True)
    for strong, parts in (
        (False, nx.weakly_connected_components(ties)),
        (True, nx.strongly_connected_components(ties)),
    ):
        component = component_of(network, strong=strong)
        expected = list(parts)
        assert all(len({int(component[node]) for node in part}) == 1 for part in expected)
        assert len(set(component.tolist())) == len(expected)
        _, first = np.unique(component, return_index=True)
        assert first.tolist() == sorted(first.tolist()), "components are numbered by their first nodes"
        sizes = component_sizes(network, strong=strong).tolist()
        assert sizes == sorted((len(part) for part in expected), reverse=True)
        assert sizes == sorted(peer.connected_components("strong" if strong else "weak").sizes(), reverse=True)


@pytest.mark.usefixtures("twin")
@ON_MANY
def test_components_are_those_of_the_peers(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


@pytest.mark.parametrize("strong", [True, False])
def test_without_ties_every_node_is_its_own(strong: bool) -> None:
    assert component_of(graph([], [], nodes=0), strong=strong).tolist() == []
    assert component_sizes(graph([], [], nodes=0), strong=strong).tolist() == []
    assert component_of(graph([1], [1], nodes=3), strong=strong).tolist() == [0, 1, 2]


@pytest.mark.usefixtures("twin")
def test_a_long_chain_is_no_deep_recursion() -> None:
    chain = graph(np.arange(99_999), np.arange(1, 100_000), nodes=100_000)
    assert component_sizes(chain).tolist() == [100_000]
    assert len(component_sizes(chain, strong=True)) == 100_000
    ring = graph(np.arange(100_000), np.roll(np.arange(100_000), 1), nodes=100_000)
    assert component_sizes(ring, strong=True).tolist() == [100_000]


def test_published_components() -> None:
    # KONECT, political blogs: 1,222 of 1,224 nodes in the largest component, 793 in the largest strong one.
    blogs = open_network("polblogs")
    assert [component_sizes(blogs, strong=strong)[0] for strong in (False, True)] == [1222, 793]


@pytest.mark.slow
def test_published_components_of_a_larger_network() -> None:
    # SNAP, Slashdot of February 2009: 82,168 nodes in the largest weak component, 71,307 in the largest strong one.
    slashdot = open_network("soc-slashdot0902-directed")
    assert [component_sizes(slashdot, strong=strong)[0] for strong in (False, True)] == [82_168, 71_307]
