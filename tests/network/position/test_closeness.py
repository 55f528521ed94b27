from __future__ import annotations

from typing import get_args

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, of_peer, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.position.closeness import Direction, closeness

DIRECTIONS = pytest.mark.parametrize("direction", get_args(Direction))


def compare_with_peers(network: Graph, direction: Direction) -> None:
    found = closeness(network, direction)
    assert not found.sampled
    arcs = in_networkx(network)
    ties: nx.Graph[int] = {"in": arcs, "out": arcs.reverse(), "both": arcs.to_undirected()}[direction]
    apart = np.isnan(found.closeness)
    assert apart.tolist() == [value == 0 for value in nx.closeness_centrality(ties).values()]
    assert np.nan_to_num(found.closeness).tolist() == pytest.approx(list(nx.closeness_centrality(ties).values()))
    assert found.inverse.tolist() == pytest.approx(list(nx.harmonic_centrality(ties).values()))
    peer = in_igraph(network, directed=direction != "both")
    mode = "all" if direction == "both" else direction
    assert found.within_component.tolist() == pytest.approx(peer.closeness(mode=mode), nan_ok=True)
    if network.nodes > 1:
        assert found.harmonic.tolist() == pytest.approx(peer.harmonic_centrality(mode=mode))


@pytest.mark.usefixtures("twin")
@DIRECTIONS
@in_one("seed", SEEDS[:60])
def test_closeness_is_that_of_the_peers(seed: int, direction: Direction) -> None:
    compare_with_peers(random_graph(seed), direction)


@pytest.mark.slow
@pytest.mark.usefixtures("twin")
@DIRECTIONS
def test_closeness_is_that_of_the_peers_a_thousand_times(direction: Direction) -> None:
    for seed in range(1000, 2000):
        compare_with_peers(random_graph(seed, nodes=60), direction)


@pytest.mark.usefixtures("twin")
@DIRECTIONS
def test_a_network_of_several_batches_is_that_of_igraph(direction: Direction) -> None:
    compare_with_igraph = closeness(network := hub_heavy(1300, 5000), direction)
    peer = in_igraph(network, directed=direction != "both")
    mode = "all" if direction == "both" else direction
    assert compare_with_igraph.within_component.tolist() == pytest.approx(peer.closeness(mode=mode), nan_ok=True)
    assert compare_with_igraph.harmonic.tolist() == pytest.approx(peer.harmonic_centrality(mode=mode))


def test_published_values() -> None:
    # Krackhardt, Assessing the Political Landscape, ASQ 35(2), 1990: closeness of the kite as printed.
    printed = [0.529, 0.529, 0.500, 0.600, 0.500, 0.643, 0.643, 0.600, 0.429, 0.310]
    kite = closeness(of_peer(nx.krackhardt_kite_graph()), "both")
    assert kite.closeness.round(3).tolist() == printed


def test_small_graphs_by_hand() -> None:
    chain = graph([0, 1, 2], [1, 2, 3], nodes=5)
    found = closeness(chain, "out")
    assert found.reachable.tolist() == [3, 2, 1, 0, 0]
    assert found.total.tolist() == [6, 3, 1, 0, 0]
    assert found.closeness.tolist() == pytest.approx([3 / 4 * 3 / 6, 2 / 4 * 2 / 3, 1 / 4, np.nan, np.nan], nan_ok=True)
    assert found.harmonic.tolist() == pytest.approx([(1 + 1 / 2 + 1 / 3) / 4, 1.5 / 4, 1 / 4, 0, 0])


@DIRECTIONS
def test_without_others_there_is_no_closeness(direction: Direction) -> None:
    assert closeness(graph([], [], nodes=0), direction).closeness.tolist() == []
    alone = closeness(graph([0], [0], nodes=1), direction)
    assert np.isnan([alone.closeness[0], alone.harmonic[0]]).all()


@pytest.mark.usefixtures("twin")
@DIRECTIONS
def test_a_sample_stays_within_its_bound(direction: Direction) -> None:
    network = hub_heavy(2500, 6000)
    exact, found = closeness(network, direction), closeness(network, direction, work_limit=0, sample=600, seed=5)
    assert found.sampled
    assert (exact.error_bound, found.sources) == (0, 600)
    assert 0.05 < found.error_bound < 0.06
    assert (np.abs(found.harmonic - exact.harmonic) <= found.error_bound).mean() >= 0.95
    assert np.abs(found.harmonic.mean() / exact.harmonic.mean() - 1) < 0.2
    again = closeness(network, direction, work_limit=0, sample=600, seed=5)
    assert again.total.tobytes() == found.total.tobytes()
