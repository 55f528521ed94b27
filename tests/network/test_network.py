from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError, UsageError
from valuenet.network.network import Network, network_of, selected, subnetwork

NODES = pl.DataFrame(
    {
        "id": ["maker", "lab", "fund", "far", "lone"],
        "sample": [True, False, False, False, True],
        "layer": ["application", None, None, "base", "base"],
    }
)
TIES = pl.DataFrame(
    {
        "source": ["lab", "fund", "maker", "lab"],
        "target": ["maker", "maker", "far", "far"],
        "kind": ["study", "financing", "technology_output", None],
        "ego_is_source": [False, False, True, None],
    }
)


def value_network() -> Network:
    """A maker that a lab and a fund feed, which provides a firm far away; and a firm of the sample without ties."""
    return network_of(NODES, TIES)


def _ends(network: Network) -> list[tuple[str, str]]:
    ids = network.nodes["id"].to_list()
    return [(ids[a], ids[b]) for a, b in network.relations.select("source", "target").iter_rows()]


def test_nodes_are_numbered_in_the_order_of_their_table() -> None:
    network = value_network()
    assert network.graph.source.tolist() == [1, 2, 0, 1]
    assert network.graph.target.tolist() == [0, 0, 3, 3]
    assert network.graph.nodes == 5
    assert network.number_of(["far", "lab"]).tolist() == [3, 1]


@pytest.mark.parametrize(
    ("chosen", "ends", "nodes"),
    [
        ({"kind": ["study", "financing"]}, [("lab", "maker"), ("fund", "maker")], ["maker", "lab", "fund", "lone"]),
        ({"ego_layer": ["application"], "kind": ["study"]}, [("lab", "maker")], ["maker", "lab", "lone"]),
        ({"target_layer": ["base"]}, [("maker", "far"), ("lab", "far")], ["maker", "lab", "far", "lone"]),
        ({}, [("lab", "maker"), ("fund", "maker"), ("maker", "far"), ("lab", "far")], NODES["id"].to_list()),
    ],
)
def test_a_selection_keeps_the_sample_and_what_is_still_tied(
    chosen: dict[str, list[str]], ends: list[tuple[str, str]], nodes: list[str]
) -> None:
    found = selected(value_network(), chosen)
    assert _ends(found) == ends
    assert found.nodes["id"].to_list() == nodes
    assert selected(value_network(), chosen, keep_nodes=True).nodes.equals(NODES)


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_subnetwork_has_the_chosen_relations_and_no_other(kept: list[bool]) -> None:
    found = subnetwork(value_network(), pl.Series(kept).to_numpy(), keep_nodes=False)
    assert _ends(found) == [ends for ends, stays in zip(_ends(value_network()), kept, strict=True) if stays]
    assert {"maker", "lone"} <= set(found.nodes["id"])


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"kinds": ["study"]}, "no column 'kinds'; did you mean 'kind'"),
        ({"kind": ["studi"]}, "no relation has the kind 'studi'; did you mean 'study'"),
        ({"ego_colour": ["red"]}, "no column 'ego_colour'"),
    ],
)
def test_an_unknown_choice_is_named(chosen: dict[str, list[str]], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        selected(value_network(), chosen)


def test_unknown_ids_are_named() -> None:
    with pytest.raises(UsageError, match=r"no node 'labb', 'x', 'y' and 1 more; did you mean 'lab'"):
        value_network().number_of(["labb", "x", "y", "z"])


@pytest.mark.parametrize(
    ("nodes", "relations", "said"),
    [
        ({"name": ["a"]}, {"source": ["a"], "target": ["a"]}, "table of nodes has no column 'id'"),
        ({"id": ["a"]}, {"source": ["a"], "targets": ["a"]}, "no column 'target'; did you mean 'targets'"),
        ({"id": ["a", "a"]}, {"source": ["a"], "target": ["a"]}, "'a' is there twice"),
        ({"id": ["a", None]}, {"source": ["a"], "target": ["a"]}, "1 nodes have no id"),
        ({"id": ["a"]}, {"source": ["a", "a"], "target": ["a", "b"]}, "relation 2 has the target 'b'"),
    ],
)
def test_tables_that_make_no_network_are_refused(
    nodes: dict[str, list[str | None]], relations: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(DataError, match=said):
        network_of(pl.DataFrame(nodes), pl.DataFrame(relations))
