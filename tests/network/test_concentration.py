from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, open_network, random_graph
from valuenet.errors import DataError
from valuenet.network.concentration import concentration, gini, one_in, reach, top_share, weighted_degree
from valuenet.network.graph import graph

AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=40)


@given(AMOUNTS)
def test_gini_is_half_the_mean_difference_over_the_mean(values: list[int]) -> None:
    mean = sum(values) / len(values)
    difference = sum(abs(a - b) for a in values for b in values) / len(values) ** 2
    assert gini(values) == (pytest.approx(difference / (2 * mean)) if mean else None)


@given(AMOUNTS, st.integers(0, 50))
def test_top_share_is_that_of_the_largest(values: list[int], top: int) -> None:
    expected = sum(sorted(values, reverse=True)[:top]) / sum(values) if any(values) else None
    assert top_share(values, top) == (expected if expected is None else pytest.approx(expected))


def test_published_gini() -> None:
    # KONECT: US power grid 32.5 %, political blogs 0.633107, over the nodes that have a tie.
    assert gini(weighted_degree(open_network("powergrid"))) == pytest.approx(0.325, abs=5e-4)
    blogs = weighted_degree(open_network("polblogs"))
    assert gini(blogs[blogs > 0]) == pytest.approx(0.633107, abs=5e-7)


def agree(seed: int) -> None:
    network = random_graph(seed)
    peer = in_igraph(graph([], [], network.nodes), directed=True)
    peer.add_edges(np.column_stack((network.source, network.target)).tolist())
    assert weighted_degree(network).tolist() == peer.degree(loops=True)


@ON_MANY
def test_weighted_degree_is_that_of_igraph(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_nothing_to_share_is_no_data() -> None:
    assert (gini([]), gini([0]), top_share([], 3), top_share([0, 0], 1)) == (None, None, None, None)
    assert top_share([3, 1], 0) == 0
    assert (one_in([], 100), one_in([1], 100), one_in(range(101), 100)) == (0, 1, 2)


def test_an_amount_below_zero_or_no_number_is_refused() -> None:
    with pytest.raises(DataError, match="amount 1 is -2"):
        gini([1, -2])
    with pytest.raises(DataError, match="amount 0 is nan"):
        top_share([float("nan")], 1)


def test_groups_and_those_without_data() -> None:
    table = concentration([3, 1, 0, 0, 6], ["b", "b", "a", None, None])
    assert table.select("group", "nodes", "total", "share", "gini").rows() == [
        ("a", 1, 0.0, 0.0, None),
        ("b", 2, 4.0, 0.4, 0.25),
        (None, 2, 6.0, 0.6, 0.5),
    ]
    assert table["top_10_percent"].to_list() == [None, 0.75, 1.0]
    assert concentration([], []).rows() == []


def test_reach_counts_each_node_and_relation_once() -> None:
    network = graph([0, 0, 1, 2, 4, 0], [1, 1, 2, 0, 5, 0], nodes=6)
    found = reach(network, np.array([0, 2, 2]))
    assert (found.members, found.nodes, found.relations) == (2, 1, 5)
    assert (found.node_share, found.relation_share) == (1 / 6, 5 / 6)
    nothing = reach(graph([], [], nodes=0), np.zeros(0, np.int64))
    assert (nothing.node_share, nothing.relation_share) == (None, None)
