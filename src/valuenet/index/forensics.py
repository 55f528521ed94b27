"""Whether published weights can come from pairwise comparisons: the Saaty matrices that make them, or the nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.pairwise import priority_vectors, random_index
from valuenet.index.saaty_search import BUDGET, SCALE, Exhausted, IntArray, matrices_near
from valuenet.index.table import FloatArray
from valuenet.index.tree import Tree

Upper: TypeAlias = tuple[npt.NDArray[np.intp], ...]

WIDEST = 12
"""How many times the precision is doubled in the search for the nearest matrix."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """What is known of a group of published `weights`.

    `verdict` is "possible" (`matrix` makes them, to the printed precision), "impossible" (all matrices were
    considered, none does) or "not found" (a search ended without one). `matrix` `(n, n)` is the one found, or the
    nearest: the nearest of all where `nearest_is_proven`. `made` are the weights that it makes, on the scale of the
    published ones, `deviation` the largest distance from those, `precision` the one allowed, `consistency_ratio` that
    of the matrix; `examined` is how many partial matrices were looked at.
    """

    names: tuple[str, ...]
    weights: FloatArray
    precision: float
    verdict: str
    matrix: FloatArray
    made: FloatArray
    deviation: float
    consistency_ratio: float
    nearest_is_proven: bool
    examined: int

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the matrix row by row as it would have been printed: the name, then 3, 1 or 1/3."""
        for name, row in zip(self.names, self.matrix.tolist(), strict=True):
            yield (name, *(str(Fraction(value).limit_denominator(9)) for value in row))


def forensics(
    weights: Sequence[float] | FloatArray,
    decimals: int,
    *,
    names: Sequence[str] = (),
    limit: float = 0.1,
    budget: int = BUDGET,
) -> Verdict:
    """Return whether a reciprocal matrix of 1/9..9 with a consistency ratio below `limit` has these priorities.

    `weights` are those of the children of one indicator, printed with `decimals` decimals; they need not sum to 1: a
    matrix makes them where its principal eigenvector, times any factor, rounds to all of them. Rows of such a matrix
    must all give the same eigenvalue, which leaves few to examine: up to six children are settled in seconds, and
    `budget` bounds the work. Where none is possible, the precision is doubled until some are: the nearest is one of
    them. Of more children, or where the budget ends first, matrices are searched that treat equal weights alike, then
    those around the nearest: that can find one, and never prove that there is none.
    Raises `DataError` for a weight that is not above its rounding.

    >>> verdict = forensics([0.1304, 0.0629, 0.0390], 4)
    >>> verdict.verdict, verdict.nearest_is_proven, round(verdict.deviation, 4)
    ('impossible', True, 0.0051)
    >>> forensics([0.75, 0.25], 2).verdict
    'possible'
    """
    given = np.asarray(weights, np.float64)
    labels = tuple(names) or tuple(str(place + 1) for place in range(len(given)))
    precision = 0.5 * 10.0**-decimals * (1 + 1e-9)
    if len(given) == 0 or not (given > precision).all():
        low = labels[int(np.argmin(given))] if len(given) else "none"
        raise DataError(
            f"indicator '{low}': its weight is no more than its rounding: nothing can be said of its comparisons"
        )
    single = np.ones(len(given))
    try:
        found, examined = _within(given, single, precision, limit, budget, first=True)
    except Exhausted as exhausted:
        return _unproven(labels, given, precision, limit, budget, exhausted.examined)
    if found is not None:
        return _verdict(labels, given, precision, "possible", found, examined, proven=False)
    return _nearest(labels, given, precision, limit, budget, examined)


def forensics_of(
    tree: Tree, decimals: int, *, limit: float = 0.1, budget: int = BUDGET, most: int = 10
) -> dict[tuple[str, str], Verdict]:
    """Return the verdict on every group of a tree of which all could have been compared with one another.

    Groups are siblings, `(parent, "children")`, and all leaves below an indicator, `(indicator, "leaves")`: levels
    between are often added to a printed tree later. Of up to `most` each: beyond ten, nobody compares.

    A parent's published weight is taken where it has one, the sum of its leaves elsewhere; an only child says nothing.
    """
    given = {one.code: one.weight if one.weight is not None else tree.weights[one.code] for one in tree.indicators}
    groups = {(parent, "children"): children for parent, children in tree.children.items()}
    for code, children in tree.children.items():
        leaves = tuple(leaf for leaf in tree.leaves if code in tree.paths[leaf])
        if leaves != children:
            groups[code, "leaves"] = leaves
    return {
        key: forensics([given[one] for one in names], decimals, names=names, limit=limit, budget=budget)
        for key, names in groups.items()
        if 1 < len(names) <= most
    }


def deviations(weights: FloatArray, made: FloatArray) -> FloatArray:
    """Return for priorities `(..., n)` the largest distance from the weights `(n,)`, at the factor where it is least.

    >>> round(float(deviations(np.array([0.3, 0.1]), np.array([0.74, 0.26]))), 6)
    0.004
    """
    w, v = weights, made
    return np.asarray(
        ((w[:, None] * v[..., None, :] - w * v[..., :, None]) / (v[..., :, None] + v[..., None, :])).max(axis=(-2, -1))
    )


def _judged(matrices: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the priorities of matrices `(k, n, n)` and their consistency ratios."""
    order = matrices.shape[-1]
    made = priority_vectors(matrices)
    largest = np.einsum("kij,kj->k", matrices, made)
    chance = random_index(order)
    return made, np.maximum(0.0, (largest - order) / (order - 1)) / chance if chance else np.zeros(len(matrices))


def _within(
    weights: FloatArray, times: FloatArray, precision: float, limit: float, budget: int, *, first: bool
) -> tuple[FloatArray | None, int]:
    """Return the nearest of all matrices within the precision, or the first met; and how many were examined."""
    if len(weights) == 1:
        return np.ones((int(times[0]), int(times[0]))), 1
    order = np.argsort(-weights, kind="stable")
    elements = np.repeat(np.arange(len(weights)), times[order].astype(int))
    many = int(times.sum())
    largest = many + max(0.0, limit) * random_index(many) * (many - 1)
    best, least, examined = None, np.inf, 0
    for matrices, seen in matrices_near(weights[order], times[order], precision, largest, budget):
        examined = seen
        if not len(matrices):
            continue
        whole = matrices[:, elements[:, None], elements]
        made, ratios = _judged(whole)
        off = np.where((ratios < limit) | (many < 3), deviations(weights[order][elements], made), np.inf)
        place = int(np.argmin(off))
        if off[place] <= precision and off[place] < least:
            best, least = whole[place], float(off[place])
            if first:
                break
    if best is None:
        return None, examined
    back = np.argsort(np.repeat(order, times[order].astype(int)), kind="stable")
    return best[np.ix_(back, back)], examined


def _unproven(
    names: tuple[str, ...], weights: FloatArray, precision: float, limit: float, budget: int, examined: int
) -> Verdict:
    """Search among the matrices that treat equal weights alike, if that leaves few enough, then around the nearest."""
    different, which, times = np.unique(weights, return_inverse=True, return_counts=True)
    if len(different) < len(weights):
        try:
            found, seen = _within(different, times.astype(np.float64), precision, limit, budget, first=True)
        except Exhausted as exhausted:
            return _searched(names, weights, precision, limit, examined + exhausted.examined)
        examined += seen
        if found is not None:
            back = np.argsort(np.argsort(which.ravel(), kind="stable"))
            return _verdict(names, weights, precision, "possible", found[np.ix_(back, back)], examined, proven=False)
    return _searched(names, weights, precision, limit, examined)


def _nearest(
    names: tuple[str, ...], weights: FloatArray, precision: float, limit: float, budget: int, examined: int
) -> Verdict:
    """Widen the precision until a matrix is within it; all within are compared, so the best of them is the nearest."""
    wider = precision
    for _ in range(WIDEST):
        wider *= 2
        try:
            found, seen = _within(weights, np.ones(len(weights)), wider, limit, budget, first=False)
        except Exhausted as exhausted:
            examined += exhausted.examined
            break
        examined += seen
        if found is not None:
            return _verdict(names, weights, precision, "impossible", found, examined, proven=True)
    return replace(_searched(names, weights, precision, limit, examined), verdict="impossible")


def _verdict(
    names: tuple[str, ...],
    weights: FloatArray,
    precision: float,
    verdict: str,
    matrix: FloatArray,
    examined: int,
    *,
    proven: bool,
) -> Verdict:
    vectors, ratios = _judged(matrix[None]) if len(weights) > 1 else (np.ones((1, 1)), np.zeros(1))
    off = float(deviations(weights, vectors[0])) if len(weights) > 1 else 0.0
    factor = max(0.0, float(((weights - off) / vectors[0]).max()))
    return Verdict(
        names, weights, precision, verdict, matrix, vectors[0] * factor, off, float(ratios[0]), proven, examined
    )


def _searched(names: tuple[str, ...], weights: FloatArray, precision: float, limit: float, examined: int) -> Verdict:
    """Improve a matrix entry by entry, and two at a time, from the ratios of the weights rounded to the scale."""
    order = len(weights)
    upper = np.triu_indices(order, 1)
    ratios = np.log(weights[:, None] / weights)[upper]
    places = np.abs(ratios[:, None] - np.log(SCALE)).argmin(axis=1)
    best = _off(places[None], weights, limit, upper)[0]
    moves = _moves(len(places))
    while True:
        tried = np.clip(places + moves, 0, len(SCALE) - 1)
        off = _off(tried, weights, limit, upper)
        examined += len(tried)
        if not off.min() < best - 1e-15:
            break
        best, places = off.min(), tried[int(off.argmin())]
    verdict = "possible" if best <= precision else "not found"
    return _verdict(names, weights, precision, verdict, _filled(places[None], order, upper)[0], examined, proven=False)


def _moves(entries: int) -> IntArray:
    """Return every change of one entry by up to three places of the scale, and of two by one each."""
    single = [step * np.eye(entries, dtype=int) for step in (-3, -2, -1, 1, 2, 3)]
    pairs = [np.array(pair) for pair in zip(*np.triu_indices(entries, 1), strict=True)]
    double = [
        one * np.eye(entries, dtype=int)[a] + two * np.eye(entries, dtype=int)[b]
        for a, b in pairs
        for one in (-1, 1)
        for two in (-1, 1)
    ]
    return np.concatenate([*single, np.array(double).reshape(-1, entries)])


def _filled(places: IntArray, order: int, upper: Upper) -> FloatArray:
    matrices = np.ones((len(places), order, order))
    values = np.array(SCALE)[places]
    matrices[:, upper[0], upper[1]] = values
    matrices[:, upper[1], upper[0]] = 1 / values
    return matrices


def _off(places: IntArray, weights: FloatArray, limit: float, upper: Upper) -> FloatArray:
    """Return the deviation of each candidate, far worse where its comparisons are not consistent enough."""
    made, ratios = _judged(_filled(places, len(weights), upper))
    return np.asarray(deviations(weights, made) + np.where((ratios < limit) | (len(weights) < 3), 0.0, 1.0 + ratios))
