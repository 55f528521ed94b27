"""The cheapest point at which a concave function reaches an aim, by linear programmes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from valuenet.errors import DataError
from valuenet.index.table import FloatArray

TOLERANCE = 1e-7
"""A tangent point short of the aim by so much, of its size, is as good as there: the rest is added to it."""
ROUNDS = 60
"""Linear programmes that are solved at most."""


def cheapest(
    value: Callable[[FloatArray], float],
    slopes: Callable[[FloatArray], FloatArray],
    start: FloatArray,
    best: FloatArray,
    prices: FloatArray,
    aim: float,
    *,
    largest: bool = False,
) -> tuple[FloatArray | None, bool]:
    """Return the point from `start` to `best` `(n,)` at which `value` is `aim`, and whether none is cheaper.

    `value` is concave and never falls; `slopes` are its derivatives. The cost is the sum of prices x changes, or, if
    `largest`, the greatest of them. None where even `best` is not enough. Each tangent bounds a concave function from
    above, so the cheapest point below all tangents found so far costs no more than the one sought; its own tangent is
    added until it reaches the aim, to within a ten-millionth. A linear function takes one step. Where that does not
    end, the last point is moved on until it reaches the aim, and may not be the cheapest.
    Source: Kelley, J. SIAM 8 (1960); programmes solved by HiGHS.

    >>> point, proven = cheapest(
    ...     lambda x: float(x @ [2.0, 1.0]), lambda x: np.array([2.0, 1.0]), np.zeros(2), np.ones(2), np.ones(2), 2.5
    ... )
    >>> point.round(6).tolist(), proven
    ([1.0, 0.5], True)
    """
    if value(start) >= aim:
        return start, True
    if value(best) < aim:
        return None, True
    room = best - start
    free = np.flatnonzero(room > 0)
    cuts: list[FloatArray] = []
    needs: list[float] = []
    point = start
    for _ in range(ROUNDS):
        inside = np.maximum(point, start + 1e-7 * room)  # at the very edge a slope may be infinite
        slope = slopes(inside)
        cuts.append(slope[free])
        needs.append(aim - value(inside) + float(slope[free] @ (inside - start)[free]))
        step = _programme(np.array(cuts), np.array(needs), room[free], prices[free], largest=largest)
        point = start.copy()
        point[free] += step
        if value(point) >= aim - TOLERANCE * max(1.0, abs(aim)):
            return _reaching(value, start, point, best, aim), True
    return _reaching(value, start, point, best, aim), False


def _programme(
    cuts: FloatArray, needs: FloatArray, room: FloatArray, prices: FloatArray, *, largest: bool
) -> FloatArray:
    from scipy.optimize import linprog

    size = np.abs(cuts).max(axis=1, keepdims=True)
    matrix, limits, cost = -cuts / size, -needs / size[:, 0], prices
    bounds: list[tuple[float, float | None]] = [(0.0, float(most)) for most in room]
    if largest:  # one more variable, which no change exceeds; of equals the one with the smaller total
        matrix = np.vstack(
            [np.hstack([matrix, np.zeros((len(matrix), 1))]), np.hstack([np.diag(prices), -np.ones((len(room), 1))])]
        )
        limits, cost = np.concatenate([limits, np.zeros(len(room))]), np.append(prices * 1e-6, 1.0)
        bounds = [*bounds, (0.0, None)]
    found = linprog(cost, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
    if found.x is None:
        raise DataError(f"the smallest change cannot be found: {found.message}")
    return np.clip(found.x[: len(room)], 0.0, room)


def _reaching(
    value: Callable[[FloatArray], float], start: FloatArray, point: FloatArray, best: FloatArray, aim: float
) -> FloatArray:
    """Move a point on, in the direction it has taken, or else toward `best`, just until it reaches the aim."""
    if value(point) >= aim:
        return point
    onward = np.minimum(best, point + (point - start))
    end = onward if value(onward) >= aim else best
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (low, middle) if value(point + middle * (end - point)) >= aim else (middle, high)
    return np.asarray(np.minimum(best, point + high * (end - point)))
