"""Many builds of one index at once, from treatment to ranks: for data or weights that vary thousands of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.index.aggregate import aggregate, rank
from valuenet.index.normalise import normalised
from valuenet.index.recipe import Recipe
from valuenet.index.table import FloatArray
from valuenet.index.treat import treated
from valuenet.index.tree import Tree
from valuenet.index.weigh import weights_of

CELLS = 1 << 17
"""So many cells are worked on at a time: few enough to stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Rebuilt:
    """Scores and ranks `(builds, regions, codes)`; NaN is no data. Ranks are as in `IndexResult.ranks`."""

    codes: tuple[str, ...]
    scores: FloatArray
    ranks: FloatArray


def rebuild(
    tree: Tree,
    recipe: Recipe,
    values: FloatArray,
    weights: FloatArray | None = None,
    *,
    of: Sequence[str] | None = None,
    regions: Sequence[str] = (),
) -> Rebuilt:
    """Return the scores and ranks of many builds of the codes `of`, the root if none are named.

    `values` are `(regions, leaves)`, or `(builds, regions, leaves)`, denominated, screened and imputed already (those
    of `IndexResult.stages["imputed"]`). `weights` are `(indicators,)` or `(builds, indicators)`, as those of an
    `IndexResult`; without them each build has those of the recipe. `regions` are needed where the recipe names one.
    The result of each build is that of `build` on the same values.
    Raises `DataError` as `build` does, and where weights differ by region (benefit of the doubt).

    >>> from valuenet.index.recipe import STANDARD
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table = np.array([[10.0, 5.0], [20.0, 9.0]])
    >>> rebuild(tree, STANDARD, table, np.array([[1.0, 0.7, 0.3], [1.0, 0.2, 0.8]])).ranks[:, :, 0].tolist()
    [[2.0, 1.0], [1.0, 2.0]]
    """
    if recipe.weigh.method == "benefit_of_the_doubt":
        raise DataError(
            "recipe: weigh: benefit_of_the_doubt gives each region its own weights: build one index at a time"
        )
    codes = tuple(of) if of is not None else (tree.root,)
    if weights is not None and weights.shape[-1] != len(tree.codes):
        raise DataError(f"weights are {weights.shape}: give {len(tree.codes)} in each row, one for each indicator")
    builds = max(
        len(values) if values.ndim == 3 else 1, len(weights) if weights is not None and weights.ndim == 2 else 1
    )
    size = max(1, CELLS // max(1, values.shape[-2] * values.shape[-1]))
    once = prepared(tree, recipe, values, regions) if values.ndim == 2 else None
    parts = []
    for start in range(0, builds, size):
        chunk = slice(start, start + size)
        ready = once if once is not None else prepared(tree, recipe, values[chunk], regions)
        own = (
            weights_of(tree, recipe.weigh, ready)
            if weights is None
            else weights[chunk]
            if weights.ndim == 2
            else weights
        )
        scores = aggregate(tree, ready, own, recipe.aggregate, codes)
        parts.append(scores if scores.ndim == 3 else scores[None])
    together = np.concatenate(parts)
    ranks = rank(np.ascontiguousarray(np.swapaxes(together, -1, -2)), recipe.rank["ties"])
    return Rebuilt(codes, together, np.swapaxes(ranks, -1, -2))


def prepared(tree: Tree, recipe: Recipe, values: FloatArray, regions: Sequence[str]) -> FloatArray:
    """Return `values` `(..., regions, leaves)`, imputed already, treated and normalised."""
    directions = np.array([float(tree.directions[leaf]) for leaf in tree.leaves])
    moved = treated(values, tree.leaves, recipe.treat)
    return normalised(moved, tree.leaves, directions, recipe.normalise, regions)
