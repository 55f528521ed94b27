from __future__ import annotations

import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_igraph, in_networkx, open_network, random_graph
from valuenet.network.graph import graph
from valuenet.network.reciprocity import reciprocity


def agree(seed: int) -> None:
    network = random_graph(seed)
    found, ties = reciprocity(network), in_networkx(network)
    assert found.ties_answered == sum(ties.has_edge(b, a) for a, b in ties.edges)
    rows = [(a, b) for a, b in zip(network.source.tolist(), network.target.tolist(), strict=True) if a != b]
    assert (found.relations, found.relations_answered) == (len(rows), sum((b, a) in set(rows) for a, b in rows))
    if network.ties:
        assert found.of_ties == pytest.approx(in_igraph(network, directed=True).reciprocity())


@ON_MANY
def test_reciprocity_is_that_of_the_peers(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_nothing_to_answer_is_no_data() -> None:
    for network in (graph([], [], nodes=0), graph([], [], nodes=1), graph([0, 1], [0, 1], nodes=2)):
        assert (reciprocity(network).of_ties, reciprocity(network).of_relations) == (None, None)


def test_published_reciprocity() -> None:
    # KONECT, political blogs: 0.242681 of 19,025 hyperlinks; three of them are loops, which it takes for answered.
    blogs = open_network("polblogs")
    found = reciprocity(blogs)
    assert (found.relations_answered + blogs.loops) / blogs.relations == pytest.approx(0.242681, abs=5e-7)
    assert found.of_relations == found.of_ties == 4614 / 19_022
