"""A score taken apart into the leaves it is made of."""

from __future__ import annotations

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.aggregate import methods_of
from valuenet.index.build import IndexResult
from valuenet.index.means import exponent_of, rates
from valuenet.index.normalise import rank_upward
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray


def contributions(result: IndexResult, code: str | None = None) -> FloatArray:
    """Return what each leaf contributes `(regions, leaves)` to the score of an indicator, the root if none is named.

    The contributions of a region add up to its score, and are 0 for leaves elsewhere in the tree and for leaves
    without data; a region without a score has NaN. By `sum`, a leaf contributes its weight x value. A mean of any
    exponent, and the median, grow as their children do, so a child contributes its value x the slope of the mean in
    it (Euler's theorem): its share x value in the arithmetic mean, its share of the score in the geometric one. In a
    Copeland score a child contributes the comparisons it wins, and its leaves share that as they share its score.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> result = build(tree, table_of(tree, ["A", "B"], np.array([[10.0, 5.0], [20.0, 9.0]])))
    >>> contributions(result).tolist()
    [[0.0, 0.3], [0.7, 0.0]]
    """
    tree = result.tree
    code = code or tree.root
    if code not in tree.codes:
        raise DataError(f"'{code}' is no indicator of the index{nearest(code, tree.codes)}")
    lost = np.isnan(result.score_of(code))[:, None]
    if result.recipe.aggregate.method == "sum":
        columns = [tree.codes.index(leaf) for leaf in tree.leaves]
        inside = np.array([code in tree.paths[leaf] for leaf in tree.leaves])
        return np.where(lost, np.nan, np.nan_to_num(result.scores[:, columns]) * inside)
    parts = _of_means(result, code)
    return np.where(lost, np.nan, np.nan_to_num(parts))


def _of_means(result: IndexResult, code: str) -> FloatArray:
    """Work upward: the contributions to a parent are those to its children, each at the slope of the parent in it."""
    tree, methods = result.tree, methods_of(result.tree, result.recipe.aggregate)
    found: dict[str, FloatArray] = {}
    for column, leaf in enumerate(tree.leaves):
        found[leaf] = np.zeros_like(result.normalised)
        found[leaf][:, column] = np.nan_to_num(result.normalised[:, column])
    for parent in reversed(list(tree.children)):
        children = tree.children[parent]
        values = np.column_stack([result.score_of(child) for child in children])
        weights = np.atleast_2d(result.weights[[tree.codes.index(child) for child in children]])
        found[parent] = _joined(
            values, weights, [found[child] for child in children], result.score_of(parent), methods[parent]
        )
    return found[code]


def _joined(
    values: FloatArray, weights: FloatArray, below: list[FloatArray], scores: FloatArray, step: Step
) -> FloatArray:
    if step.method == "copeland":
        own = _won(values, weights, step["count"])
        shares = [_as_shares(part, values[:, place]) for place, part in enumerate(below)]
        return np.asarray(np.add.reduce([own[:, place, None] * part for place, part in enumerate(shares)]))
    slopes = rates(values, weights, scores, step.method, exponent_of(step.method, step.parameters))
    return np.asarray(np.add.reduce([np.nan_to_num(slopes[:, place, None]) * part for place, part in enumerate(below)]))


def _won(values: FloatArray, weights: FloatArray, count: str) -> FloatArray:
    """Return what each child adds to the Copeland score `(regions, children)`; only where no child lacks data."""
    if count != "shares" or np.isnan(values).any():
        raise DataError(
            "a Copeland score is taken apart by `count: shares`, and where no region lacks data: impute first"
        )
    return np.asarray((rank_upward(values) - 1) * (weights / weights.sum()))


def _as_shares(part: FloatArray, total: FloatArray) -> FloatArray:
    """Return a child's contributions as shares of its score; equal ones among its leaves where the score is 0."""
    inside = (part != 0).any(axis=0) | ~(part != 0).any()
    equal = np.broadcast_to(inside / max(1, inside.sum()), part.shape)
    flat = (total == 0)[:, None]
    return np.where(flat, equal, part / np.where(flat, 1.0, total[:, None]))
