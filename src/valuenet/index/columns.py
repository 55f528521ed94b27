"""Numbers about the columns of a matrix, NaN being no data: all functions take `(..., regions, leaves)`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.table import FloatArray

BLOCK = 1 << 16
"""Cells of a long table that are worked on at a time."""


def low_high(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest value of every column `(..., leaves)`; NaN where there is no data.

    >>> [end.tolist() for end in low_high(np.array([[1.0, np.nan], [3.0, np.nan]]))]
    [[1.0, nan], [3.0, nan]]
    """
    return np.fmin.reduce(values, axis=-2, initial=np.nan), np.fmax.reduce(values, axis=-2, initial=np.nan)


def centred(values: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the values less the mean of their column, 0 for no data; the means; and how many values each has.

    >>> [one.tolist() for one in centred(np.array([[1.0], [np.nan], [3.0]]))]
    [[[-1.0], [0.0], [1.0]], [2.0], [2.0]]
    """
    sums = values.sum(axis=-2)
    if not np.isnan(sums).any():
        means = sums / max(values.shape[-2], 1)
        return values - means[..., None, :], means, np.full(sums.shape, float(values.shape[-2]))
    known = ~np.isnan(values)
    counts = known.sum(axis=-2, dtype=np.float64)
    apart = np.where(known, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = apart.sum(axis=-2) / counts
    apart -= means[..., None, :]
    apart[~known] = 0.0
    return apart, means, counts


def mean_deviation(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the mean and the standard deviation (of a sample: n - 1) of every column `(..., leaves)`.

    >>> [one.tolist() for one in mean_deviation(np.array([[1.0], [2.0], [np.nan], [3.0]]))]
    [[2.0], [1.0]]
    """
    apart, means, counts = centred(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return means, np.sqrt(np.einsum("...ij,...ij->...j", apart, apart) / np.where(counts > 1, counts - 1, np.nan))


def skewness_kurtosis(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the skewness and the excess kurtosis of every column `(..., leaves)`, as Excel and e1071's type 2 do.

    NaN where the values are all equal, or fewer than three (four for kurtosis).
    Source: Joanes and Gill, The Statistician 47 (1998), G1 and G2.

    >>> x = np.array([*range(1, 11), 30, 100], dtype=float)[:, None]
    >>> [round(float(one[0]), 6) for one in skewness_kurtosis(x)]
    [3.063241, 9.741391]
    """
    n, means, second, third, fourth = _power_sums(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        second = np.where(second > 1e-28 * n * means * means, second, np.nan)  # what rounding leaves is no spread
        skew = n * np.sqrt(n - 1) / np.where(n > 2, n - 2, np.nan) * third / (second * np.sqrt(second))
        shape = n * fourth / (second * second) - 3
        kurtosis = ((n + 1) * shape + 6) * (n - 1) / np.where(n > 3, (n - 2) * (n - 3), np.nan)
    return skew, kurtosis


def _power_sums(values: FloatArray) -> tuple[FloatArray, ...]:
    """Return the number, the mean and the sums of the second to fourth powers about it, of every column.

    Long tables go block by block of their rows, each of which fits the processor's cache.
    """
    counts, means = (~np.isnan(values)).sum(axis=-2, dtype=np.float64), values.mean(axis=-2)
    gaps = bool(np.isnan(means).any())
    if gaps:
        with np.errstate(invalid="ignore", divide="ignore"):
            means = np.where(np.isnan(values), 0.0, values).sum(axis=-2) / counts
    sums = [np.zeros(means.shape) for _ in range(3)]
    rows = max(1, BLOCK // max(1, values.shape[-1]))
    for start in range(0, values.shape[-2], rows):
        apart = values[..., start : start + rows, :] - means[..., None, :]
        if gaps:
            np.nan_to_num(apart, copy=False)
        squares = apart * apart
        sums[0] += squares.sum(axis=-2)
        sums[1] += np.einsum("...ij,...ij->...j", squares, apart)
        sums[2] += np.einsum("...ij,...ij->...j", squares, squares)
    return counts, means, *sums


def refuse(leaves: Sequence[str], wrong: npt.NDArray[np.bool_] | np.bool_, message: str) -> None:
    """Raise a `DataError` that names the first leaf for which `wrong` `(..., leaves)` is true, if there is one.

    >>> refuse(["a", "b"], np.array([False, True]), "all its values are equal")
    Traceback (most recent call last):
    valuenet.errors.DataError: indicator 'b': all its values are equal
    """
    columns = np.reshape(wrong, (-1, len(leaves))).any(axis=0)
    if columns.any():
        raise DataError(f"indicator '{leaves[int(np.argmax(columns))]}': {message}")
