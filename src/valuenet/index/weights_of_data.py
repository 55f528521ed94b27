"""Weights that the data suggest: entropy, CRITIC, principal components, correlations, benefit of the doubt."""

from __future__ import annotations

import numpy as np

from valuenet.errors import DataError
from valuenet.index.columns import centred, low_high, mean_deviation
from valuenet.index.table import FloatArray


def _shares(amounts: FloatArray) -> FloatArray:
    """Return amounts as shares of 1; equal ones where all are 0 (nothing tells the indicators apart)."""
    total = amounts.sum(axis=-1, keepdims=True)
    equal = np.ones_like(amounts) / amounts.shape[-1]
    return np.where(total > 0, amounts / np.where(total > 0, total, 1.0), equal)


def entropy(values: FloatArray) -> FloatArray:
    """Return weights `(..., leaves)` in proportion to 1 - entropy of the shares of the regions in each indicator.

    `values` `(..., regions, leaves)` are normalised and at least 0; NaN is left out.
    Source: Shannon (1948); Hwang and Yoon, Multiple Attribute Decision Making (1981), section 3.3.

    >>> entropy(np.array([[1.0, 1.0], [0.0, 1.0]])).tolist()
    [1.0, 0.0]
    """
    low = low_high(values)[0]
    if (low < 0).any():
        raise DataError("entropy weights need normalised values of 0 or more: take min_max, not z_score")
    filled = np.nan_to_num(values)
    total = filled.sum(axis=-2, keepdims=True)
    shares = filled / np.where(total > 0, total, 1.0)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    counts = (~np.isnan(values)).sum(axis=-2)
    disorder = -(shares * logs).sum(axis=-2) / np.where(counts > 1, np.log(np.where(counts > 1, counts, 2)), 1.0)
    return _shares(np.where((counts > 1) & (total[..., 0, :] > 0), np.maximum(1 - disorder, 0.0).round(12), 0.0))


def correlations(values: FloatArray) -> FloatArray:
    """Return the correlations `(..., leaves, leaves)` over the regions in which both have data; 0 without spread.

    >>> correlations(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])).round(9).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    known = (~np.isnan(values)).astype(np.float64)
    if known.all():
        apart = centred(values)[0]
        products = np.swapaxes(apart, -1, -2) @ apart
        spread = np.sqrt(np.einsum("...ii->...i", products))
        scale = spread[..., :, None] * spread[..., None, :]
        return np.asarray(np.where(scale > 0, products / np.where(scale > 0, scale, 1.0), 0.0))
    filled = centred(values)[0]  # of each pair, only the regions that have both
    turned = np.swapaxes(known, -1, -2)
    counts = turned @ known
    sums = np.swapaxes(filled, -1, -2) @ known
    squares = np.swapaxes(filled * filled, -1, -2) @ known
    with np.errstate(invalid="ignore", divide="ignore"):
        covariance = np.swapaxes(filled, -1, -2) @ filled - sums * np.swapaxes(sums, -1, -2) / counts
        variance = squares - sums * sums / counts
        scale = np.sqrt(variance * np.swapaxes(variance, -1, -2))
    return np.asarray(np.where(scale > 1e-12, covariance / np.where(scale > 1e-12, scale, 1.0), 0.0))


def critic(values: FloatArray) -> FloatArray:
    """Return weights `(..., leaves)` in proportion to standard deviation x sum over the others of 1 - correlation.

    Source: Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22 (1995).

    >>> critic(np.array([[0.0, 0.0, 1.0], [0.5, 0.5, 0.5], [1.0, 1.0, 0.0]])).tolist()
    [0.25, 0.25, 0.5]
    """
    deviations = np.nan_to_num(mean_deviation(values)[1])
    spread = (deviations > 0).astype(np.float64)
    conflict = ((1 - correlations(values)) * spread[..., None, :]).sum(axis=-1)
    return _shares(np.round(deviations * conflict, 12))


def principal_components(values: FloatArray, variance: float = 0.1) -> FloatArray:
    """Return weights `(leaves,)`: squared loadings on rotated components, by the variance that each component explains.

    Components are those of the correlations with an eigenvalue above 1 that explain at least the share `variance`
    (the first in any case), rotated by varimax. Each leaf belongs to the component of which its squared loading is the
    greatest part; it weighs that part of the component, and the component its share of the variance explained.
    Source: Nicoletti et al. (2000), as in OECD/JRC, Handbook (2008), step 6, table 17.

    >>> x = np.random.default_rng(1).normal(size=(50, 2))
    >>> principal_components(np.column_stack([x, x])).round(2).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    table = correlations(values)
    with_data = np.einsum("ii->i", table) > 0
    amounts, vectors = np.linalg.eigh(table[np.ix_(with_data, with_data)])
    amounts, vectors = amounts[::-1], vectors[:, ::-1]
    many = max(1, int(((amounts > 1) & (amounts / amounts.sum() >= variance)).sum()))
    loadings = varimax(vectors[:, :many] * np.sqrt(np.maximum(amounts[:many], 0)))
    return component_weights(loadings, with_data)


def component_weights(loadings: FloatArray, with_data: FloatArray | None = None) -> FloatArray:
    """Return the weights that rotated loadings `(leaves, components)` lead to; 0 for leaves without data.

    >>> component_weights(np.array([[0.8, 0.0], [0.6, 0.0], [0.0, 1.0]])).round(4).tolist()
    [0.32, 0.18, 0.5]
    """
    squares = loadings**2
    explained = squares.sum(axis=0)
    within = squares / np.where(explained > 0, explained, 1.0)
    own = within.argmax(axis=1)
    parts = np.take_along_axis(within, own[:, None], 1)[:, 0] * explained[own]
    result = np.zeros(len(loadings) if with_data is None else len(with_data))
    result[slice(None) if with_data is None else with_data] = parts / parts.sum()
    return result


def varimax(loadings: FloatArray, rounds: int = 200, tolerance: float = 1e-12) -> FloatArray:
    """Return `loadings` `(leaves, components)` rotated so that the variance of their squares is greatest.

    Two components at a time by the best angle, until no angle is above `tolerance`.
    Source: Kaiser, Psychometrika 23 (1958), without his normalisation of rows.

    >>> np.abs(varimax(np.array([[1.0, 1.0], [1.0, -1.0]]) / 2**0.5)).round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    result = loadings.copy()
    rows, columns = result.shape
    for _ in range(rounds):
        widest = 0.0
        for first in range(columns):
            for second in range(first + 1, columns):
                x, y = result[:, first].copy(), result[:, second].copy()
                u, v = x * x - y * y, 2 * x * y
                lean = 2 * (u @ v) - 2 * u.sum() * v.sum() / rows
                rise = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / rows
                angle = np.arctan2(lean, rise) / 4
                result[:, first] = x * np.cos(angle) + y * np.sin(angle)
                result[:, second] = y * np.cos(angle) - x * np.sin(angle)
                widest = max(widest, abs(angle))
        if widest < tolerance:
            break
    return result


def optimised(values: FloatArray, targets: FloatArray, iterations: int = 2000) -> FloatArray:
    """Return weights `(leaves,)` with which the correlations of the leaves with the weighted mean are as `targets`.

    Targets are relative: correlations become proportional to them, as nearly as weights of 0 or more allow. Found by
    raising the weight of what correlates too little, in small steps; the best weights met are returned.
    Source: Becker et al., Ecological Indicators 80 (2017); `get_opt_weights` of COINr.

    >>> x = np.random.default_rng(1).normal(size=(200, 2)) * [1, 5]
    >>> optimised(x, np.ones(2)).round(2).tolist()
    [0.83, 0.17]
    """
    wanted = _shares(np.asarray(targets, np.float64))
    apart = centred(values)[0]
    deviations = np.sqrt((apart * apart).sum(axis=0))
    usable = (deviations > 0) & (wanted > 0)
    weights = np.where(usable, 1.0, 0.0)
    weights = best = weights / weights.sum()
    least, step = np.inf, 0.5
    for _ in range(iterations):
        index = apart @ weights
        size = np.sqrt(index @ index)
        strength = np.where(
            usable, (apart.T @ index) / np.where(deviations > 0, deviations, 1.0) / max(size, 1e-300), 0.0
        )
        level = strength[usable].sum() / wanted[usable].sum()
        gap = np.where(usable, wanted * level - strength, 0.0)
        miss = float(np.abs(gap).max())
        if miss < least:
            least, best = miss, weights
        if miss < 1e-10:
            break
        weights = np.maximum(weights * np.exp(step * gap), 1e-12) * usable
        weights = weights / weights.sum()
    return np.asarray(best)


def benefit_of_the_doubt(values: FloatArray, least: float = 0.0, most: float = 1.0) -> FloatArray:
    """Return for every region the weights `(regions, leaves)` of its best score, no region having more than 1.

    Each leaf's part of a region's score is between `least` and `most` of it. Values are at least 0; no data counts as
    0 for the region itself and constrains nobody else. Solved as linear programmes by HiGHS.
    Source: Cherchye, Moesen, Rogge and Van Puyenbroeck, Social Indicators Research 82 (2007).

    >>> weights = benefit_of_the_doubt(np.array([[1.0, 0.5], [0.5, 1.0], [0.5, 0.5]]))
    >>> (weights * [[1.0, 0.5], [0.5, 1.0], [0.5, 0.5]]).sum(axis=1).round(6).tolist()
    [1.0, 1.0, 0.666667]
    """
    from scipy.optimize import linprog

    filled = np.nan_to_num(values)
    if (filled < 0).any():
        raise DataError("benefit of the doubt needs normalised values of 0 or more: take min_max, not z_score")
    leaves = filled.shape[1]
    if least * leaves > 1 or most * leaves < 1:
        raise DataError(
            f"recipe: weigh: {leaves} parts from {least:g} to {most:g} of a score cannot make the whole of it"
        )
    result = np.zeros_like(filled)
    for region, own in enumerate(filled):
        parts = np.diag(own)
        bounds = np.vstack([filled, least * own - parts, parts - most * own])
        limits = np.concatenate([np.ones(len(filled)), np.zeros(2 * leaves)])
        found = linprog(-own, A_ub=bounds, b_ub=limits, bounds=(0, None), method="highs")
        if found.status == 3:  # a leaf that is 0 for all others: any weight will do
            found = linprog(-own, A_ub=bounds, b_ub=limits, bounds=(0, 1e6), method="highs")
        if not found.success:
            raise DataError(f"benefit of the doubt of region {region + 1}: {found.message}")
        result[region] = found.x
    return result
