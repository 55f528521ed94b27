"""An index from its tree and the values of its leaves: normalised, summed, ranked."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.aggregate import rank, weighted_sum
from valuenet.index.normalise import FloatArray, min_max
from valuenet.index.tree import Tree

ByLeaf: TypeAlias = Mapping[str, Mapping[str, float | None]]
"""Leaf -> region -> value; a region that a leaf leaves out, or None, is no data."""


@dataclass(frozen=True, eq=False)
class IndexResult:
    """An index over `regions`; NaN is no data in every array, and the arrays are read-only.

    `values`, `normalised` `(regions, leaves)` in the order of `tree.leaves`; `scores`, `ranks`, `coverage`
    `(regions, indicators)` in the order of `tree.codes`. `constant` names the leaves that have the same value
    wherever they have one: they tell no region from another and are left out of every score.
    """

    tree: Tree
    regions: tuple[str, ...]
    values: FloatArray
    normalised: FloatArray
    scores: FloatArray
    ranks: FloatArray
    coverage: FloatArray
    constant: tuple[str, ...]

    def value_rows(self) -> Iterator[tuple[str, str, float | None, float | None]]:
        """Yield (region, leaf, value, normalised), None for no data, region by region."""
        for region, values, normalised in zip(self.regions, self.values, self.normalised, strict=True):
            for leaf, value, share in zip(self.tree.leaves, values.tolist(), normalised.tolist(), strict=True):
                yield region, leaf, _or_none(value), _or_none(share)

    def score_rows(self) -> Iterator[tuple[str, str, float | None, int | None, float]]:
        """Yield (region, indicator, score, rank, coverage), None for no data, region by region."""
        for region, *columns in zip(self.regions, self.scores, self.ranks, self.coverage, strict=True):
            cells = zip(self.tree.codes, *(column.tolist() for column in columns), strict=True)
            for code, score, place, coverage in cells:
                yield region, code, _or_none(score), None if math.isnan(place) else int(place), coverage


def build_index(tree: Tree, regions: Sequence[str], values: FloatArray | ByLeaf) -> IndexResult:
    """Normalise the leaves by min-max over the regions, sum them by weight on every level, and rank the regions.

    `values` is an array `(regions, leaves)` in the order of `tree.leaves`, NaN for no data, or leaf -> region ->
    value. Raises `DataError` for a region given twice, a leaf or region that is not there, an array of another
    shape, and, naming the indicator, for infinite values.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> result = build_index(tree, ["A", "B", "C"], {"firms": {"A": 10, "B": 20}, "rent": {"A": 5, "B": 9, "C": 7}})
    >>> for row in result.score_rows():
    ...     if row[1] == "index":
    ...         print(row)
    ('A', 'index', 0.3, 2, 1.0)
    ('B', 'index', 0.7, 1, 1.0)
    ('C', 'index', 0.15, 3, 0.3)
    """
    twice = [region for region, times in Counter(regions).items() if times > 1]
    if twice:
        raise DataError(f"region '{twice[0]}' is there twice: give each region one row")
    matrix = _from_leaves(tree, regions, values) if isinstance(values, Mapping) else np.array(values, float, order="F")
    if matrix.shape != (len(regions), len(tree.leaves)):
        raise DataError(f"values are {matrix.shape}: give {len(regions)} regions x {len(tree.leaves)} leaves")
    columns = [_normalised(leaf, column, tree) for leaf, column in zip(tree.leaves, matrix.T, strict=True)]
    normalised = np.array(columns).T
    scores, coverage = weighted_sum(tree, normalised)
    ranks = np.array([rank(column) for column in scores.T]).T
    lost = np.flatnonzero(~np.isnan(matrix).all(axis=0) & np.isnan(normalised).all(axis=0))
    constant = tuple(tree.leaves[column] for column in lost)
    for array in (matrix, normalised, scores, ranks, coverage):
        array.setflags(write=False)
    return IndexResult(tree, tuple(regions), matrix, normalised, scores, ranks, coverage, constant)


def _from_leaves(tree: Tree, regions: Sequence[str], by_leaf: ByLeaf) -> FloatArray:
    row, column = ({name: place for place, name in enumerate(names)} for names in (regions, tree.leaves))
    matrix = np.full((len(row), len(column)), np.nan)
    for leaf, values in by_leaf.items():
        if leaf not in column:
            raise DataError(f"'{leaf}' is no leaf of the index{nearest(leaf, column)}")
        for region, value in values.items():
            if region not in row:
                raise DataError(f"indicator '{leaf}': '{region}' is none of the regions of the index")
            matrix[row[region], column[leaf]] = np.nan if value is None else value
    return matrix


def _normalised(leaf: str, values: FloatArray, tree: Tree) -> FloatArray:
    try:
        return min_max(values, tree.directions[leaf])
    except DataError as error:
        raise DataError(f"indicator '{leaf}': {error}") from error


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number
