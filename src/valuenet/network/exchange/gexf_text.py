"""The text of a GEXF file, built from whole columns rather than node by node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from valuenet.network.exchange.elements import (
    NUMBER,
    cell,
    element,
    escaped,
    fit_tables,
    lines,
    named,
    safe,
    texts,
    with_ids,
)
from valuenet.network.exchange.typed import free_name, kind_of
from valuenet.network.network import Network

_TYPES = {"text": "string", "int": "long", "float": "double", "bool": "boolean"}
_RESERVED = {"id", "label", "source", "target", "type", "weight", "timeset", "x", "y", "z", "size", "color"}
"""Names that Gephi's own columns have: an attribute of that name has another id."""
_COLOR = r"^#[0-9a-f]{6}([0-9a-f]{2})?$"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    "<meta><creator>valuenet</creator></meta>\n"
)


def document(network: Network, path: Path) -> Iterator[str]:
    """Yield the file's text, piece by piece; raise `DataError` at once for what it cannot hold (`path` is named).

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a"], "target": ["b"], "kind": ["study"]})
    >>> text = "".join(document(network_of(pl.DataFrame({"id": ["a", "b"]}), ties), Path("n.gexf")))
    >>> print(text.splitlines()[-4])
    <edge id="0" source="a" target="b" kind="study"><attvalues><attvalue for="kind" value="study"/></attvalues></edge>
    """
    nodes, relations = fit_tables(network, path)
    return _pieces(nodes, relations)


def _pieces(nodes: pl.DataFrame, relations: pl.DataFrame) -> Iterator[str]:
    drawn, tied = _drawn(nodes), _tied(relations)
    node_attributes = [name for name in nodes.columns if name not in {"id", *drawn}]
    edge_attributes = [name for name in relations.columns if name not in {"source", "target", *tied} - {"kind"}]
    arcs = "directed" not in tied or bool(relations["directed"].any())
    yield _HEAD
    yield f'<graph defaultedgetype="{"directed" if arcs else "undirected"}" mode="static" idtype="string">\n'
    yield _declarations("node", nodes, node_attributes)
    yield _declarations("edge", relations, edge_attributes)
    yield f'<nodes count="{nodes.height}">\n'
    head = [named("id", "id"), *(named("label", name) for name in drawn if name == "label")]
    line = element("node", head, [_values(nodes, node_attributes), *_pictured(drawn)])
    yield from lines(texts(nodes), line)
    yield f'</nodes>\n<edges count="{relations.height}">\n'
    head = [named("id", NUMBER), named("source", "source"), named("target", "target"), *_ties(tied)]
    line = element("edge", head, [_values(relations, edge_attributes), *_pictured(tied)])
    yield from lines(with_ids(relations, nodes["id"]), line)
    yield "</edges>\n</graph>\n</gexf>\n"


def _drawn(nodes: pl.DataFrame) -> list[str]:
    """The columns of nodes that the format, and Gephi with it, has a place for."""
    found = [name for name in ("label",) if _is_text(nodes, name)]
    plane = [name for name in ("x", "y") if _is_finite(nodes, name)]
    if len(plane) > 1 and nodes["x"].is_null().equals(nodes["y"].is_null()):
        found += plane
        if _is_finite(nodes, "z") and nodes["z"].is_null().equals(nodes["x"].is_null()):
            found.append("z")
    found += [name for name in ("size",) if _is_finite(nodes, name)]
    return [*found, *_colored(nodes)]


def _tied(relations: pl.DataFrame) -> list[str]:
    """The columns of relations that the format has a place for.

    A weight that is missing somewhere is none of them: the format would read it as 1.
    """
    found = [name for name in ("kind", "label") if _is_text(relations, name)]
    if _is_finite(relations, "weight") and not relations["weight"].null_count():
        found.append("weight")
    if relations.schema.get("directed") == pl.Boolean:
        found.append("directed")
    return [*found, *_colored(relations)]


def _is_text(table: pl.DataFrame, name: str) -> bool:
    """Whether a column is text and has any: of a column of nulls nothing but a declaration would tell."""
    return table.schema.get(name) == pl.String and table[name].count() > 0


def _is_finite(table: pl.DataFrame, name: str) -> bool:
    if table.schema.get(name) not in (pl.Int64, pl.Float64) or not table[name].count():
        return False
    return bool(table[name].is_finite().all())


def _colored(table: pl.DataFrame) -> list[str]:
    return ["color"] if _is_text(table, "color") and table["color"].str.contains(_COLOR).all() else []


def _declarations(what: str, table: pl.DataFrame, names: list[str]) -> str:
    ids = _ids(names)
    lines = [
        f'<attribute id="{safe(ids[name])}" title="{safe(name)}" type="{_TYPES[kind_of(table[name])]}"/>'
        for name in names
    ]
    return "\n".join([f'<attributes class="{what}" mode="static">', *lines, "</attributes>\n"]) if names else ""


def _ids(names: list[str]) -> dict[str, str]:
    """An id for every attribute: its name, unless Gephi would take that for a column of its own."""
    ids: dict[str, str] = {}
    for name in names:
        ids[name] = free_name(f"{name}_", [*names, *ids.values()]) if name in _RESERVED else name
    return ids


def _ties(tied: list[str]) -> list[pl.Expr]:
    found = [named(name, name) for name in tied if name not in ("directed", "color")]
    if "directed" in tied:
        word = pl.when(cell("directed") == "true").then(pl.lit("directed")).otherwise(pl.lit("undirected"))
        found.append(pl.concat_str(pl.lit(' type="'), word, pl.lit('"')))
    return found


def _values(table: pl.DataFrame, names: list[str]) -> pl.Expr:
    """The values of all attributes that a row has; null where it has none."""
    if not names:
        return pl.lit(None, pl.String)
    ids = _ids(names)
    parts = [
        pl.concat_str(pl.lit(f'<attvalue for="{safe(ids[name])}" value="'), escaped(cell(name)), pl.lit('"/>'))
        for name in names
    ]
    block = pl.concat_str(pl.lit("<attvalues>"), *parts, pl.lit("</attvalues>"), ignore_nulls=True)
    return pl.when(pl.any_horizontal([cell(name).is_not_null() for name in names])).then(block)


def _pictured(names: list[str]) -> list[pl.Expr]:
    """Position, size and color of a row, each null where it has none."""
    found = []
    if "x" in names:
        places = [named(name, name) for name in ("x", "y", "z") if name in names]
        found.append(pl.concat_str(pl.lit("<viz:position"), *places, pl.lit("/>")))
    if "size" in names:
        found.append(pl.concat_str(pl.lit("<viz:size"), named("value", "size"), pl.lit("/>")))
    if "color" in names:
        tones = [cell("color").str.slice(at, 2).str.to_integer(base=16, strict=False) for at in (1, 3, 5, 7)]
        parts = [
            pl.concat_str(pl.lit(f' {name}="'), tone, pl.lit('"')) for name, tone in zip("rgb", tones[:3], strict=True)
        ]
        opaque = pl.concat_str(pl.lit(' a="'), tones[3] / 255, pl.lit('"')).fill_null("")
        found.append(pl.concat_str(pl.lit("<viz:color"), *parts, opaque, pl.lit("/>")))
    return found
