"""How sure a ranking is: the index built thousands of times with everything uncertain varied at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from valuenet.errors import DataError
from valuenet.index.aggregate import rank
from valuenet.index.build import IndexResult, build
from valuenet.index.factors import Factor, checked, dimensions
from valuenet.index.intervals import RankInterval, order_probabilities, rank_intervals, rank_probabilities
from valuenet.index.recipe import Recipe
from valuenet.index.sobol import Indices, design, draws_of, indices
from valuenet.index.table import FloatArray, Table, frozen
from valuenet.index.tree import Tree
from valuenet.index.varied import scores_of


@dataclass(frozen=True)
class FactorIndex:
    """The Sobol indices of one factor for one result, with the ends of their 95 % intervals; None: no answer."""

    factor: str
    result: str
    first: float | None
    total: float | None
    first_low: float | None
    first_high: float | None
    total_low: float | None
    total_high: float | None


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """The ranks of regions over many builds, and what makes them vary; arrays are read-only, NaN is no rank.

    `base` `(regions,)` are the ranks of the recipe as it is. `ranks` and `scores` `(draws, regions)` are independent
    builds with everything varied; `builds` counts all that were made. `shift` are the Sobol indices `(factors,)` of
    the mean absolute difference between a ranking and `base`, `by_region` those `(factors, regions)` of each rank;
    None for plain Monte Carlo.
    """

    regions: tuple[str, ...]
    factors: tuple[str, ...]
    seed: int
    builds: int
    base: FloatArray
    ranks: FloatArray
    scores: FloatArray
    shift: Indices | None
    by_region: Indices | None

    def intervals(self, level: float = 0.9) -> tuple[RankInterval, ...]:
        """Return for each region the interval that holds the middle `level` of its ranks."""
        return rank_intervals(self.regions, self.ranks, self.base, level)

    @cached_property
    def rank_probability(self) -> FloatArray:
        """The probability `(regions, ranks)` that a region has the rank 1, 2, ..."""
        return frozen(rank_probabilities(self.ranks))

    @cached_property
    def order_probability(self) -> FloatArray:
        """The probability `(regions, regions)` that the row's region is before the column's."""
        return frozen(order_probabilities(self.ranks))

    def factor_rows(self) -> Iterator[FactorIndex]:
        """Yield the indices of every factor: for the ranking as a whole ("shift"), then for each region's rank."""
        if self.shift is None or self.by_region is None:
            return
        for place, factor in enumerate(self.factors):
            yield FactorIndex(factor, "shift", *_cells(self.shift, place))
        for column, region in enumerate(self.regions):
            for place, factor in enumerate(self.factors):
                yield FactorIndex(factor, region, *_cells(self.by_region, (place, column)))


def _cells(found: Indices, place: Any) -> Iterator[float | None]:
    for name in ("first", "total", "first_low", "first_high", "total_low", "total_high"):
        number = float(getattr(found, name)[place])
        yield None if np.isnan(number) else number


def uncertainty(
    tree: Tree,
    table: Table,
    recipe: Recipe,
    factors: Sequence[Factor],
    draws: int = 1024,
    seed: int = 0,
    *,
    method: str = "sobol",
    tell: Callable[[str, float], None] = lambda words, done: None,
) -> Uncertainty:
    """Return how the ranks of the regions vary with all `factors` at once, and how much of that each factor makes.

    By `sobol`, draws x (factors + 2) indices are built (draws a power of 2) and 2 x draws of them are the sample of
    intervals and probabilities; by `monte_carlo`, draws indices. The same seed gives the same numbers. Weights of the
    data, as entropy, are found anew in each build. `tell` is told the share of the work done.
    Raises `DataError` naming the factor where it cannot be drawn, and the options where no index can be built.
    Sources: Saisana, Saltelli and Tarantola, J. Royal Statistical Society A 168 (2005); OECD/JRC, Handbook, step 7.

    >>> from valuenet.index.factors import Noise
    >>> from valuenet.index.recipe import STANDARD
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.5), Indicator("papers", "index", 1, 0.5)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[9.0, 4.0], [6.0, 7.0], [1.0, 1.0]]))
    >>> found = uncertainty(tree, table, STANDARD, [Noise("weights", 0.5), Noise("nothing", 0.0)], draws=64)
    >>> [(one.factor, one.total) for one in found.factor_rows() if one.result == "shift"][1]
    ('nothing', 0.0)
    >>> found.order_probability[0].tolist()
    [nan, 0.2421875, 1.0]
    """
    if method not in ("sobol", "monte_carlo"):
        raise DataError(f"there is no method '{method}': it is sobol or monte_carlo")
    checked(tree, factors)
    base = build(tree, table, recipe)
    widths = [dimensions(tree, factor) for factor in factors]
    if method == "sobol":
        numbers, rows = draws_of(widths, draws, seed), design(len(factors), draws)
    else:
        random = np.random.default_rng(seed)
        numbers = [random.random((draws, width)) for width in widths]
        rows = np.repeat(np.arange(draws)[:, None], len(factors), axis=1)
    scores = scores_of(base, table, factors, numbers, rows, seed, tell)
    ranks = rank(scores, recipe.rank["ties"])
    own = _base_ranks(base, table)
    shift = by_region = None
    if method == "sobol":
        shift, by_region = indices(_shifts(ranks, own), len(factors), seed), indices(ranks, len(factors), seed)
    names = tuple(factor.name for factor in factors)
    kept = [frozen(np.ascontiguousarray(one[: len(numbers[0])])) for one in (ranks, scores)]
    return Uncertainty(table.regions, names, seed, len(rows), frozen(own), kept[0], kept[1], shift, by_region)


def _base_ranks(base: IndexResult, table: Table) -> FloatArray:
    ranks = dict(zip(base.regions, base.rank_of(base.tree.root).tolist(), strict=True))
    return np.array([ranks.get(region, np.nan) for region in table.regions])


def _shifts(ranks: FloatArray, base: FloatArray) -> FloatArray:
    """Return the mean absolute difference `(builds,)` over the regions that have a rank in both."""
    apart = np.abs(ranks - base)
    known = ~np.isnan(apart)
    counts = known.sum(axis=1)
    return np.where(counts > 0, np.where(known, apart, 0.0).sum(axis=1) / np.maximum(counts, 1), np.nan)
