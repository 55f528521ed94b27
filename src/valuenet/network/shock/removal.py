"""What is lost as more and more suppliers go: at random, or the largest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import IntArray
from valuenet.network.shock.cascade import losses_to_fail
from valuenet.network.shock.largest import Hubs, hubs_of, largest_component
from valuenet.network.shock.removed import supplier_measure
from valuenet.network.shock.supply import UNKNOWN, Mask, Supply, place_of

Floats: TypeAlias = npt.NDArray[np.float64]

MEASURED = ("receivers_losing_a_sector", "largest_component", "failed")
TARGETED = ("receivers", "degree")
DRAWS = 100
FEWEST_DRAWS = 20
"""Draws, and how many at least remain where each draw is work: `draws_for`."""
POINTS = 21
_WORK = 300_000
_INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, eq=False)
class Curve:
    """Shares lost when the first `removed` `(g,)` suppliers of an order have gone.

    `strategy`: `random`, or the measure whose largest go first. `value` `(g,)` is the share (random: its mean over
    the draws), `low` and `high` `(g,)` hold 95 % of the draws (elsewhere the value). What is measured, as shares:
    `receivers_losing_a_sector`, of all receivers of exposed ties, those that remain without one supplier of a sector of
    which they had some; `largest_component`, of all nodes with an exposed tie, the largest weak component that
    remains; `failed`, of all receivers, those that the cascade brings down. All without substitutes.
    """

    strategy: str
    measured: str
    removed: IntArray
    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Removal:
    """What the curves of one shock are computed from, besides the order; `removal` makes it."""

    exposed: Supply
    carrying: Supply
    cuttable: Mask
    threshold: float
    unknown_counts: bool
    spared: Mask
    hubs: Hubs


def removal(
    exposed: Supply, carrying: Supply, threshold: float, *, unknown_counts: bool = False, spared: Mask | None = None
) -> Removal:
    """Return what `losses` needs: `cuttable` `(t,)` are the ties of `carrying` that are exposed too."""
    cuttable = np.zeros(carrying.ties, np.bool_)
    cuttable[place_of(carrying, exposed.supplier, exposed.receiver)] = True
    free = np.zeros(exposed.nodes, np.bool_) if spared is None else spared
    return Removal(exposed, carrying, cuttable, threshold, unknown_counts, free, hubs_of(exposed))


def removal_curves(
    found: Removal, most: int, *, draws: int | None = None, seed: int = 0, points: int = POINTS
) -> list[Curve]:
    """Return the curves for 0 to `most` suppliers removed at random and by each measure of `TARGETED`.

    `most` is cut to the number of suppliers; `draws` is `draws_for` where it is not given. Suppliers go one after
    another and failures spread in between.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": ["a", "a", "b"], "target": ["c", "d", "d"]})
    >>> supply = supply_of(network_of(pl.DataFrame({"id": list("abcd")}), ties))
    >>> curves = removal_curves(removal(supply, supply, 0.5), 2, draws=10)
    >>> [curve.value.tolist() for curve in curves if curve.strategy == "receivers"]
    [[0.0, 0.5, 1.0], [1.0, 0.5, 0.25], [0.0, 0.5, 1.0]]
    """
    suppliers = np.flatnonzero(found.exposed.receivers_of)
    most = min(most, len(suppliers))
    grid = np.unique(np.linspace(0, most, min(points, most + 1)).round().astype(np.int64))
    generator, draws = np.random.default_rng(seed), draws or draws_for(found, most)
    drawn = [losses(found, generator.permutation(suppliers)[:most], grid) for _ in range(draws)]
    curves = [_curve("random", name, grid, np.array([draw[name] for draw in drawn])) for name in MEASURED if drawn]
    for measure in TARGETED:
        value = supplier_measure(found.exposed, measure)[suppliers]
        order = suppliers[np.argsort(-value, kind="stable")][:most]
        lost = losses(found, order, grid)
        curves += [_curve(measure, name, grid, lost[name][None, :]) for name in MEASURED]
    return curves


def draws_for(found: Removal, most: int) -> int:
    """Return how many random orders are drawn: fewer where each takes long, as most of a large network goes."""
    suppliers = max(int((found.exposed.receivers_of > 0).sum()), 1)
    return int(np.clip(_WORK * suppliers // max(found.exposed.ties * most, 1), FEWEST_DRAWS, DRAWS))


def losses(found: Removal, order: IntArray, grid: IntArray) -> Mapping[str, Floats]:
    """Return each share of `MEASURED` `(g,)` when the first `grid[i]` nodes of `order` `(k,)` have gone."""
    never = len(order) + 1
    rank = np.full(found.exposed.nodes, never)
    rank[order] = np.arange(1, never)
    without = _without(found, rank)
    failed = _failure(found, rank)
    return {
        MEASURED[0]: _counted(without, rank, grid) / max(int((found.exposed.suppliers_of > 0).sum()), 1),
        MEASURED[1]: largest_component(found.hubs, rank, grid),
        MEASURED[2]: _counted(failed, rank, grid) / max(int((found.carrying.suppliers_of > 0).sum()), 1),
    }


def losses_together(found: Removal, out: Mask) -> Mapping[str, float]:
    """Return each share of `MEASURED` when all nodes where `out` `(n,)` is true have gone at once."""
    rank = np.where(out, 1, 2)
    grid = np.array([1])
    receivers = [max(int((supply.suppliers_of > 0).sum()), 1) for supply in (found.exposed, found.carrying)]
    return {
        MEASURED[0]: float(_counted(_without(found, rank), rank, grid)[0] / receivers[0]),
        MEASURED[1]: float(largest_component(found.hubs, rank, grid)[0]),
        MEASURED[2]: float(_counted(_failure(found, rank), rank, grid)[0] / receivers[1]),
    }


def _counted(when: IntArray, rank: IntArray, grid: IntArray) -> IntArray:
    """How many nodes are hit by the time of each point of the grid and not yet removed, `(g,)`."""
    hit, gone = np.sort(when), np.sort(np.maximum(when, rank))
    return np.asarray(np.searchsorted(hit, grid, side="right") - np.searchsorted(gone, grid, side="right"))


def _without(found: Removal, rank: IntArray) -> IntArray:
    """When every node loses its last supplier of some sector, `(n,)`."""
    supply, never = found.exposed, int(rank.max(initial=0)) + 1
    when = np.full(supply.nodes, never)
    if supply.ties:
        last = np.maximum.reduceat(rank[supply.supplier], supply.need_start[:-1])
        if not found.unknown_counts:
            last[supply.need_group == UNKNOWN] = never
        np.minimum.at(when, supply.need_receiver, last)
    return when


def _failure(found: Removal, rank: IntArray) -> IntArray:
    """When every node fails, `(n,)`: the greatest fixed point of the cascade's rule, in times instead of rounds."""
    supply, never = found.carrying, int(rank.max(initial=0)) + 1
    when = np.full(supply.nodes, never)
    nth = losses_to_fail(supply.need_size, found.threshold)
    can = nth <= supply.need_size
    if not found.unknown_counts:
        can &= supply.need_group != UNKNOWN
    pick, receiver = (supply.need_start[:-1] + nth - 1)[can], supply.need_receiver[can]
    cut = np.where(found.cuttable, rank[supply.supplier], never)
    while True:
        gone = np.minimum(cut, when[supply.supplier])
        ordered = np.sort(supply.need * (never + 1) + gone)[pick] % (never + 1)
        after = np.full(supply.nodes, never)
        np.minimum.at(after, receiver, ordered)
        after[found.spared] = never
        if np.array_equal(after, when):
            return when
        when = after


def _curve(strategy: str, measured: str, grid: IntArray, values: Floats) -> Curve:
    low, high = np.percentile(values, _INTERVAL, axis=0)
    return Curve(strategy, measured, grid, values.mean(axis=0), low, high)
