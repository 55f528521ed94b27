from __future__ import annotations

import networkx as nx
import numpy as np

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.position.folding import fold, unfold


def trees(network: Graph) -> list[set[int]]:
    """The nodes folded into each node that is kept, itself included."""
    folded = fold(network, directed=True)
    root = np.arange(network.nodes)
    for peeled in reversed(folded.rounds):
        root[peeled] = root[folded.hosts[peeled]]
    return [set(np.flatnonzero(root == node).tolist()) for node in range(network.nodes)]


@in_one("seed", SEEDS)
def test_what_is_left_is_the_two_core_and_a_node_a_tree(seed: int) -> None:
    network = random_graph(seed)
    shadow = in_networkx(network).to_undirected()
    core = set(nx.k_core(shadow, 2))
    tree_components = [part for part in nx.connected_components(shadow) if not part & core]
    kept = set(fold(network, directed=True).kept.tolist())
    assert core <= kept
    assert len(kept) == len(core) + len(tree_components)


@in_one("seed", SEEDS)
def test_what_a_node_stands_for_is_counted_along_the_arcs(seed: int) -> None:
    network = random_graph(seed)
    ties = in_networkx(network)
    directed, undirected = (fold(network, directed=each) for each in (True, False))
    for node, tree in enumerate(trees(network)):
        if tree:
            inside = ties.subgraph(tree)
            assert directed.leaving[node] == 1 + len(nx.ancestors(inside, node))
            assert directed.arriving[node] == 1 + len(nx.descendants(inside, node))
            assert undirected.leaving[node] == undirected.arriving[node] == len(tree)


def test_a_long_chain_folds_into_one_node() -> None:
    folded = fold(graph(np.arange(2000), np.arange(1, 2001), nodes=2001), directed=False)
    assert folded.kept.tolist() == [1000]
    assert folded.leaving[1000] == 2001
    everyone = np.full(2001, 2001.0)
    place = np.arange(2001)
    assert (unfold(folded, np.zeros(2001), everyone, everyone) == 2 * place * (2000 - place)).all()


def test_no_more_rounds_than_asked_for() -> None:
    chain = graph([0, 1, 2, 3], [1, 2, 3, 4], nodes=5)
    assert [fold(chain, directed=True, deepest=each).kept.tolist() for each in (0, 1)] == [[0, 1, 2, 3, 4], [1, 2, 3]]
    assert fold(graph([], [], nodes=0), directed=True).kept.tolist() == []
