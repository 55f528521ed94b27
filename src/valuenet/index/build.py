"""An index from its tree, its data and a recipe: every stage of it, from the values to the ranks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from valuenet.index.aggregate import aggregate, coverage, rank
from valuenet.index.denominate import denominated
from valuenet.index.impute import imputed
from valuenet.index.normalise import normalised
from valuenet.index.recipe import STANDARD, Recipe
from valuenet.index.screen import LeftOut, screened, without_scale
from valuenet.index.table import FloatArray, Table, frozen
from valuenet.index.treat import Treatment, by_step, treated, treatments
from valuenet.index.tree import Mismatch, Tree, mismatches
from valuenet.index.weigh import weights_of

FREE_OF_SPREAD = ("none", "rank", "borda", "fraction_of_maximum", "goalposts", "distance_to_target")
"""Normalisations that have an answer where all regions are equal, or where there is only one."""


@dataclass(frozen=True, eq=False)
class IndexResult:
    """An index over `regions`; NaN is no data in every array, and the arrays are read-only.

    `stages` are the matrices `(regions, leaves)` after each step: raw, denominated, imputed, treated, normalised.
    `scores`, `ranks`, `coverage` are `(regions, indicators)` in the order of `tree.codes`; coverage is the share of an
    indicator's weight on leaves whose values are data, imputed ones not counted. `weights` `(indicators,)` is what each
    indicator carries, `(regions, indicators)` for benefit of the doubt. `imputed` `(regions, leaves)` marks cells
    filled by the rule (1) or its fallback (2), `treated` those moved by winsorising from above (1), from below (-1),
    or transformed (2); `treatments` says so leaf by leaf. `left_out` names what was screened out, or cannot tell
    regions apart; `mismatches` the published weights that are not the sum of their leaves.
    """

    tree: Tree
    recipe: Recipe
    regions: tuple[str, ...]
    stages: Mapping[str, FloatArray]
    weights: FloatArray
    scores: FloatArray
    ranks: FloatArray
    coverage: FloatArray
    imputed: npt.NDArray[np.int8]
    treated: npt.NDArray[np.int8]
    treatments: tuple[Treatment, ...]
    left_out: tuple[LeftOut, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def values(self) -> FloatArray:
        """The values `(regions, leaves)` as they came."""
        return self.stages["raw"]

    @property
    def normalised(self) -> FloatArray:
        """The normalised values `(regions, leaves)`."""
        return self.stages["normalised"]

    def score_of(self, code: str) -> FloatArray:
        """Return the scores `(regions,)` of one indicator."""
        return self.scores[:, self.tree.codes.index(code)]

    def rank_of(self, code: str) -> FloatArray:
        """Return the ranks `(regions,)` in one indicator."""
        return self.ranks[:, self.tree.codes.index(code)]

    def value_rows(self) -> Iterator[tuple[str, str, float | None, float | None]]:
        """Yield (region, leaf, value, normalised), None for no data, region by region."""
        for region, values, scaled in zip(self.regions, self.values, self.normalised, strict=True):
            for leaf, value, share in zip(self.tree.leaves, values.tolist(), scaled.tolist(), strict=True):
                yield region, leaf, _or_none(value), _or_none(share)

    def score_rows(self) -> Iterator[tuple[str, str, float | None, float | None, float]]:
        """Yield (region, indicator, score, rank, coverage), None for no data, region by region."""
        for region, *columns in zip(self.regions, self.scores, self.ranks, self.coverage, strict=True):
            cells = zip(self.tree.codes, *(column.tolist() for column in columns), strict=True)
            for code, score, place, share in cells:
                yield region, code, _or_none(score), _place(place), share


def build(tree: Tree, table: Table, recipe: Recipe = STANDARD) -> IndexResult:
    """Return the index that the recipe makes of the table, with every stage from the values to the ranks.

    Raises `DataError`, naming the indicator, where a step cannot be done: no data, all values equal, one region,
    a logarithm or a geometric mean of what has none, a group without weight.

    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> by_leaf = {"firms": {"A": 10, "B": 20}, "rent": {"A": 5, "B": 9, "C": 7}}
    >>> for row in build(tree, table_of(tree, ["A", "B", "C"], by_leaf)).score_rows():
    ...     if row[1] == "index":
    ...         print(row)
    ('A', 'index', 0.3, 2, 1.0)
    ('B', 'index', 0.7, 1, 1.0)
    ('C', 'index', 0.15, 3, 0.3)
    """
    divided = denominated(table.values, tree.leaves, table.denominators, recipe.denominate)
    kept, rows, out = screened(divided, table.regions, tree.leaves, recipe.screen)
    spread = needs_spread(tree, recipe)
    known, more = without_scale(kept, tree.leaves, recipe.screen, spread=spread)
    here = of_rows(table, rows)
    filled, marks = imputed(known, tree, here, recipe.impute)
    moved = treated(filled, tree.leaves, recipe.treat)
    done, moves = treatments(filled, moved, tree.leaves, recipe.treat)
    directions = np.array([float(tree.directions[leaf]) for leaf in tree.leaves])
    scaled = normalised(moved, tree.leaves, directions, recipe.normalise, here.regions)
    weights = weights_of(tree, recipe.weigh, scaled)
    by_region = recipe.weigh.method == "benefit_of_the_doubt"
    scores = aggregate(tree, scaled, weights, recipe.aggregate, by_region=by_region)
    stages = {"raw": here.values, "denominated": kept, "imputed": filled, "treated": moved, "normalised": scaled}
    ranks = rank(scores.T, recipe.rank["ties"]).T
    share = coverage(tree, ~np.isnan(known), weights)
    for array in (*stages.values(), weights, scores, ranks, share):
        frozen(array)
    noted = mismatches(tree) if recipe.weigh.method == "given" and recipe.weigh["parents"] == "leaves" else ()
    return IndexResult(
        tree, recipe, here.regions, stages, weights, scores, ranks, share, marks, moves, done, (*out, *more), noted
    )


def needs_spread(tree: Tree, recipe: Recipe) -> npt.NDArray[np.bool_]:
    """Return for every leaf whether its normalisation divides by the spread of its values."""
    needs = np.ones(len(tree.leaves), np.bool_)
    for each, columns in by_step(recipe.normalise, tree.leaves):
        needs[columns] = each.method not in FREE_OF_SPREAD
    return needs


def of_rows(table: Table, rows: npt.NDArray[np.bool_]) -> Table:
    """Return the table of the regions that `rows` `(regions,)` keeps; its denominators stay as they are."""
    if rows.all():
        return table
    groups = {name: tuple(np.array(group, object)[rows]) for name, group in table.groups.items()}
    regions = tuple(region for region, kept in zip(table.regions, rows, strict=True) if kept)
    earlier = tuple(wave[rows] for wave in table.earlier)
    return replace(table, regions=regions, values=table.values[rows], groups=groups, earlier=earlier)


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number


def _place(rank: float) -> float | None:
    if math.isnan(rank):
        return None
    return int(rank) if rank == int(rank) else rank
