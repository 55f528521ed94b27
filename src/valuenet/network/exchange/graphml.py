"""GraphML, the XML that networkx, igraph and yEd write (graphml.graphdrawing.org), read and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from valuenet.network.exchange.elements import cell, element, escaped, fit_tables, lines, named, safe, texts, with_ids
from valuenet.network.exchange.markup import Markup
from valuenet.network.exchange.reading import Reading, notes_on
from valuenet.network.exchange.rows import Cells, Rows, ends_of, table_of
from valuenet.network.exchange.storage import plain, written
from valuenet.network.exchange.typed import Kind, kind_of
from valuenet.network.network import Network

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("int", "long"), "int"),
    **dict.fromkeys(("float", "double"), "float"),
    "boolean": "bool",
}
_TYPES = {"text": "string", "int": "long", "float": "double", "bool": "boolean"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def read(path: Path) -> Reading:
    """Return the network of a GraphML file, gzipped or not.

    Every key is a column; a node inside another has that one's id as `parent`; labels that yEd draws are `label`, the
    rest of its drawing is left. Data of the whole graph have no place in a network. Raises `DataError` with the line
    for anything that is no GraphML, and for edges of more than two nodes.
    """
    with plain(path) as content:
        reader = _Reader(path)
        reader.markup.parse(content)
    nodes, edges = reader.nodes, reader.edges
    source, target = ends_of(nodes, edges)
    out = ["source", "target"]
    if edges.said("id").equals(pl.Series("id", [str(row) for row in range(len(edges.own))], pl.String)):
        out.append("id")  # numbers as every writer gives them: they say nothing
    known = table_of(nodes, {})
    relations = table_of(edges, {"directed": "bool"}, out, ("source", "target"))
    relations = pl.DataFrame({"source": source, "target": target}).hstack(relations)
    if reader.undirected and not relations.height:
        relations = relations.with_columns(pl.lit(None, pl.Boolean).alias("directed"))
    if any("directed" in own for own in edges.own):
        relations = relations.with_columns(pl.col("directed").fill_null(value=True))
    network = Network(known, relations)
    return Reading(network, tuple(notes_on(network)))


def write(network: Network, path: Path) -> None:
    """Write a network as GraphML, gzipped where the path ends in `.gz`; raise `DataError` for what XML cannot hold."""
    nodes, relations = fit_tables(network, path)
    with written(path) as content, content.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(nodes, relations))


class _Reader:
    """The state of reading: which elements are open, and all rows so far."""

    def __init__(self, path: Path) -> None:
        self.nodes, self.edges = Rows("node", path), Rows("edge", path)
        self.open: list[tuple[Rows, int]] = []
        self.graphs: list[bool] = []
        """Whether edges of the graphs that are open are directed unless they say otherwise."""
        self.seen = self.undirected = False
        self.cells: list[Cells] = []
        """The columns of the key that is open: one, or two where it is for nodes and edges."""
        self.key = ""
        self.markup = Markup(path, "graphml")
        self.markup.starts = {
            "key": self._key,
            "graph": self._graph,
            "node": self._node,
            "edge": self._edge,
            "hyperedge": self._hyperedge,
            "data": self._data,
            **dict.fromkeys(("default", "desc", "graphml:NodeLabel", "graphml:EdgeLabel"), self._begin_text),
        }
        self.markup.ends = {
            "graph": self.graphs.pop,
            **dict.fromkeys(("node", "edge"), self.open.pop),
            "default": self._end_default,
            "data": self._end_data,
            "desc": lambda: self._put("desc"),
            **dict.fromkeys(("graphml:NodeLabel", "graphml:EdgeLabel"), lambda: self._put("label")),
        }

    def _key(self, given: dict[str, str]) -> None:
        if "id" not in given:
            raise self.markup.wrong("a key without id: give it one")
        self.cells = []
        if "yfiles.type" in given:  # a drawing, not a value
            return
        about = given.get("for", "all")
        kind = _KINDS.get(given.get("attr.type", "string"), "text")
        for rows in (self.nodes, self.edges):
            if about in (rows.what, "all"):
                self.cells.append(Cells(given.get("attr.name") or given["id"], kind))
                rows.attributes[given["id"]] = self.cells[-1]

    def _end_default(self) -> None:
        for cells in self.cells:
            cells.default = "".join(self.markup.text or ())
        self.markup.text = None

    def _graph(self, given: dict[str, str]) -> None:
        if self.seen and not self.open:
            raise self.markup.wrong("a second <graph>: give a file of one network")
        self.seen = True
        self.graphs.append(given.get("edgedefault", "directed") == "directed")
        self.undirected |= not self.graphs[-1]

    def _node(self, given: dict[str, str]) -> None:
        if self.open:  # in the graph of another node
            given["parent"] = self.nodes.own[self.open[-1][1]]["id"]
        row = self.nodes.begin(self.markup.line, given)
        if "id" not in given:
            raise self.nodes.wrong(row, "has no id: give it one")
        self.open.append((self.nodes, row))

    def _edge(self, given: dict[str, str]) -> None:
        if self.graphs and not self.graphs[-1]:
            given.setdefault("directed", "false")
        self.open.append((self.edges, self.edges.begin(self.markup.line, given)))

    def _hyperedge(self, _: dict[str, str]) -> None:
        raise self.markup.wrong("an edge of more than two nodes: a network's relations have two ends each; write pairs")

    def _data(self, given: dict[str, str]) -> None:
        self.key = given.get("key", "")
        self.markup.text = []

    def _end_data(self) -> None:
        if self.open:
            rows, row = self.open[-1]
            cells = rows.attributes.get(self.key)
            if cells is not None and self.markup.text is not None:
                cells.rows.append(row)
                cells.values.append("".join(self.markup.text))
        self.markup.text = None

    def _begin_text(self, _: dict[str, str]) -> None:
        self.markup.text = []

    def _put(self, column: str) -> None:
        if self.open:
            rows, row = self.open[-1]
            rows.own[row].setdefault(column, "".join(self.markup.text or ()))
        self.markup.text = None


def _pieces(nodes: pl.DataFrame, relations: pl.DataFrame) -> Iterator[str]:
    flagged = relations.schema.get("directed") == pl.Boolean
    node_keys = {name: f"n{at}" for at, name in enumerate(nodes.columns) if name != "id"}
    own = ("source", "target", "directed") if flagged else ("source", "target")
    edge_keys = {name: f"e{at}" for at, name in enumerate(relations.columns) if name not in own}
    arcs = not flagged or bool(relations["directed"].any())
    yield _HEAD
    yield _declarations("node", nodes, node_keys)
    yield _declarations("edge", relations, edge_keys)
    yield f'<graph edgedefault="{"directed" if arcs else "undirected"}">\n'
    yield from lines(texts(nodes), element("node", [named("id", "id")], _values(node_keys)))
    head = [named(name, name) for name in own]
    yield from lines(with_ids(relations, nodes["id"]), element("edge", head, _values(edge_keys)))
    yield "</graph>\n</graphml>\n"


def _declarations(what: str, table: pl.DataFrame, keys: dict[str, str]) -> str:
    return "".join(
        f'<key id="{key}" for="{what}" attr.name="{safe(name)}" attr.type="{_TYPES[kind_of(table[name])]}"/>\n'
        for name, key in keys.items()
    )


def _values(keys: dict[str, str]) -> list[pl.Expr]:
    """The values that a row has, each null where it has none."""
    return [
        pl.concat_str(pl.lit(f'<data key="{key}">'), escaped(cell(name)), pl.lit("</data>"))
        for name, key in keys.items()
    ]
