"""The forms under which mentions can meet: every name taken apart, and the further names that it holds."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.keys import NAMES, spellings
from valuenet.resolve.names.hanzi import Found
from valuenet.resolve.names.lists import general_words
from valuenet.resolve.names.parse import taken_apart

PARTS = pl.Schema(
    {
        "name": pl.String,
        "core": pl.String,
        "key": pl.String,
        "place": pl.String,
        "industry": pl.String,
        "special": pl.Boolean,
        "legal_form": pl.String,
        "arm": pl.String,
        "script": pl.String,
        "whole": pl.Boolean,
    }
)
"""A name and its parts, as texts; `special` tells whether its industry words say more than 科技,
`arm` is its branch or unit, `whole` false for a name held in another."""
_PART = 10_000  # names that are Python's objects at a time
_FULL = ("limited", "joint_stock", "partnership")
"""Legal forms that make a name a registered one; a group or a mere 公司 does not."""


def parts_of(names: pl.Series) -> pl.DataFrame:
    """Return the parts of each distinct name (columns `PARTS`), and a row for each further name that it holds.

    >>> parts_of(pl.Series(["商汤科技SenseTime"])).select("core", "whole").rows()
    [('商汤科技sensetime', True), ('商汤', False), ('sensetime', False)]
    """
    distinct = names.drop_nulls().unique(maintain_order=True)
    parts = (distinct.slice(at, _PART) for at in range(0, len(distinct), _PART))
    frames = [_frame([row for name in part for row in _rows(name)]) for part in parts]
    return pl.concat([PARTS.to_frame(), *frames]).filter((pl.col("core") != "") | (pl.col("key") != ""))


def _frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(dict(zip(PARTS, zip(*rows, strict=True), strict=True)), PARTS)


def _rows(name: str) -> list[tuple[object, ...]]:
    found = taken_apart(name)
    if "others" not in found:
        return [_row(name, found, True)]
    return [_row(name, found, True), *(_row(name, taken_apart(other), False) for other in found["others"])]


def _row(name: str, found: Found, whole: bool) -> tuple[object, ...]:
    form = found.get("legal_form", "")
    unit, branch = found.get("unit", ""), found.get("branch", "")
    industry = found.get("industry", ())
    return (
        name,
        found["core"],
        found["key"],
        found.get("place", ""),
        "".join(industry),
        not general_words().issuperset(industry),
        form if form in _FULL else "",
        f"{unit}:{branch}" if unit or branch else "",
        found["script"],
        whole,
    )


def forms(mentions: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return every form of every mention: mention, met, group, kind, source, places, domain and `PARTS`.

    `source` is empty where all mentions are of one: a single list may well name one organisation twice.
    `met` is the first mention that shares a key (`resolve.keys.KEYS`) with the mention: those are one already.

    >>> mentions = pl.DataFrame({"mention": [0, 1], "kind": ["enterprise"] * 2, "name_zh": ["商汤", "商汤"]})
    >>> from valuenet.resolve.keys import mention_keys
    >>> forms(mentions, mention_keys(mentions)).select("mention", "met", "core").rows()
    [(0, 0, '商汤'), (1, 0, '商汤')]
    """
    group = {term.code: term.extra["resolves_as"] for term in vocabulary("kind").terms}
    placed = [_column(mentions, name) for name in ("kind", "region", "city", "country", "domain")]
    several = "source_id" in mentions.columns and mentions["source_id"].n_unique() > 1
    source = pl.col("source_id").cast(pl.String) if several else pl.lit("")
    told = mentions.select(pl.col("mention").cast(pl.UInt32), *placed, source=source).with_columns(
        group=pl.col("kind").replace_strict(group, default="organisation", return_dtype=pl.String)
    )
    named = [
        spellings(mentions.select(pl.col("mention").cast(pl.UInt32), name=each))
        for each in NAMES
        if each in mentions.columns
    ]
    spelled = pl.concat([pl.DataFrame(schema={"mention": pl.UInt32, "name": pl.String}), *named]).unique(
        maintain_order=True
    )
    together = spelled.join(parts_of(spelled["name"]), on="name", maintain_order="left")
    return (
        together.join(told, on="mention", maintain_order="left")
        .join(_met(keys), on="mention", how="left", maintain_order="left")
        .with_columns(met=pl.coalesce("met", "mention"))
        .pipe(_with_special)
    )


def _with_special(found: pl.DataFrame) -> pl.DataFrame:
    """Let a legal name be `special` where it lacks the business that a brand beside it says (阿里巴巴机器人)."""
    by = ["mention", "core"]
    full = pl.col("legal_form") != ""
    brands = found.filter(pl.col("special") & ~full).unique(by, keep="first", maintain_order=True)
    told = found.join(brands.select(*by, said="industry"), on=by, how="left", maintain_order="left")
    lacks = ~pl.col("industry").str.contains(pl.col("said"), literal=True).fill_null(True)
    return told.with_columns(special=pl.when(full).then(lacks).otherwise("special")).drop("said")


def _column(frame: pl.DataFrame, name: str) -> pl.Expr:
    held = pl.col(name) if name in frame.columns else pl.lit(None)
    return held.cast(pl.String).fill_null("").alias(name)


def _met(keys: pl.DataFrame) -> pl.DataFrame:
    """Return the least mention of all that keys chain together: a rule that no order of the mentions changes."""
    held = keys.select("mention", "key").filter(pl.col("key").is_duplicated())
    if held.is_empty():
        return pl.DataFrame(schema={"mention": pl.UInt32, "met": pl.UInt32})
    mentions = held["mention"].to_numpy().astype(np.int64)
    shared = held["key"].rank("dense").to_numpy().astype(np.int64) + mentions.max()
    size = int(shared.max()) + 1
    ties = coo_array((np.ones(len(shared), np.int8), (mentions, shared)), shape=(size, size))
    chained = pl.DataFrame(
        {"mention": held["mention"], "chain": connected_components(ties, directed=False)[1][mentions]}
    )
    return chained.unique("mention").select("mention", met=pl.col("mention").min().over("chain"))
