"""Searches along shortest paths by the compiled kernel: planned once for a network, then run batch by batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeAlias

import numpy as np

from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call

PARTS = 8
"""Sampled sources are counted in as many parts."""
SERIAL_WORK = 60_000_000
"""Work up to which one thread does it all, in about a tenth of a second."""

_SOURCES = 512  # searched together
_LEVELS = 1 << 16  # room for distances at first; memory is taken where it is written to
_SPARE_LEVELS = 8
_PIECES = 32
_THREADS = 2

Arrays: TypeAlias = tuple[Any, ...]
Piece: TypeAlias = tuple[Any, int]
Progress: TypeAlias = Callable[[int, int], None]
"""Called with the pieces done and the pieces there are."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What the kernel knows of a network: valid inside the `with` that made it.

    `hubs` are the nodes with a row of bits, `batches` the searches from 512 sources each that reach all pairs,
    `own` `(5,)` the pairs by distance that none of them counts, less those of a node and itself that they do count;
    `work` is about the rows they look at.
    """

    address: int
    nodes: int
    hubs: int
    batches: int
    own: IntArray
    work: int


@contextmanager
def plan(graph: Graph, *, directed: bool, fold: bool = True, against: bool = False) -> Iterator[Plan]:
    """Plan searches of `graph`, along its arcs or `against` them; without `fold` every node has a row of its own.

    Needs the kernel (`takes`); `paths` and `distances` show its use. Raises `MemoryError` where there is not enough.
    """
    both = graph.both
    out, into = (graph.out, graph.into) if directed else (both, both)
    out, into = (into, out) if against else (out, into)
    rows = [array for ties in (both, out, into) for array in (ties.start, ties.neighbour)]
    about = np.zeros(12, np.int64)
    address = call("plan", graph.nodes, *rows, directed, fold, about)
    own = about[:5]
    hubs, lines, _, batches, levels, arcs, line_arcs = about[5:].tolist()
    work = batches * (levels + 1) * (arcs + 2 * line_arcs + hubs + lines)
    try:
        yield Plan(address, graph.nodes, hubs, batches, own, work)
    finally:
        call("plan_end", address)


def all_pairs(plan: Plan, progress: Progress | None = None) -> IntArray:
    """Return the ordered pairs of different nodes at each distance, `(longest + 1,)`; `[0]` is 0.

    Counts are exact below 2^63, which is to say for every network that the kernel takes. Ctrl-C ends it.
    """
    found = _search("search", plan, _pieces(plan), lambda found: (found,), progress)
    pairs: IntArray = np.sum([counted.sum(axis=1) for (counted,) in found], axis=0)
    pairs[0] = 0
    pairs[: len(plan.own)] += plan.own
    return cut(pairs)


def some_pairs(plan: Plan, parts: IntArray) -> IntArray:
    """Return the pairs at each distance from the sources of every part, `(longest + 1, 8)`; `[0]` is 0.

    `parts` `(8, k)`, k at most 64, holds different nodes, or -1 where a part has fewer.
    """
    places = np.full((PARTS, _SOURCES // PARTS), -1, np.int32)
    places[:, : parts.shape[1]] = parts
    ((pairs,),) = _search("search_some", plan, [(places, _SOURCES)], lambda found: (found,))
    pairs[0] = 0
    return cut(pairs)


def of_nodes(plan: Plan, progress: Progress | None = None) -> tuple[IntArray, IntArray, IntArray]:
    """Return of every node as the target of paths, `(n,)` each: sum of distances, sources, longest distance.

    `plan` is made without `fold`. Sums are exact: they stay below 2^62.
    """

    def own(found: IntArray) -> Arrays:
        total, sources = (np.zeros(plan.nodes, np.int64) for _ in range(2))
        return found, total, sources, np.zeros(plan.nodes, np.int32)

    _, totals, sources, furthest = zip(*_search("search_nodes", plan, _pieces(plan), own, progress), strict=True)
    return sum(totals), sum(sources), np.max(furthest, axis=0)


def cut(pairs: IntArray) -> IntArray:
    """Return the rows up to the last that is not all 0; the first in any case.

    >>> cut(np.array([0, 4, 2, 0, 0])).tolist()
    [0, 4, 2]
    """
    return pairs[: int(np.flatnonzero(pairs.reshape(len(pairs), -1).any(axis=1)).max(initial=0)) + 1]


def _pieces(plan: Plan) -> list[Piece]:
    """Cut the batches into pieces for the threads to take: one, where the work is small."""
    step = plan.batches if plan.work <= SERIAL_WORK else -(-plan.batches // _PIECES)
    return [(first, min(first + step, plan.batches)) for first in range(0, plan.batches, max(step, 1))]


def _search(
    name: str, plan: Plan, pieces: list[Piece], own: Callable[[IntArray], Arrays], progress: Progress | None = None
) -> list[Arrays]:
    """Return what every thread counted in arrays of its `own`; begin again where paths were longer than expected."""
    threads = min(len(pieces), os.cpu_count() or 1, _THREADS) if plan.work > SERIAL_WORK else 1
    most = 2 * plan.hubs + _SPARE_LEVELS
    for levels in dict.fromkeys((min(_LEVELS, most), most)):
        arrays = [own(np.zeros((levels, PARTS), np.int64)) for _ in range(max(threads, 1))]
        stop = np.zeros(1, np.int64)

        def count(mine: Arrays, piece: Piece, levels: int = levels, stop: IntArray = stop) -> int:
            return call(name, plan.address, *piece, stop, levels, *mine)

        if _run(count, pieces, arrays, stop, progress, apart=plan.work > SERIAL_WORK):
            break
    return arrays


def _run(
    count: Callable[[Arrays, Piece], int],
    pieces: list[Piece],
    arrays: list[Arrays],
    stop: IntArray,
    progress: Progress | None,
    *,
    apart: bool,
) -> bool:
    """Take the pieces one after the other, or in threads, so that Ctrl-C is heard; tell whether there was room."""
    if not apart:
        return all(count(arrays[0], piece) >= 0 for piece in pieces)
    free: SimpleQueue[Arrays] = SimpleQueue()
    for mine in arrays:
        free.put(mine)

    def take(piece: Piece) -> int:
        mine = free.get()
        try:
            return count(mine, piece)
        finally:
            free.put(mine)

    with ThreadPoolExecutor(len(arrays)) as pool:
        try:
            return _all_done([pool.submit(take, piece) for piece in pieces], progress)
        finally:
            stop[0] = 1  # after the last piece it stops nothing


def _all_done(futures: list[Future[int]], progress: Progress | None) -> bool:
    for done, future in enumerate(as_completed(futures), start=1):
        if future.result() < 0:
            return False
        if progress:
            progress(done, len(futures))
    return True
