from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_igraph, in_networkx, random_graph
from valuenet.network.graph import Graph, graph
from valuenet.network.position.ranking import hubs_and_authorities, pagerank


def compare_pagerank(network: Graph) -> None:
    found = pagerank(network)
    ties = in_networkx(network)
    assert found.tolist() == pytest.approx(list(nx.pagerank(ties, tol=1e-14, max_iter=1000).values()), abs=1e-11)
    assert found.tolist() == pytest.approx(in_igraph(network, directed=True).pagerank(), abs=1e-9)
    for source, target, rows in _relations(network):
        ties.edges[source, target]["weight"] = rows
    weighted = nx.pagerank(ties, tol=1e-14, max_iter=1000)
    assert pagerank(network, by_relations=True).tolist() == pytest.approx(list(weighted.values()), abs=1e-11)
    if network.nodes:
        assert found.sum() == pytest.approx(1)


def _relations(network: Graph) -> zip[tuple[int, int, int]]:
    out = network.out
    return zip(out.owner.tolist(), out.neighbour.tolist(), out.multiplicity.tolist(), strict=True)


@in_one("seed", SEEDS[:100])
def test_pagerank_is_that_of_the_peers(seed: int) -> None:
    compare_pagerank(random_graph(seed))


@pytest.mark.slow
def test_pagerank_is_that_of_the_peers_a_thousand_times() -> None:
    for seed in range(1000, 2000):
        compare_pagerank(random_graph(seed, nodes=60))


def by_definition(network: Graph) -> tuple[list[float], list[float]]:
    """Hubs and authorities from all singular vectors: what even values have in common with the first of them."""
    ties = nx.to_numpy_array(in_networkx(network), nodelist=range(network.nodes))
    values, vectors = np.linalg.eigh(ties.T @ ties)
    first = vectors[:, values > values[-1] * (1 - 1e-9)]
    authorities = first @ (first.T @ np.ones(network.nodes))
    hubs = ties @ authorities
    return (hubs / hubs.sum()).tolist(), (authorities / authorities.sum()).tolist()


def compare_hubs(network: Graph) -> None:
    hubs, authorities = hubs_and_authorities(network)
    if not network.ties:
        assert np.isnan([*hubs, *authorities]).all()
        return
    known = by_definition(network)
    assert hubs.tolist() == pytest.approx(known[0], abs=1e-8)
    assert authorities.tolist() == pytest.approx(known[1], abs=1e-8)
    assert (hubs >= 0).all()
    singular = np.linalg.svd(nx.to_numpy_array(in_networkx(network)), compute_uv=False)
    # Else the vector is the peer's choice; with two nodes igraph 1.0 takes hubs for authorities.
    if len(singular) > 2 and singular[1] < 0.99 * singular[0]:
        peer = in_igraph(network, directed=True)
        assert (hubs / hubs.max()).tolist() == pytest.approx(peer.hub_score(), abs=1e-7)
        assert (authorities / authorities.max()).tolist() == pytest.approx(peer.authority_score(), abs=1e-7)


@pytest.mark.filterwarnings("ignore:More than 30% of hub:RuntimeWarning")
@in_one("seed", SEEDS[:120])
def test_hubs_are_those_of_the_definition_and_of_igraph(seed: int) -> None:
    compare_hubs(random_graph(seed))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:More than 30% of hub:RuntimeWarning")
def test_hubs_are_those_of_igraph_a_thousand_times() -> None:
    for seed in range(1000, 2000):
        compare_hubs(random_graph(seed, nodes=60))


def test_hubs_are_those_of_networkx() -> None:
    network = hub_heavy(700, 2000)
    hubs, authorities = nx.hits(in_networkx(network))
    found = hubs_and_authorities(network)
    assert found[0].tolist() == pytest.approx(list(hubs.values()), abs=1e-9)
    assert found[1].tolist() == pytest.approx(list(authorities.values()), abs=1e-9)


def test_equal_parts_share() -> None:
    two_rings = graph([0, 1, 2, 3, 4, 5], [1, 2, 0, 4, 5, 3], nodes=7)
    for values in hubs_and_authorities(two_rings):
        assert values.tolist() == pytest.approx([1 / 6] * 6 + [0])
    two_stars = graph([0, 0, 3, 3], [1, 2, 4, 5], nodes=6)
    hubs, authorities = hubs_and_authorities(two_stars)
    assert hubs.tolist() == pytest.approx([0.5, 0, 0, 0.5, 0, 0])
    assert authorities.tolist() == pytest.approx([0, 0.25, 0.25, 0, 0.25, 0.25])


def test_by_hand_and_without_ties() -> None:
    # Two nodes point to a third: x = (1 - d)/3 + d z/3 for the two, z = x + 2 d x, and all add up to 1.
    found = pagerank(graph([0, 1], [2, 2], nodes=3), damping=0.5)
    assert found.tolist() == pytest.approx([0.25, 0.25, 0.5])
    assert pagerank(graph([], [], nodes=4)).tolist() == [0.25] * 4
    assert pagerank(graph([0], [0], nodes=1)).tolist() == [1]
    assert pagerank(graph([], [], nodes=0)).tolist() == []
    assert hubs_and_authorities(graph([], [], nodes=0))[0].tolist() == []
