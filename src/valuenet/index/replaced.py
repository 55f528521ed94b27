"""The score of every region if it alone had other values: as many builds as regions, done as one."""

from __future__ import annotations

import numpy as np

from valuenet.index.aggregate import aggregate, methods_of
from valuenet.index.build import needs_spread, of_rows
from valuenet.index.columns import low_high
from valuenet.index.impute import imputed
from valuenet.index.normalise import normalised
from valuenet.index.recipe import Recipe
from valuenet.index.screen import screened
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree
from valuenet.index.weigh import weights_of

OF_ENDS = ("none", "min_max", "distance_to_maximum", "distance_to_target", "fraction_of_maximum", "goalposts")
"""Normalisations that know of the other regions only the least and the greatest value."""
OF_PLACES = ("rank", "percentile", "borda")
BETWEEN = ("none", "mean", "median", "group_mean", "group_median")
"""Imputations that lie between the least and the greatest value, and so leave these as they are."""
ROWS = 1 << 14
"""Regions that are worked on at a time."""


def replaceable(tree: Tree, recipe: Recipe) -> bool:
    """Tell whether `scores_replaced` can do a recipe: a region's score depends on its own values and on column sums.

    That is so without treatment, weights of the data and Copeland, and with the normalisations named here.

    >>> from valuenet.index.recipe import STANDARD, changed
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 1.0)])
    >>> replaceable(tree, STANDARD), replaceable(tree, changed(STANDARD, {"treat": "winsorise"}))
    (True, False)
    """
    if any(each.leaves for each in (recipe.treat, recipe.impute)) or recipe.treat.method != "none":
        return False
    if recipe.weigh.method not in ("given", "equal", "ahp"):
        return False
    step = recipe.aggregate
    if step.method != "sum" and any(own.method == "copeland" for own in methods_of(tree, step).values()):
        return False
    kinds = {recipe.normalise.method, *(own.method for own in recipe.normalise.leaves.values())}
    if kinds <= set(OF_ENDS):
        return recipe.impute.method in BETWEEN
    return len(kinds) == 1 and kinds <= {*OF_PLACES, "z_score"} and recipe.impute.method == "none"


def scores_replaced(tree: Tree, table: Table, own: FloatArray, recipe: Recipe, code: str) -> FloatArray:
    """Return the score `(regions,)` of each region in an index in which only its values are those of `own`.

    `own` is `(regions, leaves)`, with data where the table has them. A leaf that is equal everywhere then has no data.
    Raises `DataError` as `build` does. The recipe must be `replaceable`.

    >>> from valuenet.index.recipe import STANDARD
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 1.0)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[1.0], [3.0], [5.0]]))
    >>> scores_replaced(tree, table, np.array([[4.0], [2.0], [4.0]]), STANDARD, "index").tolist()
    [0.5, 0.25, 1.0]
    """
    kept, rows, _ = screened(table.values, table.regions, tree.leaves, recipe.screen)
    filled = imputed(kept, tree, of_rows(table, rows), recipe.impute)[0]
    mine = np.where(np.isnan(kept), filled, own[rows])
    spread = needs_spread(tree, recipe)
    directions = np.array([float(tree.directions[leaf]) for leaf in tree.leaves])
    ends = _ends_of_others(kept)
    flat = (np.fmin(mine, ends[0]) == np.fmax(mine, ends[1])) & spread
    if recipe.normalise.method == "z_score":
        scaled = _scores_of_z(kept * directions, mine * directions, **recipe.normalise.parameters)
    elif recipe.normalise.method in OF_PLACES:
        scaled = _places(kept * directions, mine * directions, recipe)
    else:
        parts = [slice(start, start + ROWS) for start in range(0, len(mine), ROWS)]
        stacks = [np.stack([each[part] for each in (mine, *ends)], axis=1) for part in parts]
        stacks = [np.where(flat[part, None], np.nan, stack) for part, stack in zip(parts, stacks, strict=True)]
        scaled = np.concatenate([normalised(s, tree.leaves, directions, recipe.normalise)[:, 0] for s in stacks])
    scaled = np.where(flat, np.nan, scaled)
    result = np.full(len(rows), np.nan)
    weights = weights_of(tree, recipe.weigh, scaled)
    result[rows] = aggregate(tree, scaled, weights, recipe.aggregate, (code,))[:, 0]
    return result


def _ends_of_others(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest value `(regions, leaves)` of all other regions; NaN where they have no data."""
    return _least_of_others(values), -_least_of_others(-values)


def _least_of_others(values: FloatArray) -> FloatArray:
    least = low_high(values)[0]
    first = values == least
    next_one = low_high(np.where(first, np.nan, values))[0]
    alone = first & (first.sum(axis=0) == 1)
    return np.where(alone, next_one, least)


def _scores_of_z(others: FloatArray, mine: FloatArray, mean: float, deviation: float) -> FloatArray:
    known = ~np.isnan(others)
    counts = known.sum(axis=0)
    centre = np.where(known, others, 0.0).sum(axis=0) / np.maximum(counts, 1)
    apart, own = np.where(known, others - centre, 0.0), mine - centre  # so that squares lose nothing
    sums = apart.sum(axis=0) - apart + own
    squares = (apart * apart).sum(axis=0) - apart * apart + own * own
    means = sums / np.maximum(counts, 1)
    variances = np.maximum(squares - sums * means, 0.0) / np.where(counts > 1, counts - 1, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((own - means) / np.sqrt(variances) * deviation + mean)


def _places(others: FloatArray, mine: FloatArray, recipe: Recipe) -> FloatArray:
    step = recipe.normalise
    result = np.full(mine.shape, np.nan)
    for column in range(mine.shape[1]):
        old, new = others[:, column], mine[:, column]
        rising = np.sort(old[~np.isnan(old)])
        below = np.searchsorted(rising, new, "left") - (old < new)
        equal = np.searchsorted(rising, new, "right") - np.searchsorted(rising, new, "left") - (old == new)
        places = below + (equal / 2 if step["ties"] == "average" else 0) + 1
        result[:, column] = np.where(np.isnan(new), np.nan, _scaled(places, len(rising), step.method))
    return result


def _scaled(places: FloatArray, count: int, method: str) -> FloatArray:
    if method == "percentile":
        return (places - 1) / (count - 1) if count > 1 else np.full(places.shape, np.nan)
    return places - 1 if method == "borda" else places
