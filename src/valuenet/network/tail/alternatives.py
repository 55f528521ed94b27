"""What a heavy tail may be instead of a power law: exponential, lognormal, or a power law with a cutoff."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from valuenet.network.tail.power_law import FloatArray, Histogram, PowerLaw, log_probability
from valuenet.network.tail.simplex import Point, lowest
from valuenet.network.tail.special import log_below

_SUMMED = 64  # values whose probabilities are added one by one before the integral takes over
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(128)


@dataclass(frozen=True, eq=False)
class Fit:
    """The most likely member of a family: its parameters, and log p(x) of every value of the data, `(u,)`."""

    parameters: dict[str, float]
    log_probability: FloatArray


def exponential(tail: Histogram) -> Fit:
    """Fit p(x) proportional to exp(-rate x) to the whole numbers of a tail, which begins at its first value.

    >>> round(exponential(Histogram(np.array([1.0, 2.0, 3.0]), np.array([4.0, 2.0, 1.0]))).parameters["rate"], 4)
    1.0116
    """
    beyond = tail.values - tail.values[0]
    rate = math.log1p(float(tail.counts.sum() / (tail.counts * beyond).sum()))
    return Fit({"rate": rate}, math.log(-math.expm1(-rate)) - rate * beyond)


def lognormal(tail: Histogram) -> Fit:
    """Fit the lognormal distribution, rounded to whole numbers and cut below the first value of the tail.

    The location is sought from -100 on: a lognormal far below its tail is as good as a power law, without end.
    """
    logs = np.log(tail.values)
    weights = tail.counts / tail.counts.sum()
    mean = float((weights * logs).sum())
    spread = math.sqrt(float((weights * (logs - mean) ** 2).sum()))

    def of(parameters: Point) -> FloatArray:
        location, scale = max(float(parameters[0]), -100.0), math.exp(min(float(parameters[1]), 5.0))
        low, high = ((np.log(tail.values + side) - location) / scale for side in (-0.5, 0.5))
        at_least, more = log_below(-low), log_below(-high)
        with np.errstate(divide="ignore"):  # two values too far out to differ: as unlikely as can be
            found: FloatArray = at_least + np.log(-np.expm1(more - at_least)) - at_least[0]
        return np.maximum(found, -1e3)

    best = _best(tail, of, [(mean, math.log(spread)), (mean - 5 * spread, math.log(3 * spread))])
    return Fit({"location": max(best[0], -100.0), "scale": math.exp(min(best[1], 5.0))}, of(best))


def truncated_power_law(tail: Histogram, law: PowerLaw) -> Fit:
    """Fit p(x) proportional to x^-exponent exp(-rate x), which holds the power law itself (rate 0) as a limit."""
    first, beyond, logs = float(tail.values[0]), tail.values - tail.values[0], np.log(tail.values)

    def of(parameters: Point) -> FloatArray:
        exponent, rate = _within(parameters)
        found: FloatArray = -exponent * logs - rate * beyond - log_normaliser(exponent, rate, first)
        return found

    mean = float((tail.counts * beyond).sum() / tail.counts.sum())
    starts = [(law.exponent, math.log(0.01 / mean)), (max(law.exponent - 1, 0.2), math.log(0.5 / mean))]
    best = _best(tail, of, starts)
    fit = Fit(dict(zip(("exponent", "rate"), _within(best), strict=True)), of(best))
    plain = log_probability(law, tail.values)
    if float((tail.counts * (fit.log_probability - plain)).sum()) > 0:
        return fit
    return Fit({"exponent": law.exponent, "rate": 0.0}, plain)


def log_normaliser(exponent: float, rate: float, first: float) -> float:
    """Return log of the sum of x^-exponent exp(-rate (x - first)) over the whole x from `first` on; rate above 0.

    The first terms are added; the others by the formula of Euler and Maclaurin, their integral by Gauss and Legendre
    over the logarithm of x. The error is below 1e-8.

    >>> from valuenet.network.tail.special import zeta
    >>> round(log_normaliser(2.5, 1e-12, 3.0) - float(np.log(zeta(2.5, 3.0))), 8)
    0.0
    """
    steps = np.arange(_SUMMED)
    added = np.exp(-exponent * np.log1p(steps / first) - rate * steps).sum()
    end = first + _SUMMED
    at_end = math.exp(-exponent * math.log(end / first) - rate * _SUMMED)
    if at_end < 1e-300:
        return float(math.log(added) - exponent * math.log(first))
    reach = math.log1p(60 / (rate * end))  # where the cutoff has left nothing
    if exponent > 1.01:
        reach = min(reach, 45 / (exponent - 1))  # where the power has
    logs = (_NODES + 1) * reach / 2
    integral = end * float((_WEIGHTS * np.exp((1 - exponent) * logs - rate * end * np.expm1(logs))).sum()) * reach / 2
    rest = at_end * (integral + 0.5 + (exponent / end + rate) / 12)
    return float(math.log(added + rest) - exponent * math.log(first))


def _within(parameters: Point) -> tuple[float, float]:
    exponent, log_rate = (float(value) for value in parameters)
    return min(max(exponent, 0.0), 40.0), math.exp(min(max(log_rate, -25.0), 5.0))


def _best(tail: Histogram, of: Callable[[Point], FloatArray], starts: list[tuple[float, float]]) -> Point:
    """Return the most likely parameters that the simplex method finds from any of the starts."""
    number = float(tail.counts.sum())

    def unlikely(parameters: Point) -> float:
        return -float((tail.counts * of(parameters)).sum()) / number

    return min((lowest(unlikely, start) for start in starts), key=lambda found: found[1])[0]
