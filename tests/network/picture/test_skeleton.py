from __future__ import annotations

import networkx as nx
import numpy as np

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.network.picture.leaves import hung, rooms
from valuenet.network.picture.skeleton import APART, skeleton


@in_one("seed", SEEDS[:40])
def test_what_stays_is_what_networkx_leaves(seed: int) -> None:
    network = random_graph(seed)
    leaves = hung(network)
    found = skeleton(network, leaves, rooms(network, leaves))
    peer = in_networkx(network).to_undirected()
    peer.remove_nodes_from(leaves.leaf.tolist())
    ties = zip(found.node[found.source].tolist(), found.node[found.target].tolist(), strict=True)
    assert {frozenset(tie) for tie in ties} == {frozenset(tie) for tie in peer.edges}
    parts = [set(found.node[a:b].tolist()) for a, b in zip(found.start[:-1], found.start[1:], strict=True)]
    assert sorted(map(sorted, parts)) == sorted(map(sorted, nx.connected_components(peer)))
    sizes = [len(part) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert found.degree.tolist() == [peer.degree(int(node)) for node in found.node]


def test_a_part_is_counted_anew() -> None:
    network = random_graph(5)
    found = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    whole = found.part(0, len(found.start) - 1)
    assert whole.source.tolist() == found.source.tolist()
    last = found.part(len(found.start) - 2, len(found.start) - 1)
    assert last.start.tolist() == [0, len(last.node)]


def test_ties_between_communities_pull_less() -> None:
    network = random_graph(8)
    community = np.arange(network.nodes) % 2
    found = skeleton(network, (leaves := hung(network)), rooms(network, leaves), community)
    across = community[found.node[found.source]] != community[found.node[found.target]]
    assert set(found.weight[across].tolist()) <= {APART}
    assert set(found.weight[~across].tolist()) <= {1.0}
