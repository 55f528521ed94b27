"""The analytic hierarchy process: priorities from pairwise comparisons, and how consistent those are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from valuenet.errors import DataError
from valuenet.index.table import FloatArray

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""The mean consistency index of random matrices of order 0 to 15.

Source: Saaty, The Analytic Hierarchy Process (1980)."""


@dataclass(frozen=True, eq=False)
class Priorities:
    """What a matrix of comparisons says: `weights` `(n,)` that sum to 1, and how consistent it is.

    `consistency_ratio` is the index divided by that of random matrices, 0 for one or two elements; `missing` is how
    many comparisons were not made.
    """

    weights: FloatArray
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    missing: int = 0


@dataclass(frozen=True)
class Comparison:
    """One comparison beside what the others imply: `first` is `given` times `second`, and would be `implied` times it.

    `ratio_without` is the consistency ratio of the matrix when this comparison is left out.
    """

    first: str
    second: str
    given: float
    implied: float
    ratio_without: float


def random_index(order: int, missing: int = 0) -> float:
    """Return the mean consistency index of random matrices, smaller the more comparisons are missing.

    Beyond order 15 by the line of Alonso and Lamata (2006); with missing comparisons by Agoston and Csato, Omega 108
    (2022): times 1 - 2 missing / ((n - 1) (n - 2)).

    >>> random_index(4), round(random_index(4, 1), 4)
    (0.9, 0.6)
    """
    if order < 3:
        return 0.0
    full = RANDOM_INDEX[order] if order < len(RANDOM_INDEX) else (1.7699 * order - 4.3513) / (order - 1)
    return full * max(0.0, 1 - 2 * missing / ((order - 1) * (order - 2)))


def matrix_of(judgements: Any, names: Sequence[str]) -> FloatArray:
    """Return the matrix `(n, n)` of the comparisons of `names`, NaN for those that were not made.

    `judgements` are rows of numbers, texts like "1/3", or None; or a mapping of "first/second" to how many times the
    first weighs the second. What only one side says is the reciprocal on the other. Raises `DataError` naming both
    elements where the two sides contradict each other, a number is not positive, or comparisons do not connect all.

    >>> matrix_of({"a/b": 3, "b/c": "1/2"}, ["a", "b", "c"]).round(3).tolist()
    [[1.0, 3.0, nan], [0.333, 1.0, 0.5], [nan, 2.0, 1.0]]
    """
    matrix = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for row, column, value in _cells(judgements, names):
        number = _number(value, names[row], names[column])
        if row == column and number != 1:
            raise DataError(f"comparison of '{names[row]}' with itself is {number:g}: it is 1")
        matrix[row, column] = number
    other = 1 / matrix.T
    named = violations(matrix, names)
    if named:
        raise DataError(f"comparisons contradict each other: {named[0]}: give one of them, or reciprocal numbers")
    matrix = np.where(np.isnan(matrix), other, matrix)
    parts, part = connected_components(~np.isnan(matrix), directed=False)
    if parts > 1:
        stranger = names[int(np.argmax(part != part[0]))]
        raise DataError(f"no chain of comparisons leads from '{names[0]}' to '{stranger}': compare them")
    return matrix


def _cells(judgements: Any, names: Sequence[str]) -> list[tuple[int, int, Any]]:
    if isinstance(judgements, Mapping):
        place = {name: number for number, name in enumerate(names)}
        cells = []
        for pair, value in judgements.items():
            first, _, second = (part.strip() for part in str(pair).partition("/"))
            if first not in place or second not in place:
                raise DataError(f"comparison '{pair}': write first/second, of {', '.join(names)}")
            cells.append((place[first], place[second], value))
        return cells
    rows = [list(row) for row in judgements] if isinstance(judgements, list | tuple | np.ndarray) else []
    if len(rows) != len(names) or any(len(row) != len(names) for row in rows):
        raise DataError(f"comparisons of {', '.join(names)}: give {len(names)} rows of {len(names)} numbers")
    return [(i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row) if value is not None]


def _number(value: Any, first: str, second: str) -> float:
    try:
        number = float(Fraction(value)) if isinstance(value, str) else float(value)
    except (ValueError, TypeError, ZeroDivisionError):
        number = -1.0
    if not (number > 0 and np.isfinite(number)) and not np.isnan(number):
        raise DataError(f"comparison of '{first}' with '{second}' is {value!r}: it is a number above 0, or like 1/3")
    return number


def violations(matrix: FloatArray, names: Sequence[str], tolerance: float = 0.01) -> list[str]:
    """Name every pair whose two comparisons are not reciprocal, by more than `tolerance`, largest first.

    >>> violations(np.array([[1.0, 3.0], [0.5, 1.0]]), ["a", "b"])
    ["'a' is 3 times 'b', and 'b' 0.5 times 'a'"]
    """
    gaps = np.abs(np.nan_to_num(np.triu(matrix * matrix.T - 1, 1)))
    pairs = [(i, j) for i, j in np.argwhere(gaps > tolerance).tolist()]
    pairs.sort(key=lambda pair: -gaps[pair])
    return [
        f"'{names[i]}' is {matrix[i, j]:g} times '{names[j]}', and '{names[j]}' {matrix[j, i]:g} times '{names[i]}'"
        for i, j in pairs
    ]


def priorities(matrix: FloatArray, method: str = "eigenvector") -> Priorities:
    """Return the priorities of a matrix of comparisons `(n, n)`, NaN for those that were not made.

    By `eigenvector` missing comparisons count as what the priorities imply (Harker's completion); by `geometric_mean`
    the priorities are those of the least squares in logarithms over the comparisons that were made.
    Sources: Saaty (1980); Harker, Mathematical Modelling 9 (1987); Crawford and Williams (1985).

    >>> found = priorities(np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]))
    >>> found.weights.round(4).tolist(), abs(round(found.consistency_ratio, 9))
    ([0.5714, 0.2857, 0.1429], 0.0)
    """
    order = len(matrix)
    missing = int(np.isnan(matrix).sum()) // 2
    weights = priority_vectors(matrix, method)
    full = np.where(np.isnan(matrix), weights[:, None] / weights, matrix)
    images = full @ weights
    largest = float(images.sum() if method == "eigenvector" else np.mean(images / weights))
    index = max(0.0, (largest - order) / (order - 1)) if order > 2 else 0.0
    chance = random_index(order, missing)
    return Priorities(weights, largest, index, index / chance if chance > 0 else 0.0, missing)


def priority_vectors(matrices: FloatArray, method: str = "eigenvector") -> FloatArray:
    """Return the priorities `(..., n)` of many matrices `(..., n, n)` at once; NaN for comparisons not made.

    >>> priority_vectors(np.array([[[1.0, 3.0], [1 / 3, 1.0]], [[1.0, 1.0], [1.0, 1.0]]])).round(9).tolist()
    [[0.75, 0.25], [0.5, 0.5]]
    """
    missing = np.isnan(matrices)
    order = matrices.shape[-1]
    if method == "geometric_mean":
        return _least_squares(matrices, missing)
    diagonal = np.eye(order) * missing.sum(axis=-1)[..., None]
    powers = np.where(missing, 0.0, matrices) + diagonal
    for _ in range(12):  # the matrix to the power of 4096: its columns are the eigenvector
        powers = powers @ powers
        powers = powers / powers.sum(axis=(-2, -1), keepdims=True)
    weights = powers.sum(axis=-1)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _least_squares(matrices: FloatArray, missing: npt.NDArray[np.bool_]) -> FloatArray:
    logs = np.where(missing, 0.0, np.log(np.where(missing, 1.0, matrices))).sum(axis=-1)
    links = (~missing).astype(np.float64)
    laplacian = np.eye(matrices.shape[-1]) * links.sum(axis=-1)[..., None] - links
    solved = np.linalg.solve(laplacian + 1.0, logs[..., None])[..., 0]
    weights = np.exp(solved - solved.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def spoilers(matrix: FloatArray, names: Sequence[str]) -> tuple[Comparison, ...]:
    """Return the comparisons, first the one without which the matrix is most consistent.

    >>> bad = np.array([[1, 2, 4, 1 / 8], [1 / 2, 1, 2, 4], [1 / 4, 1 / 2, 1, 2], [8, 1 / 4, 1 / 2, 1]])
    >>> worst = spoilers(bad, ["a", "b", "c", "d"])[0]
    >>> worst.first, worst.second, worst.given, round(worst.implied, 6), round(worst.ratio_without, 6)
    ('a', 'd', 0.125, 8.0, 0.0)
    """
    found = []
    for i, j in np.argwhere(np.triu(~np.isnan(matrix), 1)).tolist():
        without = matrix.copy()
        without[i, j] = without[j, i] = np.nan
        if connected_components(~np.isnan(without), directed=False)[0] > 1:
            continue
        rest = priorities(without)
        implied = float(rest.weights[i] / rest.weights[j])
        found.append(Comparison(names[i], names[j], float(matrix[i, j]), implied, rest.consistency_ratio))
    return tuple(sorted(found, key=lambda one: (one.ratio_without, one.first, one.second)))


def joined(matrices: Sequence[FloatArray], importance: Sequence[float] | None = None) -> FloatArray:
    """Return the geometric mean of the experts' comparisons, of those who made them; the most common aggregation.

    Source: Aczel and Saaty, Journal of Mathematical Psychology 27 (1983): the only mean that keeps reciprocity.

    >>> joined([np.array([[1, 2], [1 / 2, 1]]), np.array([[1, 8], [1 / 8, 1]])]).tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    shares = np.ones(len(matrices)) if importance is None else np.asarray(importance, np.float64)
    logs = np.log(np.stack(matrices))
    each = np.where(np.isnan(logs), 0.0, shares[:, None, None])
    total = each.sum(axis=0)
    return np.asarray(np.exp(np.nansum(logs * each, axis=0) / np.where(total > 0, total, np.nan)))


def joined_priorities(vectors: Sequence[FloatArray], importance: Sequence[float] | None = None) -> FloatArray:
    """Return the geometric mean of the experts' priorities, summing to 1.

    Source: Forman and Peniwati, European Journal of Operational Research 108 (1998).

    >>> joined_priorities([np.array([0.8, 0.2]), np.array([0.2, 0.8])]).tolist()
    [0.5, 0.5]
    """
    mean = np.exp(np.average(np.log(np.stack(vectors)), axis=0, weights=importance))
    return np.asarray(mean / mean.sum())
