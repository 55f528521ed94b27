"""Two indices of the same regions side by side: scores, ranks, and how far the rankings are apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.index.build import IndexResult
from valuenet.index.correlation import correlated


@dataclass(frozen=True)
class Compared:
    """One region in two indices; None where it is missing. A positive `shift` is a fall in the second."""

    region: str
    first_score: float | None
    second_score: float | None
    first_rank: float | None
    second_rank: float | None
    shift: float | None


@dataclass(frozen=True)
class Comparison:
    """Two rankings: a row for each region of either, and, over the `n` regions of both, how far they are apart.

    `kendall` and `spearman` are correlations of the scores, None where one does not vary.
    """

    rows: tuple[Compared, ...]
    n: int
    mean_shift: float | None
    largest_shift: float | None
    kendall: float | None
    spearman: float | None


def compared(first: IndexResult, second: IndexResult) -> Comparison:
    """Return two indices side by side, regions in the order of the first; the trees and recipes may differ.

    Ranks are those within each index; a region that only one of them has takes a place there. Raises `DataError`
    where they have no region in common.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.6), Indicator("papers", "index", 1, 0.4)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[9.0, 1.0], [1.0, 9.0], [5.0, 4.0]]))
    >>> found = compared(build(tree, table), build(tree, table, recipe_of({"weigh": "equal"})))
    >>> [row.shift for row in found.rows], found.largest_shift
    ([0.0, -2.0, 1.0], 2.0)
    """
    ends = [dict(zip(one.regions, zip(*_columns(one), strict=True), strict=True)) for one in (first, second)]
    regions = dict.fromkeys((*first.regions, *second.regions))
    nothing = (np.nan, np.nan)
    numbers = np.array([(*ends[0].get(region, nothing), *ends[1].get(region, nothing)) for region in regions])
    shifts = numbers[:, 3] - numbers[:, 1]
    known = ~np.isnan(shifts)
    if not known.any():
        raise DataError("the two indices have no region with a rank in common: there is nothing to compare")
    rows = tuple(
        Compared(region, *(_number(number) for number in (row[0], row[2], row[1], row[3], shift)))
        for region, row, shift in zip(regions, numbers, shifts, strict=True)
    )
    scores = numbers[known][:, [0, 2]]
    kendall, spearman = (_number(correlated(scores, method)[0][0, 1]) for method in ("kendall", "spearman"))
    sizes = np.abs(shifts[known])
    return Comparison(rows, int(known.sum()), float(sizes.mean()), float(sizes.max()), kendall, spearman)


def _columns(result: IndexResult) -> tuple[list[float], list[float]]:
    root = result.tree.root
    return result.score_of(root).tolist(), result.rank_of(root).tolist()


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
