"""The loss of a step of a shock by what receivers are, by what suppliers supply, and by kind of relation."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from valuenet.network.graph import IntArray
from valuenet.network.shock.loss import hit, needs_lost
from valuenet.network.shock.shock import Step
from valuenet.network.shock.supply import UNKNOWN

SIDES = ("layer", "region", "application_field", "sector", "country", "home_country", "kind", "sample")
"""What a receiver is told apart by, where the network knows it."""


def by_side(step: Step, sides: Iterable[str] = SIDES) -> pl.DataFrame:
    """Return the loss by what receivers are: one row a `side` (column of the nodes) and `value` (None: not known).

    Counts as in `summary`, rows with most receivers hit first; `region` is the country where a receiver has no region;
    `share_hit` is of its receivers.
    """
    here, nodes = step.exposed, step.network.nodes
    lost, after, _ = needs_lost(step)
    target = step.network.relations["target"].to_numpy()
    source = step.network.relations["source"].to_numpy()
    size = here.nodes
    counted = {
        "receivers": (here.suppliers_of > 0) & ~step.away,
        "receivers_hit": hit(step),
        "receivers_losing_a_sector": np.bincount(here.need_receiver[lost], minlength=size) > 0,
        "losing_after_substitution": np.bincount(here.need_receiver[after], minlength=size) > 0,
        "failed": step.cascade.failed,
        "relations": np.bincount(target[step.rows], minlength=size),
        "relations_lost": np.bincount(target[step.rows & step.out[source]], minlength=size),
    }
    table = pl.DataFrame({name: np.asarray(values, np.int64) for name, values in counted.items()})
    touched = table.select(pl.any_horizontal(pl.all() > 0)).to_series()
    found = []
    for side in (side for side in sides if side in nodes.columns):
        told = table.with_columns(_told(nodes, side).alias("value")).filter(touched)
        grouped = told.group_by("value").agg(pl.col(counted).sum())
        found.append(
            grouped.sort([pl.col("value").is_null(), "receivers_hit", "value"], descending=[False, True, False]).select(
                pl.lit(side).alias("side"), "value", *counted, _share("receivers_hit", "receivers").alias("share_hit")
            )
        )
    empty = {"side": pl.String, "value": pl.String, **dict.fromkeys(counted, pl.Int64), "share_hit": pl.Float64}
    return pl.concat([pl.DataFrame(schema=empty), *found])


def by_sector(step: Step) -> pl.DataFrame:
    """Return the loss by what the suppliers supply: `sector` (None: not known), suppliers, ties, needs, substitutes."""
    here = step.exposed
    lost, after, unknown = needs_lost(step)
    remains = ~step.away[here.need_receiver]
    supplies = (here.receivers_of > 0) & ~step.before
    groups = len(here.groups)

    def count(groups_of: IntArray) -> IntArray:
        return np.bincount(np.where(groups_of == UNKNOWN, groups, groups_of), minlength=groups + 1)

    table = pl.DataFrame(
        {
            "sector": [*here.groups, None],
            "suppliers": count(here.group[supplies]),
            "suppliers_lost": count(here.group[supplies & step.out]),
            "ties": count(here.group[here.supplier]),
            "ties_lost": count(here.group[here.supplier[step.cut]]),
            "needs": count(here.need_group[remains]),
            "needs_lost": count(here.need_group[lost | unknown]),
            "ties_substituted": count(here.group[step.substitution.supplier]),
            "needs_lost_after_substitution": count(here.need_group[after | unknown]),
        }
    )
    return table.filter(pl.col("suppliers") > 0).sort(
        ["ties_lost", "sector"], descending=[True, False], nulls_last=True
    )


def by_kind(step: Step) -> pl.DataFrame:
    """Return the loss by kind of relation: `kind` (None: not known), relations, those lost, and receivers hit."""
    relations = step.network.relations
    kind = relations["kind"].cast(pl.String) if "kind" in relations.columns else pl.Series([None] * relations.height)
    gone = pl.Series(step.out[relations["source"].to_numpy()])
    remains = pl.Series(~step.away[relations["target"].to_numpy()])
    table = relations.select(kind.cast(pl.String).alias("kind"), "target", gone.alias("gone"), remains.alias("remains"))
    return (
        table.filter(pl.Series(step.rows))
        .group_by("kind")
        .agg(
            pl.len().cast(pl.Int64).alias("relations"),
            pl.col("gone").sum().cast(pl.Int64).alias("relations_lost"),
            pl.col("target")
            .filter(pl.col("gone") & pl.col("remains"))
            .n_unique()
            .cast(pl.Int64)
            .alias("receivers_hit"),
        )
        .sort("kind", nulls_last=True)
    )


def _told(nodes: pl.DataFrame, side: str) -> pl.Series:
    told = nodes[side].cast(pl.String)
    if side == "region" and "country" in nodes.columns:
        return nodes.select(pl.coalesce(pl.col("region", "country").cast(pl.String))).to_series()
    return told


def _share(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
