from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_networkx, open_network, random_graph
from valuenet.network import directed_triangles as module
from valuenet.network.directed_triangles import fagiolo_clustering
from valuenet.network.graph import graph


@ON_MANY
def test_it_is_the_directed_clustering_of_networkx(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in seeds:
        monkeypatch.setattr(module, "_WEDGES_AT_ONCE", 1 + 40 * (seed % 3))
        network = random_graph(seed)
        found = fagiolo_clustering(network).tolist()
        peer: Any = nx.clustering(in_networkx(network))
        assert found == pytest.approx(list(peer.values())), seed


def test_small_graphs_by_hand() -> None:
    assert fagiolo_clustering(graph([], [], nodes=0)).tolist() == []
    assert fagiolo_clustering(graph([0, 0], [0, 0], nodes=2)).tolist() == [0, 0]
    # All six arcs among three nodes: eight directed triangles of 4 x 3 - 2 x 2 = 8 that there could be.
    assert fagiolo_clustering(graph([0, 1, 2, 1, 2, 0], [1, 2, 0, 0, 1, 2], nodes=3)).tolist() == [1, 1, 1]


def test_without_reciprocal_ties_it_is_half_of_the_undirected_one() -> None:
    # SNAP, ego-Facebook: 0.6055, its ties written once each.
    assert 2 * fagiolo_clustering(open_network("facebook-combined")).mean() == pytest.approx(0.6055, abs=5e-5)
