"""Degrees of every node by kind and by family of relation, in each reading of a count."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from valuenet.errors import DataError
from valuenet.network.network import Network

_COUNTS = ("in_relations", "out_relations", "own", "either_side")


def degrees_by_kind(network: Network, mirrors: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Return the degrees of the nodes for each kind of relation they are part of, by node and kind.

    Columns: `node` (number), `id`, `kind`; `in_relations` and `out_relations`, the rows of the kind that arrive and
    leave; `own`, the rows where the node is ego; `either_side`, those and the rows of the mirrored kind where it is
    alter; `neighbours`, the other nodes of all these rows, each once. `mirrors` says which kind mirrors which, both
    ways; by default two kinds do that share a family with no other and run against each other, seen from the ego.
    Where it is not known who is ego, `own` and `either_side` are null, and neighbours are those of the kind itself.
    Combinations without a row are left out. Raises `DataError` where relations have no `kind`.

    >>> nodes = pl.DataFrame({"id": ["a", "b"]})
    >>> row = {"source": [0], "target": [1], "kind": ["technology_output"], "ego_is_source": [True]}
    >>> mirrors = {"technology_output": "technology_input", "technology_input": "technology_output"}
    >>> degrees_by_kind(Network(nodes, pl.DataFrame(row)), mirrors).select("id", "kind", "own", "either_side").rows()
    [('a', 'technology_output', 1, 1), ('b', 'technology_input', 0, 1), ('b', 'technology_output', 0, 0)]
    """
    relations = network.relations
    if "kind" not in relations.columns:
        raise DataError("the relations have no column 'kind': degrees by kind need it")
    known = "ego_is_source" in relations.columns
    ends = _ends(relations if known else relations.with_columns(ego_is_source=pl.lit(None, pl.Boolean)), "kind")
    counted = mirrors if mirrors is not None else _mirrors(relations)
    rows = pl.concat([ends, _mirrored(ends, counted)])
    kinds = rows.group_by("node", "kind").agg(
        in_relations=(pl.col("direct") & ~pl.col("is_source")).sum(),
        out_relations=(pl.col("direct") & pl.col("is_source")).sum(),
        own=(pl.col("direct") & pl.col("is_ego")).sum(),
        either_side=(pl.col("direct") == pl.col("is_ego")).sum(),
        neighbours=pl.col("other").filter(_elsewhere() & (pl.col("direct") == pl.col("is_ego"))).n_unique(),
        of_kind=pl.col("other").filter(_elsewhere() & pl.col("direct")).n_unique(),
    )
    if not known:
        kinds = kinds.with_columns(pl.lit(None, pl.UInt32).alias(name) for name in ("own", "either_side"))
        kinds = kinds.with_columns(neighbours="of_kind")
    return _named(kinds.drop("of_kind"), network, "kind", (*_COUNTS, "neighbours"))


def degrees_by_family(network: Network) -> pl.DataFrame:
    """Return the degrees of the nodes for each family of relations they are part of, by node and family.

    Columns: `node`, `id`, `family`; `in_relations`, `out_relations`; `neighbours`, the distinct partners over own rows
    and the rows of others. A loop arrives and leaves, and makes no neighbour. Raises `DataError` without a `family`.

    >>> row = {"source": [0, 1], "target": [1, 0], "family": ["technology"] * 2}
    >>> degrees_by_family(Network(pl.DataFrame({"id": ["a", "b"]}), pl.DataFrame(row))).rows()
    [(0, 'a', 'technology', 1, 1, 1), (1, 'b', 'technology', 1, 1, 1)]
    """
    if "family" not in network.relations.columns:
        raise DataError("the relations have no column 'family': degrees by family need it")
    ends = _ends(network.relations.with_columns(ego_is_source=pl.lit(None, pl.Boolean)), "family")
    families = ends.group_by("node", "family").agg(
        in_relations=(~pl.col("is_source")).sum(),
        out_relations=pl.col("is_source").sum(),
        neighbours=pl.col("other").filter(_elsewhere()).n_unique(),
    )
    return _named(families, network, "family", ("in_relations", "out_relations", "neighbours"))


def _ends(relations: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return every relation twice, seen from its source and from its target."""
    ego = pl.col("ego_is_source")
    from_source = relations.select(
        by, node="source", other="target", is_source=pl.lit(value=True), is_ego=ego, direct=pl.lit(value=True)
    )
    from_target = relations.select(
        by, node="target", other="source", is_source=pl.lit(value=False), is_ego=~ego, direct=pl.lit(value=True)
    )
    return pl.concat([from_source, from_target])


def _mirrored(ends: pl.DataFrame, mirrors: Mapping[str, str]) -> pl.DataFrame:
    """Return the rows in which a node is alter as rows of the kind that mirrors theirs."""
    as_alter = ends.filter(~pl.col("is_ego"), pl.col("kind").is_in(list(mirrors)))
    return as_alter.with_columns(pl.col("kind").replace(dict(mirrors)), direct=pl.lit(value=False))


def _mirrors(relations: pl.DataFrame) -> dict[str, str]:
    """Return the kinds that alone share a family and run against each other."""
    if not {"family", "ego_is_source"} <= set(relations.columns):
        return {}
    kinds = relations.drop_nulls(["family", "ego_is_source"]).unique(["family", "kind", "ego_is_source"])
    pairs = (
        kinds.group_by("family")
        .agg("kind", ways=pl.col("ego_is_source").n_unique())
        .filter(pl.col("kind").list.len() == 2, pl.col("kind").list.n_unique() == 2, pl.col("ways") == 2)
    )
    return {kind: other for pair in pairs["kind"].to_list() for kind, other in (pair, pair[::-1])}


def _elsewhere() -> pl.Expr:
    return pl.col("other") != pl.col("node")


def _named(table: pl.DataFrame, network: Network, by: str, counts: tuple[str, ...]) -> pl.DataFrame:
    ids = network.nodes.select("id").with_row_index("node").with_columns(pl.col("node").cast(pl.Int64))
    numbers = table.with_columns(pl.col("node").cast(pl.Int64), *(pl.col(name).cast(pl.Int64) for name in counts))
    return numbers.join(ids, on="node", how="left").select("node", "id", by, *counts).sort("node", by)
