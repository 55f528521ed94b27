from __future__ import annotations

import math
import warnings

import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, in_networkx, open_network, random_graph
from valuenet.network.assortativity import CategoryAssortativity, category_assortativity, degree_assortativity
from valuenet.network.graph import Graph, graph
from valuenet.network.mixing import Mixing, Reading, mixing


def same(found: float | None, expected: float) -> bool:
    """Whether both are one number, or neither is one."""
    return found is None if math.isnan(expected) else found == pytest.approx(expected, abs=1e-9)


def pearson(pairs: list[tuple[int, int]]) -> float:
    """The correlation in the words of the definition; not a number where one side does not vary."""
    one, other = zip(*pairs, strict=True) if pairs else ((), ())
    return float(np.corrcoef(one, other)[0, 1]) if len(set(one)) > 1 and len(set(other)) > 1 else math.nan


def agree(seed: int) -> None:
    network = random_graph(seed)
    found, ties = degree_assortativity(network), in_networkx(network)
    degrees = {"in": dict(ties.in_degree()), "out": dict(ties.out_degree())}
    for pair in ("out_in", "in_in", "in_out", "out_out"):
        a, b = pair.split("_")
        assert same(found[pair], pearson([(degrees[a][s], degrees[b][t]) for s, t in ties.edges])), pair
    shadow = ties.to_undirected()
    expected = pearson([(shadow.degree(a), shadow.degree(b)) for s, t in shadow.edges for a, b in ((s, t), (t, s))])
    assert same(found["undirected"], expected)
    if not math.isnan(expected):
        assert found["undirected"] == pytest.approx(nx.degree_assortativity_coefficient(shadow))
        assert found["undirected"] == pytest.approx(in_igraph(network, directed=False).assortativity_degree())
    if found["out_in"] is not None:
        peer = in_igraph(network, directed=True)
        assert found["out_in"] == pytest.approx(peer.assortativity_degree(directed=True))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert found["in_out"] is None or found["in_out"] == pytest.approx(
                nx.degree_pearson_correlation_coefficient(ties, x="in", y="out")
            )


@ON_MANY
def test_degree_assortativity_is_that_of_the_peers(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def categories(network: Graph, seed: int) -> list[str | None]:
    rng = np.random.default_rng(seed)
    return [None if value == 3 else "abc"[value] for value in rng.integers(0, 3 + seed % 2, network.nodes)]


def agree_by_category(seed: int) -> None:
    network = random_graph(seed)
    category = categories(network, seed)
    with_data = [node for node, value in enumerate(category) if value is not None]
    ties = in_networkx(network)
    nx.set_node_attributes(ties, dict(enumerate(category)), "category")
    known = ties.subgraph(with_data)
    readings: list[tuple[Reading, nx.DiGraph[int] | nx.Graph[int]]] = [
        ("ties_directed", known),
        ("ties_undirected", known.to_undirected()),
    ]
    for reading, peer in readings:
        found = category_assortativity(mixing(network, category, reading=reading))
        assert found.counted == peer.number_of_edges()
        assert found.nodes_without == network.nodes - len(with_data)
        whole = ties if reading == "ties_directed" else ties.to_undirected()
        assert found.left_out == whole.number_of_edges() - peer.number_of_edges()
        with np.errstate(invalid="ignore"):
            expected = nx.attribute_assortativity_coefficient(peer, "category") if peer.number_of_edges() else math.nan
        assert same(found.value, expected)


@ON_MANY
def test_category_assortativity_is_that_of_networkx(seeds: range) -> None:
    for seed in seeds:
        agree_by_category(seed)


def test_newmans_couples() -> None:
    # Newman, Mixing patterns in networks (2003), table I: shares of couples by race, in thousandths, r = 0.621. As
    # printed they add up to 0.997, so that the last digit of r is open.
    shares = [[258, 16, 35, 13], [12, 157, 58, 19], [13, 23, 306, 35], [5, 7, 24, 16]]
    couples = Mixing(("black", "hispanic", "white", "other"), np.zeros(4, np.int64), np.array(shares), directed=True)
    found = category_assortativity(couples).value
    assert found == pytest.approx(0.621, abs=2.5e-3)


def test_published_networks() -> None:
    # KONECT: US power grid 0.0034570, political blogs -0.221233 (both on undirected ties).
    assert degree_assortativity(open_network("powergrid"))["undirected"] == pytest.approx(0.0034570, abs=5e-8)
    assert degree_assortativity(open_network("polblogs"))["undirected"] == pytest.approx(-0.221233, abs=5e-7)


@pytest.mark.parametrize(
    ("source", "target", "nodes"),
    [([], [], 0), ([], [], 1), ([0, 1], [0, 1], 2), ([0, 1, 2, 1, 2, 0], [1, 2, 0, 0, 1, 2], 3)],
    ids=["empty", "one node", "loops", "complete"],
)
def test_without_different_degrees_it_is_not_defined(source: list[int], target: list[int], nodes: int) -> None:
    network = graph(source, target, nodes)
    assert set(degree_assortativity(network).values()) == {None}
    assert category_assortativity(mixing(network, [None] * nodes)).value is None
    assert category_assortativity(mixing(network, ["a"] * nodes)).value is None


def test_a_star_is_as_disassortative_as_can_be() -> None:
    star = degree_assortativity(graph([0, 0, 0], [1, 2, 3], nodes=4))
    assert star["undirected"] == -1
    assert {value for pair, value in star.items() if pair != "undirected"} == {None}


def test_all_within_their_group_is_one_and_two_sides_are_minus_one() -> None:
    apart = mixing(graph([0, 1, 2, 3], [1, 0, 3, 2], nodes=4), ["a", "a", "b", "b"])
    assert category_assortativity(apart) == CategoryAssortativity(1.0, 4, 0, 0)
    sides = mixing(graph([0, 1], [1, 0], nodes=2), ["a", "b"])
    assert category_assortativity(sides).value == -1
