from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, in_networkx, random_graph
from valuenet.errors import DataError
from valuenet.network.graph import graph
from valuenet.network.groups.modularity import modularity


def agree(seed: int) -> None:
    network = random_graph(seed)
    member = np.random.default_rng(seed).integers(0, 4, network.nodes)
    if not network.ties:
        return
    ties = in_networkx(network)
    parts = [set(np.flatnonzero(member == part).tolist()) for part in np.unique(member)]
    assert modularity(network, member, reading="ties_directed") == pytest.approx(nx.community.modularity(ties, parts))
    shadow = nx.community.modularity(ties.to_undirected(), parts)
    assert modularity(network, member, reading="ties_undirected") == pytest.approx(shadow)
    directed = in_igraph(network, directed=True).modularity(member.tolist())
    assert modularity(network, member, reading="ties_directed") == pytest.approx(directed)
    rows = np.column_stack((network.source, network.target))
    every = igraph.Graph(n=network.nodes, edges=rows.tolist(), directed=True)
    assert modularity(network, member, reading="relations") == pytest.approx(every.modularity(member.tolist()))
    plain = igraph.Graph(n=network.nodes, edges=rows[rows[:, 0] != rows[:, 1]].tolist())
    assert modularity(network, member) == pytest.approx(plain.modularity(member.tolist()))


@ON_MANY
def test_modularity_is_that_of_the_peers(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_nodes_below_zero_are_on_their_own() -> None:
    network = graph([0, 1, 2], [1, 2, 0], nodes=4)
    assert modularity(network, np.array([-1, -1, -1, 0])) == modularity(network, np.array([1, 2, 3, 0]))


@pytest.mark.parametrize("nodes", [0, 2])
def test_nothing_to_count_is_no_data(nodes: int) -> None:
    assert modularity(graph([], [], nodes), np.zeros(nodes, np.int64)) is None
    loops = graph([0], [0], nodes=1)
    assert modularity(loops, np.zeros(1, np.int64)) is None
    assert modularity(loops, np.zeros(1, np.int64), reading="relations") == 0


def test_one_community_a_node_is_asked_for() -> None:
    with pytest.raises(DataError, match="2 communities for 3 nodes"):
        modularity(graph([], [], nodes=3), np.zeros(2, np.int64))
