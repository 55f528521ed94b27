"""Bringing indicators of different units onto one scale."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError

FloatArray: TypeAlias = npt.NDArray[np.float64]


def min_max(values: FloatArray, direction: int = 1) -> FloatArray:
    """Return (x - min) / (max - min) of `values` `(n,)`, or 1 minus that where `direction` is -1: from 0, worst, to 1.

    NaN is no data and stays NaN. Where all values are equal the formula is 0 / 0, and every result is NaN, as in
    COINr's `n_minmax`: a constant tells no region from another, and any number in its place would reward having been
    counted. Raises `DataError` for infinite values.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5, min-max.

    >>> min_max(np.array([2.0, 4.0, np.nan, 3.0])).tolist()
    [0.0, 1.0, nan, 0.5]
    >>> min_max(np.array([2.0, 4.0, 3.0]), direction=-1).tolist()
    [1.0, 0.0, 0.5]
    """
    known = values[~np.isnan(values)]
    low, high = (known.min(), known.max()) if known.size else (np.nan, np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        span = high - low
        if known.size and not np.isfinite(span):
            raise DataError(f"values run from {low:g} to {high:g}: there is no scale between them")
        if not span > 0:
            return np.full(len(values), np.nan)
        return (values - low) / span if direction == 1 else (high - values) / span
