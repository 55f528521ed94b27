from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.network.paths.folded import fold, pairs_from


@pytest.mark.parametrize("directed", [True, False])
@in_one("seed", SEEDS)
def test_pairs_from_some_sources_are_those_of_networkx(seed: int, directed: bool) -> None:
    network = random_graph(seed)
    backward = network.into if directed else network.both
    possible = np.flatnonzero((network.out if directed else network.both).degree)
    sources = np.random.default_rng(seed).permutation(possible)[: 1 + network.nodes // 3]
    found, _ = pairs_from(fold(network.both, backward), backward, sources)
    peer = in_networkx(network) if directed else in_networkx(network).to_undirected()
    lengths = [d for s in sources.tolist() for d in nx.single_source_shortest_path_length(peer, s).values() if d]
    assert found.tolist() == np.bincount(lengths, minlength=1).tolist()


def test_two_nodes_on_their_own_are_kept() -> None:
    network = random_graph(0)
    folded = fold(network.both, network.both)
    assert len(folded.kept) + len(folded.leaves) == network.nodes
