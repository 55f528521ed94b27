"""What many rankings of the same regions say together: intervals, and the probability of each rank and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.index.table import FloatArray


@dataclass(frozen=True)
class RankInterval:
    """The ranks of one region over many builds; None where it has none.

    `low` (the best) and `high` bound the middle `level` of them, both being ranks that occurred; `unranked` is the
    share of builds in which the region has no rank.
    """

    region: str
    rank: float | None
    mean: float | None
    median: float | None
    low: float | None
    high: float | None
    best: float | None
    worst: float | None
    unranked: float


def rank_intervals(
    regions: Sequence[str], ranks: FloatArray, base: FloatArray, level: float = 0.9
) -> tuple[RankInterval, ...]:
    """Return the interval of each region from `ranks` `(builds, regions)` and its rank `base` `(regions,)`.

    >>> ranks = np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 1.0]])
    >>> one = rank_intervals(["A", "B"], ranks, np.array([1.0, 2.0]))[0]
    >>> one.rank, one.low, one.median, one.high, round(one.mean, 3)
    (1.0, 1.0, 1.0, 2.0, 1.333)
    """
    if not 0 < level <= 1:
        raise DataError(f"the level of an interval is {level:g}: give a share above 0, at most 1")
    return tuple(
        _interval(region, column[~np.isnan(column)], len(column), own, level)
        for region, column, own in zip(regions, ranks.T, base.tolist(), strict=True)
    )


def _interval(region: str, ranks: FloatArray, builds: int, own: float, level: float) -> RankInterval:
    rank = None if np.isnan(own) else own
    if not ranks.size:
        return RankInterval(region, rank, None, None, None, None, None, None, 1.0)
    points = np.quantile(ranks, [(1 - level) / 2, 0.5, (1 + level) / 2], method="inverted_cdf")
    low, median, high = points.tolist()
    mean, best, worst = float(ranks.mean()), float(ranks.min()), float(ranks.max())
    return RankInterval(region, rank, mean, median, low, high, best, worst, 1 - ranks.size / builds)


def rank_probabilities(ranks: FloatArray) -> FloatArray:
    """Return the share of builds `(regions, ranks)` in which each region has the rank 1, 2, ...

    The average rank of two places counts half for each. A row sums to less than 1 where a region is unranked at times.

    >>> rank_probabilities(np.array([[1.0, 2.0], [1.5, 1.5]])).tolist()
    [[0.75, 0.25], [0.25, 0.75]]
    """
    builds, regions = ranks.shape
    result = np.zeros((regions, regions))
    for region, column in enumerate(ranks.T):
        known = column[~np.isnan(column)]
        for places in (np.floor(known), np.ceil(known)):
            result[region] += np.bincount(places.astype(np.intp) - 1, minlength=regions)[:regions]
    return np.asarray(result / (2 * builds))


def order_probabilities(ranks: FloatArray) -> FloatArray:
    """Return how often `(regions, regions)` the row's region is before the column's; equal ranks count half.

    Of the builds in which both have a rank; NaN where there is none, and on the diagonal.

    >>> order_probabilities(np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 1.0], [1.0, 1.0]])).tolist()
    [[nan, 0.625], [0.375, nan]]
    """
    known = (~np.isnan(ranks)).astype(np.float64)
    both = known.T @ known
    result = np.empty_like(both)
    for region, column in enumerate(ranks.T):
        result[region] = (column[:, None] < ranks).sum(axis=0) + 0.5 * (column[:, None] == ranks).sum(axis=0)
    result = np.where(both > 0, result / np.where(both > 0, both, 1.0), np.nan)
    np.fill_diagonal(result, np.nan)
    return result
