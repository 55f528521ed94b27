"""One region among the others: what lifts it, what holds it back, and which regions are most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.aggregate import rank
from valuenet.index.build import IndexResult
from valuenet.index.contribution import contributions
from valuenet.index.importance import nominal_weights
from valuenet.index.table import FloatArray


@dataclass(frozen=True)
class Standing:
    """One leaf of one region: its rank among the `n` regions with data, and what it does to the score.

    `lead` is its contribution less the mean contribution of all regions with data: what it lifts the region by, or,
    negative, holds it back by. None where the region has no data, or the score cannot be taken apart.
    """

    leaf: str
    value: float | None
    normalised: float | None
    rank: int | None
    n: int
    contribution: float | None
    lead: float | None


@dataclass(frozen=True)
class Peer:
    """A region like another: the distance of their normalised values, and the share of the weight it rests on."""

    region: str
    distance: float
    shared: float
    rank: float | None


def standings(result: IndexResult, region: str, code: str | None = None) -> tuple[Standing, ...]:
    """Return how a region stands in every leaf below an indicator, the root if none is named, in their order.

    Raises `DataError` for a region or indicator that is not there.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> result = build(tree, table_of(tree, ["A", "B"], np.array([[10.0, 5.0], [20.0, 9.0]])))
    >>> [(one.leaf, one.rank, round(one.lead, 2)) for one in standings(result, "A")]
    [('firms', 2, -0.35), ('rent', 1, 0.15)]
    """
    tree, row = result.tree, _row(result, region)
    code = code or tree.root
    parts = _parts(result, code)
    ranks = rank(result.normalised.T).T
    known = ~np.isnan(result.normalised)
    found = []
    for place, leaf in enumerate(tree.leaves):
        if code not in tree.paths[leaf]:
            continue
        own, here = parts[:, place], bool(known[row, place])
        lead = own[row] - own[known[:, place] & ~np.isnan(own)].mean() if here and not np.isnan(own[row]) else np.nan
        found.append(
            Standing(
                leaf,
                _number(result.values[row, place]),
                _number(result.normalised[row, place]),
                int(ranks[row, place]) if here else None,
                int(known[:, place].sum()),
                _number(own[row]) if here else None,
                _number(lead),
            )
        )
    return tuple(found)


def strengths_weaknesses(
    result: IndexResult, region: str, number: int = 5, code: str | None = None
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return the leaves that lift a region most, and those that hold it back most; at most `number` of each.

    By the lead; by rank where the score cannot be taken apart (the better half and the worse half of the regions).

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> result = build(tree, table_of(tree, ["A", "B"], np.array([[10.0, 5.0], [20.0, 9.0]])))
    >>> [[one.leaf for one in side] for side in strengths_weaknesses(result, "B")]
    [['firms'], ['rent']]
    """
    signed = [(_sign(one), one) for one in standings(result, region, code)]
    best = sorted((one for one in signed if one[0] > 0), key=lambda one: -one[0])
    worst = sorted((one for one in signed if one[0] < 0), key=lambda one: one[0])
    return tuple(one for _, one in best[:number]), tuple(one for _, one in worst[:number])


def _sign(one: Standing) -> float:
    """Return a number that is positive for a strength, negative for a weakness, 0 for neither or no data."""
    if one.lead is not None:
        return round(one.lead, 12)
    return 0.0 if one.rank is None else ((one.n + 1) / 2 - one.rank) / one.n


def peers(result: IndexResult, region: str, number: int = 5, least: float = 0.5) -> tuple[Peer, ...]:
    """Return the regions nearest to a region, nearest first, equally near ones by name.

    The distance is the root of the weighted mean of squared differences of normalised values, over the leaves for
    which both have data; a region is no peer where these carry less than the share `least` of the weight.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.5), Indicator("rent", "index", -1, 0.5)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[1.0, 5.0], [2.0, 5.0], [5.0, 9.0]]))
    >>> [(one.region, round(one.distance, 4)) for one in peers(build(tree, table), "A")]
    [('B', 0.1768), ('C', 1.0)]
    """
    row, values = _row(result, region), result.normalised
    weights = nominal_weights(result, result.tree.root)
    both = ~np.isnan(values) & ~np.isnan(values[row])
    shared = both @ weights
    apart = np.where(both, values - values[row], 0.0) ** 2 @ weights
    distances = np.sqrt(apart / np.where(shared > 0, shared, 1.0))
    ranks = result.rank_of(result.tree.root)
    found = [
        Peer(other, float(distances[place]), round(float(shared[place]), 12), _number(ranks[place]))
        for place, other in enumerate(result.regions)
        if place != row and shared[place] > 0 and shared[place] + 1e-9 >= least
    ]
    return tuple(sorted(found, key=lambda one: (round(one.distance, 12), one.region))[:number])


def _parts(result: IndexResult, code: str) -> FloatArray:
    """Return the contributions of all regions; NaN where the score cannot be taken apart."""
    if code not in result.tree.codes:
        raise DataError(f"'{code}' is no indicator of the index{nearest(code, result.tree.codes)}")
    try:
        return contributions(result, code)
    except DataError:
        return np.full(result.normalised.shape, np.nan)


def _row(result: IndexResult, region: str) -> int:
    names: Sequence[str] = result.regions
    if region not in names:
        raise DataError(f"'{region}' is none of the regions of the index{nearest(region, names)}")
    return names.index(region)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
