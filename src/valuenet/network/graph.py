"""A directed multigraph as arrays: every relation, and the ties that remain when parallel relations merge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.network.kernel.library import call, takes

IntArray: TypeAlias = npt.NDArray[np.signedinteger[Any]]

_INT32_END = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Adjacency:
    """Neighbours of every node in compressed rows (CSR), in ascending order and without loops.

    `start` `(n + 1,)`: node v has the entries `start[v]` up to, not including, `start[v + 1]`.
    `neighbour` `(k,)`: the other node; `multiplicity` `(k,)`: how many rows or arcs merged into the entry.
    """

    start: IntArray
    neighbour: IntArray
    multiplicity: IntArray

    @property
    def degree(self) -> IntArray:
        """Distinct neighbours of every node, `(n,)`."""
        return np.diff(self.start)

    @property
    def owner(self) -> IntArray:
        """The node to which every entry belongs, `(k,)`."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=self.neighbour.dtype), self.degree)


@dataclass(frozen=True, eq=False)
class Graph:
    """A directed multigraph in its two readings; its arrays are read-only.

    Relations: `source` and `target` `(m,)`, one entry per row. Ties: the simple digraph in `out` and `into`, where
    multiplicity counts rows, and its undirected shadow in `both`, where multiplicity counts arcs (1, or 2 where
    the tie is reciprocal). Each is built when it is first asked for. `loops` counts the relations from a node to
    itself; they make no tie.
    """

    nodes: int
    source: IntArray
    target: IntArray

    @cached_property
    def out(self) -> Adjacency:
        """The ties that leave every node."""
        return _ties(self.source, self.target, self.nodes)

    @cached_property
    def into(self) -> Adjacency:
        """The ties that reach every node."""
        return _ties(self.target, self.source, self.nodes)

    @cached_property
    def both(self) -> Adjacency:
        """The undirected shadow: all neighbours of every node."""
        if {"out", "into"} <= self.__dict__.keys() or not takes(self.source):
            return _shadow(self.out, self.into)
        return _pairs(self.source, self.target, self.nodes)

    @cached_property
    def loops(self) -> int:
        """Relations from a node to itself."""
        return int(np.count_nonzero(self.source == self.target))

    @property
    def relations(self) -> int:
        """Rows, loops and parallel ones included."""
        return len(self.source)

    @property
    def ties(self) -> int:
        """Ordered pairs of different nodes with at least one relation."""
        return len(self.out.neighbour)


def graph(source: npt.ArrayLike, target: npt.ArrayLike, nodes: int) -> Graph:
    """Return the graph of the arcs from `source[i]` to `target[i]` among the nodes 0 to `nodes - 1`.

    `source` and `target` are `(m,)` integers; the result holds int32 where nodes and relations allow it, else int64.
    Arrays that may still be written to are copied. Building all ties takes time that grows with m + n, and beside
    them 8 bytes a relation for a while: 100 million relations need 6 GB in all. Raises `DataError` for arrays that
    are not integers, not of one length, or name a node outside the graph.

    >>> g = graph([0, 0, 1, 2], [1, 1, 0, 2], nodes=4)
    >>> g.relations, g.ties, g.loops
    (4, 2, 1)
    >>> g.out.multiplicity.tolist(), g.both.multiplicity.tolist()
    ([2, 1], [2, 2])
    """
    if nodes < 0:
        raise DataError(f"a network cannot have {nodes} nodes: give the number of nodes, 0 or more")
    ends = [_end(name, values, nodes) for name, values in (("source", source), ("target", target))]
    if len(ends[0]) != len(ends[1]):
        raise DataError(f"{len(ends[0])} sources but {len(ends[1])} targets: every arc needs both its ends")
    small = max(nodes, 2 * len(ends[0])) <= _INT32_END  # the shadow holds two entries a tie
    index: np.dtype[np.signedinteger[Any]] = np.dtype(np.int32 if small else np.int64)
    return Graph(nodes, *(_own(end, index) for end in ends))


def _end(name: str, values: npt.ArrayLike, nodes: int) -> IntArray:
    end = np.asarray(values)
    if end.size == 0:
        return np.empty(0, dtype=np.int32)
    if end.ndim != 1 or end.dtype.kind not in "iu":
        raise DataError(f"{name} holds {end.dtype} of shape {end.shape}: give one integer per arc")
    if end.min() < 0 or end.max() >= nodes:
        outside = np.flatnonzero((end < 0) | (end >= nodes))
        place = int(outside[0])
        raise DataError(
            f"{name}[{place}] is {end[place]}, but the nodes are numbered 0 to {nodes - 1}"
            f" ({outside.size} such arcs): number the nodes first, or give the right number of nodes"
        )
    return end


def _own(end: IntArray, index: np.dtype[np.signedinteger[Any]]) -> IntArray:
    """Return the values as an array that nobody writes to: ties are built from it later."""
    owned = np.ascontiguousarray(end, dtype=index)
    return _frozen(owned.copy() if np.may_share_memory(owned, end) and end.flags.writeable else owned)


def _ties(first: IntArray, second: IntArray, nodes: int) -> Adjacency:
    if takes(first, second):
        start = np.empty(nodes + 1, np.int32)
        entries = np.empty((2, len(first)), np.int32)
        ties = call("ties", nodes, len(first), first, second, start, entries)
        return Adjacency(_frozen(start), _frozen(entries[0, :ties]), _frozen(entries[1, :ties]))
    from scipy.sparse import coo_array  # time to load that the kernel saves

    plain = first != second
    arcs: tuple[Any, Any] = (first[plain], second[plain])
    ones: Any = np.ones(len(arcs[0]), first.dtype)
    return _adjacency(coo_array((ones, arcs), shape=(nodes, nodes)).tocsr(), first.dtype)


def _pairs(source: IntArray, target: IntArray, nodes: int) -> Adjacency:
    """The shadow without the rows out and in, where nobody has asked for them."""
    start, neighbour = np.empty(nodes + 1, np.int32), np.empty(2 * len(source), np.int32)
    arcs = np.empty(len(neighbour), np.int8)
    entries = 2 * call("pairs", nodes, len(source), source, target, start, neighbour, arcs)
    return Adjacency(_frozen(start), _frozen(neighbour[:entries]), _frozen(arcs[:entries]))


def _shadow(out: Adjacency, into: Adjacency) -> Adjacency:
    nodes = len(out.start) - 1
    if takes(out.start, out.neighbour, into.start, into.neighbour):
        start, neighbour = np.empty(nodes + 1, np.int32), np.empty(2 * len(out.neighbour), np.int32)
        arcs = np.empty(len(neighbour), np.int8)
        rows = (out.start, out.neighbour, into.start, into.neighbour)
        entries = call("shadow", nodes, *rows, start, neighbour, arcs)
        return Adjacency(_frozen(start), _frozen(neighbour[:entries]), _frozen(arcs[:entries]))
    return _adjacency(_pattern(out, nodes) + _pattern(into, nodes), out.start.dtype)


def _pattern(ties: Adjacency, nodes: int) -> Any:
    from scipy.sparse import csr_array

    ones = np.ones(len(ties.neighbour), np.int8)
    return csr_array((ones, ties.neighbour, ties.start), shape=(nodes, nodes))


def _adjacency(ties: Any, index: np.dtype[np.signedinteger[Any]]) -> Adjacency:
    ties.sort_indices()
    return Adjacency(
        _frozen(ties.indptr.astype(index, copy=False)),
        _frozen(ties.indices.astype(index, copy=False)),
        _frozen(ties.data),
    )


def _frozen(array: IntArray) -> IntArray:
    array.setflags(write=False)
    return array
