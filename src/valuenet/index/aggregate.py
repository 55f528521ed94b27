"""From normalised leaves to the scores of every level, how much of them is known, and ranks."""

from __future__ import annotations

import numpy as np

from valuenet.index.normalise import FloatArray
from valuenet.index.tree import DECIMALS, Tree


def weighted_sum(tree: Tree, normalised: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the scores and the coverage of every indicator, both `(regions, indicators)` in the order of the tree.

    `normalised` is `(regions, leaves)`, 0..1, NaN for no data. A score is the sum of weight x normalised value over
    the leaves below that have data, from 0 to the indicator's weight; leaves without data add nothing, and show in
    the coverage: their weight is missing from it. Coverage is the share, 0..1, of the indicator's weight that lies on
    leaves with data; where it is 0, the score is NaN.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.6)])
    >>> scores, coverage = weighted_sum(tree, np.array([[0.5, 1.0], [1.0, np.nan]]))
    >>> scores.tolist(), coverage.tolist()
    ([[0.8, 0.2, 0.6], [0.4, 0.4, nan]], [[1.0, 1.0, 1.0], [0.4, 1.0, 0.0]])
    """
    place = {code: column for column, code in enumerate(tree.codes)}
    scores = np.zeros((len(normalised), len(place)), order="F")  # one column at a time is what everything here reads
    covered = np.zeros_like(scores)
    for leaf, values in zip(tree.leaves, normalised.T, strict=True):
        known = tree.weights[leaf] * ~np.isnan(values)
        part = known * np.nan_to_num(values)
        for code in tree.paths[leaf]:
            scores[:, place[code]] += part
            covered[:, place[code]] += known
    totals = np.array([tree.weights[code] for code in tree.codes])
    coverage = np.round(covered / np.where(totals > 0, totals, 1.0), DECIMALS)
    return np.where(covered > 0, np.round(scores, DECIMALS), np.nan), coverage


def rank(scores: FloatArray) -> FloatArray:
    """Return the rank of every score `(n,)`: 1 for the highest, equal scores share the better one, NaN has none.

    This is competition ranking: two firsts are followed by a third.

    >>> rank(np.array([0.5, 0.9, np.nan, 0.9])).tolist()
    [3.0, 1.0, nan, 1.0]
    """
    order = np.argsort(-scores, kind="stable")  # NaN comes last
    falling = scores[order]
    first = np.ones(len(scores), np.bool_)
    first[1:] = falling[1:] != falling[:-1]
    ranks = np.empty(len(scores))
    ranks[order] = np.maximum.accumulate(np.where(first, np.arange(1, len(scores) + 1), 0))
    return np.where(np.isnan(scores), np.nan, ranks)
