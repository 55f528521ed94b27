"""How sure a ranking is, as a reader sees it: intervals of ranks, who is before whom, and what makes them vary."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import RenderableType

from valuenet.cli.drawn import table_of
from valuenet.cli.index_shown import unlisted
from valuenet.cli.index_tables import Asked, Shown, figure, labelled, place, rows_like
from valuenet.errors import UsageError
from valuenet.index.intervals import RankInterval
from valuenet.index.uncertainty import Uncertainty, uncertainty

if TYPE_CHECKING:
    from valuenet.index.factors import Factor

LEVEL = 0.9
METHODS = {"sobol": "sobol", "monte-carlo": "monte_carlo"}


def uncertainty_shown(
    asked: Asked,
    factors: Sequence[Factor],
    draws: int,
    seed: int,
    method: str,
    tell: Callable[[str, float], None],
) -> Shown:
    """Build the index thousands of times with everything uncertain at once, and show what becomes of its ranks.

    Tables: rank intervals, the probability of each rank, that of each order of two regions, and, by Sobol's method,
    how much of the variance each factor makes, of the ranking as a whole and of each region's rank.
    """
    if method not in METHODS:
        raise UsageError(f"--method {method}: it is {' or '.join(METHODS)}")
    tell("uncertainty", 0.0)
    found = uncertainty(
        asked.named.tree, asked.table, asked.recipe, factors, draws, seed, method=METHODS[method], tell=tell
    )
    intervals = sorted(found.intervals(LEVEL), key=lambda one: math.inf if one.rank is None else one.rank)
    sensitivity = rows_like(found.factor_rows())
    tables = {
        "intervals": labelled(asked, rows_like(intervals)),
        "ranks": labelled(asked, _ranks(found)),
        "orders": labelled(asked, _orders(found)),
        "sensitivity": [
            {("region" if key == "result" else key): value for key, value in row.items()} for row in sensitivity
        ],
    }
    parts = [_intervals(asked, intervals)]
    if sensitivity:
        parts.append(_sensitivity([row for row in sensitivity if row["result"] == "shift"]))
    names = ", ".join(found.factors)
    notes = [f"{found.builds:,} builds, seed {found.seed}; varied at once: {names}"]
    notes += _close(asked, found, intervals)
    return Shown(tables, parts, [*notes, *unlisted(asked, len(intervals))])


def _ranks(found: Uncertainty) -> list[dict[str, object]]:
    table = found.rank_probability.tolist()
    return [
        {"region": region, "rank": rank, "probability": share}
        for region, row in zip(found.regions, table, strict=True)
        for rank, share in enumerate(row, start=1)
        if share > 0
    ]


def _orders(found: Uncertainty) -> list[dict[str, object]]:
    table = found.order_probability.tolist()
    return [
        {"region": region, "before": other, "probability": share}
        for region, row in zip(found.regions, table, strict=True)
        for other, share in zip(found.regions, row, strict=True)
        if not math.isnan(share)
    ]


def _intervals(asked: Asked, intervals: Sequence[RankInterval]) -> RenderableType:
    title = f"{asked.label(asked.named.tree.root)}: ranks, the middle {LEVEL:.0%} of them"
    shown = table_of(title, "region", "rank", "median", "from", "to", "mean")
    for one in intervals[: asked.top]:
        cells = (one.rank, one.median, one.low, one.high)
        shown.add_row(asked.region(one.region), *map(place, cells), figure(one.mean, 2))
    return shown


def _sensitivity(rows: Sequence[dict[str, object]]) -> RenderableType:
    shown = table_of("What makes the ranking vary", "factor", "alone", "with the others", "from", "to")
    for row in sorted(rows, key=lambda row: -(_known(row["total"]))):
        cells = (row["first"], row["total"], row["total_low"], row["total_high"])
        shown.add_row(str(row["factor"]), *(figure(_known(cell), 3) for cell in cells))
    return shown


def _known(cell: object) -> float:
    return cell if isinstance(cell, float) else math.nan


def _close(asked: Asked, found: Uncertainty, intervals: Sequence[RankInterval]) -> list[str]:
    """Name the neighbours in the ranking whose order is least sure."""
    place_of = {region: row for row, region in enumerate(found.regions)}
    ranked = [one.region for one in intervals if one.rank is not None]
    pairs = [
        (float(found.order_probability[place_of[first], place_of[second]]), first, second)
        for first, second in pairwise(ranked)
    ]
    unsure = sorted((abs(share - 0.5), share, first, second) for share, first, second in pairs if share == share)[:3]
    return [
        f"{asked.region(first)} is before {asked.region(second)} in {share:.0%} of the builds"
        for _, share, first, second in unsure
    ]
