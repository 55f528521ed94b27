"""Parents told by a name itself: of a branch, a hospital or a school, where the whole is known too."""

from __future__ import annotations

import polars as pl

from valuenet.resolve.cluster import Numbers
from valuenet.resolve.keys import IS_IDENTITY, NAMES, spellings
from valuenet.resolve.names.lists import places_zh, units
from valuenet.resolve.names.parse import parsed
from valuenet.text import name_key

_COMPANY = "股份|有限|责任|公司"


def parents_by_name(mentions: pl.DataFrame, used: pl.DataFrame, clusters: Numbers) -> pl.DataFrame:
    """Return the mention and the cluster of its parent (`head`) for each mention whose name says what it is a part of.

    `mentions` has mention and any of the names; `used` the keys (`keys.KEYS`) that tell the `clusters`. Only wholes
    that are subjects themselves count, and only where one subject bears that name: none is invented.

    >>> from valuenet.resolve.keys import mention_keys
    >>> told = ["北京大学", "北京大学第一医院"]
    >>> names = pl.DataFrame({"mention": [0, 1], "kind": ["university"] * 2, "name_zh": told})
    >>> parents_by_name(names, mention_keys(names), pl.Series([0, 1]).to_numpy()).rows()
    [(1, 0)]
    """
    marked = _marked(mentions)
    rows = [(mention, name_key(whole)) for mention, name in marked.iter_rows() for whole in _wholes(name)]
    wanted = pl.DataFrame(rows, schema={"mention": pl.UInt32, "name": pl.String}, orient="row")
    borne = used.filter(~IS_IDENTITY).select(
        pl.col("key").str.split_exact("|", 1).struct.field("field_1").alias("name"),
        pl.Series("head", clusters[used.filter(~IS_IDENTITY)["mention"].to_numpy()], dtype=pl.Int64),
    )
    alone = borne.unique().filter(pl.len().over("name") == 1)
    found = wanted.join(alone, on="name", maintain_order="left")
    own = pl.Series("own", clusters[found["mention"].to_numpy()], dtype=pl.Int64)
    return (
        found.filter(pl.col("head") != own)
        .unique("mention", keep="first", maintain_order=True)
        .sort("mention")
        .select("mention", "head")
    )


def _marked(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions and names that hold a word of a part: few, so that few are taken apart."""
    columns = [name for name in NAMES if name in mentions.columns]
    named = pl.concat([spellings(mentions.select("mention", name=column)) for column in columns])
    words = [word for word in sorted(units()) if len(word) > 1]  # 系 is in every 系统, and counts at the end alone
    folded = pl.col("name").str.to_lowercase()
    ends = [folded.str.ends_with(word) for word in sorted(units()) if len(word) == 1]
    ends.append(pl.col("name").str.contains(rf"(?:{'|'.join(sorted(places_zh()))})[)）]?(?:{_COMPANY})*$"))
    return named.filter(pl.any_horizontal(folded.str.contains_any(words), *ends)).unique(maintain_order=True)


def _wholes(name: str) -> list[str]:
    """Return what a name may be a part of."""
    found = parsed(name)
    if found.parent:
        return [found.parent]
    return [found.core] if found.branch and found.core else []
