"""Pairs of nodes by distance without the compiled kernel: leaves are folded away, the rest is searched (`search`)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import Adjacency, IntArray
from valuenet.network.paths.plan import cut
from valuenet.network.paths.search import BATCH, Arcs, arcs_by_target, search


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


def fold(shadow: Adjacency, backward: Adjacency) -> Folded:
    """Take the leaves off the graph whose neighbours are `shadow`, and whose arcs lead back along `backward`.

    >>> from valuenet.network.graph import graph
    >>> star = graph([0, 0, 3], [1, 2, 0], nodes=4)
    >>> fold(star.both, star.into).kept.tolist()
    [0]
    """
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


def pairs_from(folded: Folded, backward: Adjacency, sources: IntArray) -> tuple[IntArray, int]:
    """Return the pairs at each distance from `sources`, `(longest + 1,)`, and the work of finding them, in arcs.

    Each source has an arc to follow. A pair of kept nodes at distance d stands for pairs at d, d + 1 and d + 2: their
    own, those with a leaf at one end, those with leaves at both. Two leaves of one host are found at 0 + 2, and so is a
    leaf and itself.

    >>> from valuenet.network.graph import graph
    >>> star = graph([0, 0, 3], [1, 2, 0], nodes=4)
    >>> pairs_from(fold(star.both, star.into), star.into, np.array([0, 3]))[0].tolist()
    [0, 3, 2]
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
    return cut(pairs), work


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
