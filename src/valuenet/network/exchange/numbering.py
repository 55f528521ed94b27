"""From ids to node numbers: as fast for ten million relations as for ten, and never a mistake."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers: TypeAlias = npt.NDArray[np.int64]
Index: TypeAlias = npt.NDArray[np.uint32] | npt.NDArray[np.int64]

_AT_ONCE = 1 << 22
"""Entries handled together: more only cost memory."""


def numbered(values: pl.Series) -> tuple[Numbers, Numbers]:
    """Number the distinct values of a column of text `(k,)` in the order in which they first appear.

    Returns the number of every entry `(k,)` and, for every number, the first entry that has it. No value may be null.

    Every entry looks in a table, at a place taken from the value's hash, for the first entry with that place; only
    equal text takes it for its own. What is left (other text at a taken place, always all entries of it) goes around
    again with another hash. So the answer never rests on the hash, and on 20 million entries this took a third of
    the time of distinct values and a join.

    >>> numbers, first = numbered(pl.Series(["b", "a", "b", "c"]))
    >>> numbers.tolist(), first.tolist()
    ([0, 1, 0, 2], [0, 1, 3])
    """
    leader = np.arange(len(values), dtype=_index(len(values)))
    left, seed = leader, 0
    while len(left):
        found, equal = _leaders(values if seed == 0 else values.gather(left), seed)
        leader[left[equal]] = left[found[equal]]
        left, seed = left[~equal], seed + 1
    first = np.flatnonzero(leader == np.arange(len(leader), dtype=leader.dtype))
    number = np.empty(len(leader), leader.dtype)
    number[first] = np.arange(len(first), dtype=leader.dtype)
    return number[leader].astype(np.int64), first


def _leaders(values: pl.Series, seed: int) -> tuple[Index, npt.NDArray[np.bool_]]:
    """For every entry the first entry at its place, and whether the two are equal."""
    size, index = len(values), _index(len(values))
    bits = max(4, size.bit_length())
    places = (values.hash(seed=seed).to_numpy() >> np.uint64(64 - bits)).astype(index)
    taken = np.zeros(1 << bits, index)
    for end in range(size, 0, -_AT_ONCE):  # from the back, so that the first entry stays
        begin = max(0, end - _AT_ONCE)
        taken[places[begin:end][::-1]] = np.arange(begin, end, dtype=index)[::-1]
    found = taken[places]
    first = np.flatnonzero(found == np.arange(size, dtype=index))
    number = np.empty(size, index)
    number[first] = np.arange(len(first), dtype=index)
    leaders = values.gather(
        first
    )  # few and side by side: comparing with the entries themselves takes four times as long
    equal = np.empty(size, np.bool_)
    for begin in range(0, size, _AT_ONCE):
        piece = slice(begin, begin + _AT_ONCE)
        equal[piece] = (values[piece] == leaders.gather(number[found[piece]])).to_numpy()
    return found, equal


def _index(size: int) -> type[np.uint32] | type[np.int64]:
    return np.uint32 if size < 1 << 31 else np.int64
