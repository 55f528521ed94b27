"""Breadth-first search from 512 sources at once: one bit per source, one row of eight words per node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import IntArray

Bits = npt.NDArray[np.uint64]

Met: TypeAlias = Callable[[int, IntArray, Bits], None]

BATCH = 512
"""Sources searched together: 64 bytes a node, one cache line."""

LEVEL_WORK = 1000
"""What one level of a search costs beside its arcs, counted in arcs."""

_AT_ONCE = 1 << 20  # arcs: 64 MB of gathered rows


@dataclass(frozen=True, eq=False)
class Arcs:
    """The arcs of a search, ordered by target: `source` and `target` `(m,)`.

    The places of the arcs that leave node v are `places[start[v]:start[v + 1]]`; `start` is `(n + 1,)`.
    """

    source: IntArray
    target: IntArray
    start: IntArray
    places: IntArray


def arcs_by_target(source: IntArray, target: IntArray, nodes: int) -> Arcs:
    """Return the arcs, already in ascending order of `target`, with an index of those that leave each node.

    >>> arcs = arcs_by_target(np.array([2, 0, 2]), np.array([0, 1, 1]), nodes=3)
    >>> arcs.start.tolist(), arcs.places.tolist()
    ([0, 1, 1, 3], [1, 0, 2])
    """
    start = np.zeros(nodes + 1, source.dtype)
    np.cumsum(np.bincount(source, minlength=nodes), out=start[1:])
    return Arcs(source, target, start, np.argsort(source, kind="stable").astype(source.dtype, copy=False))


def search(
    arcs: Arcs, sources: IntArray, leaving: IntArray, arriving: IntArray, met: Met | None = None
) -> tuple[list[IntArray], int]:
    """Search from `sources` and weigh the pairs found at each level 1, 2, ...; return them and the work done.

    `sources` `(k,)` are different nodes, k at most 512. A pair of source s and target t weighs
    `leaving[i, s] * arriving[j, t]` in the cell `[i, j]` of its level; `leaving` is `(a, k)`, `arriving` `(b, n)`,
    both hold integers from 0. The work is counted in arcs. `met` is told of each level which nodes are met, and by
    which sources.
    Source: Then et al., The More the Merrier: Efficient Multi-Source Graph Traversal, VLDB 8(4), 2015.

    >>> chain = arcs_by_target(np.array([0, 1]), np.array([1, 2]), nodes=3)
    >>> levels, _ = search(chain, np.array([0, 1]), np.ones((1, 2), int), np.ones((1, 3), int))
    >>> [level.tolist() for level in levels]
    [[[2]], [[1]]]
    """
    own = _own_bits(len(sources))
    everyone = np.bitwise_or.reduce(own, axis=0)
    slices = [_slices(weights, own) for weights in leaving]
    seen = np.zeros((len(arcs.start) - 1, own.shape[1]), np.uint64)
    seen[sources] = own
    levels: list[IntArray] = []
    moved, work = sources, 0
    while True:
        active = _active(arcs, seen, moved, everyone)
        work += len(active) + LEVEL_WORK
        found = np.zeros((len(leaving), len(arriving)), np.int64)
        moving = []
        for rows, arrived in _handed(arcs, seen, active):
            new = arrived & ~seen[rows]
            fresh = new.any(axis=1)
            rows, new = rows[fresh], new[fresh]
            seen[rows] |= new
            found += _weigh(new, slices, arriving[:, rows])
            if met:
                met(len(levels) + 1, rows, new)
            moving.append(rows)
        moved = np.concatenate(moving) if moving else sources[:0]
        if not moved.size:
            return levels, work
        levels.append(found)


def _active(arcs: Arcs, seen: Bits, moved: IntArray, everyone: Bits) -> IntArray:
    """Return the places of the arcs from a row that grew to a row with a bit still missing, ordered by target."""
    lengths = arcs.start[moved + 1] - arcs.start[moved]
    total = int(lengths.sum())
    if total * 8 < len(arcs.source):
        offsets = np.repeat(arcs.start[moved] - (np.cumsum(lengths) - lengths), lengths)
        places = np.sort(arcs.places[offsets + np.arange(total)])
        return np.compress((seen[arcs.target[places]] != everyone).any(axis=1), places)
    grew = np.zeros(len(seen), np.bool_)
    grew[moved] = True
    missing = (seen != everyone).any(axis=1)
    return np.flatnonzero(grew[arcs.source] & missing[arcs.target])


def _handed(arcs: Arcs, seen: Bits, active: IntArray) -> list[tuple[IntArray, Bits]]:
    """Return which rows receive something, and what, in blocks: all read before any of it is written."""
    blocks = []
    for first in range(0, len(active), _AT_ONCE):
        block = active[first : first + _AT_ONCE]
        target = arcs.target[block]
        starts = np.flatnonzero(np.diff(target, prepend=-1))
        blocks.append((target[starts], np.bitwise_or.reduceat(seen[arcs.source[block]], starts, axis=0)))
    return blocks


def _own_bits(width: int) -> Bits:
    """Return `width` rows of 64-bit words; row k has only the bit k."""
    places = np.arange(width)
    rows = np.zeros((width, -(-width // 64)), np.uint64)
    rows[places, places // 64] = np.uint64(1) << (places % 64).astype(np.uint64)
    return rows


def _slices(weights: IntArray, own: Bits) -> list[tuple[int, Bits]]:
    """Write the weights of the sources in binary: for each power of two, the bits of the sources that hold it."""
    powers = [1 << exponent for exponent in range(int(weights.max()).bit_length())]
    return [(power, np.bitwise_or.reduce(own[(weights & power) > 0], axis=0)) for power in powers]


def _weigh(new: Bits, slices: list[list[tuple[int, Bits]]], arriving: IntArray) -> IntArray:
    weighed = np.zeros((len(slices), len(arriving)), np.int64)
    for row, powers in enumerate(slices):
        for power, mask in powers:
            weighed[row] += power * (arriving @ np.bitwise_count(new & mask).sum(axis=1, dtype=np.int64))
    return weighed
