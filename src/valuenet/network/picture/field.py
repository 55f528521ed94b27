"""How strongly nodes push each other away: over pairs where they are few, else on a grid by Fourier transform."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import fft

from valuenet.network.graph import IntArray
from valuenet.network.picture.leaves import Floats

Field = Callable[[Floats, Floats, Floats], tuple[Floats, Floats, Floats]]
"""From x, y and mass `(k,)`: the push along x and along y on a unit of mass, and the mass on a unit of area there."""

_GRIDS = (32, 256)
_BLUNT = 0.7  # of a cell: nearer than this the push grows no more
_SOFT = 0.1  # added to squared distances of pairs, for the same reason


def on_grid(nodes: int) -> Field:
    """Return the field of two-dimensional charges: each pushes with its mass divided by the distance.

    Masses are spread over the four cells around each node, and the pushes gathered from them; about two cells lie
    between neighbours. The time grows with the nodes and with the grid, never with the pairs. One thread, no
    transcendental functions in the loop: the same numbers wherever it runs.

    >>> x, y = np.array([0.0, 10.0, 0.0]), np.array([0.0, 0.0, 10.0])
    >>> along_x, along_y, _ = on_grid(3)(x, y, np.array([1.0, 1.0, 0.0]))
    >>> along_x.round(2).tolist(), along_y.round(2).tolist()
    ([-0.1, 0.1, -0.05], [0.0, 0.0, 0.15])
    """
    least, most = _GRIDS
    grid = least
    while grid < most and grid < 2 * np.sqrt(nodes):
        grid *= 2
    kernels = _kernels(grid)

    def field(x: Floats, y: Floats, mass: Floats) -> tuple[Floats, Floats, Floats]:
        cell, share, side = _cells(x, y, grid)
        charge = np.bincount(cell.ravel(), (share * mass).ravel(), 4 * grid * grid)
        spread = fft.rfft2(charge.astype(np.float32).reshape(2 * grid, 2 * grid), workers=1)
        pushes = (fft.irfft2(spread * kernel, workers=1).ravel() for kernel in kernels)
        along_x, along_y = ((push[cell] * share).sum(axis=0) / side for push in pushes)
        return along_x, along_y, (charge[cell] * share).sum(axis=0) / (side * side)

    return field


def _cells(x: Floats, y: Floats, grid: int) -> tuple[IntArray, Floats, float]:
    """Return the four cells around each node, `(4, k)`, its share in each, and the side of a cell."""
    side = max(float(np.ptp(x)), float(np.ptp(y)), 1e-9) / (grid - 2)
    across, up = (x - x.min()) / side, (y - y.min()) / side
    column, row = across.astype(np.int64), up.astype(np.int64)
    right, above = across - column, up - row
    corner = column * (2 * grid) + row
    cell = np.stack((corner, corner + 1, corner + 2 * grid, corner + 2 * grid + 1))
    share = np.stack(((1 - right) * (1 - above), (1 - right) * above, right * (1 - above), right * above))
    return cell, share, side


@lru_cache(maxsize=4)
def _kernels(grid: int) -> tuple[Any, Any]:
    """Return the transforms of the push along x and along y of a unit of mass, on a grid doubled against wrapping."""
    step = np.arange(2 * grid)
    step = np.where(step < grid, step, step - 2 * grid).astype(np.float64)
    across, up = step[:, None], step[None, :]
    squared = across * across + up * up + _BLUNT * _BLUNT
    along_x, along_y = (fft.rfft2((part / squared).astype(np.float32), workers=1) for part in (across, up))
    return along_x, along_y


def over_pairs(start: IntArray) -> Field:
    """Return the same field summed over all pairs within each of many small components; `start` `(c + 1,)`.

    The mass on a unit of area is not known here and is given as 0.

    >>> field = over_pairs(np.array([0, 2, 3]))
    >>> field(np.array([0.0, 2.0, 0.0]), np.zeros(3), np.ones(3))[0].round(2).tolist()
    [-0.49, 0.49, 0.0]
    """
    sizes = np.diff(start)
    size = np.repeat(sizes, sizes)
    one = np.repeat(np.arange(len(size)), size)
    other = (
        np.arange(len(one)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(np.repeat(start[:-1], sizes), size)
    )
    one, other = one[one < other], other[one < other]

    def field(x: Floats, y: Floats, mass: Floats) -> tuple[Floats, Floats, Floats]:
        across, up = x[one] - x[other], y[one] - y[other]
        squared = across * across + up * up + _SOFT
        pushes = []
        for part in (across, up):
            pull = part / squared
            there = np.bincount(one, mass[other] * pull, len(x))
            pushes.append(np.asarray(there - np.bincount(other, mass[one] * pull, len(x)), np.float64))
        return pushes[0], pushes[1], np.zeros(len(x))

    return field
