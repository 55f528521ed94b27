"""Subjects of the sample that are nodes of the network, too: each table takes its rows from there while it can."""

from __future__ import annotations

import numpy as np
import polars as pl

_PLACE = ("country", "region", "home_country")


def with_nodes(frame: pl.DataFrame, nodes: pl.DataFrame, kind: str, country: str) -> pl.DataFrame:
    """Return `frame` with the `number` of the node that each row is, null for rows that are no node.

    `nodes` has number, kind, name_en (null where invented), country, region, home_country and degree. Printed rows
    are the nodes of their name. Others are nodes of the kind, the best tied first: in their region where the table
    has regions, anywhere where it has none; the place of the node becomes theirs.
    """
    known = nodes.filter(pl.col("kind") == kind).sort("degree", "number", descending=[True, False])
    by_name = dict(known.filter(pl.col("name_en").is_not_null()).select("name_en", "number").iter_rows())
    numbers = [by_name.get(name) for name in frame["name_en"]]
    taken = {number for number in numbers if number is not None}
    placed = "region" in frame.columns
    free = known.filter(~pl.col("number").is_in(list(taken)))
    if placed:
        free = free.filter(pl.col("country") == country, pl.col("name_en").is_null())
    keys = free["region"].to_list() if placed else [None] * free.height
    waiting: dict[str | None, list[int]] = {}
    for key, number in zip(keys, free["number"], strict=True):
        waiting.setdefault(key, []).append(number)
    regions = frame["region"].to_list() if placed else [None] * frame.height
    for at, region in enumerate(regions):
        if numbers[at] is None and frame["name_en"][at] is None and waiting.get(region):
            numbers[at] = waiting[region].pop(0)
    found = frame.with_columns(pl.Series("number", numbers, dtype=pl.UInt32))
    return found if placed else _with_place(found, known)


def _with_place(frame: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    named = known.select("number", pl.col("name_en").alias("node_en"), pl.col("name_zh").alias("node_zh"), *_PLACE)
    joined = frame.join(named, on="number", how="left", maintain_order="left", nulls_equal=False)
    return joined.with_columns(
        pl.coalesce("name_en", "node_en").alias("name_en"), pl.coalesce("name_zh", "node_zh").alias("name_zh")
    ).drop("node_en", "node_zh")


def degrees(nodes: pl.DataFrame, relations: pl.DataFrame) -> pl.DataFrame:
    """Return `nodes` with `degree`: the relations in which each is ego or alter."""
    size = int(nodes["number"].max() or 0) + 1  # type: ignore[arg-type]
    ends = np.concatenate([relations["ego"].to_numpy(), relations["alter"].to_numpy()]).astype(np.int64)
    counts = np.bincount(ends, minlength=size)
    return nodes.with_columns(pl.Series("degree", counts[nodes["number"].to_numpy()], dtype=pl.Int64))
