from __future__ import annotations

import igraph
import numpy as np
import polars as pl
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import random_graph
from tests.network.test_assortativity import categories
from valuenet.errors import DataError
from valuenet.network.graph import graph
from valuenet.network.mixing import grouped, mixing


def count(seed: int) -> None:
    network = random_graph(seed)
    category = categories(network, seed)
    found = mixing(network, category)
    counted = {
        (a, b): sum(
            1
            for s, t in zip(network.source.tolist(), network.target.tolist(), strict=True)
            if (category[s], category[t]) == (a, b)
        )
        for a in found.groups
        for b in found.groups
    }
    rows = found.table()
    assert {(a, b): n for a, b, n in rows.select("source", "target", "observed").iter_rows()} == counted
    assert found.nodes.tolist() == [category.count(group) for group in found.groups]
    assert rows["expected"].sum() == pytest.approx(network.relations)
    for total in (0, 1):
        assert found.expected.sum(axis=total) == pytest.approx(found.observed.sum(axis=total))


@ON_MANY
def test_every_relation_is_in_one_cell(seeds: range) -> None:
    for seed in seeds:
        count(seed)


@pytest.mark.parametrize("seed", range(0, 150, 15))
def test_expected_is_what_modularity_subtracts(seed: int) -> None:
    """Modularity is the observed less the expected share within groups; igraph computes it from its own formula."""
    network = random_graph(seed)
    if not network.ties:
        return
    group = np.random.default_rng(seed).integers(0, 3, network.nodes)
    peer = igraph.Graph(
        n=network.nodes, edges=np.column_stack((network.source, network.target)).tolist(), directed=True
    ).simplify()
    found = mixing(network, group, reading="ties_directed")
    within = np.trace(found.observed - found.expected) / found.observed.sum()
    assert within == pytest.approx(peer.modularity(group.tolist(), directed=True))


def test_no_data_is_a_row_of_its_own_and_the_last() -> None:
    found = mixing(graph([0, 1, 2], [1, 2, 0], nodes=3), pl.Series(["z", None, "a"]))
    assert found.groups == ("a", "z", None)
    assert found.observed.tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert found.with_data.tolist() == [[0, 1], [0, 0]]


def test_a_group_without_relations_has_no_ratio() -> None:
    table = mixing(graph([0, 1], [1, 0], nodes=3), ["a", "a", "b"]).table()
    assert table.rows() == [
        ("a", "a", 2, 2.0, 1.0),
        ("a", "b", 0, 0.0, None),
        ("b", "a", 0, 0.0, None),
        ("b", "b", 0, 0.0, None),
    ]


def test_an_undirected_tie_is_there_once_each_way() -> None:
    both = graph([0, 1, 0, 0], [1, 0, 1, 2], nodes=3)
    assert mixing(both, ["a", "b", "b"], reading="ties_undirected").observed.tolist() == [[0, 2], [2, 0]]
    assert mixing(both, ["a", "b", "b"], reading="ties_directed").observed.tolist() == [[0, 2], [1, 0]]
    assert mixing(both, ["a", "b", "b"]).observed.tolist() == [[0, 3], [1, 0]]


def test_empty() -> None:
    found = mixing(graph([], [], nodes=0), [])
    assert (found.groups, found.observed.size, found.table().height) == ((), 0, 0)
    assert mixing(graph([], [], nodes=2), [None, None]).table().rows() == [(None, None, 0, 0.0, None)]


def test_numbers_are_in_the_order_of_numbers() -> None:
    code, names = grouped([10, 9, None, True], nodes=4)
    assert (code.tolist(), names) == ([2, 1, 3, 0], ("True", "9", "10", None))


def test_one_category_a_node_is_asked_for() -> None:
    with pytest.raises(DataError, match="2 categories for 3 nodes"):
        mixing(graph([], [], nodes=3), ["a", "b"])
