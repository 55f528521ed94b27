"""The neighbours that two nodes share, for many pairs of nodes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from valuenet.network.graph import Adjacency, IntArray

_AT_ONCE = 1 << 21


def shared_neighbours(
    ties: Adjacency, first: IntArray, second: IntArray
) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """Yield, in blocks, each neighbour that the nodes `first[i]` and `second[i]` share, for i ascending.

    A block holds, for each shared neighbour, the pair's number i and the places in `ties.neighbour` where it stands
    among those of the first and of the second node. Each pair costs the smaller of the two degrees, times the logarithm
    of the ties; a block takes 100 MB or, for a pair with more neighbours than two million, 50 bytes a neighbour.

    >>> from valuenet.network.graph import graph
    >>> square = graph([0, 1, 2, 3], [1, 2, 3, 0], nodes=4).both
    >>> [square.neighbour[at].tolist() for _, at, _ in shared_neighbours(square, np.array([0]), np.array([2]))]
    [[1, 3]]
    """
    degree, nodes = ties.degree, len(ties.start) - 1
    swapped = degree[first] > degree[second]
    few, many = np.where(swapped, second, first), np.where(swapped, first, second)
    keys = ties.owner.astype(np.int64) * nodes + ties.neighbour
    ends = np.cumsum(degree[few], dtype=np.int64)
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, ends[-1:].sum(), _AT_ONCE))
    for begin, end in pairwise((0, *cuts.tolist(), len(few))):
        lengths = degree[few[begin:end]]
        pair = np.repeat(np.arange(begin, end), lengths)
        here = np.repeat(ties.start[few[begin:end]] - (np.cumsum(lengths) - lengths), lengths) + np.arange(len(pair))
        wanted = many[pair].astype(np.int64) * nodes + ties.neighbour[here]
        there = np.searchsorted(keys, wanted)
        there[there == len(keys)] = 0
        found = np.flatnonzero(keys[there] == wanted)
        pair, here, there = pair[found], here[found], there[found]
        turned = swapped[pair]
        yield pair, np.where(turned, there, here), np.where(turned, here, there)
