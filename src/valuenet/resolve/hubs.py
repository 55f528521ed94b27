"""Names that would chain everything together: found, and kept from joining anything."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from valuenet.resolve.keys import IS_IDENTITY

HUB = 25
"""Subjects of different other names that one name joins, from which on it is taken for no one's name."""
STOPPED = pl.Schema({"mention": pl.UInt32, "key": pl.String, "joins": pl.UInt32, "reason": pl.String})
"""A name that was stopped: a mention that bears it, its key, and how many differently named others it would join."""
_BARE = 3
"""Subjects of different other names, from which on a name of general words alone joins none; two may be one."""
_ALIKE = 0.25
"""Share of pairs among the neighbours of a mention that are linked themselves, below which they form a star."""


def hub_names(keys: pl.DataFrame, hub: int, bare: pl.Series | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the keys without the names that join `hub` or more otherwise named mentions, and those names (`STOPPED`).

    Of the keys `bare`, in which nothing is told, three are enough. `keys` as `keys.KEYS` with the `number`
    of each key. Mentions that have this one name alone do not count: a famous
    name may be borne by thousands of rows.

    >>> held = [(at, name, at * (name != "kj"), "name") for at in (1, 2, 3) for name in ("kj", f"name {at}")]
    >>> rows = pl.DataFrame(held, ["mention", "key", "number", "class"], orient="row")
    >>> hub_names(rows, 3)[1].select("key", "joins").rows()
    [('kj', 3)]
    """
    names = keys.filter(~IS_IDENTITY).select("mention", "number")
    least = names.group_by("mention").agg(
        pl.col("number").min().alias("least"), pl.col("number").bottom_k(2).max().alias("second")
    )
    several = least.filter(pl.col("least") != pl.col("second"))
    other = pl.when(pl.col("number") == pl.col("least")).then("second").otherwise("least")
    joins = names.join(several, on="mention").group_by("number").agg(other.n_unique().alias("joins"))
    found = joins.filter(pl.col("joins") >= hub).with_columns(pl.lit("hub_name").alias("reason"))
    if bare is not None and len(bare):
        said = keys.filter(pl.col("key").is_in(bare.implode())).select("number").unique()
        nothing = joins.filter(pl.col("joins") >= _BARE).join(said, on="number")
        found = pl.concat([nothing.with_columns(pl.lit("bare_name").alias("reason")), found]).unique(
            "number", keep="first", maintain_order=True
        )
    if found.is_empty():
        return keys, STOPPED.to_frame()
    shown = keys.join(found, on="number").group_by("key", "joins", "reason").agg(pl.col("mention").min()).sort("key")
    stopped = shown.select("mention", "key", pl.col("joins").cast(pl.UInt32), "reason")
    return keys.join(found, on="number", how="anti", maintain_order="left"), stopped


def hub_links(
    links: pl.DataFrame, exact: NDArray[np.int64], identified: pl.Series, atoms: NDArray[np.int64], hub: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the links without those of stars, and the middles of stars (`STOPPED`).

    A star is a cluster of `exact` that is linked to `hub` or more others of which hardly any are linked to each other,
    and of whose mentions none is identified (`atoms` of which something is known): "科技有限公司" is like everyone,
    while a university that a register knows may well be written in a hundred ways.
    """
    ends = pl.DataFrame({end: exact[links[end].to_numpy()] for end in ("left", "right")})
    pairs = ends.filter(pl.col("left") != pl.col("right")).select(
        one=pl.min_horizontal("left", "right"), other=pl.max_horizontal("left", "right")
    )
    pairs = pairs.unique()
    both = pl.concat([pairs, pairs.select(one="other", other="one")])
    known = pl.Series(np.unique(exact[np.isin(atoms, identified.to_numpy())]), dtype=pl.Int64)
    degree = both.group_by("one").agg(pl.len().alias("joins")).filter(pl.col("joins") >= hub)
    middles = degree.filter(~pl.col("one").is_in(known.implode()))
    spokes = both.join(middles, on="one")
    of_star = spokes.select("other", star="one")
    closed = pairs.rename({"one": "near", "other": "far"}).join(of_star, left_on="near", right_on="other")
    triangles = (
        closed.join(of_star, left_on=["far", "star"], right_on=["other", "star"]).group_by(one="star").len("closed")
    )
    counted = middles.join(triangles, on="one", how="left").with_columns(pl.col("closed").fill_null(0))
    possible = pl.col("joins").cast(pl.Float64) * (pl.col("joins") - 1) / 2
    stars = counted.filter(pl.col("closed") < _ALIKE * possible).sort("one")
    if stars.is_empty():
        return links, STOPPED.to_frame()
    listed = pl.DataFrame({"mention": np.arange(len(exact)), "one": exact}).join(stars, on="one")
    shown = listed.group_by("one", "joins").agg(pl.col("mention").min()).sort("mention")
    stopped = shown.select(
        pl.col("mention").cast(pl.UInt32),
        pl.lit(None, pl.String).alias("key"),
        pl.col("joins").cast(pl.UInt32),
        pl.lit("hub_links").alias("reason"),
    )
    starred = np.isin(ends["left"].to_numpy(), stars["one"].to_numpy())
    starred |= np.isin(ends["right"].to_numpy(), stars["one"].to_numpy())
    return links.filter(pl.Series(~starred, dtype=pl.Boolean)), stopped
