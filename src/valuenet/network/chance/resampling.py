"""How far a figure of the survey would move with other egos: the bootstrap and the jackknife over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

FloatArray: TypeAlias = npt.NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]

REPEATS = 2_000
_CELLS = 1 << 22  # repeats times egos that are drawn at once
_TAIL = 0.025


def bootstrap_ratio(part: npt.ArrayLike, whole: npt.ArrayLike, *, seed: int, repeats: int = REPEATS) -> Interval | None:
    """Return the 95 % interval of sum(part) / sum(whole) over egos, each drawn with all that it brings.

    `part` and `whole` `(n,)` hold what every ego adds to numerator and denominator: with `whole` all ones a mean.
    Quantiles of the ratio in samples of n egos drawn with replacement; samples whose denominator is 0 have none. None
    below two egos, or where more than one sample in twenty has no ratio. Of more than two thousand egos it is drawn how
    many of each sort there are, those that add the same being of one sort: that takes no longer for a million.
    Source: Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7(1), 1979.

    >>> low, high = bootstrap_ratio([3, 0, 2, 1, 4, 2], [1] * 6, seed=1)
    >>> round(low, 2), round(high, 2)
    (1.0, 3.0)
    """
    totals = np.stack((np.asarray(part, np.float64), np.asarray(whole, np.float64)), axis=1)
    if len(totals) < 2:
        return None
    times: Iterable[FloatArray]
    if len(totals) * repeats <= _CELLS:
        times = _few(len(totals), repeats, seed)
    else:
        totals, egos = _sorts(totals)
        times = _times_of_sorts(egos, repeats, seed)
    # Without BLAS, whose threads would cost more than the sums.
    sums = np.concatenate([np.einsum("re,ej->rj", each, totals) for each in times])
    known = sums[sums[:, 1] > 0]
    if len(known) < 0.95 * repeats:
        return None
    low, high = np.quantile(known[:, 0] / known[:, 1], (_TAIL, 1 - _TAIL))
    return float(low), float(high)


@lru_cache(maxsize=1)
def _few(egos: int, repeats: int, seed: int) -> tuple[FloatArray, ...]:
    """Return how often each ego is drawn in each of the repeats, `(r, egos)`; kept for the survey's next figure."""
    cells = np.random.default_rng(seed).integers(0, egos, size=(repeats, egos)) + np.arange(repeats)[:, None] * egos
    return (np.bincount(cells.ravel(), minlength=repeats * egos).reshape(repeats, egos).astype(np.float64),)


def _sorts(totals: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the different rows of `totals`, `(k, 2)`, and how many egos have each, `(k,)`."""
    found = pl.DataFrame(totals, schema=["part", "whole"]).group_by("part", "whole").len().sort("part", "whole")
    return found.select("part", "whole").to_numpy(), found["len"].cast(pl.Float64).to_numpy()


def _times_of_sorts(egos: FloatArray, repeats: int, seed: int) -> Iterator[FloatArray]:
    """Yield how many egos of each sort are drawn in each of the repeats, `(r, k)`, a block of repeats at a time."""
    rng, at_once, size = np.random.default_rng(seed), max(1, _CELLS // len(egos)), int(egos.sum())
    for first in range(0, repeats, at_once):
        yield rng.multinomial(size, egos / size, size=min(at_once, repeats - first)).astype(np.float64)


def jackknife(value: float, without: FloatArray, *, least: float = -np.inf, most: float = np.inf) -> Interval | None:
    """Return the 95 % interval of a figure from its values `without` `(n,)` each of the n nodes drawn for the sample.

    The figure and 1.96 or so (Student's t) standard errors on either side, cut at `least` and `most`. Fit for figures
    of pairs and triples of nodes, for which drawing a node twice would invent pairs that nobody observed. The error is
    not too small on average; where chance lies in the ties and not in the nodes it is up to 1.4 times too large for
    figures of pairs, 1.7 times for those of triples. None below two nodes, or where a value is not finite.
    Sources: Efron and Stein, The Jackknife Estimate of Variance, Annals of Statistics 9(3), 1981; Lin, Lunde and
    Sarkar, On the Theoretical Properties of the Network Jackknife, ICML 2020.

    >>> mean = jackknife(2.0, (12 - np.array([3, 0, 2, 1, 4, 2])) / 5)
    >>> [round(edge, 2) for edge in mean]
    [0.52, 3.48]
    """
    from scipy.special import stdtrit

    nodes = len(without)
    if nodes < 2 or not np.isfinite(without).all():
        return None
    error = np.sqrt((nodes - 1) / nodes * np.square(without - without.mean()).sum())
    reach = float(stdtrit(nodes - 1, 1 - _TAIL) * error)
    return max(least, value - reach), min(most, value + reach)
