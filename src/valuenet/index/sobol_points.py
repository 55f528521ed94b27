"""Points of a scrambled Sobol sequence, as SciPy draws them, without the second that loading `scipy.stats` takes."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from valuenet.index.table import FloatArray

Whole = npt.NDArray[np.uint32]

BITS = 30
"""Binary digits of a coordinate."""


def sobol_points(dimensions: int, power: int, seed: int) -> FloatArray:
    """Return the first `2**power` points `(2**power, dimensions)` of the sequence that `seed` scrambles, from 0 to 1.

    They are the very numbers of `scipy.stats.qmc.Sobol(dimensions, rng=numpy.random.default_rng(seed))`: direction
    numbers of Joe and Kuo, which SciPy keeps, a random lower triangular matrix and a random shift of the digits.
    Sources: Joe and Kuo, SIAM Journal on Scientific Computing 30 (2008); Matoušek, Journal of Complexity 14 (1998).

    >>> sobol_points(2, 3, seed=1).shape
    (8, 2)
    """
    kept = _kept_numbers()
    if kept is None:
        from scipy.stats import qmc

        return np.asarray(qmc.Sobol(dimensions, rng=np.random.default_rng(seed)).random_base2(power))
    random = np.random.default_rng(seed).spawn(1)[0]
    shift = random.integers(2, size=(dimensions, BITS), dtype=np.uint32) @ (1 << np.arange(BITS, dtype=np.uint32))
    below = np.tril(random.integers(2, size=(dimensions, BITS, BITS), dtype=np.uint32))
    directions = _scrambled(_directions(*kept, dimensions), below)
    points = np.empty((1 << power, dimensions), np.uint32)
    points[0] = shift
    for digit in range(power):  # in the order of Gray's code each half is the other one mirrored, and one digit moved
        half = 1 << digit
        points[half : 2 * half] = points[:half][::-1] ^ directions[:, digit]
    return points * 2.0**-BITS


@cache
def _kept_numbers() -> tuple[Whole, Whole] | None:
    """Return the polynomials and first direction numbers that SciPy keeps; None where it keeps them otherwise."""
    found = find_spec("scipy")
    path = Path(found.origin or "").parent / "stats" / "_sobol_direction_numbers.npz" if found else Path()
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return kept["poly"].astype(np.uint32), kept["vinit"].astype(np.uint32)


def _directions(polynomials: Whole, first: Whole, dimensions: int) -> Whole:
    """Return the direction numbers `(dimensions, BITS)`, each of `BITS` digits."""
    found = np.ones((dimensions, BITS), np.uint32)
    for one in range(1, dimensions):
        polynomial = int(polynomials[one])
        degree = polynomial.bit_length() - 1
        row = [int(number) for number in first[one, :degree]]
        for at in range(degree, BITS):
            number = row[at - degree]
            for step in range(1, degree + 1):
                if polynomial >> (degree - step) & 1:
                    number ^= row[at - step] << step
            row.append(number)
        found[one] = row
    return found << np.arange(BITS - 1, -1, -1, dtype=np.uint32)


def _scrambled(directions: Whole, below: Whole) -> Whole:
    """Return the direction numbers times a triangular matrix of digits with ones on its diagonal, modulo 2."""
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint32)
    digits = directions[:, :, None] >> places & 1
    matrix = below | np.eye(BITS, dtype=np.uint32)
    mixed = np.einsum("dpk,djk->djp", matrix, digits) & 1
    return (mixed << places).sum(axis=2, dtype=np.uint32)
