"""From the values of the children of one indicator to its score: `(..., regions, children)` to `(..., regions)`.

Weights are `(..., regions or 1, children)`, at least 0; a child without data is left out and the weights of the others
count for more. Every mean m holds m(t x) = t m(x), so x dm/dx adds up to m: `rates` are those derivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from valuenet.errors import DataError
from valuenet.index.normalise import rank_upward
from valuenet.index.table import FloatArray

PAIRWISE = 5_000
"""Regions beyond which pairs are not compared: the matrix of pairs would not fit."""


def shares_of(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weights of the children that have data as shares of 1; NaN where none has both data and weight.

    >>> shares_of(np.array([[1.0, np.nan, 3.0]]), np.array([[1.0, 5.0, 3.0]])).tolist()
    [[0.25, 0.0, 0.75]]
    """
    known = np.where(np.isnan(values), 0.0, weights)
    total = known.sum(axis=-1, keepdims=True)
    return np.asarray(known / np.where(total > 0, total, np.nan))


def arithmetic(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weighted arithmetic mean.

    >>> arithmetic(np.array([[1.0, 3.0], [np.nan, 3.0]]), np.array([[1.0, 1.0]])).tolist()
    [2.0, 3.0]
    """
    return np.asarray(np.einsum("...j,...j->...", shares_of(values, weights), np.nan_to_num(values)))


def power(values: FloatArray, weights: FloatArray, exponent: float) -> FloatArray:
    """Return the weighted generalised mean (sum of share x value ** exponent) ** (1 / exponent); geometric for 0.

    Values must be greater than 0 (at least 0 for a positive exponent).

    >>> power(np.array([[1.0, 4.0]]), np.array([[1.0, 1.0]]), 0).tolist()
    [2.0]
    >>> power(np.array([[1.0, 4.0]]), np.array([[1.0, 1.0]]), -1).tolist()
    [1.6]
    """
    shares = shares_of(values, weights)
    filled = np.where(np.isnan(values) | (shares == 0), 1.0, values)
    if exponent == 0:
        return np.asarray(np.exp(np.einsum("...j,...j->...", shares, np.log(filled))))
    top = filled.max(axis=-1, keepdims=True)  # keeps large exponents from overflowing
    scale = np.where(top > 0, top, 1.0)
    raised = np.einsum("...j,...j->...", shares, (filled / scale) ** exponent)
    return np.asarray(raised ** (1 / exponent) * scale[..., 0])


def median(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weighted median: the value with half of the weight on each side, or the middle of two.

    >>> median(np.array([[1.0, 9.0, 5.0], [1.0, 9.0, np.nan]]), np.array([[1.0, 1.0, 1.0]])).tolist()
    [5.0, 5.0]
    """
    return np.asarray(np.einsum("...j,...j->...", _median_rates(values, weights), np.nan_to_num(values)))


def _median_rates(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return for each child how much of the median it is: 1, or two halves."""
    values, shares = np.broadcast_arrays(values, shares_of(values, weights))
    order = np.argsort(np.where(shares > 0, values, np.inf), axis=-1)
    heavy = np.take_along_axis(shares, order, -1)
    upto = np.cumsum(heavy, axis=-1)
    has = heavy > 0
    lower = ((upto - heavy < 0.5 - 1e-12) & (upto >= 0.5 - 1e-12) & has).astype(np.float64)
    upper = ((upto - heavy <= 0.5 + 1e-12) & (upto > 0.5 + 1e-12) & has).astype(np.float64)
    rates = np.empty_like(upto)
    np.put_along_axis(rates, order, (lower + upper) / 2, -1)
    return np.where(np.isnan(shares), np.nan, rates)


def copeland(values: FloatArray, weights: FloatArray, count: str = "shares") -> FloatArray:
    """Return the Copeland score over the other regions: the sum of outranking shares, or wins less losses.

    One region outranks another by the share of the weight of the children in which it is better, and half of that in
    which they are equal; over children that both have data for, one half where there is none.
    Source: OECD/JRC, Handbook (2008), step 6; `outrankMatrix` and `a_copeland` of COINr.

    >>> x = np.array([[3.0, 3.0], [2.0, 1.0], [1.0, 2.0]])
    >>> copeland(x, np.array([[0.5, 0.5]])).tolist(), copeland(x, np.array([[0.5, 0.5]]), "wins").tolist()
    ([2.0, 0.5, 0.5], [2.0, -1.0, -1.0])
    """
    if count == "shares" and not np.isnan(values).any():
        return np.asarray(np.einsum("...j,...j->...", shares_of(values, weights), rank_upward(values) - 1))
    shares = outranking(values, weights)
    known = shares_of(values, weights).sum(axis=-1) * 0  # NaN for a region without data
    if count == "shares":
        return np.asarray(np.nansum(shares, axis=-1) + known)
    return np.asarray(np.sign(np.nan_to_num(np.round(shares, 12) - 0.5)).sum(axis=-1) + known)


def outranking(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the outranking matrix `(..., regions, regions)`: how much the row's region is better; NaN on the diagonal.

    >>> outranking(np.array([[3.0, 1.0], [2.0, 1.0]]), np.array([[0.5, 0.5]])).tolist()
    [[nan, 0.75], [0.25, nan]]
    """
    regions = values.shape[-2]
    if regions > PAIRWISE:
        raise DataError(f"Copeland compares pairs of regions: {regions:,} are too many, {PAIRWISE:,} are allowed")
    values, weight = np.broadcast_arrays(values, weights)
    better, both = (np.zeros((*values.shape[:-1], regions)) for _ in range(2))
    for child in range(values.shape[-1]):
        mine, other = values[..., :, None, child], values[..., None, :, child]
        each = np.where(np.isnan(mine) | np.isnan(other), 0.0, weight[..., :, None, child])
        both += each
        better += each * ((mine > other) + 0.5 * (mine == other))
    result = np.where(both > 0, better / np.where(both > 0, both, 1.0), 0.5)
    result[np.isnan(values).all(axis=-1)] = np.nan
    np.swapaxes(result, -1, -2)[np.isnan(values).all(axis=-1)] = np.nan
    result[..., np.arange(regions), np.arange(regions)] = np.nan
    return result


MEANS: Mapping[str, Callable[..., FloatArray]] = {
    "arithmetic": arithmetic,
    "geometric": lambda values, weights: power(values, weights, 0.0),
    "harmonic": lambda values, weights: power(values, weights, -1.0),
    "power": power,
    "median": median,
    "copeland": copeland,
}


def exponent_of(method: str, parameters: Mapping[str, float]) -> float | None:
    """Return the exponent of the generalised mean that a method is, None where it is none.

    >>> exponent_of("geometric", {}), exponent_of("median", {})
    (0.0, None)
    """
    fixed = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
    return parameters["exponent"] if method == "power" else fixed.get(method)


def rates(
    values: FloatArray, weights: FloatArray, scores: FloatArray, method: str, exponent: float | None
) -> FloatArray:
    """Return the derivative of the score by each child `(..., regions, children)`; rate x value adds up to the score.

    >>> x, w = np.array([[1.0, 4.0]]), np.array([[1.0, 1.0]])
    >>> (rates(x, w, power(x, w, 0), "geometric", 0.0) * x).tolist()
    [[1.0, 1.0]]
    """
    if method == "median":
        return _median_rates(values, weights)
    shares = shares_of(values, weights)
    if exponent is None:
        raise DataError(f"'{method}' has no derivative")
    if exponent == 1:
        return shares
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = shares * (np.nan_to_num(values) / scores[..., None]) ** (exponent - 1)
    return np.where(shares > 0, slopes, 0.0)
