"""Winsorising: the outermost values take the value of the next until skewness or kurtosis is within bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.intp]

CELLS = 1 << 18
"""Rows are worked on in blocks of so many cells, which fit the processor's cache."""


def winsorised(
    rows: FloatArray, step: Step, leaves: Sequence[str] | npt.NDArray[np.str_]
) -> tuple[FloatArray, BoolArray]:
    """Return `rows` `(indicators, regions)` winsorised by the parameters of `step`, and which rows that did not mend.

    One pass moves all values equal to the outermost one, at the end to which the values are skewed, to the next value.
    Passes end when skewness or kurtosis is within bounds, or when the limit of points or passes is reached.
    Raises `DataError` naming the leaf where half of the values would have moved, or fewer than two different are left.

    >>> from valuenet.index.recipe import recipe_of
    >>> step = recipe_of({"treat": {"method": "winsorise", "points": 2}}).treat
    >>> done, failed = winsorised(np.array([[*range(1, 11), 30, 100]], dtype=float), step, ["x"])
    >>> done[0, -3:].tolist(), failed.tolist()
    ([10.0, 30.0, 30.0], [False])
    """
    result, failed = np.empty_like(rows), np.zeros(len(rows), np.bool_)
    size = max(1, CELLS // max(1, rows.shape[1]))
    for start in range(0, len(rows), size):
        block = slice(start, start + size)
        low, high, failed[block] = _ends(rows[block], step, leaves[block])
        np.clip(rows[block], low[:, None], high[:, None], out=result[block])
    return result, failed


def limit(step: Step, regions: int) -> float:
    """Return how many points or passes the step allows for so many regions.

    >>> from valuenet.index.recipe import recipe_of
    >>> limit(recipe_of({"treat": {"method": "winsorise", "share": 0.1}}).treat, 51)
    6.0
    """
    if step["share"] is not None:
        return float(math.ceil(round(step["share"] * regions, 9)))
    return math.inf if step["points"] is None else float(step["points"])


@dataclass(frozen=True, eq=False)
class _Sorted:
    """Rows in rising order, NaN last; sums of the powers of their distance from the middle value, outward from there.

    Sums outward never hold what lies further out, so that an enormous value leaves no rounding behind when it moves.
    """

    values: FloatArray
    counts: IntArray
    middle: IntArray
    left: tuple[FloatArray, ...]
    right: tuple[FloatArray, ...]
    first: IntArray | None
    last: IntArray | None


def _sorted(rows: FloatArray) -> _Sorted:
    values = np.sort(rows, axis=1)
    counts = (~np.isnan(values)).sum(axis=1)
    middle = counts // 2
    every = np.arange(len(rows))
    apart = values - values[every, np.minimum(middle, rows.shape[1] - 1)][:, None]
    apart[np.isnan(apart)] = 0.0
    places = np.arange(rows.shape[1])
    upper = np.where(places >= middle[:, None], apart, 0.0)
    lower = np.where(places < middle[:, None], apart, 0.0)[:, ::-1]
    right, left = ([np.cumsum(part, axis=1)] for part in (upper, lower))
    for sums, part in ((right, upper), (left, lower)):
        power = part
        for _ in range(3):
            power = power * part
            sums.append(np.cumsum(power, axis=1))
    equal = values[:, 1:] == values[:, :-1]
    if not equal.any():
        return _Sorted(values, counts, middle, tuple(left), tuple(right), None, None)
    edge = np.ones((len(rows), 1), np.bool_)
    first = np.maximum.accumulate(np.where(np.hstack([edge, ~equal]), places, 0), axis=1)
    ends = np.where(np.hstack([~equal, edge]), places, rows.shape[1] - 1)
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    return _Sorted(values, counts, middle, tuple(left), tuple(right), first, last)


def _ends(
    rows: FloatArray, step: Step, leaves: Sequence[str] | npt.NDArray[np.str_]
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return the least and greatest value that each row keeps, and whether it is still out of bounds with them."""
    ordered = _sorted(rows)
    every = np.arange(len(rows))
    low, high = np.zeros(len(rows), np.intp), np.maximum(ordered.counts - 1, 0)
    always, most, by_points = step["when"] == "always", limit(step, rows.shape[1]), step["counted"] == "points"
    wrong, upward = _out_of_bounds(ordered, every, low, high, step)
    begun_upward = upward.copy()
    active = every if always else np.flatnonzero(wrong)
    moved, passes = np.zeros((len(rows), 2), np.int64), 0
    while active.size and passes < most:
        up = (upward if step["turn"] else begun_upward)[active]
        _move(ordered, active, low, high, moved, up)
        _refuse(ordered, active, low, high, leaves)
        passes += 1
        wrong[active], upward[active] = _out_of_bounds(ordered, active, low[active], high[active], step)
        going = np.ones(active.size, np.bool_) if always else wrong[active]
        if by_points:
            going = going & (moved[active].sum(axis=1) < most)
        active = active[going]
    return ordered.values[every, low], ordered.values[every, high], wrong


def _move(
    ordered: _Sorted, active: IntArray, low: IntArray, high: IntArray, moved: npt.NDArray[np.int64], up: BoolArray
) -> None:
    """Let the outermost values of the active rows, at the upper end or the lower, take the value of the next."""
    above, under = active[up], active[~up]
    first = high[above] if ordered.first is None else ordered.first[above, high[above]]
    last = low[under] if ordered.last is None else ordered.last[under, low[under]]
    moved[above, 1] = ordered.counts[above] - first
    moved[under, 0] = last + 1
    high[above], low[under] = first - 1, last + 1


def _refuse(
    ordered: _Sorted, active: IntArray, low: IntArray, high: IntArray, leaves: Sequence[str] | npt.NDArray[np.str_]
) -> None:
    bounds = np.clip(low[active], 0, ordered.values.shape[1] - 1), np.maximum(high[active], 0)
    flat = ordered.values[active, bounds[0]] >= ordered.values[active, bounds[1]]
    half = (high[active] < ordered.middle[active]) | (low[active] > ordered.middle[active])
    for wrong, why in ((flat, "would leave fewer than two different values"), (half, "would move half of its values")):
        if wrong.any():
            leaf = leaves[int(active[np.argmax(wrong)])]
            raise DataError(f"indicator '{leaf}': winsorising {why}: allow fewer points, or another treatment")


def _out_of_bounds(
    ordered: _Sorted, rows: IntArray, low: IntArray, high: IntArray, step: Step
) -> tuple[BoolArray, BoolArray]:
    """Return which rows are skewed and peaked beyond bounds with these ends, and which are skewed upward."""
    n = ordered.counts[rows].astype(np.float64)
    middle = ordered.values[rows, np.minimum(ordered.middle[rows], ordered.values.shape[1] - 1)]
    ends = (
        (ordered.values[rows, high] - middle, n - 1 - high),
        (ordered.values[rows, low] - middle, low.astype(np.float64)),
    )
    from_end = ordered.values.shape[1] - 1 - low
    sums = []
    for power in range(4):
        total = ordered.left[power][rows, from_end] + ordered.right[power][rows, high]
        for apart, times in ends:
            total = total + times * apart ** (power + 1)
        sums.append(total)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = sums[0] / n
        second = sums[1] - n * mean**2
        third = sums[2] - 3 * mean * sums[1] + 2 * n * mean**3
        fourth = sums[3] - 4 * mean * sums[2] + 6 * mean**2 * sums[1] - 3 * n * mean**4
        second = np.where(second > 1e-20 * sums[1], second, np.nan)
        skew = n * np.sqrt(n - 1) / np.where(n > 2, n - 2, np.nan) * third / (second * np.sqrt(second))
        shape = n * fourth / (second * second) - 3
        kurtosis = ((n + 1) * shape + 6) * (n - 1) / np.where(n > 3, (n - 2) * (n - 3), np.nan)
    return (np.abs(skew) > step["skew"]) & (kurtosis > step["kurtosis"]), skew >= 0
