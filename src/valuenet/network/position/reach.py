"""Distances of every node from many sources: how many reach it, and the sums that closeness is made of."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Adjacency, IntArray
from valuenet.network.kernel.library import call, takes

FloatArray: TypeAlias = npt.NDArray[np.float64]

BATCH = 512
"""Sources searched together."""

_AT_ONCE = 1 << 20  # ties: 64 MB of gathered rows


def reach(entered: Adjacency, source: IntArray, leaves: IntArray) -> tuple[FloatArray, int]:
    """Return sums over the sources that reach each node, `(n, 4)`, and the number of levels it took.

    Node v is entered from its neighbours in `entered`. `source` `(k,)` are different nodes, at most 512; each has
    `leaves` `(k,)` more sources, one step behind it. The sums are: the sources; their distances d; 1 / d; 1 / (d + 1).
    Memory is 200 bytes a node. Source: Then et al., The More the Merrier: Efficient Multi-Source Graph Traversal,
    VLDB 8(4), 2015.

    >>> from valuenet.network.graph import graph
    >>> chain = graph([0, 1], [1, 2], nodes=3)
    >>> sums, levels = reach(chain.into, np.array([0, 1], np.int32), np.array([1, 0]))
    >>> sums[:, :2].tolist(), levels
    ([[0.0, 0.0], [2.0, 3.0], [3.0, 6.0]], 3)
    """
    nodes = len(entered.start) - 1
    sums = np.zeros((nodes, 4))
    behind = leaves.astype(np.int64)
    if takes(entered.start, entered.neighbour, source):
        return sums, call("reach", nodes, entered.start, entered.neighbour, len(source), source, behind, sums)
    return sums, _with_numpy(entered, source, behind, sums)


def _with_numpy(entered: Adjacency, source: IntArray, leaves: IntArray, sums: FloatArray) -> int:
    places = np.arange(len(source))
    seen = np.zeros((len(sums), BATCH // 64), np.uint64)
    np.bitwise_or.at(seen, (source, places // 64), np.uint64(1) << (places % 64).astype(np.uint64))
    now, level = seen.copy(), 1
    has_ties = np.flatnonzero(entered.degree)
    while has_ties.size:
        fresh = np.zeros_like(seen)
        for rows in np.array_split(has_ties, min(len(has_ties), 1 + len(entered.neighbour) // _AT_ONCE)):
            first, last = int(entered.start[rows[0]]), int(entered.start[rows[-1] + 1])
            gathered = now[entered.neighbour[first:last]]
            fresh[rows] = np.bitwise_or.reduceat(gathered, entered.start[rows] - first, axis=0) & ~seen[rows]
        if not fresh.any():
            break
        seen |= fresh
        _account(fresh, leaves, level, sums)
        now, level = fresh, level + 1
    return level


def _account(fresh: npt.NDArray[np.uint64], leaves: IntArray, level: int, sums: FloatArray) -> None:
    bits = np.unpackbits(fresh.astype("<u8").view(np.uint8), axis=1, bitorder="little")[:, : len(leaves)]
    near, far = bits.sum(axis=1, dtype=np.int64), bits @ leaves
    sums[:, 0] += near + far
    sums[:, 1] += near * level + far * (level + 1)
    sums[:, 2] += near / level + far / (level + 1)
    sums[:, 3] += near / (level + 1) + far / (level + 2)
