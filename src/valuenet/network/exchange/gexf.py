"""GEXF, the file format of Gephi: versions 1.1, 1.2 and 1.3 are read, 1.3 is written (gexf.net)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from valuenet.network.exchange.gexf_text import document
from valuenet.network.exchange.markup import Markup
from valuenet.network.exchange.reading import Reading, notes_on
from valuenet.network.exchange.rows import Cells, Rows, ends_of, table_of
from valuenet.network.exchange.storage import plain, written
from valuenet.network.exchange.typed import Kind
from valuenet.network.network import Network

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("integer", "int", "long", "short", "byte"), "int"),
    **dict.fromkeys(("float", "double"), "float"),
    **dict.fromkeys(("boolean", "bool"), "bool"),
}
"""Types of attributes that are values; all others (string, anyURI, lists, big numbers) stay the text of the file."""
_OWN: dict[str, Kind] = {**dict.fromkeys(("x", "y", "z", "size", "thickness"), "float"), "weight": "number"}
_MOMENTS = ("start", "end", "startopen", "endopen", "timestamp")
_NEVER = "no network of one moment: export one moment of it (in Gephi: a filter on the timeline, then export)"


def read(path: Path) -> Reading:
    """Return the network of a GEXF file, gzipped or not.

    Columns are named for the attributes' titles; `label`, `kind` and `weight` of the elements, positions (`x`, `y`,
    `z`), `size`, `color` (#rrggbb, with aa where the file says it), `thickness` and `shape` are columns of their own.
    A node inside another has that one's id as `parent`. Times of existence stay text (`start`, `end`, `spells`).
    A mutual edge is two relations. Where any edge has a weight, an edge without has 1, the format's default. Raises
    `DataError` with the line for anything that is no GEXF, for values that change in time and for other mistakes.
    """
    with plain(path) as content:
        reader = _Reader(path)
        reader.markup.parse(content)
    return _network(reader)


def write(network: Network, path: Path) -> None:
    """Write a network as GEXF 1.3, gzipped where the path ends in `.gz`; raise `DataError` for what XML cannot hold."""
    text = document(network, path)
    with written(path) as content, content.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(text)


class _Reader:
    """The state of reading: which element is open, and all rows so far."""

    def __init__(self, path: Path) -> None:
        self.nodes, self.edges = Rows("node", path), Rows("edge", path)
        self.default_type = "undirected"  # the format's own default
        self.open: list[tuple[Rows, int]] = []
        self.declared: Cells | None = None
        self.declaring = self.nodes.attributes
        self.graphs = 0
        self.markup = Markup(path, "gexf")
        self.markup.starts = {
            "graph": self._graph,
            "attributes": self._attributes,
            "attribute": self._attribute,
            "default": lambda _: self._begin_text(),
            "node": self._node,
            "edge": self._edge,
            "attvalue": self._value,
            **dict.fromkeys(("spell", "slice"), self._spell),
            "parent": lambda given: self._add("parents", given.get("for", "")),
            "viz:position": self._put_all,
            "viz:size": lambda given: self._put("size", given.get("value")),
            "viz:thickness": lambda given: self._put("thickness", given.get("value")),
            "viz:shape": lambda given: self._put("shape", given.get("uri") or given.get("value")),
            "viz:color": lambda given: self._put("color", self._color(given)),
        }
        self.markup.ends = {
            **dict.fromkeys(("node", "edge"), self.open.pop),
            "default": self._end_text,
        }

    def _graph(self, given: dict[str, str]) -> None:
        self.graphs += 1
        if self.graphs > 1:
            raise self.markup.wrong("a second <graph>: give a file of one network")
        self.default_type = given.get("defaultedgetype", "undirected").lower()
        self._expect_type(self.default_type)

    def _expect_type(self, word: str) -> None:
        if word not in ("directed", "undirected", "mutual"):
            raise self.markup.wrong(f"no edge is of the type '{word}': say directed, undirected or mutual")

    def _attributes(self, given: dict[str, str]) -> None:
        rows = {"node": self.nodes, "edge": self.edges}.get(given.get("class", ""))
        if rows is None:
            raise self.markup.wrong("attributes are of the class node or edge: say which")
        self.declaring = rows.attributes

    def _attribute(self, given: dict[str, str]) -> None:
        if "id" not in given:
            raise self.markup.wrong("an attribute without id: give it one")
        kind = _KINDS.get(given.get("type", "string").lower(), "text")
        self.declared = Cells(given.get("title") or given["id"], kind=kind)
        self.declaring[given["id"]] = self.declared

    def _begin_text(self) -> None:
        self.markup.text = []

    def _end_text(self) -> None:
        if self.declared is not None:
            self.declared.default = "".join(self.markup.text or ())
        self.markup.text = None

    def _node(self, given: dict[str, str]) -> None:
        row = self.nodes.begin(self.markup.line, given)
        if "id" not in given:
            raise self.nodes.wrong(row, "has no id: give it one")
        if "pid" in given:
            given["parent"] = given.pop("pid")
        elif self.open:  # in another node
            given["parent"] = self.nodes.own[self.open[-1][1]]["id"]
        self.open.append((self.nodes, row))

    def _edge(self, given: dict[str, str]) -> None:
        if "type" in given:
            self._expect_type(given["type"].lower())
        self.open.append((self.edges, self.edges.begin(self.markup.line, given)))

    def _value(self, given: dict[str, str]) -> None:
        try:  # most of a file is this: no question is asked before one is needed
            rows, row = self.open[-1]
            cells, value = rows.attributes[given["for"]], given["value"]
        except LookupError:
            rows, row, cells, value = self._odd_value(given)
        if len(given) > 2 and any(moment in given for moment in _MOMENTS):
            raise self.markup.wrong(f"'{cells.name}' changes in time, which is {_NEVER}")
        cells.rows.append(row)
        cells.values.append(value)

    def _odd_value(self, given: dict[str, str]) -> tuple[Rows, int, Cells, str]:
        name, value = given.get("for", given.get("id")), given.get("value")  # `id` in version 1.1
        if not self.open or name is None or value is None:
            raise self.markup.wrong("an attvalue belongs into a node or an edge and says 'for' and 'value': mend it")
        rows, row = self.open[-1]
        if name not in rows.attributes:
            raise self.markup.wrong(
                f"the {rows.what} has a value for '{name}', which no attribute declares: declare it"
            )
        return rows, row, rows.attributes[name], value

    def _put(self, column: str, value: str | None) -> None:
        if self.open and value is not None:
            rows, row = self.open[-1]
            rows.own[row][column] = value

    def _put_all(self, given: dict[str, str]) -> None:
        if self.open:
            rows, row = self.open[-1]
            rows.own[row].update(given)

    def _spell(self, given: dict[str, str]) -> None:
        shown = given.get("timestamp") or "[{}, {}]".format(
            given.get("start", given.get("startopen", "-inf")), given.get("end", given.get("endopen", "inf"))
        )
        self._add("spells", shown)

    def _add(self, column: str, value: str) -> None:
        """Add to what an element may say several times."""
        if self.open:
            rows, row = self.open[-1]
            before = rows.own[row].get(column)
            rows.own[row][column] = value if before is None else f"{before}; {value}"

    def _color(self, given: dict[str, str]) -> str:
        try:
            tone = given["hex"].lstrip("#").lower() if "hex" in given else ""
            if not tone:
                tone = "".join(f"{int(given.get(part, '0')):02x}" for part in "rgb")
            if "a" in given:
                tone += f"{round(float(given['a']) * 255):02x}"
            int(tone, 16)
        except (ValueError, OverflowError) as error:
            raise self.markup.wrong("a color has r, g, b from 0 to 255 and a from 0 to 1: mend it") from error
        return f"#{tone}"


def _network(reader: _Reader) -> Reading:
    nodes, edges = reader.nodes, reader.edges
    source, target = ends_of(nodes, edges)
    types = _types(reader)
    ends = pl.DataFrame({"source": source, "target": target})
    out = ["source", "target", "type"]
    if edges.said("id").equals(pl.Series("id", [str(row) for row in range(len(edges.own))], pl.String)):
        out.append("id")  # numbers as every writer gives them: they say nothing
    known = table_of(nodes, _OWN)
    taken = [*ends.columns, *(["directed"] if types is not None else [])]
    relations = ends.hstack(table_of(edges, _OWN, out, taken))
    notes = []
    if "weight" in relations.columns and any("weight" in own for own in edges.own):
        without = relations["weight"].null_count()
        notes = [f"{without:,} edges without a weight have 1, the default of GEXF"] if without else []
        relations = relations.with_columns(pl.col("weight").fill_null(1))
    if types is not None:
        relations, more = _directed(relations, types)
        notes += more
    network = Network(known, relations)
    return Reading(network, (*notes, *notes_on(network)))


def _types(reader: _Reader) -> pl.Series | None:
    """The type of every edge, or nothing where all are directed and no edge says so."""
    types = reader.edges.said("type").str.to_lowercase()
    if reader.default_type == "directed" and types.null_count() == len(types):
        return None
    return types.fill_null(reader.default_type)


def _directed(relations: pl.DataFrame, types: pl.Series) -> tuple[pl.DataFrame, list[str]]:
    """Say of every relation whether it is directed, and make two of a mutual one."""
    mutual = (types == "mutual").to_numpy()
    if not mutual.all() or not len(mutual):
        relations = relations.with_columns((types != "undirected").alias("directed"))
    if not mutual.any():
        return relations, []
    again = np.repeat(np.arange(len(mutual)), 1 + mutual)
    second = np.zeros(len(again), np.bool_)
    second[1:] = again[1:] == again[:-1]
    swapped = pl.Series(second)
    ends = [
        pl.when(swapped).then(pl.col(other)).otherwise(pl.col(end)).alias(end)
        for end, other in (("source", "target"), ("target", "source"))
    ]
    return relations[again].with_columns(ends), [f"{mutual.sum():,} mutual edges are two relations each"]
