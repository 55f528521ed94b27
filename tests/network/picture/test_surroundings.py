from __future__ import annotations

import networkx as nx
import polars as pl
import pytest

from tests.in_one import in_one
from tests.network.drawn import dressed
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.errors import UsageError
from valuenet.network.picture.surroundings import kinds_of, surroundings


@pytest.mark.parametrize("steps", [1, 2])
@in_one("seed", SEEDS[:30])
def test_nodes_and_steps_are_those_of_networkx(seed: int, steps: int) -> None:
    graph = random_graph(seed)
    found = surroundings(dressed(graph), "0", steps)
    peer = nx.single_source_shortest_path_length(in_networkx(graph).to_undirected(), 0, cutoff=steps)
    assert dict(zip(found.node.tolist(), found.step.tolist(), strict=True)) == peer
    for at, through in enumerate(found.through.tolist()):
        assert at == 0 or found.step[through] == found.step[at] - 1


def test_kinds_come_in_the_order_that_is_asked_for() -> None:
    network = dressed(random_graph(2))
    kinds = ["b", "a", "c"]
    relations = network.relations.with_columns(
        pl.Series("kind", [kinds[at % 3] for at in range(network.relations.height)])
    )
    network = type(network)(network.nodes, relations)
    assert kinds_of(network, ["c", "x"])[0] == ("c", "a", "b")
    assert kinds_of(dressed(random_graph(2)), ["c"])[0] == ("",)


def test_wrong_calls_are_told() -> None:
    network = dressed(random_graph(2))
    with pytest.raises(UsageError, match="no node 'nobody'"):
        surroundings(network, "nobody")
    with pytest.raises(UsageError, match="1 or 2 steps"):
        surroundings(network, "0", 3)
