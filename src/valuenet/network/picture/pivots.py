"""Where a layout starts: the nodes placed by their distances from a few of them, all components at once."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.skeleton import Skeleton

PIVOTS = 24
"""Nodes from which distances are measured, in each component."""

_ROUNDS = 30  # of the power method: a start need not be exact


def by_distances(bones: Skeleton, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return places `(k,)`, in which the distances from the pivots are kept as well as a plane can; no scale is set.

    Each component has its own middle at the origin. Each next pivot is the node farthest from those there are.
    Source: Brandes and Pich, Eigensolver Methods for Progressive Multidimensional Scaling of Large Data, Graph
    Drawing 2006.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.picture.leaves import hung, rooms
    >>> path = graph(range(9), range(1, 10), nodes=10)
    >>> from valuenet.network.picture.skeleton import skeleton
    >>> bones = skeleton(path, (leaves := hung(path)), rooms(path, leaves))
    >>> x, _ = by_distances(bones, np.random.default_rng(0))
    >>> steps = np.diff(x)
    >>> bool(abs(steps).min() > 0.9 * abs(steps).max())
    True
    """
    if not len(bones.node):
        return np.zeros(0), np.zeros(0)
    centred = _centred(_distances(bones, random) ** 2, bones)
    found: list[Floats] = []
    for _ in range(2):
        axis = random.random((len(centred), len(bones.start) - 1)) - 0.5
        for _ in range(_ROUNDS):
            axis = np.add.reduceat(centred * _along(centred, axis, bones), bones.start[:-1], axis=1)
            for other in found:
                axis = axis - other * (other * axis).sum(axis=0)
            axis = axis / np.maximum(np.sqrt((axis * axis).sum(axis=0)), 1e-300)
        found.append(axis)
    x, y = (_along(centred, axis, bones) for axis in found)
    return x, y


def _along(centred: Floats, axis: Floats, bones: Skeleton) -> Floats:
    along: Floats = (centred * axis[:, bones.component]).sum(axis=0)
    return along


def _distances(bones: Skeleton, random: np.random.Generator) -> Floats:
    """Return the steps from every pivot to every node of its component, `(p, k)`."""
    size, first = len(bones.node), bones.start[:-1]
    ties = coo_array((np.ones(len(bones.source)), (bones.source, bones.target)), shape=(size, size)).tocsr()
    ties = (ties + ties.T).tocsr()
    pivots = first + (random.random(len(first)) * np.diff(bones.start)).astype(np.int64)
    nearest = np.full(size, np.inf)
    rows = []
    for _ in range(min(PIVOTS, int(np.diff(bones.start).max()))):
        row = dijkstra(ties, indices=pivots, unweighted=True, min_only=True)
        rows.append(row)
        nearest = np.minimum(nearest, row)
        farthest = np.maximum.reduceat(nearest, first)[bones.component]
        pivots = np.minimum.reduceat(np.where(nearest == farthest, np.arange(size), size), first)
    return np.array(rows)


def _centred(squares: Floats, bones: Skeleton) -> Floats:
    """Take the means of rows and columns from squared distances, each component by itself."""
    count, first = np.diff(bones.start), bones.start[:-1]
    across = np.add.reduceat(squares, first, axis=1) / count
    down = squares.mean(axis=0)
    whole = across.mean(axis=0)
    centred: Floats = -0.5 * (squares - across[:, bones.component] - down + whole[bones.component])
    return centred
