"""From clusters to the tables `subject` and `name`, with ids that stay the same for the same inputs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5

import numpy as np
import polars as pl

from valuenet.model.fields import NAME_FIELDS
from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.cluster import cluster
from valuenet.resolve.keys import mention_keys
from valuenet.text import has_hanzi

_PLACE = ("country", "region", "city")


@dataclass(frozen=True)
class Resolved:
    """Subjects, their names, and the subject of each mention (by position)."""

    subjects: pl.DataFrame
    names: pl.DataFrame
    subject_of: pl.Series


def resolve(mentions: pl.DataFrame) -> Resolved:
    """Make one subject of all mentions that share an identity or an unambiguous name.

    `mentions` has the columns mention (0, 1, 2 …), source_id, ordinal (precedence of the source), row, kind,
    the names, places, parent, and identity fields. A parent that is only named becomes a subject too.
    """
    mentions = _with_parents(mentions)
    numbers, used = cluster(mention_keys(mentions), mentions.select("mention", "source_id"))
    subject_of = _ids(mentions, numbers, used)
    placed = mentions.with_columns(subject_of.alias("subject_id"))
    return Resolved(_subjects(placed), _names(placed), subject_of)


def _with_parents(mentions: pl.DataFrame) -> pl.DataFrame:
    parents = (
        mentions.filter(pl.col("parent").is_not_null())
        .unique("parent", keep="first", maintain_order=True)
        .select(
            "source_id",
            "ordinal",
            "row",
            pl.lit("organisation").alias("kind"),
            pl.when(pl.col("parent").map_elements(has_hanzi, return_dtype=pl.Boolean)).then("parent").alias("name_zh"),
            pl.when(~pl.col("parent").map_elements(has_hanzi, return_dtype=pl.Boolean)).then("parent").alias("name_en"),
            pl.col("parent").alias("named_as_parent"),
        )
    )
    both = pl.concat([mentions.drop("mention"), parents], how="diagonal_relaxed").with_row_index("mention")
    return both if "named_as_parent" in both.columns else both.with_columns(pl.lit(None, dtype=pl.String).alias("named_as_parent"))


def _ids(mentions: pl.DataFrame, numbers: np.ndarray, used: pl.DataFrame) -> pl.Series:
    """Return a subject id a mention: the kind, and a digest of the best key its cluster holds."""
    placed = mentions.select("mention", "source_id", "row", "kind").with_columns(pl.Series("cluster", numbers))
    best = (
        used.with_columns(pl.Series("cluster", numbers[used["mention"].to_numpy()]))
        .sort("rank", "key")
        .unique("cluster", keep="first", maintain_order=True)
        .select("cluster", "key")
    )
    precedence = {term.code: int(term.extra["precedence"]) for term in vocabulary("kind").terms}
    ordered = placed.with_columns(pl.col("kind").replace_strict(precedence, return_dtype=pl.Int64).alias("precedence"))
    groups = (
        ordered.sort("precedence", "source_id", "row")
        .group_by("cluster", maintain_order=True)
        .agg(pl.first("kind", "source_id", "row"))
        .join(best, on="cluster", how="left", maintain_order="left")
    )
    # Two clusters can be left with one ambiguous name and nothing else: their place tells them apart.
    place = pl.format("{}#{}", "source_id", "row")
    keyed = groups.with_columns(pl.coalesce("key", place).alias("key"))
    digests = pl.Series([md5(key.encode(), usedforsecurity=False).hexdigest()[:16] for key in keyed["key"]], dtype=pl.String)
    ids = keyed.select("cluster", pl.format("{}-{}", "kind", digests).alias("subject_id"))
    return placed.join(ids, on="cluster", how="left", maintain_order="left")["subject_id"]


def _subjects(placed: pl.DataFrame) -> pl.DataFrame:
    ordered = placed.sort("ordinal", "row", maintain_order=True)
    first = [pl.col(name).drop_nulls().first().alias(name) for name in ("name_zh", "name_en", "registered_name", "alias", "home_country")]
    subjects = ordered.group_by("subject_id", maintain_order=True).agg(*first, pl.col("synthetic").all())
    located = (
        ordered.filter(pl.any_horizontal(pl.col(*_PLACE).is_not_null()))
        .sort(pl.col("region").is_null(), pl.col("country").is_null(), "ordinal", "row", maintain_order=True)
        .unique("subject_id", keep="first", maintain_order=True)
        .select("subject_id", *_PLACE)
    )
    parents = placed.filter(pl.col("named_as_parent").is_not_null()).select(parent="named_as_parent", parent_id="subject_id")
    of_parent = (
        ordered.filter(pl.col("parent").is_not_null())
        .join(parents.unique("parent"), on="parent")
        .filter(pl.col("parent_id") != pl.col("subject_id"))
        .unique("subject_id", keep="first", maintain_order=True)
        .select("subject_id", "parent_id")
    )
    fallback = pl.coalesce("registered_name", pl.col("alias").list.first())
    unnamed = pl.col("name_zh").is_null() & pl.col("name_en").is_null()
    return (
        subjects.join(located, on="subject_id", how="left", maintain_order="left")
        .join(of_parent, on="subject_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("subject_id").str.split("-").list.first().alias("kind"),
            pl.when(unnamed).then(fallback).otherwise(pl.col("name_zh")).alias("name_zh"),
        )
        .drop("registered_name", "alias")
        .sort("subject_id")
    )


def _names(placed: pl.DataFrame) -> pl.DataFrame:
    """Return one row a spelling, source and subject: at the first row in which the source has it."""
    found = []
    for column, kind in NAME_FIELDS.items():
        if column in placed.columns:
            named = placed.select("subject_id", pl.col(column).alias("name"), "source_id", "ordinal", "row").drop_nulls("name")
            named = named.explode("name").drop_nulls("name") if named.schema["name"] == pl.List(pl.String) else named
            found.append(named.with_columns(pl.lit(kind).alias("name_kind"), _language(column, named["name"])))
    return (
        pl.concat(found)
        .sort("subject_id", "ordinal", "row", maintain_order=True)
        .unique(["subject_id", "name", "source_id"], keep="first", maintain_order=True)
        .drop("ordinal")
    )


def _language(column: str, names: pl.Series) -> pl.Series:
    if column in ("name_zh", "name_en"):
        return pl.Series("language", [column[-2:]], dtype=pl.String).new_from_index(0, len(names))
    return pl.Series("language", ["zh" if has_hanzi(name) else "en" for name in names], dtype=pl.String)
