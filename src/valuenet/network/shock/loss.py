"""What a step of a shock costs: its counts, who loses every supplier of a sector, and who fails."""

from __future__ import annotations

import numpy as np
import polars as pl

from valuenet.network.shock.shock import Step
from valuenet.network.shock.supply import UNKNOWN, Mask


def summary(step: Step) -> dict[str, int]:
    """Return the counts of a step, over exposed relations and ties; receivers are those that remain, unless said.

    `needs` are pairs of a receiver and a known sector; `unknown_needs_lost` those of unknown sector, apart. Receivers
    at the start = `receivers` + `receivers_removed`; `ties_wanted` = `ties_substituted` + `ties_unknown` (no known
    sector) + `ties_unmet`. `failed_otherwise` is the cascade's size if inputs of unknown sector count where they do
    not, and the reverse. `undecided_*`: suppliers of which too little is known to tell whether they are removed,
    and which stay.
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


def cut_off_receivers(step: Step) -> pl.DataFrame:
    """Return who loses every supplier of a sector: `receiver`, `sector` (None: not known), and by whom.

    Columns: ids of the `receiver`, of the suppliers `lost` and of the `substitutes` (lists), and `inputs`, the
    receiver's suppliers of all sectors. Rows by receiver, then sector.
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
    """Return who failed: `subject` (id), `round`, and how many `receivers` it supplied; most of these first a round."""
    failed = np.flatnonzero(step.cascade.failed)
    table = pl.DataFrame(
        {
            "subject": step.network.nodes["id"].gather(failed).cast(pl.String),
            "round": step.cascade.round[failed],
            "receivers": step.carrying.receivers_of[failed],
        }
    )
    return table.sort(["round", "receivers", "subject"], descending=[False, True, False])


def _sample(step: Step) -> Mask:
    nodes = step.network.nodes
    if "sample" not in nodes.columns:
        return np.zeros(nodes.height, np.bool_)
    return nodes["sample"].fill_null(value=False).to_numpy()
