"""Products of a network's ties with a vector: what the neighbours of every node have together."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Adjacency
from valuenet.network.kernel.library import call, takes

FloatArray: TypeAlias = npt.NDArray[np.float64]


def product(ties: Adjacency, values: FloatArray, weight: FloatArray | None = None) -> FloatArray:
    """Return of every node the sum of its neighbours' `values` `(n,)`, `(n,)`.

    `weight` `(k,)` multiplies the value at each entry of `ties`; without, all are 1. Neighbours are added in their
    order, so that the same sums come out with the kernel and without.

    >>> from valuenet.network.graph import graph
    >>> product(graph([0, 0], [1, 2], nodes=3).both, np.array([1.0, 2.0, 4.0])).tolist()
    [6.0, 1.0, 1.0]
    """
    nodes = len(ties.start) - 1
    if takes(ties.start, ties.neighbour):
        sums = np.empty(nodes)
        call("products", nodes, ties.start, ties.neighbour, 0 if weight is None else weight, _plain(values), sums)
        return sums
    from scipy.sparse import csr_array  # time to load that the kernel saves

    entries: Any = np.ones(len(ties.neighbour)) if weight is None else weight
    found: FloatArray = csr_array((entries, ties.neighbour, ties.start), shape=(nodes, nodes)) @ values
    return found


def _plain(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(values, np.float64)
