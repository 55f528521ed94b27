"""The results of a shock as plain tables: for the report, for a file, for whoever reads them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import polars as pl

from valuenet.network.network import Network
from valuenet.network.shock.critical import Critical, critical
from valuenet.network.shock.loss import cut_off_receivers, failures, summary
from valuenet.network.shock.loss_by import by_kind, by_sector, by_side
from valuenet.network.shock.removal import Curve, losses_together, removal, removal_curves
from valuenet.network.shock.shock import Rules, Step, cannot_fail, exposed, shock
from valuenet.network.shock.supply import supply_of

FEWEST_REMOVED = 10
"""How far the curves reach where a shock removes fewer suppliers."""


def step_tables(step: Step) -> dict[str, pl.DataFrame]:
    """Return every table of a step: `by_side`, `by_sector`, `by_kind`, `cut_off`, `substitutes` and `failures`."""
    ids, found = step.network.nodes["id"].cast(pl.String), step.substitution
    return {
        "by_side": by_side(step),
        "by_sector": by_sector(step),
        "by_kind": by_kind(step),
        "cut_off": cut_off_receivers(step),
        "substitutes": pl.DataFrame(
            {
                "receiver": ids.gather(found.receiver),
                "lost": ids.gather(step.exposed.supplier[found.instead_of]),
                "supplier": ids.gather(found.supplier),
            }
        ),
        "failures": failures(step),
    }


def critical_table(network: Network, found: Critical) -> pl.DataFrame:
    """Return the chosen suppliers, the most harmful first: `rank`, `subject` (id), `alone`, `gain`, `loss`, `bound`."""
    return pl.DataFrame(
        {
            "rank": np.arange(1, len(found.suppliers) + 1),
            "subject": network.nodes["id"].cast(pl.String).gather(found.suppliers),
            "alone": found.alone,
            "gain": found.gain,
            "loss": found.loss,
            "bound": found.bound,
        }
    )


def curve_table(curves: Iterable[Curve]) -> pl.DataFrame:
    """Return curves as rows: `strategy`, `measured`, `removed`, and the shares `value`, `low` and `high`."""
    columns = {"strategy": pl.String, "measured": pl.String, "removed": pl.Int64}
    frames = [
        pl.DataFrame({"removed": each.removed, "value": each.value, "low": each.low, "high": each.high}).select(
            pl.lit(each.strategy).alias("strategy"), pl.lit(each.measured).alias("measured"), pl.all()
        )
        for each in curves
    ]
    shares = dict.fromkeys(("value", "low", "high"), pl.Float64)
    return pl.concat([pl.DataFrame(schema={**columns, **shares}), *frames])


def compared(steps: Sequence[Step], rules: Rules, *, seed: int = 0) -> list[Curve]:
    """Return the removal curves beside a shock, and the shock's own shares as curves of one point (`shock`).

    They start from the network that the first of `steps` met, and reach to the number of suppliers that all steps
    cut off, or `FEWEST_REMOVED`. The shock's shares are those of its whole removal at once; like those of the curves,
    without substitutes.
    """
    first = steps[0]
    spared = cannot_fail(first.network, rules)
    found = removal(first.exposed, first.carrying, rules.threshold, unknown_counts=rules.unknown_counts, spared=spared)
    out = np.logical_or.reduce([step.out for step in steps]) & (found.exposed.receivers_of > 0)
    removed = np.array([out.sum()])
    own = {name: np.array([share]) for name, share in losses_together(found, out).items()}
    points = [Curve("shock", name, removed, share, share, share) for name, share in own.items()]
    return [*removal_curves(found, max(int(out.sum()), FEWEST_REMOVED), seed=seed), *points]


def default_shock(network: Network, rules: Rules) -> list[str]:
    """Return what is removed where nobody says: the country abroad on which most ties of supply hang, else `top:10`.

    Abroad means another country than `rules.home`.

    >>> from valuenet.network.network import network_of
    >>> nodes = pl.DataFrame({"id": ["a", "b"], "country": ["US", "CN"]})
    >>> default_shock(network_of(nodes, pl.DataFrame({"source": ["a"], "target": ["b"]})), Rules(home="CN"))
    ['country:US']
    """
    supply = supply_of(network, exposed(network, rules)[0], rules.by)
    if rules.home is None or "country" not in network.nodes.columns:
        return ["top:10"]
    told = network.nodes["country"].gather(supply.supplier).drop_nulls()
    abroad = told.filter(told != rules.home).value_counts().sort(["count", "country"], descending=[True, False])
    return [f"country:{abroad['country'][0]}"] if abroad.height else ["top:10"]


def report_tables(
    network: Network, rules: Rules, words: Iterable[str] | None = None, *, number: int = 10, seed: int = 0
) -> Mapping[str, pl.DataFrame]:
    """Return the tables of a study's shock: `summary`, `critical`, `curves`, and the tables of `step_tables`.

    `words` says what is removed; without it `default_shock` does. `summary` has one row a count: `count`, `value`, and
    in the row `removed` `words`, in codes; `critical` holds the `number` suppliers that reach most receivers;
    `curves` the removal curves and, as strategy `shock`, the shock itself.
    """
    [step] = shock(network, [list(words) if words is not None else default_shock(network, rules)], rules)
    counts = summary(step)
    said = [", ".join(step.removed.words) if name == "removed" else None for name in counts]
    return {
        "summary": pl.DataFrame({"count": list(counts), "value": list(counts.values()), "words": said}),
        "critical": critical_table(network, critical(step.exposed, number)),
        "curves": curve_table(compared([step], rules, seed=seed)),
        **step_tables(step),
    }
