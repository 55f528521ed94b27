"""Sobol indices: how much of the variance of a result each uncertain factor makes, alone and with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.sobol_points import sobol_points
from valuenet.index.table import FloatArray

RESAMPLES = 200
"""Bootstrap samples that an interval is read from."""


@dataclass(frozen=True, eq=False)
class Indices:
    """First-order and total indices `(factors, ...)`, and the ends of their intervals.

    `first` is the share of the variance that goes when the factor alone is fixed, `total` the share that stays when
    all others are. A result that does not vary has the indices 0, one that is missing in some build NaN.
    """

    first: FloatArray
    total: FloatArray
    first_low: FloatArray
    first_high: FloatArray
    total_low: FloatArray
    total_high: FloatArray


def draws_of(dimensions: Sequence[int], draws: int, seed: int) -> list[FloatArray]:
    """Return for every factor its numbers `(2 x draws, dimensions)` from 0 to 1: one sample, then the other.

    They are a scrambled Sobol sequence: each pair of one row of both samples is one of its points. `draws` must be a
    power of 2, which is where such a sequence is balanced.
    Source: Saltelli et al., Computer Physics Communications 181 (2010).

    >>> [one.shape for one in draws_of([1, 3], 8, seed=1)]
    [(16, 1), (16, 3)]
    """
    if draws < 2 or draws & (draws - 1):
        near = 1 << max(1, (max(draws, 1) - 1).bit_length())
        raise DataError(f"Sobol indices need a power of 2 as the number of draws, not {draws:,}: take {near:,}")
    width = sum(dimensions)
    points = sobol_points(2 * width, draws.bit_length() - 1, seed)
    both = np.concatenate([points[:, :width], points[:, width:]])
    ends = np.cumsum([0, *dimensions])
    return [both[:, start:end] for start, end in pairwise(ends)]


def design(factors: int, draws: int) -> npt.NDArray[np.intp]:
    """Return which row of its numbers each factor takes in each build: `(draws x (factors + 2), factors)`.

    The first sample, the second, then for each factor the first with that factor's numbers of the second.

    >>> design(2, 1).tolist()
    [[0, 0], [1, 1], [1, 0], [0, 1]]
    """
    rows = np.arange(draws)
    first = np.repeat(rows[:, None], factors, axis=1)
    mixed = [np.where(np.arange(factors) == one, first + draws, first) for one in range(factors)]
    return np.concatenate([first, first + draws, *mixed])


def indices(results: FloatArray, factors: int, seed: int = 0, level: float = 0.95) -> Indices:
    """Return the Sobol indices of `results` `(draws x (factors + 2), ...)`, given in the order of `design`.

    First-order indices by Saltelli's estimator of 2010, total ones by Jansen's: both are exactly 0 for a factor that
    changes nothing. Intervals are percentiles of bootstrap samples of the draws, holding `level` of them.
    Sources: Jansen, Computer Physics Communications 117 (1999); Saltelli et al., the same 181 (2010), table 2.

    >>> points = np.concatenate(draws_of([1, 1], 512, seed=3), axis=1)
    >>> rows = design(2, 512)
    >>> x = np.column_stack([points[rows[:, factor], factor] for factor in range(2)])
    >>> found = indices(2 * x[:, 0] + x[:, 1], 2)
    >>> found.first.round(2).tolist(), found.total.round(2).tolist()
    ([0.8, 0.2], [0.8, 0.2])
    """
    draws = len(results) // (factors + 2)
    flat = results.reshape(factors + 2, draws, -1)
    flat = flat - flat[:2].mean(axis=(0, 1))  # the estimators do not depend on the mean, their errors do
    one, other, mixed = flat[0], flat[1], flat[2:]
    alone = other * (mixed - one)
    jansen = (mixed - one) ** 2 / 2
    moments = np.concatenate([alone, jansen, [one + other, one**2 + other**2]])
    middle = _shares(moments.mean(axis=1), factors)
    ends = _bootstrap(moments, factors, seed, level)
    shape = (factors, *results.shape[1:])
    first, total = (part.reshape(shape) for part in middle)
    first_low, first_high, total_low, total_high = (part.reshape(shape) for part in ends)
    return Indices(first, total, first_low, first_high, total_low, total_high)


def _shares(moments: FloatArray, factors: int) -> tuple[FloatArray, FloatArray]:
    """Return both kinds of indices from the means of their parts `(2 x factors + 2, ...)`."""
    variance = moments[-1] / 2 - (moments[-2] / 2) ** 2
    varies = variance > 1e-18
    scale = np.where(varies, variance, 1.0)
    shares = np.where(varies, moments[:-2] / scale, np.where(np.isnan(variance), np.nan, 0.0))
    return shares[:factors], shares[factors:]


def _bootstrap(moments: FloatArray, factors: int, seed: int, level: float) -> tuple[FloatArray, ...]:
    draws = moments.shape[1]
    random = np.random.default_rng([seed, draws])
    times = random.multinomial(draws, np.full(draws, 1 / draws), RESAMPLES) / draws
    first, total = _shares(times @ moments, factors)
    tails = [(1 - level) / 2, (1 + level) / 2]
    lows_highs = (np.quantile(part, tails, axis=1) for part in (first, total))
    (first_low, first_high), (total_low, total_high) = lows_highs
    return first_low, first_high, total_low, total_high
