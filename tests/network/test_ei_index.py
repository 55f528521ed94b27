from __future__ import annotations

import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_networkx, random_graph
from tests.network.test_assortativity import categories
from valuenet.network.ei_index import ei_index, ei_of_nodes
from valuenet.network.graph import graph
from valuenet.network.mixing import mixing


def agree(seed: int) -> None:
    network = random_graph(seed)
    category = categories(network, seed)
    shadow = in_networkx(network).to_undirected()
    known = [(a, b) for a, b in shadow.edges if category[a] is not None and category[b] is not None]
    external = sum(category[a] != category[b] for a, b in known)
    internal = len(known) - external
    found = ei_index(mixing(network, category, reading="ties_undirected"))
    assert (found.internal, found.external) == (internal, external)
    assert found.left_out == shadow.number_of_edges() - len(known)
    assert found.value == (pytest.approx((external - internal) / len(known)) if known else None)
    for group, nodes, inside, across, value in found.groups.iter_rows():
        own = [(a, b) for a, b in known if group in (category[a], category[b])]
        assert (nodes, inside + across) == (category.count(group), len(own))
        assert across == sum(category[a] != category[b] for a, b in own)
        assert value == (pytest.approx((across - inside) / len(own)) if own else None)
    for node, (inside, across, value) in enumerate(ei_of_nodes(network, category).iter_rows()):
        near = [b if a == node else a for a, b in known if node in (a, b)]
        assert across == sum(category[b] != category[node] for b in near)
        assert inside + across == len(near)
        assert value == (pytest.approx((across - inside) / len(near)) if near else None)


@ON_MANY
def test_whole_groups_and_nodes_are_those_of_the_definition(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_expected_is_the_index_of_the_complete_network() -> None:
    # Two groups of 3 and 2: of 10 pairs 3 + 1 are internal, 6 external.
    nodes = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    complete = graph([a for a, _ in nodes], [b for _, b in nodes], nodes=5)
    found = ei_index(mixing(complete, list("aaabb"), reading="ties_undirected"))
    assert found.expected == found.value == pytest.approx((6 - 4) / 10)


def test_directed_readings_count_rows_and_arcs() -> None:
    network = graph([0, 0, 1, 2], [1, 1, 0, 0], nodes=3)
    by_relation = ei_index(mixing(network, ["a", "b", "a"]))
    assert (by_relation.internal, by_relation.external) == (1, 3)
    assert by_relation.groups.rows() == [("a", 2, 1, 3, 0.5), ("b", 1, 0, 3, 1.0)]
    by_tie = ei_index(mixing(network, ["a", "b", "a"], reading="ties_directed"))
    assert (by_tie.internal, by_tie.external) == (1, 2)
    assert by_tie.value == pytest.approx(1 / 3)
    assert ei_of_nodes(network, ["a", "b", "a"], reading="relations")["external"].to_list() == [3, 3, 0]


@pytest.mark.parametrize("nodes", [0, 1, 3])
def test_nothing_to_count_is_no_data(nodes: int) -> None:
    found = ei_index(mixing(graph([], [], nodes), ["a"] * nodes))
    assert found.value is None
    assert found.expected == (-1 if nodes > 1 else None)
    assert found.groups["value"].null_count() == found.groups.height
