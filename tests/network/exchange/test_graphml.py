from __future__ import annotations

from pathlib import Path

import igraph
import networkx as nx
import polars as pl
import pytest

from tests.in_one import in_one
from tests.network.exchange.networks import hand_written
from tests.network.peers import SEEDS, random_graph
from valuenet.errors import DataError
from valuenet.network.exchange import graphml
from valuenet.network.exchange.reading import Reading
from valuenet.network.network import Network

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
TWO = '<node id="a"/><node id="b"/>'


def read(tmp_path: Path, content: str) -> Reading:
    path = tmp_path / "net.graphml"
    path.write_text(f"{HEAD}\n{content}</graphml>", encoding="utf-8")
    return graphml.read(path)


def test_keys_defaults_and_nested_graphs(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """<key id="d0" for="node" attr.name="color" attr.type="string"><default>yellow</default></key>
        <key id="d1" for="all" attr.name="weight" attr.type="double"/><key id="d2" for="graph" attr.name="title"/>
        <graph id="G" edgedefault="undirected"><data key="d2">a title</data><desc>of all</desc>
        <node id="n0"><desc>one</desc><data key="d0">green</data><graph edgedefault="directed"><node id="n0::n1"/>
        <edge source="n0" target="n0::n1"/></graph></node><node id="n2"><data key="d1">1.5</data></node>
        <edge id="e7" source="n0" target="n2"><data key="d1">2</data></edge>
        <edge source="n2" target="n2" directed="true"/></graph>""",
    )
    assert found.network.nodes.to_dicts() == [
        {"id": "n0", "desc": "one", "parent": None, "color": "green", "weight": None},
        {"id": "n0::n1", "desc": None, "parent": "n0", "color": "yellow", "weight": None},
        {"id": "n2", "desc": None, "parent": None, "color": "yellow", "weight": 1.5},
    ]
    assert found.network.relations.to_dicts() == [
        {"source": 0, "target": 1, "directed": True, "id": None, "weight": None},
        {"source": 0, "target": 2, "directed": False, "id": "e7", "weight": 2.0},
        {"source": 2, "target": 2, "directed": True, "id": None, "weight": None},
    ]
    assert "1 of 3 relations have no direction" in found.notes[0]


def test_the_labels_that_yed_draws(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """<key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="directed"><node id="n0">
        <data key="d6"><y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml"><y:NodeLabel>Tencent</y:NodeLabel>
        </y:ShapeNode></data></node></graph>""",
    )
    assert found.network.nodes.rows() == [("n0", "Tencent")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<graph><hyperedge/></graph>", "line 2: an edge of more than two nodes"),
        (f"<graph>{TWO}</graph>\n<graph/>", "line 3: a second <graph>"),
        ("<graph><node/></graph>", "the node has no id"),
        (f'<graph>{TWO}<edge source="a" target="c"/></graph>', "has the target 'c'"),
        ("<key/>", "a key without id"),
        (
            '<key id="k" attr.name="n" attr.type="int"/><graph><node id="a"><data key="k">1.5</data></node></graph>',
            "the node has the n '1.5', which is no integer",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=said):
        read(tmp_path, content)


def test_networkx_and_igraph_read_what_is_written(tmp_path: Path) -> None:
    network = hand_written()
    path = tmp_path / "net.graphml"
    graphml.write(network, path)
    theirs = nx.read_graphml(path)
    assert list(theirs) == network.nodes["id"].to_list()
    about = {
        "label": "James & Co",
        "sample": True,
        "founded": 1999,
        "x": 0.5,
        "y": 0.0,
        "size": 1.0,
        "color": "#ff8800",
    }
    assert theirs.nodes["007"] == about
    kinds = sorted(str(data.get("kind")) for _, _, data in theirs.edges(data=True))
    assert kinds == ["None", "financing", "study", "work"]
    other = igraph.Graph.Read_GraphML(str(path))
    assert other.vs["id"] == network.nodes["id"].to_list()
    assert other.vs["label"] == ["James & Co", "", "腾讯 🤖", ""]
    assert other.get_edgelist() == network.relations.select("source", "target").rows()
    assert other.es["weight"] == [1.0, 2.5, 1.0, 7.0]


@pytest.mark.parametrize("directed", [True, False])
@in_one("seed", SEEDS[:30])
def test_peers_and_valuenet_read_each_other(seed: int, directed: bool, tmp_path: Path) -> None:
    graph = random_graph(seed)
    path = tmp_path / "net.graphml"
    relations = pl.DataFrame({"source": graph.source.astype("i8"), "target": graph.target.astype("i8")})
    if not directed:
        relations = relations.with_columns(directed=pl.Series([False] * relations.height, dtype=pl.Boolean))
    ids = pl.Series([f"n{at}" for at in range(graph.nodes)])
    graphml.write(Network(pl.DataFrame({"id": ids}), relations), path)
    pairs = relations.select("source", "target").rows()
    theirs = igraph.Graph.Read_GraphML(str(path))
    assert theirs.is_directed() == directed
    assert (theirs.vcount(), theirs.get_edgelist()) == (
        graph.nodes,
        [p if directed else tuple(sorted(p)) for p in pairs],
    )
    assert sorted(nx.read_graphml(path).edges()) == sorted((ids[a], ids[b]) for a, b in pairs) or not directed
    theirs.write_graphml(str(path))
    back = graphml.read(path).network
    assert back.relations.select("source", "target").rows() == theirs.get_edgelist()
    assert back.nodes["id"].to_list() == ids.to_list()
    assert back.directed == (directed or not pairs)
