"""All reciprocal matrices of the Saaty scale whose priorities round to given weights, found row by row.

If w is the principal eigenvector of A, every row of A has sum_j a_ij w_j / w_i equal to one eigenvalue. With weights
known to a precision, each row allows an interval; a row that does not meet the interval of those before it is dropped,
with everything below it. What is left of the last row are all the matrices there can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from valuenet.index.table import FloatArray

SCALE = (*(1 / whole for whole in range(9, 1, -1)), *(float(whole) for whole in range(1, 10)))
"""One ninth to nine: how many times one element may weigh another. Source: Saaty (1980)."""

BUDGET = 30_000_000
"""Partial matrices that are examined at most."""

BLOCK = 200_000
"""Partial matrices that are held at a time, at each row."""

LARGEST_ORDER = 6
"""Elements beyond which even the first row has too many choices to list."""

IntArray = npt.NDArray[np.int64]


class Exhausted(Exception):
    """The budget ended before all matrices were considered; `examined` partial ones were."""

    def __init__(self, examined: int) -> None:
        super().__init__(f"{examined:,} partial matrices examined")
        self.examined = examined


@dataclass(frozen=True, eq=False)
class _Known:
    """The weights, how many elements have each, and their bounds."""

    weights: FloatArray
    times: FloatArray
    low: FloatArray
    high: FloatArray
    precision: float


@dataclass(frozen=True, eq=False)
class _Row:
    """Every choice of a row's entries right of the diagonal: place on the scale, and sums of entry x weight, rising."""

    places: npt.NDArray[np.int8]
    sums: FloatArray
    totals: FloatArray


@dataclass(frozen=True, eq=False)
class _Partial:
    """Matrices whose first rows are filled `(k, entries)`, and the interval of the eigenvalue that is left to each."""

    places: npt.NDArray[np.int8]
    low: FloatArray
    high: FloatArray


def matrices_near(
    weights: FloatArray, times: FloatArray, precision: float, largest: float, budget: int = BUDGET
) -> Iterator[tuple[FloatArray, int]]:
    """Yield blocks of candidate matrices `(k, n, n)`, and how many partial ones were examined so far.

    Every matrix whose eigenvector is within `precision` of `weights` `(n,)`, at some factor, and whose largest
    eigenvalue is at most `largest`, is among them; not all that are yielded are within. The last block may be empty.
    Each element stands for `times` `(n,)` equal ones, compared with one another as 1 and with others alike.
    Raises `Exhausted` when more than `budget` would have to be examined.

    >>> [len(block) for block, _ in matrices_near(np.array([0.75, 0.25]), np.ones(2), 0.004, 2.0)]
    [1, 0]
    """
    order = len(weights)
    if order > LARGEST_ORDER or len(SCALE) ** (order - 1) > 50 * budget:  # the choices of its first row alone
        raise Exhausted(0)
    known = _Known(weights, times, np.maximum(weights - precision, 1e-300), weights + precision, precision)
    tables = [_row(known, row) for row in range(order)]
    begin = _Partial(np.zeros((1, 0), np.int8), np.array([times.sum() - 1e-9]), np.array([largest + 1e-9]))
    waiting, examined = [(0, begin)], 0
    while waiting:
        row, partial = waiting.pop()
        if row == order:
            yield _matrices(partial.places, order), examined
            continue
        following, met = _next(partial, row, tables[row], known)
        examined += met
        if examined > budget:
            raise Exhausted(examined)
        pieces = range(0, len(following.low), _piece(row))
        waiting += [(row + 1, _cut(following, start, start + _piece(row))) for start in reversed(pieces)]
    yield np.empty((0, order, order)), examined


def _piece(row: int) -> int:
    """Return how many matrices go on together: few after the first row, of which each has many continuations."""
    return 2_000 if row == 0 else BLOCK


def _cut(partial: _Partial, start: int, stop: int) -> _Partial:
    return _Partial(partial.places[start:stop], partial.low[start:stop], partial.high[start:stop])


def _row(known: _Known, row: int) -> _Row:
    """Return all choices of the entries of one row right of the diagonal, by rising sums."""
    right = len(known.weights) - row - 1
    grid = np.indices((len(SCALE),) * right, dtype=np.int8).reshape(right, -1).T if right else np.zeros((1, 0), np.int8)
    entries = np.array(SCALE)[grid] * known.times[row + 1 :]
    sums = entries @ known.weights[row + 1 :]
    rising = np.argsort(sums, kind="stable")
    return _Row(grid[rising], sums[rising], entries.sum(axis=1)[rising])


def _next(partial: _Partial, row: int, table: _Row, known: _Known) -> tuple[_Partial, int]:
    """Return every continuation of the partial matrices by one row that some eigenvalue allows."""
    left = _left(partial.places, row, len(known.weights)) * known.times[:row]
    below, above = left @ known.low[:row], left @ known.high[:row]
    own, low, high = known.times[row], known.low[row], known.high[row]
    slack = known.precision * table.totals.max(initial=0.0)
    least, most = (partial.low - own) * low - above - slack, (partial.high - own) * high - below + slack
    begin, end = np.searchsorted(table.sums, least, "left"), np.searchsorted(table.sums, most, "right")
    many = np.maximum(end - begin, 0)
    which = np.repeat(np.arange(len(many)), many)
    choice = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
    spread = known.precision * table.totals[choice]
    low_here = own + (below[which] + table.sums[choice] - spread) / high
    high_here = own + (above[which] + table.sums[choice] + spread) / low
    low_both, high_both = np.maximum(partial.low[which], low_here), np.minimum(partial.high[which], high_here)
    kept = low_both <= high_both
    places = np.hstack([partial.places[which[kept]], table.places[choice[kept]]])
    following = _Partial(places, low_both[kept], high_both[kept])
    return (_by_consistency(following, known.weights) if row == 0 else following), len(which)


def _by_consistency(partial: _Partial, weights: FloatArray) -> _Partial:
    """Order first rows by how near they are to the ratios of the weights: solutions are met sooner."""
    ratios = np.log(weights[0] / weights[1:])
    far = ((np.log(SCALE)[partial.places] - ratios) ** 2).sum(axis=1)
    order = np.argsort(far, kind="stable")
    return _Partial(partial.places[order], partial.low[order], partial.high[order])


def _starts(order: int) -> list[int]:
    """Return where each row's entries begin in the list of entries right of the diagonal."""
    return list(np.cumsum([0, *range(order - 1, 0, -1)]))


def _left(places: npt.NDArray[np.int8], row: int, order: int) -> FloatArray:
    """Return the entries left of the diagonal of a row `(k, row)`: reciprocals of those above it."""
    starts = _starts(order)
    columns = [starts[above] + row - above - 1 for above in range(row)]
    return 1 / np.array(SCALE)[places[:, columns]]


def _matrices(places: npt.NDArray[np.int8], order: int) -> FloatArray:
    matrices = np.ones((len(places), order, order))
    for row, (start, stop) in enumerate(pairwise(_starts(order))):
        matrices[:, row, row + 1 :] = np.array(SCALE)[places[:, start:stop]]
        matrices[:, row + 1 :, row] = 1 / matrices[:, row, row + 1 :]
    return matrices
