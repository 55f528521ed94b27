"""The power transform of Box and Cox, with the exponent that makes the values most like a normal distribution."""

from __future__ import annotations

import numpy as np

from valuenet.index.table import FloatArray

LOWEST, HIGHEST = -5.0, 5.0
"""Exponents are sought between these."""

_GOLDEN = (5**0.5 - 1) / 2


def box_cox(rows: FloatArray, exponent: float | None, *, always_shift: bool = False) -> tuple[FloatArray, FloatArray]:
    """Return `(x ** exponent - 1) / exponent` of each row `(indicators, regions)`, ln x for 0; and the exponents.

    Rows with values of 0 or less are moved so that the least is 1, all rows with `always_shift`. Without an exponent
    each row has the one of the greatest likelihood between -5 and 5. NaN stays NaN.
    Source: Box and Cox, Journal of the Royal Statistical Society B 26 (1964).

    >>> box_cox(np.array([[1.0, 3.0]]), 2.0)[0].round(9).tolist()
    [[0.0, 4.0]]
    """
    low = np.fmin.reduce(rows, axis=1, keepdims=True)
    positive = np.where((low <= 0) | always_shift, rows - low + 1, rows)
    exponents = _most_likely(np.log(positive)) if exponent is None else np.full(len(rows), float(exponent))
    return _transformed(np.log(positive), exponents[:, None]), exponents


def _transformed(logs: FloatArray, exponents: FloatArray) -> FloatArray:
    small = np.abs(exponents) < 1e-12
    safe = np.where(small, 1.0, exponents)
    return np.where(small, logs, np.expm1(safe * logs) / safe)


def _most_likely(logs: FloatArray) -> FloatArray:
    """Golden-section search on all rows at once, from the best point of a grid: the likelihood can have two peaks."""
    grid = np.linspace(LOWEST, HIGHEST, 21)
    heights = np.stack([_likelihood(logs, np.full(len(logs), one)) for one in grid])
    best = heights.argmax(axis=0)
    left, right = grid[np.maximum(best - 1, 0)], grid[np.minimum(best + 1, len(grid) - 1)]
    for _ in range(32):
        inner = _GOLDEN * (right - left)
        low, high = right - inner, left + inner
        rising = _likelihood(logs, low) < _likelihood(logs, high)
        left, right = np.where(rising, low, left), np.where(rising, right, high)
    return np.asarray((left + right) / 2)


def _likelihood(logs: FloatArray, exponents: FloatArray) -> FloatArray:
    """Return the log-likelihood of each row, but for a constant."""
    known = ~np.isnan(logs)
    counts = known.sum(axis=1)
    values = _transformed(logs, exponents[:, None])
    means = np.nansum(values, axis=1) / counts
    variance = np.nansum((values - means[:, None]) ** 2, axis=1) / counts
    with np.errstate(divide="ignore"):
        return np.asarray((exponents - 1) * np.nansum(logs, axis=1) - counts / 2 * np.log(variance))
