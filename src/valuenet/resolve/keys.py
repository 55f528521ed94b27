"""Keys under which mentions meet: registered identities, and names made comparable."""

from __future__ import annotations

import polars as pl

from valuenet.model.fields import fields
from valuenet.model.vocabulary import vocabulary
from valuenet.text import name_key

IDENTITIES = tuple(name for name, item in fields().items() if item.identity)

KEYS = pl.Schema({"mention": pl.UInt32, "key": pl.String, "class": pl.String, "rank": pl.Int32})
"""One key of one mention; `class` is an identity field, `registered` or `name`; a smaller `rank` identifies better."""


def mention_keys(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return every key of every mention (columns `KEYS`), each once.

    Names meet only within one way of resolving (`resolves_as` of the kind): a policy never meets a firm.
    """
    group = {term.code: term.extra["resolves_as"] for term in vocabulary("kind").terms}
    grouped = mentions.with_columns(pl.col("kind").replace_strict(group).alias("group"))
    found = [KEYS.to_frame()]
    for rank, field in enumerate(name for name in IDENTITIES if name in mentions.columns):
        key = pl.format("{}:{}", pl.lit(field), pl.col(field))
        found.append(_keys(grouped.filter(pl.col(field).is_not_null()), key, field, rank))
    rank = len(IDENTITIES)
    for column, kind in (("registered_name", "registered"), ("name_zh", "name"), ("name_en", "name"), ("alias", "name")):
        if column in mentions.columns:
            named = grouped.select("mention", "group", pl.col(column).alias("name")).drop_nulls("name")
            named = named.explode("name").drop_nulls("name") if named.schema["name"] == pl.List(pl.String) else named
            named = named.with_columns(_name_keys(named["name"])).filter(pl.col("name") != "")
            found.append(_keys(named, pl.format("{}|{}", "group", "name"), kind, rank))
            rank += 1
    return pl.concat(found).sort("mention", "rank", maintain_order=True).unique(["mention", "key"], keep="first", maintain_order=True)


def _keys(frame: pl.DataFrame, key: pl.Expr, kind: str, rank: int) -> pl.DataFrame:
    return frame.select(
        pl.col("mention").cast(pl.UInt32),
        key.alias("key"),
        pl.lit(kind).alias("class"),
        pl.lit(rank, dtype=pl.Int32).alias("rank"),
    )


def _name_keys(names: pl.Series) -> pl.Series:
    distinct = names.unique()
    return names.replace_strict(distinct, pl.Series([name_key(name) for name in distinct], dtype=pl.String), return_dtype=pl.String)


def ambiguous_keys(keys: pl.DataFrame, sources: pl.DataFrame) -> pl.Series:
    """Return the name keys that several different subjects bear, and which therefore identify none.

    A name is ambiguous when mentions bearing it hold two values of one identity field, or when one
    source gives it to two registered names. `sources` has the columns mention and source_id.
    """
    names = keys.filter(pl.col("class") == "name").select("mention", name="key")
    identity = keys.filter(~pl.col("class").is_in(["name", "registered"])).select("mention", "class", held="key")
    registered = (
        keys.filter(pl.col("class") == "registered").join(sources, on="mention").select("mention", pl.col("source_id").alias("class"), held="key")
    )
    held = names.join(pl.concat([identity, registered]), on="mention")
    several = held.group_by("name", "class").agg(pl.col("held").n_unique().alias("held")).filter(pl.col("held") > 1)
    return several["name"].unique().sort()
