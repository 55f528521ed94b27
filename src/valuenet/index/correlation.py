"""How indicators go together: correlations inside and across groups, and Cronbach's alpha of each group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.build import IndexResult
from valuenet.index.normalise import rank_upward
from valuenet.index.table import FloatArray

METHODS = ("pearson", "spearman", "kendall")
PAIRS = 1 << 20
"""Pairs of regions that Kendall's tau compares at a time."""


@dataclass(frozen=True)
class Correlation:
    """How two indicators of one level go together, over the `n` regions that have both; None where one is constant.

    `above` is the lowest indicator that both belong to; `inside` tells whether it is the parent of both.
    """

    first: str
    second: str
    n: int
    value: float | None
    above: str
    inside: bool


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha of the children of one indicator, over the `n` regions that have all; None: no answer.

    `without` is the alpha of the others when one child is left out.
    """

    code: str
    children: int
    n: int
    alpha: float | None
    without: dict[str, float | None]


def correlated(values: FloatArray, method: str = "pearson") -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """Return the correlations `(k, k)` of the columns of `values` `(n, k)`, and how many rows have both of a pair.

    A pair knows only the rows in which both have data. NaN where one of them does not vary there, or rows are fewer
    than two. Kendall's is tau b, which allows for ties; Spearman's is Pearson's of average ranks.

    >>> x = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [4.0, 9.0], [np.nan, 4.0]])
    >>> [round(float(correlated(x, method)[0][0, 1]), 4) for method in ("pearson", "spearman", "kendall")]
    [0.8262, 0.8, 0.6667]
    """
    if method not in METHODS:
        raise DataError(f"there is no correlation '{method}': take one of {', '.join(METHODS)}")
    known = (~np.isnan(values)).astype(np.float64)
    counts = (known.T @ known).astype(np.intp)
    if method == "kendall":
        return _kendall(values), counts
    if method == "pearson":
        return _pearson(values), counts
    result = _pearson(rank_upward(values))
    for first, second in _gapped(known):
        both = values[(known[:, first] * known[:, second]) > 0][:, [first, second]]
        result[first, second] = result[second, first] = _pearson(rank_upward(both))[0, 1]
    return result, counts


def _gapped(known: FloatArray) -> Iterator[tuple[int, int]]:
    """Yield the pairs of columns whose gaps differ: their ranks are those among the rows that both have."""
    for first in range(known.shape[1]):
        for second in range(first):
            if (known[:, first] != known[:, second]).any():
                yield first, second


def _pearson(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    mask = known.astype(np.float64)
    means = np.where(known, values, 0.0).sum(axis=0) / np.maximum(mask.sum(axis=0), 1)
    apart = np.where(known, values - means, 0.0)
    peaks = np.abs(apart).max(axis=0, initial=0.0)
    apart = apart / np.where(peaks > 0, peaks, 1.0)  # so that "no spread" means the same for every unit
    counts = np.maximum(mask.T @ mask, 1)
    sums = apart.T @ mask
    squares = np.maximum((apart**2).T @ mask - sums**2 / counts, 0.0)
    products = apart.T @ apart - sums * sums.T / counts
    spread = np.where(squares > 1e-13, squares, np.nan)
    return np.asarray(np.clip(products / np.sqrt(spread * spread.T), -1.0, 1.0))


def _kendall(values: FloatArray) -> FloatArray:
    rows, columns = values.shape
    agree, varies = np.zeros((columns, columns)), np.zeros((columns, columns))
    size = max(1, PAIRS // max(1, rows * columns))
    for start in range(0, rows, size):
        apart = values[start : start + size, None, :] - values[None, :, :]
        signs = np.sign(np.nan_to_num(apart)).reshape(-1, columns)
        known = (~np.isnan(apart)).reshape(-1, columns).astype(np.float64)
        agree += signs.T @ signs
        varies += (signs * signs).T @ known
    scale = np.sqrt(varies * varies.T)
    return np.where(scale > 0, agree / np.where(scale > 0, scale, 1.0), np.nan)


def correlations_of(result: IndexResult, method: str = "pearson", level: int | None = None) -> tuple[Correlation, ...]:
    """Return the correlation of every two indicators of a level, or of the leaves, as normalised or scored.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.recipe import STANDARD
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[1.0, 9.0], [2.0, 8.0], [3.0, 7.0]]))
    >>> correlations_of(build(tree, table))
    (Correlation(first='firms', second='rent', n=3, value=1.0, above='index', inside=True),)
    """
    tree = result.tree
    codes = tree.leaves if level is None else [code for code in tree.codes if tree.levels[code] == level]
    if not codes:
        raise DataError(f"there is no level {level}: the levels go from 1, the root, to {max(tree.levels.values())}")
    values, counts = correlated(np.column_stack([_values(result, code) for code in codes]), method)
    found = []
    for second in range(len(codes)):
        for first in range(second):
            pair = (codes[first], codes[second])
            above = _above(tree.paths[pair[0]], tree.paths[pair[1]])
            inside = all(tree.paths[code][-2] == above for code in pair)
            number = _number(values[first, second])
            found.append(Correlation(*pair, int(counts[first, second]), number, above, inside))
    return tuple(found)


def _values(result: IndexResult, code: str) -> FloatArray:
    """Return the normalised values of a leaf, which a weight of 0 does not flatten; the scores of a parent."""
    leaves = result.tree.leaves
    return result.normalised[:, leaves.index(code)] if code in leaves else result.score_of(code)


def _above(first: Sequence[str], second: Sequence[str]) -> str:
    return next(
        one
        for one, other in zip(reversed(first[: len(second)]), reversed(second[: len(first)]), strict=True)
        if one == other
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def alpha(values: FloatArray) -> float | None:
    """Return Cronbach's alpha of the columns of `values` `(n, k)`, over the rows that have all of them.

    k / (k - 1) x (1 - sum of variances / variance of the sum); None with fewer than two columns or rows, or where the
    sum does not vary. Source: Cronbach, Psychometrika 16 (1951).

    >>> round(alpha(np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 5.0], [4.0, 5.0]])), 4)
    0.967
    """
    whole = values[~np.isnan(values).any(axis=1)]
    items = values.shape[1]
    if items < 2 or len(whole) < 2:
        return None
    total = float(whole.sum(axis=1).var(ddof=1))
    parts = float(whole.var(axis=0, ddof=1).sum())
    return items / (items - 1) * (1 - parts / total) if total > 1e-12 * parts else None


def alphas(result: IndexResult) -> tuple[Alpha, ...]:
    """Return the alpha of the children of every indicator that has at least two, and of all leaves for the root.

    Leaves count as normalised, parents by their scores; the line of the root over all leaves has the code "leaves".
    """
    tree = result.tree
    groups = {code: own for code, own in tree.children.items() if len(own) > 1}
    columns = {code: np.column_stack([_values(result, child) for child in own]) for code, own in groups.items()}
    found = [_alpha(code, groups[code], columns[code]) for code in groups]
    return (*found, _alpha("leaves", tree.leaves, result.normalised))


def _alpha(code: str, children: Sequence[str], values: FloatArray) -> Alpha:
    without = {child: alpha(np.delete(values, place, axis=1)) for place, child in enumerate(children)}
    return Alpha(code, len(children), int((~np.isnan(values)).all(axis=1).sum()), alpha(values), without)
