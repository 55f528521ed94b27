from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import polars as pl
import pytest

from tests.network.exchange.networks import hand_written
from valuenet.errors import DataError
from valuenet.network.exchange.gexf_text import document
from valuenet.network.network import Network

NAMESPACE = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TYPES = {"integer", "long", "double", "float", "boolean", "string", "anyURI", "liststring"}


def parsed(network: Network) -> ET.Element:
    return ET.fromstring("".join(document(network, Path("net.gexf"))))


def test_the_text_keeps_the_rules_of_the_published_schema() -> None:
    """What gexf.net's schema of 1.3 asks: the order of parts, ids, types, and values only for what is declared."""
    root = parsed(hand_written())
    assert (root.tag, root.get("version")) == (f"{NAMESPACE}gexf", "1.3")
    graph = root.find(f"{NAMESPACE}graph")
    assert graph is not None
    assert (graph.get("defaultedgetype"), graph.get("mode"), graph.get("idtype")) == ("directed", "static", "string")
    assert [part.tag.removeprefix(NAMESPACE) for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    first, second, nodes, edges = graph
    for what, declared, held in (("node", first, nodes), ("edge", second, edges)):
        assert declared.get("class") == what
        assert {attribute.get("type") for attribute in declared} <= TYPES
        ids = [attribute.get("id") for attribute in declared]
        assert len(set(ids)) == len(ids)
        assert {value.get("for") for value in held.iter(f"{NAMESPACE}attvalue")} <= set(ids)
        assert held.get("count") == str(len(held))
        names = [one.get("id") for one in held]
        assert len(set(names) - {None}) == len(held)


def test_gephi_finds_labels_kinds_positions_sizes_and_colors() -> None:
    root = parsed(hand_written())
    nodes = list(root.iter(f"{NAMESPACE}node"))
    assert [node.get("label") for node in nodes] == ["James & Co", None, "腾讯 🤖", ""]
    assert [edge.get("kind") for edge in root.iter(f"{NAMESPACE}edge")] == ["study", "work", "financing", None]
    assert [edge.get("weight") for edge in root.iter(f"{NAMESPACE}edge")] == ["1.0", "2.5", "1.0", "7.0"]
    drawn = {each.tag.removeprefix(VIZ): each.attrib for each in nodes[1] if each.tag.startswith(VIZ)}
    opacity = float(drawn["color"].pop("a"))
    assert drawn == {
        "position": {"x": "-1.25", "y": "1.0"},
        "size": {"value": "2.0"},
        "color": dict.fromkeys("rgb", "0"),
    }
    assert round(opacity * 255) == 0x80
    assert nodes[2].find(f"{VIZ}color") is None
    kinds = [value.get("value") for value in root.iter(f"{NAMESPACE}attvalue") if value.get("for") == "kind"]
    assert kinds == ["study", "work", "financing"]


def test_what_gephi_would_misread_is_an_attribute_under_another_id() -> None:
    """A missing weight would be read as 1, half a position as 0."""
    nodes = pl.DataFrame({"id": ["a", "b"], "x": [1.0, None], "y": [1.0, 2.0]})
    relations = pl.DataFrame({"source": [0, 1], "target": [1, 0], "weight": [2.0, None]})
    root = parsed(Network(nodes, relations))
    assert [edge.get("weight") for edge in root.iter(f"{NAMESPACE}edge")] == [None, None]
    declared = {one.get("title"): one.get("id") for one in root.iter(f"{NAMESPACE}attribute")}
    assert declared == {"x": "x_", "y": "y_", "weight": "weight_"}


def test_undirected_relations_say_so() -> None:
    network = hand_written()
    relations = network.relations.with_columns(directed=pl.Series([False] * 4))
    root = parsed(Network(network.nodes, relations))
    assert [graph.get("defaultedgetype") for graph in root.iter(f"{NAMESPACE}graph")] == ["undirected"]
    assert {edge.get("type") for edge in root.iter(f"{NAMESPACE}edge")} == {"undirected"}


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_characters_that_no_xml_holds_are_refused(letter: str) -> None:
    nodes = pl.DataFrame({"id": ["a", "b"], "label": ["fine", f"x{letter}"]})
    relations = hand_written().relations.clear()
    with pytest.raises(
        DataError, match=rf"net.gexf: 'label' of the nodes \(row 2\) has the character U\+{ord(letter):04X}"
    ):
        document(Network(nodes, relations), Path("net.gexf"))
    with pytest.raises(DataError, match="a column's name of the nodes"):
        document(Network(pl.DataFrame({"id": ["a"], f"x{letter}": [1]}), relations), Path("net.gexf"))
