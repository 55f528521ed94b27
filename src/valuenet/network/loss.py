"""What a step of a shock costs: counts, and tables by receiver, by what receivers are, by sector and by kind."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from valuenet.network.graph import IntArray
from valuenet.network.shock import Step
from valuenet.network.supply import UNKNOWN, Mask

SIDES = ("layer", "region", "application_field", "sector", "country", "home_country", "kind", "sample")
"""What a receiver is told apart by, where the network knows it."""


def summary(step: Step) -> dict[str, int]:
    """Return the counts of a step, over exposed relations and ties; receivers are those that remain, unless said.

    `needs` are pairs of a receiver and a known sector; `unknown_needs_lost` those of unknown sector, apart. Relations =
    lost + left, receivers at the start = `receivers` + `receivers_removed`; `ties_wanted` = `ties_substituted` +
    `ties_unknown` (no known sector) + `ties_unmet`. `failed_otherwise` is the cascade's size if inputs of unknown sector
    count where they do not, and the reverse. `undecided_*`: suppliers of which too little is known to tell whether
    they are removed, and which stay.
    """
    here, found = step.exposed, step.substitution
    source = step.network.relations["source"].to_numpy()
    target = step.network.relations["target"].to_numpy()
    supplies, takes = here.receivers_of + here.loops > 0, (here.suppliers_of > 0) & ~step.before
    undecided = supplies & step.removed.undecided & ~step.before
    lost, after, unknown = needs_lost(step)
    failed = step.cascade.failed
    sells = step.carrying.receivers_of > 0
    return {
        "removed": int(step.out.sum()),
        "relations": int(step.rows.sum()),
        "relations_lost": int((step.rows & step.out[source]).sum()),
        "relations_to_removed": int((step.rows & step.out[target] & ~step.away[source]).sum()),
        "ties": here.ties,
        "ties_lost": int(step.cut.sum()),
        "suppliers": int((supplies & ~step.before).sum()),
        "suppliers_lost": int((supplies & step.out).sum()),
        "receivers": int((takes & ~step.out).sum()),
        "receivers_removed": int((takes & step.out).sum()),
        "receivers_hit": int(hit(step).sum()),
        "needs": int((~step.away[here.need_receiver] & (here.need_group != UNKNOWN)).sum()),
        "needs_lost": int(lost.sum()),
        "needs_lost_after_substitution": int(after.sum()),
        "receivers_losing_a_sector": len(np.unique(here.need_receiver[lost])),
        "receivers_losing_a_sector_after_substitution": len(np.unique(here.need_receiver[after])),
        "unknown_needs_lost": int(unknown.sum()),
        "ties_wanted": found.wanted,
        "ties_substituted": len(found.supplier),
        "ties_unknown": found.unknown,
        "ties_unmet": found.wanted - found.unknown - len(found.supplier),
        "failed": int(failed.sum()),
        "failed_suppliers": int((failed & sells).sum()),
        "failed_sample": int((failed & _sample(step)).sum()),
        "rounds": len(step.cascade.by_round),
        "failed_otherwise": int(step.otherwise.failed.sum()),
        "rounds_otherwise": len(step.otherwise.by_round),
        "undecided_suppliers": int(undecided.sum()),
        "undecided_relations": int((step.rows & undecided[source]).sum()),
    }


def hit(step: Step) -> Mask:
    """Return which nodes remain and lost at least one supplier, `(n,)`."""
    found = np.zeros(step.exposed.nodes, np.bool_)
    found[step.exposed.receiver[step.cut]] = True
    return np.asarray(found & ~step.away)


def needs_lost(step: Step) -> tuple[Mask, Mask, Mask]:
    """Return which needs lost every supplier, of these which no substitute took on, and which are of unknown sector.

    Each is `(p,)` over the exposed needs of receivers that remain; the first two hold known sectors only.
    """
    here = step.exposed
    cut = np.bincount(here.need[step.cut], minlength=len(here.need_group))
    lost = (cut == here.need_size) & ~step.away[here.need_receiver]
    known = here.need_group != UNKNOWN
    taken = np.bincount(here.need[step.substitution.instead_of], minlength=len(cut)) > 0
    return lost & known, lost & known & ~taken, lost & ~known


def by_side(step: Step, sides: Iterable[str] = SIDES) -> pl.DataFrame:
    """Return the loss by what receivers are: one row a `side` (column of the nodes) and `value` (None: not known).

    Counts as in `summary`; `region` is the country where a receiver has no region; `share_hit` is of its receivers.
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
        found.append(grouped.sort(["receivers_hit", "value"], descending=[True, False], nulls_last=True).select(
            pl.lit(side).alias("side"), "value", *counted, _share("receivers_hit", "receivers").alias("share_hit")
        ))
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

    table = pl.DataFrame({
        "sector": [*here.groups, None],
        "suppliers": count(here.group[supplies]),
        "suppliers_lost": count(here.group[supplies & step.out]),
        "ties": count(here.group[here.supplier]),
        "ties_lost": count(here.group[here.supplier[step.cut]]),
        "needs": count(here.need_group[remains]),
        "needs_lost": count(here.need_group[lost | unknown]),
        "ties_substituted": count(here.group[step.substitution.supplier]),
        "needs_lost_after_substitution": count(here.need_group[after | unknown]),
    })
    return table.filter(pl.col("suppliers") > 0).sort(["ties_lost", "sector"], descending=[True, False], nulls_last=True)


def by_kind(step: Step) -> pl.DataFrame:
    """Return the loss by kind of relation: `kind` (None: not known), relations, those lost, and receivers hit."""
    relations = step.network.relations
    kind = relations["kind"].cast(pl.String) if "kind" in relations.columns else pl.Series([None] * relations.height)
    gone = pl.Series(step.out[relations["source"].to_numpy()])
    remains = pl.Series(~step.away[relations["target"].to_numpy()])
    table = relations.select(kind.cast(pl.String).alias("kind"), "target", gone.alias("gone"), remains.alias("remains"))
    return table.filter(pl.Series(step.rows)).group_by("kind").agg(
        pl.len().cast(pl.Int64).alias("relations"),
        pl.col("gone").sum().cast(pl.Int64).alias("relations_lost"),
        pl.col("target").filter(pl.col("gone") & pl.col("remains")).n_unique().cast(pl.Int64).alias("receivers_hit"),
    ).sort("kind", nulls_last=True)


def cut_off_receivers(step: Step) -> pl.DataFrame:
    """Return who loses every supplier of a sector: `receiver`, `sector` (None: not known), and by whom.

    Columns: ids of the `receiver`, of the suppliers `lost` and of the `substitutes` (lists), and `inputs`, the receiver's
    suppliers of all sectors. Rows by receiver, then sector.
    """
    here, ids = step.exposed, step.network.nodes["id"]
    known, _, unknown = needs_lost(step)
    rows = np.flatnonzero(known | unknown)
    found = step.substitution
    instead: dict[int, list[str]] = {}
    for need, supplier in zip(here.need[found.instead_of].tolist(), found.supplier.tolist(), strict=True):
        instead.setdefault(need, []).append(ids[supplier])
    start, groups = here.need_start, (*here.groups, None)
    inputs = here.suppliers_of
    return pl.DataFrame(
        {
            "receiver": [ids[int(here.need_receiver[row])] for row in rows],
            "sector": [groups[here.need_group[row]] for row in rows],
            "lost": [[ids[each] for each in here.supplier[start[row] : start[row + 1]].tolist()] for row in rows],
            "substitutes": [instead.get(int(row), []) for row in rows],
            "inputs": inputs[here.need_receiver[rows]],
        },
        schema={
            "receiver": pl.String,
            "sector": pl.String,
            "lost": pl.List(pl.String),
            "substitutes": pl.List(pl.String),
            "inputs": pl.Int64,
        },
    )


def failures(step: Step) -> pl.DataFrame:
    """Return who failed: `subject` (id), `round`, and `receivers`, how many it supplied; by round, then by receivers."""
    failed = np.flatnonzero(step.cascade.failed)
    table = pl.DataFrame({
        "subject": step.network.nodes["id"].gather(failed).cast(pl.String),
        "round": step.cascade.round[failed],
        "receivers": step.carrying.receivers_of[failed],
    })
    return table.sort(["round", "receivers", "subject"], descending=[False, True, False])


def _told(nodes: pl.DataFrame, side: str) -> pl.Series:
    told = nodes[side].cast(pl.String)
    if side == "region" and "country" in nodes.columns:
        return nodes.select(pl.coalesce(pl.col("region", "country").cast(pl.String))).to_series()
    return told


def _sample(step: Step) -> Mask:
    nodes = step.network.nodes
    if "sample" not in nodes.columns:
        return np.zeros(nodes.height, np.bool_)
    return nodes["sample"].fill_null(value=False).to_numpy()


def _share(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
