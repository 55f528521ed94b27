"""What weights come to: how much of the differences between regions each leaf makes, beside what it was given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.build import IndexResult
from valuenet.index.contribution import contributions
from valuenet.index.correlation import correlated
from valuenet.index.table import FloatArray
from valuenet.index.weigh import from_shares

WIDTHS = tuple(np.geomspace(0.05, 2.0, 20).tolist())
"""Widths of the kernel that are tried, in standard deviations of the leaf."""
MOST = 1_000
"""Regions beyond which a smooth curve is fitted to evenly spaced ones only."""


@dataclass(frozen=True)
class Importance:
    """One leaf's weight in an indicator as given and as it works out; None: no answer.

    `nominal` is its share of the weights. `variance_share` is the covariance of its contribution with the score, as a
    share of the score's variance; the shares of all leaves add up to 1. `correlation` is Pearson's with the score,
    and `correlation_ratio` the share of the score's variance that goes when the leaf is fixed, by a smooth curve.
    """

    leaf: str
    nominal: float
    variance_share: float | None
    correlation: float | None
    correlation_ratio: float | None


def importances(result: IndexResult, code: str | None = None) -> tuple[Importance, ...]:
    """Return how important each leaf below an indicator, the root if none is named, is for the score of it.

    Shares of variance are None where the score cannot be taken apart. Sources: Paruolo, Saisana and Saltelli,
    J. Royal Statistical Society A 176 (2013); Becker et al., Ecological Indicators 80 (2017).

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.5), Indicator("rent", "index", -1, 0.5)])
    >>> table = table_of(tree, list("ABCD"), np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 1.0]]))
    >>> [(one.leaf, one.nominal, one.variance_share) for one in importances(build(tree, table))]
    [('firms', 0.5, 0.5), ('rent', 0.5, 0.5)]
    """
    tree = result.tree
    code = code or tree.root
    if code not in tree.codes:
        raise DataError(f"'{code}' is no indicator of the index{nearest(code, tree.codes)}")
    scores = result.score_of(code)
    columns = [place for place, leaf in enumerate(tree.leaves) if code in tree.paths[leaf]]
    nominal, shares = nominal_weights(result, code), _variance_shares(result, code)
    found = []
    for column in columns:
        values = result.normalised[:, column]
        pair = correlated(np.column_stack([values, scores]))[0][0, 1]
        ratio = correlation_ratio(values, scores)
        found.append(Importance(tree.leaves[column], float(nominal[column]), shares[column], _number(pair), ratio))
    return tuple(found)


def nominal_weights(result: IndexResult, code: str) -> FloatArray:
    """Return the share `(leaves,)` of an indicator's weight that each leaf has; the regions' mean where they differ."""
    tree = result.tree
    weights = result.weights.mean(axis=0) if result.weights.ndim > 1 else result.weights
    place = {one: column for column, one in enumerate(tree.codes)}
    if result.recipe.aggregate.method == "sum":
        own = np.array([weights[place[leaf]] * (code in tree.paths[leaf]) for leaf in tree.leaves])
        return np.asarray(own / (own.sum() or 1.0))
    groups = {parent: weights[[place[child] for child in own]] for parent, own in tree.children.items()}
    shares = from_shares(tree, {parent: own if own.sum() > 0 else np.ones(len(own)) for parent, own in groups.items()})
    own = np.array([shares[place[leaf]] * (code in tree.paths[leaf]) for leaf in tree.leaves])
    return np.asarray(own / (own.sum() or 1.0))


def _variance_shares(result: IndexResult, code: str) -> list[float | None]:
    nothing: list[float | None] = [None] * len(result.tree.leaves)
    try:
        parts = contributions(result, code)
    except DataError:
        return nothing
    parts = parts[~np.isnan(parts).any(axis=1)]
    apart = parts - parts.mean(axis=0) if len(parts) else parts
    whole = apart.sum(axis=1)
    variance = whole @ whole
    return (apart.T @ whole / variance).tolist() if variance > 1e-20 else nothing


def correlation_ratio(values: FloatArray, scores: FloatArray) -> float | None:
    """Return the share of the variance of `scores` `(n,)` that a smooth curve over `values` `(n,)` explains, 0..1.

    The curve is a local linear fit; its width is the one that predicts each region best from the others, or a mean,
    which explains nothing, where none does better. None with fewer than five regions, or where one does not vary.

    >>> x = np.linspace(-1, 1, 41)
    >>> round(correlation_ratio(x, x * x), 2), round(float(np.corrcoef(x, x * x)[0, 1]), 2)
    (1.0, 0.0)
    """
    known = ~(np.isnan(values) | np.isnan(scores))
    x, y = values[known], scores[known]
    if len(x) < 5 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    if len(x) > MOST:
        kept = np.argsort(x, kind="stable")[np.linspace(0, len(x) - 1, MOST).astype(np.intp)]
        x, y = x[kept], y[kept]
        if np.ptp(x) == 0 or np.ptp(y) == 0:
            return None
    x, y = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    best, curve = float(np.mean((y * len(y) / (len(y) - 1)) ** 2)), np.zeros_like(y)
    for width in WIDTHS:
        smoother = _local_linear(x, width)
        fitted, own = smoother @ y, np.diagonal(smoother)
        free = 1 - own > 1e-6
        missed = float(np.mean((np.where(free, (y - fitted) / np.where(free, 1 - own, 1.0), y)) ** 2))
        if missed < best:
            best, curve = missed, fitted
    return float(min(1.0, curve.var()))


def _local_linear(x: FloatArray, width: float) -> FloatArray:
    """Return the matrix `(n, n)` that takes values at `x` to their local linear fit by a Gaussian kernel."""
    apart = x[None, :] - x[:, None]
    kernel = np.exp(-0.5 * (apart / width) ** 2)
    zeroth, first, second = kernel.sum(axis=1), (kernel * apart).sum(axis=1), (kernel * apart**2).sum(axis=1)
    scale = zeroth * second - first**2
    steep = scale > 1e-9 * zeroth**2
    line = kernel * (second[:, None] - apart * first[:, None]) / np.where(steep, scale, 1.0)[:, None]
    return np.asarray(np.where(steep[:, None], line, kernel / zeroth[:, None]))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
