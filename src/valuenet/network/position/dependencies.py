"""Dependencies: what the shortest paths from a source need of every node, for many sources."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import IntArray
from valuenet.network.kernel.library import call, takes

FloatArray: TypeAlias = npt.NDArray[np.float64]

BLOCKS = 8
"""Into so many parts sources are dealt out; the parts' sums are added in their order, whoever worked on them."""

_MANY = 2.0**900  # above this, path counts are kept as logarithms
_CELLS_AT_ONCE = 1 << 19


@dataclass(frozen=True, eq=False)
class Ties:
    """What is searched: `start` `(n + 1,)` and `neighbour` `(k,)` in compressed rows, `arriving` `(n,)`.

    Node v has the ties `start[v]` up to `start[v + 1]`, and stands for `arriving[v]` targets.
    """

    start: IntArray
    neighbour: IntArray
    arriving: FloatArray


@dataclass(frozen=True, eq=False)
class Sources:
    """Who searches: nodes, the weight of what each depends on, and of what passes through itself, `(k,)`."""

    node: IntArray
    weight: FloatArray
    itself: FloatArray

    def part(self, first: int, step: int) -> Sources:
        """Return every `step`-th source, beginning with number `first`."""
        return Sources(self.node[first::step], self.weight[first::step], self.itself[first::step])


@dataclass(frozen=True, eq=False)
class Dependencies:
    """Sums over the sources, `(n,)`, and what each of them reaches.

    `sums` and `squares`: what they depend on a node, and its squares over their weights; `reached`: the weights of the
    sources that reach it; `reach` `(k,)`: the targets that each source reaches beside itself.
    """

    sums: FloatArray
    squares: FloatArray
    reached: FloatArray
    reach: FloatArray


def dependencies(ties: Ties, sources: Sources, *, threads: int = 2) -> Dependencies:
    """Return the weighted dependencies of `sources` on every node, the same bytes for any number of `threads`.

    The dependency of s on v is the sum, over the targets t other than v, of the share of the shortest paths from s to
    t that pass through v, and all the targets but one that v stands for. Path counts are doubles, and what is summed is
    positive: the relative error of a dependency is at most the number of its terms times 2^-53, 10^-9 for ten million.
    Source: Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25(2), 2001.

    >>> chain = Ties(np.array([0, 1, 2, 2]), np.array([1, 2]), np.ones(3))
    >>> dependencies(chain, Sources(np.array([0]), np.ones(1), np.zeros(1))).sums.tolist()
    [0.0, 1.0, 0.0]
    """
    nodes = len(ties.start) - 1
    found = Dependencies(np.zeros(nodes), np.zeros(nodes), np.zeros(nodes), np.zeros(len(sources.node)))
    work = _with_kernel if takes(ties.start, ties.neighbour, sources.node) else _with_numpy
    blocks = min(BLOCKS, max(1, len(sources.node) // 32))
    with ThreadPoolExecutor(threads) as pool:
        parts = pool.map(lambda block: work(ties, sources.part(block, blocks)), range(blocks))
        for block, part in enumerate(parts):
            found.reach[block::blocks] = part.reach
            for whole, more in ((found.sums, part.sums), (found.squares, part.squares), (found.reached, part.reached)):
                whole += more
    return found


def _with_kernel(ties: Ties, sources: Sources) -> Dependencies:
    nodes, count = len(ties.start) - 1, len(sources.node)
    found = Dependencies(np.zeros(nodes), np.zeros(nodes), np.zeros(nodes), np.zeros(count))
    node, weight, itself = (np.ascontiguousarray(each) for each in (sources.node, sources.weight, sources.itself))
    searched = (ties.start, ties.neighbour, ties.arriving, count, node, weight, itself)
    call("dependencies", nodes, *searched, found.sums, found.squares, found.reached, found.reach)
    return found


def _with_numpy(ties: Ties, sources: Sources) -> Dependencies:
    """Search from many sources at once, level by level: one column each."""
    nodes, count = len(ties.start) - 1, len(sources.node)
    found = Dependencies(np.zeros(nodes), np.zeros(nodes), np.zeros(nodes), np.zeros(count))
    together = max(1, _CELLS_AT_ONCE // max(nodes, 1))
    for first in range(0, count, together):
        chosen = slice(first, first + together)
        node, weight, itself = sources.node[chosen], sources.weight[chosen], sources.itself[chosen]
        columns = np.arange(len(node))
        levels, paths = _levels(ties, node)
        countable = np.max(paths, initial=0) < _MANY
        below = _below(ties, levels, paths) if countable else _below_of_many(ties, levels, node)
        seen = levels > 0
        own = below[node, columns] * itself
        through = np.where(seen, below + (ties.arriving - 1)[:, None], 0)
        np.add.at(found.sums, node, own)
        np.add.at(found.squares, node, own * own / weight)
        found.sums[:] += np.einsum("ij,j->i", through, weight)
        found.squares[:] += np.einsum("ij,ij,j->i", through, through, weight)
        found.reached[:] += seen @ weight
        found.reach[chosen] = ties.arriving @ seen
    return found


def _levels(ties: Ties, source: IntArray) -> tuple[IntArray, FloatArray]:
    """Return the level (-1 where not reached) and the number of shortest paths for each node and source."""
    columns = np.arange(len(source))
    backward = _matrix(ties).T.tocsr()
    levels = np.full((len(ties.start) - 1, len(source)), -1)
    paths = np.zeros(levels.shape)
    levels[source, columns], paths[source, columns] = 0, 1
    moving, level = paths, 0
    with np.errstate(over="ignore"):
        while moving.any():
            level += 1
            arrived = backward @ moving
            moving = np.where((levels < 0) & (arrived > 0), arrived, 0)
            levels[moving > 0] = level
            paths = paths + moving
    return levels, paths


def _below(ties: Ties, levels: IntArray, paths: FloatArray) -> FloatArray:
    forward, below = _matrix(ties), np.zeros(levels.shape)
    for level in range(int(levels.max(initial=0)), 0, -1):
        here = levels == level
        share = np.divide(ties.arriving[:, None] + below, paths, out=np.zeros(levels.shape), where=here)
        below += np.where(levels == level - 1, (forward @ share) * paths, 0)
    return below


def _below_of_many(ties: Ties, levels: IntArray, source: IntArray) -> FloatArray:
    """Do as `_levels` and `_below` do where doubles overflow: on logarithms, tie by tie."""
    nodes = len(ties.start) - 1
    owner = np.repeat(np.arange(nodes), np.diff(ties.start))
    logs, below = np.full(levels.shape, -np.inf), np.zeros(levels.shape)
    logs[source, np.arange(len(source))] = 0
    steps = list(_steps(ties, owner, levels))
    for tie, column in steps:
        np.logaddexp.at(logs, (ties.neighbour[tie], column), logs[owner[tie], column])
    for tie, column in reversed(steps):
        above, under = (owner[tie], column), (ties.neighbour[tie], column)
        reached = ties.arriving[under[0]] + below[under]
        np.add.at(below, above, np.exp(logs[above] - logs[under]) * reached)
    return below


def _steps(ties: Ties, owner: IntArray, levels: IntArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield, level by level, the ties and columns by which shortest paths go one level down."""
    for level in range(int(levels.max(initial=0))):
        tie, column = np.nonzero((levels[owner] == level) & (levels[ties.neighbour] == level + 1))
        yield tie, column


def _matrix(ties: Ties) -> Any:
    from scipy.sparse import csr_array  # time to load that the kernel saves

    nodes = len(ties.start) - 1
    return csr_array((np.ones(len(ties.neighbour)), ties.neighbour, ties.start), shape=(nodes, nodes))
