"""Relations of both sides: how many are the same, and which subjects gained or lost most of them."""

from __future__ import annotations

from typing import Any

import polars as pl

from valuenet.database.diff.sides import Side, Sides
from valuenet.database.statements import literal

# A relation is known again by its ends, kind and date; parallel ones are counted. A hash of 64 bits stands for the
# four, so that ten million of them fit.
_KEYS = """
SELECT hash(r.ego_id, r.alter_id, r.kind, r.date) AS key, r.kind, count(*) AS relations
FROM relation r JOIN wave f ON f.wave = r.first_wave LEFT JOIN wave l ON l.wave = r.last_wave
WHERE f.ordinal <= {ordinal} AND (l.ordinal IS NULL OR l.ordinal >= {ordinal})
GROUP BY r.ego_id, r.alter_id, r.kind, r.date
"""
_DEGREES = """
WITH here AS (
    SELECT r.ego_id, r.alter_id
    FROM relation r JOIN wave f ON f.wave = r.first_wave LEFT JOIN wave l ON l.wave = r.last_wave
    WHERE f.ordinal <= {ordinal} AND (l.ordinal IS NULL OR l.ordinal >= {ordinal})
), ends AS (
    SELECT ego_id AS subject_id FROM here UNION ALL SELECT alter_id FROM here
), counted AS (
    SELECT subject_id, count(*) AS degree FROM ends GROUP BY subject_id
)
SELECT c.subject_id, coalesce(s.name_zh, s.name_en, s.subject_id) AS name, s.name_zh, s.name_en, c.degree,
    rank() OVER (ORDER BY c.degree DESC) AS rank
FROM counted c JOIN subject s ON s.subject_id = c.subject_id
ORDER BY c.subject_id
"""


def _ordinal(side: Side) -> int:
    found = side.database.query(f"SELECT ordinal FROM wave WHERE wave = {literal(side.wave)}")
    return int(found.item())


def relation_diff(both: Sides) -> list[dict[str, Any]]:
    """Return, by kind of relation, how many each side has and how many of them are the same.

    Ends are compared by id: what a subject under another id has counts as other relations.
    """
    left, right = (
        side.database.query(_KEYS.format(ordinal=_ordinal(side))).with_columns(pl.col("relations").cast(pl.Int64))
        for side in (both.a, both.b)
    )
    shared = (
        left.join(right, on=["key", "kind"])
        .with_columns(pl.min_horizontal("relations", "relations_right").alias("same"))
        .group_by("kind")
        .agg(pl.col("same").sum())
    )
    counts = [
        each.group_by("kind").agg(pl.col("relations").sum().alias(name)) for each, name in ((left, "a"), (right, "b"))
    ]
    found = pl.concat([left.select("kind"), right.select("kind")]).unique()
    for each in (*counts, shared):
        found = found.join(each, on="kind", how="left")
    filled = found.with_columns(pl.col("a", "b", "same").fill_null(0))
    return (
        filled.with_columns(only_a=pl.col("a") - pl.col("same"), only_b=pl.col("b") - pl.col("same"))
        .sort("kind")
        .to_dicts()
    )


def node_diff(both: Sides, moved: pl.DataFrame, top: int) -> dict[str, Any]:
    """Return the nodes whose weighted degree changed most, and the first of either side with both ranks.

    A subject that moved to another id is followed there. Every relation at the wave counts, whoever is its ego.
    """
    left, right = (side.database.query(_DEGREES.format(ordinal=_ordinal(side))) for side in (both.a, both.b))
    plain = moved.filter(~pl.col("a_id").is_duplicated() & ~pl.col("b_id").is_duplicated())
    renamed = left.join(plain, left_on="subject_id", right_on="a_id", how="left", maintain_order="left")
    renamed = renamed.with_columns(pl.coalesce("b_id", "subject_id").alias("subject_id")).drop("b_id")
    beside = renamed.join(right, on="subject_id", how="full", coalesce=True, suffix="_b")
    beside = beside.with_columns(
        *(pl.coalesce(name, f"{name}_b").alias(name) for name in ("name", "name_zh", "name_en")),
        (pl.col("degree_b").fill_null(0).cast(pl.Int64) - pl.col("degree").fill_null(0).cast(pl.Int64)).alias("change"),
    ).select(
        "subject_id",
        "name",
        "name_zh",
        "name_en",
        "change",
        degree_a="degree",
        degree_b="degree_b",
        rank_a="rank",
        rank_b="rank_b",
    )
    changed = beside.filter(pl.col("change") != 0).sort(
        pl.col("change").abs(), "name", "subject_id", descending=[True, False, False]
    )
    first = beside.filter((pl.col("rank_a") <= (top or 10)) | (pl.col("rank_b") <= (top or 10)))
    first = first.sort("rank_b", "rank_a", "name", nulls_last=True)
    return {
        "changed": changed.height,
        "largest": changed.head(top or changed.height).to_dicts(),
        "first": first.head(2 * (top or 10)).to_dicts(),
    }
