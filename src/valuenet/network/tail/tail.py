"""The tail of a degree distribution: a power law fitted to it, how well it fits, and what fits better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.network.tail.alternatives import Fit, exponential, lognormal, truncated_power_law
from valuenet.network.tail.power_law import (
    CANDIDATES,
    Histogram,
    PowerLaw,
    derivatives,
    drawn,
    fitted,
    histogram,
    log_probability,
)

MOST_REPETITIONS = 10_000
"""More networks than this are not drawn for a goodness of fit: 2,500 give its second decimal."""


@dataclass(frozen=True)
class Comparison:
    """The power law against an alternative on the same tail: log of the ratio of their likelihoods, and its p value.

    `log_ratio` above 0 speaks for the power law, below 0 for the alternative; `p` is the chance of a ratio so far
    from 0 if both fit alike, so only a small p decides (Vuong 1989; a chi-square test where the alternative is
    `nested`, holding the power law as a limit). `normalised` is the ratio in standard deviations; None where the two
    are the same.
    """

    alternative: str
    parameters: dict[str, float]
    log_ratio: float
    normalised: float | None
    p: float
    nested: bool


@dataclass(frozen=True)
class Tail:
    """The power law p(x) ~ x^-exponent for x >= `xmin` that comes closest to a distribution of whole numbers.

    `error` is the standard error of the exponent, `nodes` how many lie in the tail, `distance` the Kolmogorov-Smirnov
    distance. `p` is the share of `repetitions` networks drawn from the fit that lie further from their own fit: a
    power law is implausible below 0.1; None where none was drawn. `left_out` counts the nodes of degree 0.
    """

    exponent: float
    error: float
    xmin: int
    nodes: int
    distance: float
    p: float | None
    repetitions: int
    comparisons: tuple[Comparison, ...]
    left_out: int


def tail(degree: npt.ArrayLike, *, repetitions: int = 100, seed: int = 0, candidates: int = CANDIDATES) -> Tail | None:
    """Fit a power law to the tail of `degree` `(n,)`, whole numbers from 0; None with fewer than two different ones.

    `repetitions` networks are drawn with `seed` and fitted in the same way, which takes nearly all of the time; the
    error of `p` is at most 0.5 / sqrt(repetitions). `candidates` bounds the beginnings that are tried. Raises
    `DataError` for numbers below 0 or not whole, and for more than 10,000 repetitions.
    Source: Clauset, Shalizi and Newman, Power-law distributions in empirical data, SIAM Review 51(4), 2009.

    >>> degree = drawn(PowerLaw(3.0, 2.5, 0.0), 2000, np.random.default_rng(1))
    >>> found = tail(degree, repetitions=20)
    >>> found.xmin, round(found.exponent, 2), found.nodes, found.p > 0.1
    (3, 2.5, 2000, True)
    >>> [(each.alternative, each.p < 0.05) for each in found.comparisons]
    [('exponential', True), ('lognormal', False), ('truncated_power_law', False)]
    """
    numbers = _checked(degree, repetitions)
    data = histogram(numbers)
    law = fitted(data, candidates=candidates)
    if law is None:
        return None
    upper = data.from_on(law.xmin)
    size = float(upper.counts.sum())
    _, bend = derivatives(np.array([law.exponent]), np.array([law.xmin]))
    return Tail(
        exponent=law.exponent,
        error=1 / math.sqrt(size * float(bend[0])),
        xmin=int(law.xmin),
        nodes=int(size),
        distance=law.distance,
        p=_goodness(data, law, repetitions, seed, candidates) if repetitions else None,
        repetitions=repetitions,
        comparisons=_comparisons(upper, law),
        left_out=len(numbers) - int(data.counts.sum()),
    )


def _checked(degree: npt.ArrayLike, repetitions: int) -> npt.NDArray[Any]:
    numbers = np.asarray(degree)
    if numbers.size and (not (numbers >= 0).all() or not (numbers == np.floor(numbers)).all()):
        raise DataError("a tail is fitted to whole numbers from 0 on: give degrees, or counts")
    if not 0 <= repetitions <= MOST_REPETITIONS:
        raise DataError(f"{repetitions} repetitions: give 0 to {MOST_REPETITIONS}")
    return numbers


def _goodness(data: Histogram, law: PowerLaw, repetitions: int, seed: int, candidates: int) -> float:
    """The share of networks, drawn from the law above `xmin` and from the data below, that are further from theirs."""
    rng = np.random.default_rng(seed)
    below = data.values < law.xmin
    lower, size = data.counts[below], int(data.counts.sum())
    share = 1 - float(lower.sum()) / size
    further = 0
    for _ in range(repetitions):
        above = int(rng.binomial(size, share))
        upper = histogram(drawn(law, above, rng))
        under = rng.multinomial(size - above, lower / max(float(lower.sum()), 1.0)) if lower.size else lower
        values = np.concatenate((data.values[below][under > 0], upper.values))
        again = fitted(Histogram(values, np.concatenate((under[under > 0], upper.counts))), candidates=candidates)
        further += again is None or again.distance >= law.distance
    return further / repetitions


def _comparisons(upper: Histogram, law: PowerLaw) -> tuple[Comparison, ...]:
    plain = log_probability(law, upper.values)
    return (
        _compared("exponential", upper.counts, plain, exponential(upper), nested=False),
        _compared("lognormal", upper.counts, plain, lognormal(upper), nested=False),
        _compared("truncated_power_law", upper.counts, plain, truncated_power_law(upper, law), nested=True),
    )


def _compared(name: str, counts: Any, plain: Any, other: Fit, *, nested: bool) -> Comparison:
    size, differences = float(counts.sum()), plain - other.log_probability
    ratio = float((counts * differences).sum())
    deviation = math.sqrt(float((counts * (differences - ratio / size) ** 2).sum()))
    normalised = ratio / deviation if deviation else None
    # A chi-square variable of one degree of freedom exceeds 2 |ratio| as often as a normal one sqrt(2 |ratio|).
    deviations = math.sqrt(2 * abs(ratio)) if nested else abs(normalised or 0.0)
    return Comparison(name, other.parameters, ratio, normalised, math.erfc(deviations / math.sqrt(2)), nested)
