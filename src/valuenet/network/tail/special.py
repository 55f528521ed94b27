"""Two functions that fits of tails are made of, by the kernel, or by SciPy, which takes longer to load."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.kernel.library import call, library

FloatArray: TypeAlias = npt.NDArray[np.float64]


def zeta(exponent: npt.ArrayLike, first: npt.ArrayLike) -> FloatArray:
    """Return the sum of x^-exponent over x = first, first + 1, ...: Hurwitz' zeta, exponent above 1, first above 0.

    Both are numbers or arrays of one shape `(n,)`. Relative error below 1e-14.
    Source: NIST Digital Library of Mathematical Functions, 25.11.5 (Euler and Maclaurin).

    >>> float(zeta(2.0, 1.0)) - np.pi**2 / 6
    0.0
    """
    s, x = np.asarray(exponent, np.float64), np.asarray(first, np.float64)
    if library() is None:
        from scipy import special

        return np.asarray(special.zeta(s, x))
    found = np.empty(s.shape or x.shape)
    call("zeta", found.size, s.size, np.ascontiguousarray(s), x.size, np.ascontiguousarray(x), found)
    return found


def log_below(value: FloatArray) -> FloatArray:
    """Return the logarithm of the share of the standard normal distribution below each `value`, `(n,)`.

    >>> log_below(np.array([0.0, -40.0])).round(6).tolist()
    [-0.693147, -804.608442]
    """
    if library() is None:
        from scipy import special

        return np.asarray(special.log_ndtr(value))
    found = np.empty(value.shape)
    call("log_below", value.size, np.ascontiguousarray(value), found)
    return found
