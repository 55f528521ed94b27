"""Keys under which mentions meet: registered identities, and names made comparable."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from valuenet.model.fields import IDENTITIES
from valuenet.model.vocabulary import vocabulary
from valuenet.text import name_key

NAMES = {"registered_name": "registered", "name_zh": "name", "name_en": "name", "alias": "name"}
"""Columns that name a mention, the better first, and the class of the keys they give."""

KEYS = pl.Schema({"mention": pl.UInt32, "key": pl.String, "class": pl.String, "rank": pl.Int32})
"""One key of one mention; `class` is an identity field, `registered` or `name`; a smaller `rank` identifies better."""

_PART = 200_000  # names that are Python's texts at a time: there, each takes five times its room

IS_IDENTITY = ~pl.col("class").is_in(["registered", "name"])
"""True for the keys that are registered identities, which no two subjects share."""


def mention_keys(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return every key of every mention (columns `KEYS`), each once, by mention and rank.

    `mentions` has mention, kind, and any of the identity fields and of `NAMES`. Names meet only within one way of
    resolving (`resolves_as` of the kind): a policy never meets a firm.

    >>> mention = {"mention": [0], "kind": ["enterprise"], "stock_code": ["600271"], "name_en": ["Foo Inc."]}
    >>> mention_keys(pl.DataFrame(mention))["key"].to_list()
    ['stock_code:600271', 'organisation|foo']
    """
    group = {term.code: term.extra["resolves_as"] for term in vocabulary("kind").terms}
    grouped = mentions.with_columns(pl.col("kind").replace_strict(group, return_dtype=pl.String).alias("group"))
    found = [*_identity_keys(grouped), *_name_keys(grouped)]
    ranked = [keys.with_columns(pl.lit(rank, pl.Int32).alias("rank")) for rank, keys in enumerate(found)]
    return (
        pl.concat([KEYS.to_frame(), *ranked])
        .unique(["mention", "key"], keep="first", maintain_order=True)
        .sort("mention", "rank", maintain_order=True)
    )


def _identity_keys(grouped: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for field in IDENTITIES:
        if field in grouped.columns:
            held = grouped.filter(pl.col(field).is_not_null())
            yield _keys(held, pl.format("{}:{}", pl.lit(field), field), field)


def _name_keys(grouped: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for column, kind in NAMES.items():
        if column in grouped.columns:
            named = spellings(grouped.select("mention", "group", name=column))
            named = named.with_columns(_comparable(named["name"])).filter(pl.col("name") != "")
            yield _keys(named, pl.format("{}|{}", "group", "name"), kind)


def _keys(frame: pl.DataFrame, key: pl.Expr, kind: str) -> pl.DataFrame:
    return frame.select(pl.col("mention").cast(pl.UInt32), key.alias("key"), pl.lit(kind).alias("class"))


def spellings(named: pl.DataFrame) -> pl.DataFrame:
    """Return `named` with a row for each name in its column `name`, which holds text or lists of text."""
    listed = isinstance(named.schema["name"], pl.List)
    return (named.drop_nulls("name").explode("name") if listed else named).drop_nulls("name")


def _comparable(names: pl.Series) -> pl.Series:
    distinct = names.unique()
    parts = (distinct.slice(at, _PART) for at in range(0, len(distinct), _PART))
    keys = pl.concat(
        [pl.Series([], dtype=pl.String), *(pl.Series(map(name_key, part), dtype=pl.String) for part in parts)]
    )
    return names.replace_strict(distinct, keys, return_dtype=pl.String)


def ambiguous_keys(keys: pl.DataFrame, sources: pl.DataFrame) -> pl.Series:
    """Return the names that several different subjects bear, and which therefore identify none.

    A name is ambiguous when mentions bearing it hold two values of one identity field, or when one source gives it
    to two registered names. `keys` as `KEYS`; `sources` has mention and source_id.
    """
    names = keys.filter(~IS_IDENTITY).select("mention", name="key")
    registered = keys.filter(pl.col("class") == "registered").join(sources, on="mention")
    held = pl.concat(
        [
            keys.filter(IS_IDENTITY).select("mention", "class", held="key"),
            registered.select("mention", pl.col("source_id").alias("class"), held="key"),
        ]
    )
    several = names.join(held, on="mention").group_by("name", "class").agg(pl.col("held").n_unique())
    return several.filter(pl.col("held") > 1)["name"].unique().sort()
