from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, of_peer, open_network, random_graph
from valuenet.errors import UsageError
from valuenet.network.graph import Graph, graph
from valuenet.network.position import betweenness as module
from valuenet.network.position.betweenness import betweenness

READINGS = pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])


def compare_with_peers(network: Graph, *, directed: bool) -> None:
    found = betweenness(network, directed=directed)
    assert not found.sampled
    ties = in_networkx(network) if directed else in_networkx(network).to_undirected()
    assert found.values.tolist() == pytest.approx(list(nx.betweenness_centrality(ties, normalized=False).values()))
    peer = in_igraph(network, directed=directed)
    assert found.values.tolist() == pytest.approx(peer.betweenness(directed=directed), rel=1e-9, abs=1e-9)
    if network.nodes > 2:
        shares = nx.betweenness_centrality(ties, normalized=True)
        assert found.shares(directed=directed).tolist() == pytest.approx(list(shares.values()))


@pytest.mark.usefixtures("twin")
@READINGS
@in_one("seed", SEEDS[:120])
def test_betweenness_is_that_of_the_peers(seed: int, directed: bool) -> None:
    compare_with_peers(random_graph(seed), directed=directed)


@pytest.mark.slow
@pytest.mark.usefixtures("twin")
@READINGS
def test_betweenness_is_that_of_the_peers_a_thousand_times(directed: bool) -> None:
    for seed in range(1000, 2000):
        compare_with_peers(random_graph(seed, nodes=60), directed=directed)


@pytest.mark.usefixtures("twin")
@READINGS
def test_a_larger_network_is_that_of_igraph(directed: bool) -> None:
    network = hub_heavy(1500, 2600)
    peer = in_igraph(network, directed=directed).betweenness(directed=directed)
    assert betweenness(network, directed=directed).values.tolist() == pytest.approx(peer, rel=1e-9, abs=1e-9)


@pytest.mark.usefixtures("twin")
def test_published_values() -> None:
    # Krackhardt, Assessing the Political Landscape, ASQ 35(2), 1990, the kite: Heather (7) lies between most.
    found = betweenness(of_peer(nx.krackhardt_kite_graph()), directed=False)
    printed = [0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0]
    assert found.shares(directed=False).round(3).tolist() == printed
    # Zachary 1977, the karate club: Brandes' share of the instructor (1) is .4376, of the administrator (34) .3041.
    shares = betweenness(of_peer(nx.karate_club_graph()), directed=False).shares(directed=False)
    assert shares[[0, 33, 32, 2]].round(4).tolist() == [0.4376, 0.3041, 0.1452, 0.1437]


@pytest.mark.usefixtures("twin")
def test_small_graphs_by_hand() -> None:
    star = graph([0, 0, 0], [1, 2, 3], nodes=4)
    assert betweenness(star, directed=False).values.tolist() == [3, 0, 0, 0]
    assert betweenness(star, directed=True).values.tolist() == [0, 0, 0, 0]
    both_ways = graph([0, 0, 1, 2], [1, 2, 0, 0], nodes=3)
    assert betweenness(both_ways, directed=True).values.tolist() == [2, 0, 0]
    ring = graph([0, 1, 2, 3], [1, 2, 3, 0], nodes=4)
    assert betweenness(ring, directed=True).values.tolist() == [3, 3, 3, 3]
    assert betweenness(ring, directed=False).values.tolist() == [0.5] * 4


@READINGS
@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 1), ([0], [0], 1), ([0], [1], 2)])
def test_without_three_nodes_there_is_no_share(
    source: list[int], target: list[int], nodes: int, directed: bool
) -> None:
    found = betweenness(graph(source, target, nodes), directed=directed)
    assert found.values.tolist() == [0.0] * nodes
    assert np.isnan(found.shares(directed=directed)).all()


@pytest.mark.usefixtures("twin")
@READINGS
def test_a_sample_is_right_on_average_and_knows_its_error(directed: bool) -> None:
    network = hub_heavy(300, 700)
    exact = betweenness(network, directed=directed).values
    drawn = [betweenness(network, directed=directed, work_limit=0, sample=60, seed=seed) for seed in range(60)]
    assert all(each.sampled and each.sources == 60 for each in drawn)
    values = np.array([each.values for each in drawn])
    spread = values.std(axis=0, ddof=1)
    assert (np.abs(values.mean(axis=0) - exact) <= 4.5 * spread / np.sqrt(60) + 1e-9).all()
    errors = np.array([each.standard_error for each in drawn])
    large = exact > np.quantile(exact, 0.9)
    ratio = np.sqrt(np.nanmean(errors[:, large] ** 2, axis=0)) / spread[large]
    assert 0.8 < np.median(ratio) < 1.25


@READINGS
def test_a_sample_says_where_it_knows_nothing_and_where_nothing_passes(directed: bool) -> None:
    # 0 -> 1 -> 2 -> 0 and 3 -> 4 -> 5 -> 3 with a tail 5 -> 6; the two sources drawn see one of the triangles at most.
    network = graph([0, 1, 2, 3, 4, 5, 5, 8, 8], [1, 2, 0, 4, 5, 3, 6, 0, 1], nodes=9)
    found = betweenness(network, directed=directed, work_limit=0, sample=2, seed=3)
    error = found.standard_error
    assert error is not None
    assert error[6] == error[7] == 0
    if directed:
        assert error[8] == 0
        assert np.isnan(error[:6]).any()


def test_a_sample_is_the_same_for_any_number_of_threads() -> None:
    network = hub_heavy(500, 900)
    one, two = (betweenness(network, directed=True, work_limit=0, sample=300, threads=each) for each in (1, 2))
    assert one.values.tobytes() == two.values.tobytes()
    with pytest.raises(UsageError, match="sample 2 or more"):
        betweenness(network, directed=True, sample=1)


def test_the_work_limit_decides() -> None:
    network = hub_heavy(200, 400)
    assert betweenness(network, directed=True, work_limit=10).sampled
    assert module.WORK_LIMIT > 10**6


def test_the_work_limit_decides_how_many_sources_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEWEST", 8)
    network = hub_heavy(200, 400)
    found = [betweenness(network, directed=False, work_limit=limit) for limit in range(2_000, 20_000, 2_000)]
    drawn = [each.sources for each in found if each.sampled]
    assert drawn == sorted(drawn)
    assert len(set(drawn)) > 2
    assert betweenness(network, directed=False, work_limit=10).sources == 8
    monkeypatch.setattr(module, "SAMPLE", 12)
    assert max(betweenness(network, directed=False, work_limit=limit).sources for limit in (10, 4_000, 9_000)) <= 12


@pytest.mark.slow
@READINGS
@pytest.mark.parametrize("name", ["usflights", "powergrid", "polblogs"])
def test_open_networks_are_those_of_igraph(name: str, directed: bool) -> None:
    network = open_network(name)
    peer = in_igraph(network, directed=directed).betweenness(directed=directed)
    assert betweenness(network, directed=directed).values.tolist() == pytest.approx(peer, rel=1e-9, abs=1e-6)
