from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import polars as pl
import pytest

from tests.in_one import in_one
from tests.network.exchange.networks import hand_written
from tests.network.peers import SEEDS, random_graph
from valuenet.errors import DataError
from valuenet.network.exchange import gexf
from valuenet.network.exchange.reading import Reading
from valuenet.network.network import Network

HEAD = '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
TWO = '<nodes><node id="a"/><node id="b"/></nodes>'


def read(tmp_path: Path, graph: str, head: str = HEAD) -> Reading:
    """Read a file with this content of `<gexf>`."""
    path = tmp_path / "net.gexf"
    path.write_text(f"{head}\n{graph}</gexf>", encoding="utf-8")
    return gexf.read(path)


def test_a_file_as_gephi_writes_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """<meta lastmodifieddate="2024-01-01"><creator>Gephi 0.10</creator><description/></meta>
        <graph defaultedgetype="directed" mode="static">
        <attributes class="node" mode="static">
          <attribute id="modularity_class" title="Modularity Class" type="integer"><default>0</default></attribute>
          <attribute id="tags" title="tags" type="liststring"/><attribute id="since" title="since" type="date"/>
          <attribute id="big" title="big" type="biginteger"/><attribute id="ok" title="ok" type="boolean"/>
        </attributes>
        <nodes><node id="1" label="Alpha"><attvalues><attvalue for="modularity_class" value="3"/>
            <attvalue for="tags" value="[ai, &quot;a b&quot;]"/><attvalue for="since" value="2019-05-01"/>
            <attvalue for="big" value="123456789012345678901"/><attvalue for="ok" value="true"/></attvalues>
            <viz:size value="20.5"/><viz:position x="-1.5" y="2" z="0.0"/><viz:color r="255" g="0" b="10" a="0.5"/>
          </node>
          <node id="2"><viz:color hex="#FF7700"/></node></nodes>
        <edges><edge id="7" source="1" target="2" weight="2.5" kind="study"/>
          <edge id="9" source="2" target="1"/></edges>
        </graph>""",
        HEAD.replace("gexf.net", "www.gexf.net"),
    )
    assert found.network.nodes.to_dicts() == [
        {"id": "1", "label": "Alpha", "size": 20.5, "x": -1.5, "y": 2.0, "z": 0.0, "color": "#ff000a80",
         "Modularity Class": 3, "tags": '[ai, "a b"]', "since": "2019-05-01",
         "big": "123456789012345678901", "ok": True},
        {"id": "2", "label": None, "size": None, "x": None, "y": None, "z": None, "color": "#ff7700",
         "Modularity Class": 0, "tags": None, "since": None, "big": None, "ok": None},
    ]  # fmt: skip
    assert found.network.relations.to_dicts() == [
        {"source": 0, "target": 1, "id": "7", "weight": 2.5, "kind": "study"},
        {"source": 1, "target": 0, "id": "9", "weight": 1.0, "kind": None},
    ]
    assert found.notes == ("1 edges without a weight have 1, the default of GEXF",)
    assert found.network.directed


def test_an_undirected_edge_is_one_relation_and_a_mutual_one_is_two(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"""<graph>{TWO}<edges><edge source="a" target="b"/><edge source="a" target="b" type="directed"/>
        <edge source="a" target="b" type="mutual" label="both"/></edges></graph>""",
    )
    assert found.network.relations.rows() == [
        (0, 1, None, False),
        (0, 1, None, True),
        (0, 1, "both", True),
        (1, 0, "both", True),
    ]
    assert not found.network.directed
    assert [note.split()[0] for note in found.notes] == ["1", "1"]


def test_nodes_in_nodes_and_times_are_kept(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """<graph defaultedgetype="directed" mode="dynamic"><nodes><node id="a" start="2009" end="2010"><nodes>
        <node id="b"><nodes><node id="c" pid="a"/></nodes></node></nodes><edges><edge source="b" target="a"/></edges>
        </node><node id="d"><spells><spell start="1" end="2"/><spell timestamp="5"/></spells></node></nodes>
        <edges/>        </graph>""",
    )
    assert found.network.nodes["parent"].to_list() == [None, "a", "a", None]
    assert found.network.nodes["start"].to_list() == ["2009", None, None, None]
    assert found.network.nodes["spells"].to_list() == [None, None, None, "[1, 2]; 5"]
    assert found.network.relations.rows() == [(1, 0)]


def test_version_1_1_is_read(tmp_path: Path) -> None:
    head = '<gexf xmlns="http://www.gexf.net/1.1draft" xmlns:viz="http://www.gexf.net/1.1draft/viz" version="1.1">'
    found = read(
        tmp_path,
        """<graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="kind" type="string"/>
        </attributes><nodes><node id="a" label="A"><attvalues><attvalue id="0" value="x"/></attvalues>
        <viz:size value="3"/></node></nodes><edges/></graph>""",
        head,
    )
    assert found.network.nodes.rows() == [("a", "A", 3.0, "x")]


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        ("<graph><nodes><node/></nodes></graph>", "line 2: the node has no id"),
        ('<graph>\n<nodes><node id="a"/>\n<node id="a"/></nodes></graph>', "line 4: the node 'a' is there twice"),
        (f'<graph>{TWO}<edges>\n<edge source="a" target="z"/></edges></graph>', "line 3: the edge has the target 'z'"),
        (f'<graph>{TWO}<edges><edge target="a"/></edges></graph>', "line 2: the edge has no source"),
        (f'<graph defaultedgetype="both">{TWO}</graph>', "no edge is of the type 'both'"),
        (
            f'<graph>{TWO}<edges><edge source="a" target="b" weight="x"/></edges></graph>',
            "weight 'x', which is no num",
        ),
        (f"<graph>{TWO}</graph><graph/>", "a second <graph>"),
        ("<graph><attributes/></graph>", "class node or edge"),
        ('<graph><nodes><node id="a"><attvalue for="k" value="1"/></node></nodes></graph>', "no attribute declares"),
        ('<graph><nodes><node id="a"><viz:color r="red"/></node></nodes></graph>', "from 0 to 255"),
        ('<graph><nodes><node id="a"><viz:position x="left"/></node></nodes></graph>', "x 'left', which is no number"),
        ("<graph><nodes>", "mismatched tag"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(graph: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=said):
        read(tmp_path, graph)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('value="many"', "line 3: the node has the size_of '?many'?, which is no integer"),
        ('value="1" start="2009"', "line 3: 'size_of' changes in time"),
        ('value="1"/><attvalue for="s" value="2"', "line 3: the node has 'size_of' twice"),
        ("", "line 3: an attvalue belongs"),
    ],
)
def test_a_wrong_value_is_said_with_its_line(value: str, said: str, tmp_path: Path) -> None:
    graph = f"""<graph><attributes class="node"><attribute id="s" title="size_of" type="integer"/></attributes>
    <nodes><node id="a"><attvalues><attvalue for="s" {value}/></attvalues></node></nodes></graph>"""
    with pytest.raises(DataError, match=said):
        read(tmp_path, graph)


def test_networkx_reads_what_is_written(tmp_path: Path) -> None:
    network = hand_written()
    gexf.write(network, tmp_path / "net.gexf")
    found = nx.read_gexf(tmp_path / "net.gexf", version="1.3")
    assert list(found) == network.nodes["id"].to_list()
    first = dict(found.nodes["007"])
    assert first.pop("viz") == {
        "color": {"r": 255, "g": 136, "b": 0, "a": 1.0},
        "size": 1.0,
        "position": {"x": 0.5, "y": 0.0, "z": 0.0},
    }
    assert first == {"label": "James & Co", "sample": True, "founded": 1999}
    edges = [(a, b, data.get("kind"), data["weight"]) for a, b, data in found.edges(data=True)]
    expected = network.relations.with_columns(
        network.nodes["id"].gather(network.relations[end]).alias(end) for end in ("source", "target")
    )
    assert sorted(map(str, edges)) == sorted(map(str, expected.select("source", "target", "kind", "weight").rows()))


@in_one("seed", SEEDS[:40])
def test_networkx_and_valuenet_read_each_other(seed: int, tmp_path: Path) -> None:
    graph = random_graph(seed)
    ids = [f"n{at}" for at in range(graph.nodes)]
    path = tmp_path / "net.gexf"
    relations = pl.DataFrame({"source": graph.source.astype("i8"), "target": graph.target.astype("i8")})
    gexf.write(Network(pl.DataFrame({"id": ids}), relations), path)
    theirs: Any = nx.read_gexf(path, version="1.3")
    ours = sorted((ids[a], ids[b]) for a, b in relations.rows())
    assert sorted((a, b) for a, b, *_ in theirs.edges) == ours
    assert theirs.is_directed()
    assert list(theirs) == ids
    nx.write_gexf(theirs, path)
    back = gexf.read(path).network
    assert (
        sorted((back.nodes["id"][a], back.nodes["id"][b]) for a, b in back.relations.select("source", "target").rows())
        == ours
    )
    assert back.directed


def test_an_undirected_network_of_networkx(tmp_path: Path) -> None:
    theirs: nx.Graph[str] = nx.Graph()
    theirs.add_edge("a", "b", weight=3, since=1999)
    theirs.nodes["a"]["viz"] = {
        "position": {"x": 1.0, "y": 2.0, "z": 0.0},
        "size": 4.0,
        "color": {"r": 1, "g": 2, "b": 3},
    }
    nx.write_gexf(theirs, tmp_path / "net.gexf")
    found = gexf.read(tmp_path / "net.gexf").network
    assert found.nodes.select("id", "label", "x", "size", "color").rows()[0] == ("a", "a", 1.0, 4.0, "#010203ff")
    assert found.relations.select("source", "target", "weight", "since", "directed").rows() == [(0, 1, 3, 1999, False)]
