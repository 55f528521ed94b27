"""The discrete power law: its most likely exponent, where its range begins, and values drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.tail.special import zeta

FloatArray: TypeAlias = npt.NDArray[np.float64]

CANDIDATES = 500
"""How many beginnings of the range are tried at most, spread evenly over the different values."""

_FLATTEST, _STEEPEST = 1.0001, 40.0
_STEP = 1e-4  # of the differences that stand for derivatives: their error is below 1e-8
_TABLE = 4096  # values whose probability is computed exactly when drawing


@dataclass(frozen=True, eq=False)
class Histogram:
    """Positive whole numbers in ascending order, and how often each was met, once or more; both `(u,)`."""

    values: FloatArray
    counts: FloatArray

    def from_on(self, xmin: float) -> Histogram:
        """Return the part with values of `xmin` or more."""
        kept = self.values >= xmin
        return Histogram(self.values[kept], self.counts[kept])


@dataclass(frozen=True)
class PowerLaw:
    """p(x) proportional to x^-exponent for whole x from `xmin` on; `distance` is that of Kolmogorov and Smirnov."""

    xmin: float
    exponent: float
    distance: float


def histogram(values: npt.ArrayLike) -> Histogram:
    """Count whole numbers; those below 1 are left out.

    >>> histogram([3, 1, 0, 3]).values.tolist(), histogram([3, 1, 0, 3]).counts.tolist()
    ([1.0, 3.0], [1.0, 2.0])
    """
    different, counts = np.unique(np.asarray(values), return_counts=True)
    kept = different > 0
    return Histogram(different[kept].astype(np.float64), counts[kept].astype(np.float64))


def fitted(data: Histogram, *, candidates: int = CANDIDATES) -> PowerLaw | None:
    """Return the power law that comes closest to the tail of the data; None with fewer than two different values.

    For every beginning `xmin` the exponent is the most likely one; the beginning is where the largest distance
    between the two cumulative distributions is smallest. Exponents are sought from 1.0001 to 40.
    Source: Clauset, Shalizi and Newman, Power-law distributions in empirical data, SIAM Review 51(4), 2009, 3.1 to 3.3.

    >>> law = fitted(histogram(drawn(PowerLaw(3.0, 2.5, 0.0), 10_000, np.random.default_rng(1))))
    >>> law.xmin, round(law.exponent, 2)
    (3.0, 2.49)
    """
    different = len(data.values)
    if different < 2:
        return None
    begins = np.unique(np.linspace(0, different - 2, min(different - 1, candidates)).round().astype(np.int64))
    exponents = exponent_of(data, data.values[begins])
    distances = [_distance(data, int(at), exponent) for at, exponent in zip(begins, exponents, strict=True)]
    best = int(np.argmin(distances))
    return PowerLaw(float(data.values[begins[best]]), float(exponents[best]), distances[best])


def exponent_of(data: Histogram, xmin: FloatArray) -> FloatArray:
    """Return the most likely exponent of the data from each of `xmin` `(k,)` on, by Newton's method on all at once.

    >>> exponent_of(Histogram(np.array([1.0, 2.0]), np.array([10.0, 1.0])), np.array([1.0])).round(4).tolist()
    [4.0118]
    """
    tail = np.searchsorted(data.values, xmin)
    number = np.cumsum(data.counts[::-1])[::-1][tail]
    mean_log = np.cumsum((data.counts * np.log(data.values))[::-1])[::-1][tail] / number
    exponent = np.clip(1 + 1 / np.maximum(mean_log - np.log(xmin - 0.5), 1e-6), 1.5, _STEEPEST)
    for _ in range(60):
        slope, bend = derivatives(exponent, xmin)
        towards = np.clip(exponent - (slope + mean_log) / bend, 1 + (exponent - 1) / 4, 2 * exponent)
        towards = np.clip(towards, _FLATTEST, _STEEPEST)
        if np.abs(towards - exponent).max() < 1e-10:
            break
        exponent = towards
    return exponent


def derivatives(exponent: FloatArray, xmin: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return two derivatives of log zeta(exponent, xmin): minus the mean of log x, and its variance."""
    around = np.concatenate((exponent - _STEP, exponent, exponent + _STEP))
    low, here, high = np.log(zeta(around, np.tile(xmin, 3))).reshape(3, -1)
    return (high - low) / (2 * _STEP), np.maximum((high - 2 * here + low) / _STEP**2, 1e-12)


def log_probability(law: PowerLaw, values: FloatArray) -> FloatArray:
    """Return log p(x) of `values`, all of them `xmin` or more."""
    found: FloatArray = -law.exponent * np.log(values) - np.log(zeta(law.exponent, law.xmin))
    return found


def drawn(law: PowerLaw, number: int, rng: np.random.Generator) -> FloatArray:
    """Return `number` values of the law, exact up to 4,096 above `xmin`, by the continuous approximation beyond.

    Source: Clauset et al. 2009, appendix D.

    >>> drawn(PowerLaw(2.0, 2.5, 0.0), 5, np.random.default_rng(1)).tolist()
    [2.0, 12.0, 2.0, 11.0, 2.0]
    """
    at_least = zeta(law.exponent, law.xmin + np.arange(_TABLE)) / zeta(law.exponent, law.xmin)
    chance = 1 - rng.random(number)
    values = law.xmin + np.searchsorted(-at_least, -chance, side="right") - 1.0
    beyond = chance <= at_least[-1]
    end = law.xmin + _TABLE - 1.5
    values[beyond] = np.floor(end * (chance[beyond] / at_least[-1]) ** (-1 / (law.exponent - 1)) + 0.5)
    capped: FloatArray = np.minimum(values, 2.0**53)
    return capped


def _distance(data: Histogram, at: int, exponent: float) -> float:
    """The largest difference of the shares of values of x or more, at each value and just above it."""
    values, counts = data.values[at:], data.counts[at:]
    more = np.cumsum(counts[::-1])[::-1] / counts.sum()
    model = zeta(exponent, values)
    whole = model[0]
    model /= whole
    above = model - values**-exponent / whole
    return float(max(np.abs(model - more).max(), np.abs(above[:-1] - more[1:]).max(initial=0), above[-1]))
