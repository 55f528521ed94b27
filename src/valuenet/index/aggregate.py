"""From normalised leaves to the scores of every level, how much of them is known, and ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.means import MEANS, exponent_of
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray
from valuenet.index.tree import DECIMALS, Tree


def methods_of(tree: Tree, step: Step) -> dict[str, Step]:
    """Return the method of every parent of the tree: that of the step, of its level, or its own.

    Raises `DataError` for a level or an indicator that has no children to aggregate.
    """
    levels, own = (step.parameters.get(name) or {} for name in ("levels", "indicators"))
    depths = {str(tree.levels[code]) for code in tree.children}
    for level in levels:
        if level not in depths:
            raise DataError(
                f"recipe: aggregate: levels: there is no level {level} of parents; there is {sorted(depths)}"
            )
    for code in own:
        if code not in tree.children:
            raise DataError(f"recipe: aggregate: indicators: '{code}' is no indicator with children")
    return {code: own.get(code) or levels.get(str(tree.levels[code])) or step for code in tree.children}


def aggregate(
    tree: Tree,
    normalised: FloatArray,
    weights: FloatArray,
    step: Step,
    of: Sequence[str] | None = None,
    *,
    by_region: bool = False,
) -> FloatArray:
    """Return the scores `(..., regions, indicators)` in the order of the tree, or of the codes `of`.

    `normalised` is `(..., regions, leaves)`, NaN for no data; `weights` `(..., indicators)`, or, `by_region`,
    `(..., regions, indicators)`. By `sum`, a score is the sum of weight x value over the leaves below; a mean of
    children knows only those with data, and is NaN where a smaller share of them than `least` has any.
    Raises `DataError` naming the indicator where a mean cannot take the values: 0 or less for a geometric one.

    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.6)])
    >>> table, weights = np.array([[0.5, 1.0], [1.0, np.nan]]), np.array([1.0, 0.4, 0.6])
    >>> aggregate(tree, table, weights, recipe_of({}).aggregate).tolist()
    [[0.8, 0.2, 0.6], [0.4, 0.4, nan]]
    >>> aggregate(tree, table, weights, recipe_of({"aggregate": "arithmetic"}).aggregate).tolist()
    [[0.8, 0.5, 1.0], [1.0, 1.0, nan]]
    """
    codes = tuple(of) if of is not None else tree.codes
    each = weights if by_region else weights[..., None, :]
    if step.method == "sum":
        return _sums(tree, normalised, each, codes)
    methods = methods_of(tree, step)
    linear = all(one.method == "arithmetic" for one in methods.values()) and not by_region
    if linear and not np.isnan(normalised).any():
        return np.asarray(np.round(normalised @ carried(tree, weights, codes), DECIMALS))
    return _means(tree, normalised, each, methods, codes)


def carried(tree: Tree, weights: FloatArray, codes: Sequence[str]) -> FloatArray:
    """Return `(..., leaves, codes)`: the share that each leaf has in the arithmetic mean of each indicator.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.5), Indicator("speed", "index", 1, 1.5)])
    >>> carried(tree, np.array([2.0, 0.5, 1.5]), ["index"]).tolist()
    [[0.25], [0.75]]
    """
    place = {code: column for column, code in enumerate(tree.codes)}
    shape = (*weights.shape[:-1], len(tree.leaves))
    shares = {leaf: np.broadcast_to(np.eye(len(tree.leaves))[row], shape) for row, leaf in enumerate(tree.leaves)}
    for parent in reversed(list(tree.children)):
        own = weights[..., [place[child] for child in tree.children[parent]]]
        _refuse_weightless(parent, own)
        parts = np.stack([shares[child] for child in tree.children[parent]], axis=-1)
        shares[parent] = np.einsum("...lc,...c->...l", parts, own / own.sum(axis=-1, keepdims=True))
    return np.stack([shares[code] for code in codes], axis=-1)


def _refuse_weightless(parent: str, weights: FloatArray) -> None:
    if not (weights.max(axis=-1) > 0).all():
        raise DataError(f"indicator '{parent}': its children all weigh 0: give at least one of them a weight")


def below(tree: Tree, codes: Sequence[str]) -> FloatArray:
    """Return `(leaves, codes)`: 1 where the leaf is the indicator, or below it.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.6)])
    >>> below(tree, tree.codes).tolist()
    [[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]]
    """
    return np.array([[float(code in tree.paths[leaf]) for code in codes] for leaf in tree.leaves])


def _leaf_columns(tree: Tree) -> npt.NDArray[np.intp]:
    place = {code: column for column, code in enumerate(tree.codes)}
    return np.array([place[leaf] for leaf in tree.leaves])


def _sums(tree: Tree, normalised: FloatArray, weights: FloatArray, codes: Sequence[str]) -> FloatArray:
    heavy = weights[..., _leaf_columns(tree)]
    missing = np.isnan(normalised)
    if not missing.any():
        return _of_parts(tree, normalised, heavy, codes)
    tops = below(tree, codes)
    weightless = (heavy @ tops) == 0  # what weighs nothing has the score 0 wherever it has data
    counted = (~missing).astype(np.float64) @ tops
    weighed = (~missing & (heavy > 0)).astype(np.float64) @ tops
    scores = _of_parts(tree, np.where(missing, 0.0, normalised), heavy, codes)
    return np.where(np.where(weightless, counted, weighed) > 0, scores, np.nan)


def _of_parts(tree: Tree, values: FloatArray, heavy: FloatArray, codes: Sequence[str]) -> FloatArray:
    """Return the sums of weight x value over the leaves below each code, without an array of all the parts."""
    tops = below(tree, codes)
    alike = heavy.shape[-2] == 1
    # One product of matrices; the column of a leaf has one weight in it, so that its part is exact.
    sums = values @ (heavy[..., 0, :, None] * tops) if alike else (values * heavy) @ tops
    return np.asarray(np.round(sums, DECIMALS, out=sums))


def _means(
    tree: Tree, normalised: FloatArray, weights: FloatArray, methods: Mapping[str, Step], codes: Sequence[str]
) -> FloatArray:
    found: dict[str, FloatArray] = {leaf: normalised[..., column] for column, leaf in enumerate(tree.leaves)}
    place = {code: column for column, code in enumerate(tree.codes)}
    for parent in reversed(list(tree.children)):
        children = tree.children[parent]
        values = np.stack(np.broadcast_arrays(*(found[child] for child in children)), axis=-1)
        own = weights[..., [place[child] for child in children]]
        found[parent] = _mean(parent, children, values, own, methods[parent])
    return np.stack(np.broadcast_arrays(*(found[code] for code in codes)), axis=-1)


def _mean(parent: str, children: Sequence[str], values: FloatArray, weights: FloatArray, step: Step) -> FloatArray:
    _refuse_weightless(parent, weights)
    _check(parent, children, values, weights, step)
    parameters = {name: step[name] for name in ("exponent", "count") if name in step.parameters}
    scores = np.round(MEANS[step.method](values, weights, **parameters), DECIMALS)
    if step["least"] > 0:
        available = (~np.isnan(values)).mean(axis=-1)
        scores = np.where(available + 1e-9 < step["least"], np.nan, scores)
    return scores


def _check(parent: str, children: Sequence[str], values: FloatArray, weights: FloatArray, step: Step) -> None:
    exponent = exponent_of(step.method, step.parameters)
    if exponent is None or exponent == 1:
        return
    wrong = (values < 0 if exponent > 0 else values <= 0) & (weights > 0)
    if wrong.any():
        child = children[int(np.argmax(wrong.reshape(-1, len(children)).any(axis=0)))]
        least = float(np.broadcast_to(values, wrong.shape)[wrong].min())
        raise DataError(
            f"indicator '{child}': its value {least:g} has no place in the {step.method} mean of '{parent}':"
            " normalise to a scale above 0 (min_max with low: 1, high: 100), or take the arithmetic mean"
        )


def coverage(tree: Tree, known: npt.NDArray[np.bool_], weights: FloatArray) -> FloatArray:
    """Return for every region and indicator the share of its weight, 0..1, that lies on leaves with data.

    `known` is `(regions, leaves)`, `weights` `(indicators,)` or `(regions, indicators)`; the share is that of the
    leaves' number where the weight of all of them is 0.
    """
    leaves = np.atleast_2d(weights)[:, _leaf_columns(tree)]
    tops = below(tree, tree.codes)
    if known.all():
        return np.broadcast_to(np.ones(1), (len(known), len(tree.codes)))
    total = leaves @ tops
    carried = np.where(known, leaves, 0.0) @ tops
    counted = known.astype(np.float64) @ tops / tops.sum(axis=0)
    return np.asarray(np.round(np.where(total > 0, carried / np.where(total > 0, total, 1.0), counted), DECIMALS))


def rank(scores: FloatArray, ties: str = "best") -> FloatArray:
    """Return the rank of every score along the last axis: 1 for the highest; NaN has none.

    Equal scores share the best of their ranks (two firsts are followed by a third), the average, or, `dense`, the
    best without a gap after it.

    >>> rank(np.array([0.5, 0.9, np.nan, 0.9])).tolist()
    [3.0, 1.0, nan, 1.0]
    >>> rank(np.array([0.5, 0.9, 0.9]), "dense").tolist(), rank(np.array([0.5, 0.9, 0.9]), "average").tolist()
    ([2.0, 1.0, 1.0], [3.0, 1.5, 1.5])
    """
    if scores.shape[-1] > LONG:
        ranked = np.empty(scores.shape)
        for place in np.ndindex(scores.shape[:-1]):
            _rank_long(scores[place], ties, ranked[place])
        return ranked
    falling = -scores
    order = np.argsort(falling, axis=-1)  # NaN comes last
    falling = np.take_along_axis(falling, order, -1)
    first = np.ones(falling.shape, np.bool_)
    first[..., 1:] = falling[..., 1:] != falling[..., :-1]
    ranks = _ranks(first, ties)
    ranks[np.isnan(falling)] = np.nan
    result = np.empty_like(ranks)
    np.put_along_axis(result, order, ranks, -1)
    return result


def _rank_long(scores: FloatArray, ties: str, into: FloatArray) -> None:
    """Rank one long row; the copies that rows of a batch need would cost as much as the sorting."""
    falling = -scores
    order = _order(falling)
    falling = falling[order]
    if not (falling[1:] >= falling[:-1]).all():  # NaN, or values that the order could not tell apart
        order = np.argsort(-scores)  # NaN comes last
        falling = -scores[order]
    first = np.ones(len(falling), np.bool_)
    np.not_equal(falling[1:], falling[:-1], out=first[1:])
    ranks = _ranks(first, ties)
    if np.isnan(falling[-1]):
        ranks[np.isnan(falling)] = np.nan
    into[order] = ranks


def _order(values: FloatArray) -> npt.NDArray[np.int64]:
    """Return the order of `values`, but for those that differ by less than a trillionth or so of their range.

    Each value and its place in one whole number: sorting these takes half as long as sorting places by value.
    """
    bits = int(len(values) - 1).bit_length()
    low, high = values.min(), values.max()
    if not (1e-250 < high - low < np.inf):
        return np.arange(len(values))
    keys = ((values - low) * ((1 << (62 - bits)) / (high - low))).astype(np.int64)
    keys <<= bits
    keys |= np.arange(len(values))
    keys.sort()
    return np.asarray(np.bitwise_and(keys, (1 << bits) - 1, out=keys))


LONG = 4096
"""Rows longer than this are ranked one by one: each fits the processor's cache, all of them do not."""


def _ranks(first: npt.NDArray[np.bool_], ties: str) -> FloatArray:
    """Return ranks in falling order, `first` being where a score differs from the one before."""
    if ties == "dense":
        return np.cumsum(first, axis=-1, dtype=np.float64)
    places = np.arange(1.0, first.shape[-1] + 1)
    if first.all():
        return np.broadcast_to(places, first.shape).copy()
    best = np.maximum.accumulate(np.where(first, places, 0.0), axis=-1)
    if ties == "best":
        return best
    ends = np.ones_like(first)
    ends[..., :-1] = first[..., 1:]
    worst = np.minimum.accumulate(np.where(ends, places, np.inf)[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray((best + worst) / 2)
