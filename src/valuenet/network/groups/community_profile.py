"""What each community of a network is: its size, how closed it is, and what its nodes have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.network.graph import IntArray
from valuenet.network.network import Network

TRAITS = ("region", "sector", "layer", "home_country", "kind")
"""The columns of nodes of which the profile names the commonest value, where they are there."""


def community_profile(network: Network, member: IntArray, traits: Sequence[str] = TRAITS) -> pl.DataFrame:
    """Return a row a community: nodes, sample nodes, relations within and across, and what they make.

    `member` `(n,)` says the community of every node from 0, below 0 none. `conductance` is the relations across over
    the relation ends of the smaller side, 0 to 1; `ei_index` (across - within) / (across + within); `modularity` what
    the community adds to that of the whole; null where there is nothing to divide by. For every trait that is a column
    of the nodes: its commonest value (the first by name of equals), the share of the nodes with data that have it, and
    the number of nodes without data. `sample_nodes` is null where the nodes do not say. Loops are left out.

    >>> from valuenet.network.network import network_of
    >>> nodes = pl.DataFrame({"id": ["a", "b", "c", "d"], "region": ["north", "north", None, "south"]})
    >>> ties = pl.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "d"]})
    >>> profile = community_profile(network_of(nodes, ties), np.array([0, 0, 1, 1]))
    >>> profile.select("community", "nodes", "within", "across", "ei_index", "region", "region_no_data").rows()
    [(0, 2, 1, 1, 0.0, 'north', 0), (1, 2, 1, 1, 0.0, 'south', 1)]
    """
    if len(member) != network.nodes.height:
        raise DataError(f"{len(member)} communities for {network.nodes.height} nodes: give one a node")
    parts = int(member.max(initial=-1)) + 1
    nodes = network.nodes.with_columns(pl.Series("community", member, pl.Int64)).filter(pl.col("community") >= 0)
    profile = pl.DataFrame({"community": pl.Series(np.arange(parts), dtype=pl.Int64)})
    sample = pl.col("sample").fill_null(value=False).sum() if "sample" in nodes.columns else pl.lit(None, pl.UInt32)
    counted = nodes.group_by("community").agg(pl.len().alias("nodes"), sample.alias("sample_nodes"))
    profile = profile.join(counted, on="community", how="left").with_columns(pl.col("nodes").fill_null(0))
    profile = profile.hstack(_ties(network, member, parts))
    for trait in traits:
        if trait in nodes.columns:
            profile = profile.join(_commonest(nodes, trait), on="community", how="left")
    return profile.sort("community")


def _ties(network: Network, member: IntArray, parts: int) -> pl.DataFrame:
    source, target = network.graph.source, network.graph.target
    plain = source != target
    here, there = member[source[plain]], member[target[plain]]
    same = here == there
    within = np.bincount(here[same & (here >= 0)], minlength=parts)
    across = sum(
        (np.bincount(end[~same & (end >= 0)], minlength=parts) for end in (here, there)), np.zeros(parts, np.int64)
    )
    relations = max(len(here), 1)
    ends, both = 2 * pl.col("within") + pl.col("across"), pl.col("within") + pl.col("across")
    smaller = pl.min_horizontal(ends, 2 * relations - ends)
    return pl.DataFrame({"within": within, "across": across}).with_columns(
        pl.when(smaller > 0).then(pl.col("across") / smaller).alias("conductance"),
        pl.when(both > 0).then((pl.col("across") - pl.col("within")) / both).alias("ei_index"),
        (pl.col("within") / relations - (ends / (2 * relations)) ** 2).alias("modularity"),
    )


def _commonest(nodes: pl.DataFrame, trait: str) -> pl.DataFrame:
    """Return, for each community, the commonest value, its share of those with data, and how many have none."""
    known = nodes.select("community", pl.col(trait).cast(pl.String)).drop_nulls()
    counts = known.group_by("community", trait).agg(pl.len().alias("count"))
    first = counts.sort("community", "count", trait, descending=[False, True, False]).unique(
        "community", keep="first", maintain_order=True
    )
    totals = nodes.group_by("community").agg(
        pl.col(trait).count().alias("known"), pl.col(trait).null_count().alias(f"{trait}_no_data")
    )
    return totals.join(first, on="community", how="left").select(
        "community", trait, (pl.col("count") / pl.col("known")).alias(f"{trait}_share"), f"{trait}_no_data"
    )
