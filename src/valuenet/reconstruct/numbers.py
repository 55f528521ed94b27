"""Numbers in bands that add up to a printed total, by draws whose common shape is bent until they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from valuenet.errors import DataError

Floats = NDArray[np.float64]
_WIDEST = 12.0


@dataclass(frozen=True)
class Range:
    """So many values from `low` (included) up to `high` (not included)."""

    rows: int
    low: float
    high: float


def numbers_in(ranges: Sequence[Range], total: float | None, step: float, rng: np.random.Generator) -> Floats:
    """Return a value for each row of each range, band after band, in whole steps; together they are `total`.

    Values lie log-uniformly in their range, or uniformly where it begins at 0; one exponent bends all of them towards
    the total. Without a total they stay as drawn. Raises `DataError` where the ranges cannot hold the total.

    >>> found = numbers_in([Range(3, 1, 10), Range(2, 10, 100)], 90, 1, np.random.default_rng(1))
    >>> float(found.sum()), bool((found[:3] < 10).all()), bool((found[3:] >= 10).all())
    (90.0, True, True)
    """
    low = np.repeat([round(each.low / step) for each in ranges], [each.rows for each in ranges]).astype(np.int64)
    high = np.repeat([round(each.high / step) - 1 for each in ranges], [each.rows for each in ranges]).astype(np.int64)
    drawn = rng.random(low.size)
    if total is None:
        return (_bent(low, high, drawn, 1.0) * step).astype(np.float64)
    target = round(total / step)
    if not low.size:
        return np.zeros(0)
    if not low.sum() <= target <= high.sum():
        raise DataError(
            f"{low.size} values of {low.min() * step:g} to {high.max() * step:g} cannot add up to "
            f"{total:g}: they hold {low.sum() * step:g} to {high.sum() * step:g}; change a band or the total"
        )
    return (_to_target(low, high, _searched(low, high, drawn, target), target, rng) * step).astype(np.float64)


def _searched(low: NDArray[np.int64], high: NDArray[np.int64], drawn: Floats, target: int) -> NDArray[np.int64]:
    """Return the bent draws whose sum comes nearest to `target`; a larger exponent makes every value smaller."""
    under, over = -_WIDEST, _WIDEST
    for _ in range(80):
        middle = (under + over) / 2
        above = _bent(low, high, drawn, float(np.exp(middle))).sum() > target
        under, over = (middle, over) if above else (under, middle)
    return _bent(low, high, drawn, float(np.exp(over)))


def _bent(low: NDArray[np.int64], high: NDArray[np.int64], drawn: Floats, exponent: float) -> NDArray[np.int64]:
    along = drawn**exponent
    ratio = (high + 1) / np.maximum(low, 1)
    values = np.where(low > 0, low * ratio**along, low + (high + 1 - low) * along)
    return np.clip(np.floor(values), low, high).astype(np.int64)


def _to_target(
    low: NDArray[np.int64], high: NDArray[np.int64], values: NDArray[np.int64], target: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    order = rng.permutation(values.size)
    while (left := target - int(values.sum())) != 0:
        room = order[(values < high)[order]] if left > 0 else order[(values > low)[order]]
        share = max(abs(left) // max(room.size, 1), 1)
        chosen = room[: abs(left)]
        moved = np.minimum(share, (high - values)[chosen] if left > 0 else (values - low)[chosen])
        values[chosen] += moved if left > 0 else -moved
    return values
