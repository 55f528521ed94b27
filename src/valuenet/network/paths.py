"""Shortest paths between all pairs of nodes: how many there are of each length, exactly or from sampled sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.search import BATCH, Arcs, arcs_by_target, search

FloatArray: TypeAlias = npt.NDArray[np.float64]

WORK_LIMIT = 10_000_000
"""Arcs handed on, 512 sources at a time, up to which a search is exact: one to three CPU seconds."""


@dataclass(frozen=True, eq=False)
class Paths:
    """Shortest distances over the reachable ordered pairs whose first node is one of `sources` searched.

    `distribution[d]` counts the pairs at distance d; `[0]` is always 0. `population` is the number of nodes that
    could be sources, those with a tie to follow: counts times `population / sources` estimate the whole.
    """

    distribution: IntArray
    sources: int
    population: int

    @property
    def sampled(self) -> bool:
        """Whether only some of the possible sources were searched."""
        return self.sources < self.population

    @property
    def mean(self) -> float | None:
        """Average path length; None where no pair is reachable."""
        counts: list[int] = self.distribution.tolist()
        pairs = sum(counts)
        return sum(distance * count for distance, count in enumerate(counts)) / pairs if pairs else None

    @property
    def pairs(self) -> int:
        """Reachable ordered pairs of different nodes; an estimate where sampled."""
        pairs = int(self.distribution.sum())
        return round(pairs * self.population / self.sources) if self.sampled else pairs

    @property
    def diameter(self) -> int | None:
        """Longest distance found, a lower bound where sampled; None where no pair is reachable."""
        return len(self.distribution) - 1 or None


@dataclass(frozen=True, eq=False)
class Folded:
    """A graph without its leaves: nodes with one neighbour, which are reached one step after that neighbour.

    `arcs` run among the nodes `kept`, renumbered by their place in it; each of `leaves` hangs on one of `hosts`, so
    numbered.
    """

    arcs: Arcs
    kept: IntArray
    leaves: IntArray
    hosts: IntArray


def paths(graph: Graph, *, directed: bool, work_limit: int = WORK_LIMIT, sample: int = BATCH) -> Paths:
    """Count the reachable ordered pairs of nodes by their distance, along directed or undirected ties.

    First a systematic sample of `sample` sources (1 or more) is searched; all are, where the work that this took
    says that it stays within `work_limit`. The sampled mean of a hub-heavy network is within about 0.2 %.
    Needs 200 bytes a node and 64 MB beside the graph.

    >>> from valuenet.network.graph import graph
    >>> chain = graph([0, 1, 2], [1, 2, 3], nodes=4)
    >>> paths(chain, directed=True).distribution.tolist()
    [0, 3, 2, 1]
    >>> paths(chain, directed=False).mean
    1.6666666666666667
    """
    forward, backward = (graph.out, graph.into) if directed else (graph.both, graph.both)
    possible = np.flatnonzero(forward.degree)
    chosen = _systematic(forward, possible, sample)
    folded = _fold(graph.both, backward)
    pairs, work = _distribution(folded, backward, chosen)
    if len(chosen) < len(possible) and work * len(possible) <= work_limit * len(chosen):
        chosen = possible
        pairs, _ = _distribution(folded, backward, chosen)
    return Paths(pairs, len(chosen), len(possible))


def _systematic(forward: Adjacency, possible: IntArray, sample: int) -> IntArray:
    """Return every k-th possible source in the order of the walks of three steps that leave it.

    That order runs from the rim to the middle of the network, so the sample holds its share of each: the error
    is a quarter of that of sources drawn at random.
    """
    if len(possible) <= sample:
        return possible
    nodes, ones = len(forward.start) - 1, np.ones(len(forward.neighbour))
    ties: Any = csr_array((ones, forward.neighbour, forward.start), shape=(nodes, nodes))
    walks: FloatArray = ties @ (ties @ forward.degree)
    ordered = possible[np.argsort(walks[possible], kind="stable")]
    return ordered[(np.arange(sample) * 2 + 1) * len(ordered) // (2 * sample)]


def _fold(shadow: Adjacency, backward: Adjacency) -> Folded:
    degree = shadow.degree
    leaves = np.flatnonzero(degree == 1)
    hosts = shadow.neighbour[shadow.start[leaves]]
    inner = degree[hosts] > 1  # of two nodes on their own, neither is folded into the other
    leaves, hosts = leaves[inner], hosts[inner]
    stays = np.ones(len(degree), np.bool_)
    stays[leaves] = False
    kept = np.flatnonzero(stays)
    number = np.cumsum(stays, dtype=backward.neighbour.dtype) - 1
    source, target = backward.neighbour, backward.owner
    inside = stays[source] & stays[target]
    arcs = arcs_by_target(number[source[inside]], number[target[inside]], len(kept))
    return Folded(arcs, kept, leaves, number[hosts])


def _distribution(folded: Folded, backward: Adjacency, sources: IntArray) -> tuple[IntArray, int]:
    """Return the pairs at each distance from `sources`, and the work of finding them.

    A pair of kept nodes at distance d stands for pairs at d, d + 1 and d + 2: their own, those with a leaf at one
    end, those with leaves at both. Two leaves of one host are found at 0 + 2, and so is a leaf and itself.
    """
    chosen = np.zeros(len(backward.start) - 1, np.int64)
    chosen[sources] = 1
    departs, arrives = chosen[folded.leaves] > 0, backward.degree[folded.leaves] > 0
    size = len(folded.kept)
    from_leaves, to_leaves = (np.bincount(folded.hosts[some], minlength=size) for some in (departs, arrives))
    leaving = np.stack((chosen[folded.kept], from_leaves))
    arriving = np.stack((np.ones_like(to_leaves), to_leaves))
    levels, work = _levels(folded.arcs, leaving, arriving)
    pairs = np.zeros(len(levels) + 2, np.int64)
    for level, found in enumerate(levels):
        pairs[level : level + 3] += found[0, 0], found[0, 1] + found[1, 0], found[1, 1]
    pairs[2] -= (departs & arrives).sum()
    pairs[0] = 0  # nodes to themselves
    return pairs[: int(np.flatnonzero(pairs).max(initial=0)) + 1], work


def _levels(arcs: Arcs, leaving: IntArray, arriving: IntArray) -> tuple[list[IntArray], int]:
    """Search from every node that has a weight and an arc to follow; sum the pairs of each level from 0 on."""
    levels, work = [leaving @ arriving.T], 0
    sources = np.flatnonzero((np.diff(arcs.start) > 0) & (leaving.sum(axis=0) > 0))
    sources = sources[np.argsort(leaving[1, sources], kind="stable")]  # like weights share a batch: fewer bit slices
    for first in range(0, len(sources), BATCH):
        batch = sources[first : first + BATCH]
        found, done = search(arcs, batch, leaving[:, batch], arriving)
        work += done
        levels.extend(np.zeros_like(levels[0]) for _ in range(len(found) + 1 - len(levels)))
        for level, pairs in enumerate(found, start=1):
            levels[level] += pairs
    return levels, work
