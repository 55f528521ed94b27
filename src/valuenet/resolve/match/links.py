"""Links between mentions: pairs that are one organisation, or may be, with the rule that says so."""

from __future__ import annotations

import polars as pl

from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.keys import NAMES, spellings
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.names.parse import parsed

LINKS = pl.Schema(
    {"left": pl.UInt32, "right": pl.UInt32, "score": pl.Float64, "rule": pl.String, "decision": pl.String}
)
"""Two mentions (left < right), how likely they are one subject (0 to 1), by which rule, and `merge` or `review`."""


def links(mentions: pl.DataFrame, keys: pl.DataFrame, settings: Settings | None = None) -> pl.DataFrame:
    """Return the pairs of mentions that are, or may be, one organisation by their names (columns `LINKS`).

    `mentions` as in `resolve.subjects.resolve`: mention, kind, source_id and any of the names, places and identity
    fields; `keys` as `resolve.keys.KEYS`. Pairs that share a key of `keys` are no links: they meet without one.

    >>> names = ["北京品友互动信息技术有限公司", "品友互动", "商汤"]
    >>> mentions = pl.DataFrame({"mention": [0, 1, 2], "kind": ["enterprise"] * 3, "name_zh": names})
    >>> from valuenet.resolve.keys import mention_keys
    >>> links(mentions, mention_keys(mentions)).select("left", "right", "decision").rows()
    [(0, 1, 'merge')]
    """
    settings = settings or Settings()
    named = _cores(mentions)
    several = named.filter(pl.col("core") != "").unique(["mention", "group", "core"])
    bounded = several.filter(pl.len().over("group", "core") <= settings.block)
    pairs = bounded.join(bounded, on=["group", "core"], suffix="_right").filter(
        pl.col("mention") < pl.col("mention_right")
    )
    told = (pl.col("place") != "") & (pl.col("place_right") != "")
    same = pl.col("place").str.head(2) == pl.col("place_right").str.head(2)
    arms = pl.col("branch") != pl.col("branch_right")
    score = pl.when(arms).then(0.2).when(told & same).then(0.97).when(told).then(0.4).otherwise(0.92)
    scored = pairs.select(left="mention", right="mention_right", score=score, rule=pl.lit("core"))
    best = scored.group_by("left", "right").agg(pl.col("score").max(), pl.col("rule").first())
    decision = pl.when(pl.col("score") >= settings.merge).then(pl.lit("merge")).otherwise(pl.lit("review"))
    found = best.filter(pl.col("score") >= settings.review).with_columns(decision=decision)
    return (
        LINKS.to_frame()
        .vstack(found.select(pl.col(name).cast(kind) for name, kind in LINKS.items()))
        .sort("left", "right")
    )


def _cores(mentions: pl.DataFrame) -> pl.DataFrame:
    group = {term.code: term.extra["resolves_as"] for term in vocabulary("kind").terms}
    grouped = mentions.with_columns(group=pl.col("kind").replace_strict(group, return_dtype=pl.String))
    held = [spellings(grouped.select("mention", "group", name=each)) for each in NAMES if each in mentions.columns]
    named = pl.concat(held)
    parts = [parsed(name) for name in named["name"]]
    return named.with_columns(
        core=pl.Series([each.core for each in parts], dtype=pl.String),
        place=pl.Series([each.place for each in parts], dtype=pl.String),
        branch=pl.Series([each.branch for each in parts], dtype=pl.String),
    )
