"""Random pairing of two sides row by row within strata, without self-loops and, where possible, without doubles."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError

IntArray: TypeAlias = npt.NDArray[np.int64]

TRIES = 60
"""Partners tried for one bad row, before a double is left as a parallel row."""


def match(
    egos: npt.ArrayLike, ego_strata: npt.ArrayLike, alters: npt.ArrayLike, alter_strata: npt.ArrayLike, *, seed: int
) -> IntArray:
    """Return an alter for every ego `(m,)`, drawn at random from the alters `(m,)` of the ego's stratum.

    No ego meets itself. A pair that comes twice in a stratum is dissolved by exchanging alters with another row of
    the stratum where one is found. Raises `DataError` where a stratum has not as many alters as egos, or nothing
    but self-loops.

    >>> match([0, 1, 0, 1], [5, 5, 6, 6], [8, 9, 7, 1], [5, 5, 6, 6], seed=1).tolist()
    [8, 9, 1, 7]
    """
    ego, strata, other, other_strata = (
        np.asarray(values, np.int64) for values in (egos, ego_strata, alters, alter_strata)
    )
    rng = np.random.default_rng(seed)
    _check(strata, other_strata)
    shuffled = rng.permutation(len(other))
    order = np.argsort(strata, kind="stable")
    paired = np.empty(len(ego), np.int64)
    paired[order] = other[shuffled[np.argsort(other_strata[shuffled], kind="stable")]]
    _repair(ego, strata, paired, order, rng)
    return paired


def doubles(egos: IntArray, strata: IntArray, alters: IntArray) -> IntArray:
    """Return the rows whose (stratum, ego, alter) stands in an earlier row.

    >>> doubles(np.array([1, 1, 1]), np.array([0, 0, 1]), np.array([2, 2, 2])).tolist()
    [1]
    """
    order = np.lexsort((np.arange(len(egos)), alters, egos, strata))
    same = np.ones(len(egos), np.bool_)
    same[:1] = False
    for values in (egos, strata, alters):
        same[1:] &= values[order][1:] == values[order][:-1]
    found: IntArray = np.sort(order[same])
    return found


def _check(strata: IntArray, other_strata: IntArray) -> None:
    size = max(strata.max(initial=-1), other_strata.max(initial=-1)) + 1
    left, right = (np.bincount(each, minlength=size) for each in (strata, other_strata))
    if (left != right).any():
        at = int(np.flatnonzero(left != right)[0])
        raise DataError(f"stratum {at} has {left[at]} egos but {right[at]} alters: they must be as many")


def _repair(ego: IntArray, strata: IntArray, paired: IntArray, order: IntArray, rng: np.random.Generator) -> None:
    """Exchange the alters of bad rows with those of other rows of the stratum."""
    bounds = [np.searchsorted(strata[order], strata + step) for step in (0, 1)]
    seen: dict[tuple[int, int, int], int] = {}
    for key in zip(strata.tolist(), ego.tolist(), paired.tolist(), strict=True):
        seen[key] = seen.get(key, 0) + 1
    bad = np.union1d(np.flatnonzero(ego == paired), doubles(ego, strata, paired))
    for row in bad.tolist():
        low, high = int(bounds[0][row]), int(bounds[1][row])
        if not _bad(row, ego, strata, paired, seen):
            continue
        tried = order[rng.integers(low, high, TRIES)].tolist()
        if not any(_exchange(row, other, ego, strata, paired, seen, strict=True) for other in tried):
            _loosen(row, order[low:high].tolist(), ego, strata, paired, seen)


def _bad(row: int, ego: IntArray, strata: IntArray, paired: IntArray, seen: dict[tuple[int, int, int], int]) -> bool:
    return bool(ego[row] == paired[row]) or seen[int(strata[row]), int(ego[row]), int(paired[row])] > 1


def _exchange(
    row: int,
    other: int,
    ego: IntArray,
    strata: IntArray,
    paired: IntArray,
    seen: dict[tuple[int, int, int], int],
    *,
    strict: bool,
) -> bool:
    stratum, one, two = int(strata[row]), int(ego[row]), int(ego[other])
    mine, its = int(paired[row]), int(paired[other])
    if one in {its, two} or mine in {its, two}:
        return False
    if strict and (seen.get((stratum, one, its), 0) or seen.get((stratum, two, mine), 0)):
        return False
    for key, step in (((one, mine), -1), ((two, its), -1), ((one, its), 1), ((two, mine), 1)):
        seen[stratum, *key] = seen.get((stratum, *key), 0) + step
    paired[row], paired[other] = its, mine
    return True


def _loosen(
    row: int,
    stratum: list[int],
    ego: IntArray,
    strata: IntArray,
    paired: IntArray,
    seen: dict[tuple[int, int, int], int],
) -> None:
    """Dissolve a self-loop at the cost of a double; leave a double as it is."""
    if ego[row] != paired[row]:
        return
    if not any(_exchange(row, other, ego, strata, paired, seen, strict=False) for other in stratum):
        raise DataError(f"stratum {strata[row]} leaves {ego[row]} no other side but itself")
