"""How far a figure of the survey would move with other egos: the bootstrap and the jackknife over them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]

REPEATS = 2_000
_CELLS = 1 << 22  # repeats times egos that are drawn at once
_TAIL = 0.025


def bootstrap_ratio(part: npt.ArrayLike, whole: npt.ArrayLike, *, seed: int, repeats: int = REPEATS) -> Interval | None:
    """Return the 95 % interval of sum(part) / sum(whole) over egos, each drawn with all that it brings.

    `part` and `whole` `(n,)` hold what every ego adds to numerator and denominator: with `whole` all ones a mean.
    Quantiles of the ratio in samples of n egos drawn with replacement; samples whose denominator is 0 have none. None
    below two egos, or where more than one sample in twenty has no ratio.
    Source: Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7(1), 1979.

    >>> low, high = bootstrap_ratio([3, 0, 2, 1, 4, 2], [1] * 6, seed=1)
    >>> round(low, 2), round(high, 2)
    (1.0, 3.0)
    """
    totals = np.stack((np.asarray(part, np.float64), np.asarray(whole, np.float64)), axis=1)
    if len(totals) < 2:
        return None
    times = _few(len(totals), repeats, seed) if len(totals) * repeats <= _CELLS else _times(len(totals), repeats, seed)
    # Without BLAS, whose threads would cost more than the sums.
    sums = np.concatenate([np.einsum("re,ej->rj", each, totals) for each in times])
    known = sums[sums[:, 1] > 0]
    if len(known) < 0.95 * repeats:
        return None
    low, high = np.quantile(known[:, 0] / known[:, 1], (_TAIL, 1 - _TAIL))
    return float(low), float(high)


def _times(egos: int, repeats: int, seed: int) -> Iterator[FloatArray]:
    """Yield how often each ego is drawn in each of the repeats, `(r, egos)`, a block of repeats at a time."""
    rng, at_once = np.random.default_rng(seed), max(1, _CELLS // egos)
    for first in range(0, repeats, at_once):
        rows = min(at_once, repeats - first)
        cells = rng.integers(0, egos, size=(rows, egos)) + np.arange(rows)[:, None] * egos
        yield np.bincount(cells.ravel(), minlength=rows * egos).reshape(rows, egos).astype(np.float64)


@lru_cache(maxsize=1)
def _few(egos: int, repeats: int, seed: int) -> tuple[FloatArray, ...]:
    """Return the blocks of `_times`, kept for the next figure of the same survey: the draws are the same."""
    return tuple(_times(egos, repeats, seed))


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
