"""From a table to the values that many builds begin with: denominated, screened and imputed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from valuenet.index.build import needs_spread, of_rows
from valuenet.index.columns import low_high
from valuenet.index.denominate import denominated
from valuenet.index.impute import centre, imputed
from valuenet.index.recipe import Recipe, changed
from valuenet.index.screen import screened, without_scale
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree


def filled(tree: Tree, table: Table, recipe: Recipe) -> FloatArray:
    """Return the values `(regions, leaves)` as `rebuild` takes them, for all regions of the table.

    A region that the recipe screens out is NaN everywhere. Raises `DataError` as `build` does.

    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[1.0, np.nan], [3.0, 4.0], [np.nan, 8.0]]))
    >>> filled(tree, table, recipe_of({"impute": "mean"})).tolist()
    [[1.0, 6.0], [3.0, 4.0], [2.0, 8.0]]
    """
    divided = denominated(table.values, tree.leaves, table.denominators, recipe.denominate)
    kept, rows, _ = screened(divided, table.regions, tree.leaves, recipe.screen)
    known, _ = without_scale(kept, tree.leaves, recipe.screen, spread=needs_spread(tree, recipe))
    result = np.full(table.values.shape, np.nan)
    result[rows] = imputed(known, tree, of_rows(table, rows), recipe.impute)[0]
    return result


def filled_each(tree: Tree, table: Table, recipe: Recipe, values: FloatArray) -> FloatArray:
    """Return many versions `(versions, regions, leaves)` of a table's values, each filled as `filled` does.

    In a version in which a leaf has no data or is equal everywhere, it counts as no data: with thousands of versions
    of the data that happens by chance, and is no mistake of the table.
    """
    if _alike(recipe):
        return _all_at_once(tree, recipe, values)
    leave = {"empty": "leave_out"} | ({"constant": "leave_out"} if needs_spread(tree, recipe).any() else {})
    lenient = changed(recipe, {"screen": leave})
    return np.stack([filled(tree, replace(table, values=one), lenient) for one in values])


def _alike(recipe: Recipe) -> bool:
    """Tell whether every version is filled by itself and in the same few steps."""
    bare = recipe.screen["regions"] == 0 == recipe.screen["indicators"] and recipe.denominate.method == "none"
    return bare and recipe.impute.method in ("none", "mean", "median")


def _all_at_once(tree: Tree, recipe: Recipe, values: FloatArray) -> FloatArray:
    low, high = low_high(values)
    flat = (low == high) & needs_spread(tree, recipe)
    known = np.where(flat[..., None, :], np.nan, values)
    if recipe.impute.method == "none":
        return known
    return np.where(np.isnan(known), centre(known, recipe.impute.method)[..., None, :], known)
