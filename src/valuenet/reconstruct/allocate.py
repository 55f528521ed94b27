"""Whole numbers that keep their margins: shares of a total, shares within bounds, tables of given rows and columns."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, kron

from valuenet.errors import DataError

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float64]

_HUGE = 1 << 40


def largest_remainder(total: int, weights: npt.ArrayLike) -> IntArray:
    """Divide `total` in proportion to `weights` `(n,)`: whole numbers that add up to it (method of Hare).

    Ties of remainders go to the earlier place. Raises `DataError` for a total without a positive weight.

    >>> largest_remainder(10, [1, 1, 1]).tolist()
    [4, 3, 3]
    """
    return bounded(total, weights)


def bounded(
    total: int, weights: npt.ArrayLike, lower: npt.ArrayLike | None = None, upper: npt.ArrayLike | None = None
) -> IntArray:
    """Divide `total` in proportion to `weights` `(n,)`, each part from its `lower` to its `upper` bound (whole).

    What a bound cuts off is divided among the others, again in proportion. Raises `DataError` where the bounds
    add up to more or less than the total.

    >>> bounded(10, [8, 1, 1], upper=[4, 9, 9]).tolist()
    [4, 3, 3]
    >>> bounded(10, [8, 1, 1], lower=[0, 2, 0]).tolist()
    [7, 2, 1]
    """
    share = np.asarray(weights, np.float64)
    least = _bound(lower, share, 0)
    most = np.where(share > 0, _bound(upper, share, _HUGE), least)
    if (least > most).any():
        at = int(np.flatnonzero(least > most)[0])
        raise DataError(f"part {at} of the total {total} must be at least {least[at]} and at most {most[at]}")
    if not least.sum() <= total <= most.sum():
        raise DataError(f"the parts of {total} add up to {least.sum()} at least and {most.sum()} at most")
    parts = _level(total, share, least, most)
    whole = np.clip(np.floor(parts + 1e-9).astype(np.int64), least, most)
    while left := int(total - whole.sum()):
        step = 1 if left > 0 else -1
        room = np.flatnonzero((whole < most) if left > 0 else (whole > least))
        order = room[np.argsort(-step * (parts[room] - whole[room]), kind="stable")]
        whole[order[: abs(left)]] += step
    return whole


def fit_table(
    start: npt.ArrayLike, rows: npt.ArrayLike, columns: npt.ArrayLike, upper: npt.ArrayLike | None = None
) -> FloatArray:
    """Scale the table `start` `(r, c)` until it adds up to `rows` `(r,)` and `columns` `(c,)`, cells within `upper`.

    Iterative proportional fitting, with cells cut at their bounds; near the margins where they cannot be met.
    Source: Deming and Stephan, Annals of Mathematical Statistics 11(4), 1940.

    >>> fit_table([[1, 1], [1, 3]], [10, 20], [15, 15]).round(2).tolist()
    [[6.77, 3.23], [8.23, 11.77]]
    """
    table = np.asarray(start, np.float64).copy()
    most = np.full(table.shape, np.inf) if upper is None else np.asarray(upper, np.float64)
    margins = (np.asarray(rows, np.float64)[:, None], np.asarray(columns, np.float64)[None, :])
    for _ in range(300):
        before = table.copy()
        for axis, margin in ((1, margins[0]), (0, margins[1])):
            fixed = table >= most
            held = np.where(fixed, table, 0).sum(axis=axis, keepdims=True)
            free = np.where(fixed, 0, table).sum(axis=axis, keepdims=True)
            factor = np.divide(margin - held, free, out=np.ones_like(free), where=free > 0).clip(0)
            table = np.minimum(np.where(fixed, table, table * factor), most)
        if np.abs(table - before).max(initial=0) < 1e-7:
            break
    return table


def round_table(
    table: npt.ArrayLike, rows: npt.ArrayLike, columns: npt.ArrayLike, upper: npt.ArrayLike | None = None
) -> IntArray:
    """Return the whole table nearest to `table` `(r, c)` that adds up to `rows` and `columns`, cells within `upper`.

    A transportation problem: its corner solutions are whole. Cells that are 0 in `table` are used last.
    Raises `DataError` where the margins differ, or no table within the bounds has them.

    >>> round_table([[0.5, 0.5], [0.5, 0.5]], [1, 1], [1, 1]).sum(axis=0).tolist()
    [1, 1]
    """
    wanted = np.asarray(table, np.float64)
    margins = [np.asarray(margin, np.int64) for margin in (rows, columns)]
    if margins[0].sum() != margins[1].sum():
        raise DataError(f"rows add up to {margins[0].sum()}, columns to {margins[1].sum()}: they must agree")
    most = np.full(wanted.shape, _HUGE) if upper is None else np.asarray(upper, np.float64)
    base = np.minimum(np.floor(wanted + 1e-9), most)
    part = (wanted - base).clip(0, 1)
    far = np.where(wanted > 0, 3.0, 9.0)
    costs = np.stack([1 - 2 * part, far, far])
    limits = np.stack([np.minimum(1, most - base), (most - base - 1).clip(0), base])
    adds = _adds(wanted.shape)
    found: Any = linprog(  # type: ignore[call-overload]  # sparse matrices are not in its stubs
        costs.ravel(),
        A_eq=csr_array(kron(np.array([[1, 1, -1]]), adds)),
        b_eq=np.concatenate([margins[0] - base.sum(axis=1), margins[1] - base.sum(axis=0)]),
        bounds=np.column_stack([np.zeros(limits.size), limits.ravel()]),
        method="highs-ds",
    )
    if found.status != 0:
        raise DataError("no whole table within the bounds has these rows and columns: widen a bound or a margin")
    up, more, down = np.rint(found.x).astype(np.int64).reshape(3, *wanted.shape)
    result: IntArray = base.astype(np.int64) + up + more - down
    return result


def whole_of_shares(counts: npt.ArrayLike, shares: npt.ArrayLike, slack: npt.ArrayLike, most: int = 100_000) -> int:
    """Return the smallest total of which every count is its printed share, each within its `slack` (all from 0 to 1).

    Raises `DataError` where no total up to `most` fits.

    >>> whole_of_shares([4, 3, 2], [0.1905, 0.1429, 0.0952], [0.00005] * 3)
    21
    """
    parts, printed, width = (np.asarray(values, np.float64)[:, None] for values in (counts, shares, slack))
    totals = np.arange(max(1, int(parts.max(initial=1))), most + 1, dtype=np.float64)
    fits = (np.abs(parts / totals - printed) <= width + 1e-9).all(axis=0)
    if not fits.any():
        raise DataError(f"no total up to {most} has the shares {printed.ravel().tolist()} for {parts.ravel().tolist()}")
    return int(totals[np.argmax(fits)])


def _bound(given: npt.ArrayLike | None, like: FloatArray, default: int) -> IntArray:
    if given is None:
        return np.full(like.shape, default, np.int64)
    return np.broadcast_to(np.asarray(given, np.int64), like.shape)


def _level(total: int, share: FloatArray, least: IntArray, most: IntArray) -> FloatArray:
    """Return the parts clip(factor x share) that add up to the total; the factor is found by halving."""
    low, high = 0.0, 1.0
    while np.clip(high * share, least, most).sum() < total and high < 1e18:
        high *= 2
    for _ in range(100):
        factor = (low + high) / 2
        low, high = (factor, high) if np.clip(factor * share, least, most).sum() < total else (low, factor)
    parts: FloatArray = np.clip(high * share, least, most)
    return parts


def _adds(shape: tuple[int, ...]) -> csr_array:
    cells = np.arange(shape[0] * shape[1])
    row, column = np.divmod(cells, shape[1])
    lines = np.concatenate([row, shape[0] + column])
    ones = np.ones(2 * len(cells))
    return csr_array((ones, (lines, np.tile(cells, 2))), shape=(shape[0] + shape[1], len(cells)))
