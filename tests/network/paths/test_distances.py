from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.paths.distances import distances
from valuenet.network.paths.paths import paths

pytestmark = pytest.mark.usefixtures("twin")

DIRECTIONS = pytest.mark.parametrize("directed", [True, False])


def compared(network: Graph, *, directed: bool) -> None:
    peer = in_igraph(network, directed=directed)
    for back in (False, True):
        found = distances(network, directed=directed, back=back)
        mode = "in" if back else "out"
        lengths = np.array(peer.distances(mode=mode)).reshape(network.nodes, network.nodes)
        lengths[np.isinf(lengths)] = 0
        assert found.total.tolist() == lengths.sum(axis=1).tolist()
        assert found.reached.tolist() == (lengths > 0).sum(axis=1).tolist()
        assert found.eccentricity.tolist() == peer.eccentricity(mode=mode)


@DIRECTIONS
@in_one("seed", SEEDS)
def test_sums_and_eccentricities_are_those_of_igraph(seed: int, directed: bool) -> None:
    compared(random_graph(seed), directed=directed)


@pytest.mark.slow
@DIRECTIONS
def test_a_thousand_networks_as_in_igraph(directed: bool) -> None:
    for seed in range(1000):
        compared(random_graph(seed, 90), directed=directed)


@DIRECTIONS
def test_more_than_one_batch_adds_up_to_the_paths(directed: bool) -> None:
    network = hub_heavy(1500, 2300)
    found, counted = distances(network, directed=directed), paths(network, directed=directed)
    assert found.total.sum() == (np.arange(len(counted.distribution)) * counted.distribution).sum()
    assert found.reached.sum() == counted.pairs
    assert found.diameter == counted.diameter


def test_radius_and_diameter_are_those_of_networkx() -> None:
    network = graph(np.r_[:30, 0], np.r_[1:31, 15], nodes=31)
    peer = in_networkx(network).to_undirected()
    found = distances(network, directed=False)
    assert (found.radius, found.diameter) == (nx.radius(peer), nx.diameter(peer))
    assert found.eccentricity.tolist() == [nx.eccentricity(peer, node) for node in range(31)]


@DIRECTIONS
@pytest.mark.parametrize("nodes", [0, 1, 3])
def test_no_arcs_is_no_data(nodes: int, directed: bool) -> None:
    found = distances(graph([], [], nodes), directed=directed)
    assert (found.radius, found.diameter, found.eccentricity.tolist()) == (None, None, [0] * nodes)
