from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations, product

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from tests.network.peers import hub_heavy, in_igraph, random_graph
from valuenet.errors import DataError
from valuenet.network.chance import rewiring as module
from valuenet.network.chance.rewiring import Space, rewire, space
from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, graph
from valuenet.network.kernel.library import library

Arcs = tuple[tuple[int, ...], ...]


def simple_networks(out: tuple[int, ...], into: tuple[int, ...]) -> set[Arcs]:
    """Every simple digraph without loops with these degrees, by trying all choices of targets for each source."""
    nodes = range(len(out))
    choices = [combinations([other for other in nodes if other != node], out[node]) for node in nodes]
    found: set[Arcs] = set()
    for chosen in product(*choices):
        if np.bincount([one for some in chosen for one in some], minlength=len(out)).tolist() == list(into):
            found.add(tuple(sorted((node, one) for node, some in enumerate(chosen) for one in some)))
    return found


def visits(within: Space, number: int, every: int, seed: int = 11) -> Counter[Arcs]:
    """How often the chain, looked at after every so many steps, was at which network."""
    target, met = within.target.copy(), Counter[Arcs]()
    for draw in range(number):
        rewire(within, target, every, seed=seed, step=draw * every)
        met[tuple(sorted(zip(within.source.tolist(), target.tolist(), strict=True)))] += 1
    return met


SPACES = {
    "a directed triangle": ([0, 1, 2], [1, 2, 0], 2),
    "four nodes in a ring": ([0, 1, 2, 3], [1, 2, 3, 0], 9),
    "five nodes in a ring": ([0, 1, 2, 3, 4], [1, 2, 3, 4, 0], 44),
    "a hub": ([0, 0, 1, 2, 3, 3], [1, 2, 0, 3, 0, 1], 6),
    "reciprocal": ([0, 1, 1, 2, 2, 0, 3], [1, 0, 2, 1, 0, 3, 2], 6),
    "five nodes of several degrees": ([0, 0, 1, 1, 2, 3, 4], [1, 2, 0, 3, 4, 0, 0], 24),
}


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize("name", SPACES)
def test_every_network_of_a_small_space_is_as_likely(name: str) -> None:
    source, target, number = SPACES[name]
    nodes = max(source + target) + 1
    all_there = simple_networks(tuple(np.bincount(source).tolist()), tuple(np.bincount(target).tolist()))
    assert len(all_there) == number
    draws = 400 * number if library() else 60 * number
    met = visits(space(graph(source, target, nodes)), draws, every=40)
    assert set(met) == all_there
    assert chisquare(list(met.values())).pvalue > 0.001


@pytest.mark.skipif(library() is None, reason="the kernel was not built here")
def test_the_test_of_likelihood_would_tell() -> None:
    """Were refused proposals made good by the next, networks from which many changes are possible would be favoured."""
    source, target, _ = SPACES["a hub"]
    within = space(graph(source, target, nodes=4))
    now, met, step = within.target.copy(), Counter[Arcs](), 0
    for _ in range(3_000):
        step += 40
        rewire(within, now, 40, seed=11, step=step - 40)
        while not rewire(within, now, 1, seed=11, step=step):
            step += 1
        step += 1
        met[tuple(sorted(zip(within.source.tolist(), now.tolist(), strict=True)))] += 1
    assert chisquare(list(met.values())).pvalue < 1e-6


def test_without_turned_triangles_networks_would_be_missed() -> None:
    within = replace(space(graph([0, 1, 2], [1, 2, 0], nodes=3)), turns=0)
    assert len(visits(within, 300, every=20)) == 1


def test_the_other_way_round_a_triangle_is_out_of_reach_for_igraph() -> None:
    ring = [(0, 1), (1, 2), (2, 0)]
    theirs = set()
    for _ in range(300):
        peer = igraph.Graph(ring, directed=True)
        peer.rewire(n=20)
        theirs.add(tuple(sorted(peer.get_edgelist())))
    ours = set(visits(space(graph([0, 1, 2], [1, 2, 0], nodes=3)), 300, every=20))
    assert theirs == {tuple(ring)}
    assert ours == {tuple(ring), ((0, 2), (1, 0), (2, 1))} == simple_networks((1, 1, 1), (1, 1, 1))


@pytest.mark.usefixtures("twin")
def test_every_way_of_joining_ends_is_as_likely_where_parallels_may_be() -> None:
    source, target = [0, 0, 1, 1, 2, 3], [1, 1, 2, 0, 3, 1]
    ways: Counter[Arcs] = Counter(
        tuple(sorted(zip(source, given, strict=True)))
        for given in permutations(target)
        if all(a != b for a, b in zip(source, given, strict=True))
    )
    draws = 20_000 if library() else 3_000
    met = visits(space(graph(source, target, nodes=4), simple=False), draws, every=40)
    assert set(met) == set(ways)
    expected = np.array([ways[each] for each in met]) * draws / sum(ways.values())
    assert chisquare(list(met.values()), expected).pvalue > 0.001


@pytest.mark.usefixtures("twin")
def test_kinds_and_strata_are_spaces_side_by_side() -> None:
    # Kind 0 is a triangle among nodes 0 to 2, kind 1 a ring of all four: 2 x 9 networks, kinds may be parallel.
    source, target, kind = [0, 1, 2, 0, 1, 2, 3], [1, 2, 0, 1, 2, 3, 0], [0, 0, 0, 1, 1, 1, 1]
    met = visits(space(graph(source, target, nodes=4), kind=kind), 7200 if library() else 1200, every=80)
    assert len(met) == 18
    assert chisquare(list(met.values())).pvalue > 0.001
    # Two nodes give to two others, and among the others there is a triangle: 2 bipartite networks x 2 turns.
    source, target, side = [0, 1, 2, 3, 4], [2, 3, 3, 4, 2], [1, 1, 0, 0, 0]
    met = visits(space(graph(source, target, nodes=5), stratum=side), 2000 if library() else 400, every=40)
    assert len(met) == 4
    assert chisquare(list(met.values())).pvalue > 0.001


def degrees(within: Space, target: np.ndarray, kind: np.ndarray, stratum: np.ndarray) -> Counter[tuple[object, ...]]:
    """Count the arcs out of and into every node by kind and the stratum at the other end."""
    counted: Counter[tuple[object, ...]] = Counter()
    arcs = zip(within.source.tolist(), target.tolist(), kind[within.arc].tolist(), strict=True)
    for a, b, k in arcs:
        counted["out", a, k, int(stratum[b])] += 1
        counted["in", b, k, int(stratum[a])] += 1
    return counted


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_degrees_kinds_and_strata_stay(seed: int, kinds: int, strata: int, simple: bool) -> None:
    network = random_graph(seed)
    rng = np.random.default_rng(seed)
    kind, stratum = rng.integers(0, kinds, network.relations), rng.integers(0, strata, network.nodes)
    within = space(network, kind=kind, stratum=stratum, simple=simple)
    target = within.target.copy()
    rewire(within, target, 500, seed=seed)
    assert degrees(within, target, kind, stratum) == degrees(within, within.target, kind, stratum)
    assert not (target == within.source).any()
    arcs = list(zip(kind[within.arc].tolist(), within.source.tolist(), target.tolist(), strict=True))
    assert not simple or len(set(arcs)) == len(arcs)
    given_arcs = set(zip(kind.tolist(), network.source.tolist(), network.target.tolist(), strict=True))
    expected = sum(a != b for _, a, b in given_arcs) if simple else network.relations - network.loops
    assert len(arcs) == expected


@pytest.mark.skipif(library() is None, reason="the kernel was not built here")
@pytest.mark.parametrize("seed", range(24))
def test_both_twins_draw_the_same_networks(seed: int) -> None:
    network = (
        random_graph(seed) if seed % 4 else graph(*_star(2000 + 100 * seed)) if seed % 8 else hub_heavy(900, 2000, seed)
    )
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 3, network.relations) if seed % 3 else None
    stratum = rng.integers(0, 2, network.nodes) if seed % 5 else None
    within = space(network, kind=kind, stratum=stratum, simple=bool(seed % 7))
    big = 2**63 + seed
    one, other = within.target.copy(), within.target.copy()
    made = rewire(within, one, 700, seed=big) + rewire(within, one, 1300, seed=big, step=700)
    assert made == module._with_python(within, other, 2000, big, 0)
    assert one.tolist() == other.tolist()


def _star(arcs: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Rows longer than what the kernel reads through, so that its table works; and arcs into the hubs."""
    rng = np.random.default_rng(arcs)
    hubs, others = rng.integers(0, 2, arcs), rng.integers(2, 1500, arcs)
    away = rng.random(arcs) < 0.8
    return np.where(away, hubs, others), np.where(away, others, hubs), 1500


@pytest.mark.usefixtures("twin")
def test_blocks_of_draws_are_one_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    within = space(random_graph(2))
    one, other = within.target.copy(), within.target.copy()
    rewire(within, one, 300, seed=4)
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    rewire(within, other, 300, seed=4)
    assert one.tolist() == other.tolist() != within.target.tolist()


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 3), ([0, 0], [0, 1], 2), ([1], [1], 2)])
@pytest.mark.parametrize("simple", [True, False])
def test_where_nothing_can_move_nothing_does(source: list[int], target: list[int], nodes: int, simple: bool) -> None:
    within = space(graph(source, target, nodes), simple=simple)
    now = within.target.copy()
    rewire(within, now, 50, seed=1)
    assert now.tolist() == within.target.tolist() == [b for a, b in zip(source, target, strict=True) if a != b]


def test_a_column_of_the_wrong_length_is_told() -> None:
    with pytest.raises(DataError, match=r"kind holds int64 of shape \(1,\): give one integer for each of 2 relations"):
        space(graph([0, 1], [1, 0], nodes=2), kind=[1])
    with pytest.raises(DataError, match="stratum holds <U1 of shape"):
        space(graph([0, 1], [1, 0], nodes=2), stratum=["a", "b"])


def _mean_and_error(values: list[float]) -> tuple[float, float]:
    return float(np.mean(values)), float(np.std(values) / len(values) ** 0.5)


def test_clustering_after_rewiring_is_that_of_the_peers() -> None:
    network = hub_heavy(300, 900, seed=3)
    within, ours, theirs, swapped = space(network), [], [], []
    target, arcs = within.target.copy(), len(within.target)
    start = in_igraph(network, directed=True)
    for draw in range(30):
        rewire(within, target, 10 * arcs, seed=1, step=draw * 10 * arcs)
        ours.append(_clustered(graph(within.source, target, network.nodes)))
        peer = start.copy()
        peer.rewire(n=10 * arcs)
        theirs.append(peer.as_undirected().transitivity_avglocal_undirected(mode="zero"))
        if draw < 5:
            other: nx.DiGraph[int] = nx.DiGraph(start.get_edgelist())
            nx.directed_edge_swap(other, nswap=3 * arcs, max_tries=10**6, seed=draw)
            swapped.append(nx.average_clustering(other.to_undirected()))
    (mean, error), (peer_mean, peer_error), (swap_mean, swap_error) = map(_mean_and_error, (ours, theirs, swapped))
    assert _clustered(network) < mean - 20 * error  # the network given is far away
    assert abs(mean - peer_mean) < 4 * np.hypot(error, peer_error)
    assert abs(mean - swap_mean) < 4 * np.hypot(error, swap_error) + 0.02 * mean


def _clustered(network: Graph) -> float:
    return float(clustering(network).undirected.mean())
