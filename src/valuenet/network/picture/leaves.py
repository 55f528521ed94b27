"""Nodes with one neighbour, folded away before a layout and hung around their hub in a sunflower spiral after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph, IntArray

Floats = npt.NDArray[np.float64]

ROOM = 0.5
"""Radius of the circle that belongs to a leaf: two leaves are at least one unit apart."""

RELATIONS = 3
"""How many relations a leaf has at most; a node of one neighbour and more relations is drawn larger, by itself."""

GAP = 0.4
"""What a disc keeps free around itself."""

_TURN = np.pi * (3 - 5**0.5)  # the golden angle
_TIGHT = 0.62  # with it the spiral's points are one unit apart or more, from the third turn on


@dataclass(frozen=True, eq=False)
class Hung:
    """Which nodes are leaves: `leaf` and `hub` `(k,)` node numbers in ascending order of hub.

    `place` `(k,)` counts the leaves of one hub 0, 1, ...; `leaves` `(n,)` is how many hang on each node.
    """

    leaf: IntArray
    hub: IntArray
    place: IntArray
    leaves: IntArray


def hung(network: Graph, group: IntArray | None = None) -> Hung:
    """Return the leaves of a network, those of one hub in the order of `group` `(n,)` and then of their numbers.

    A leaf has one neighbour and at most `RELATIONS` relations with it; of a pair alone the first node is the hub.

    >>> from valuenet.network.graph import graph
    >>> found = hung(graph([0, 1, 2, 4], [3, 3, 3, 5], nodes=6))
    >>> found.leaf.tolist(), found.hub.tolist(), found.place.tolist()
    ([0, 1, 2, 5], [3, 3, 3, 4], [0, 1, 2, 0])
    """
    both = network.both
    single = np.flatnonzero((both.degree == 1) & (_ends(network) <= RELATIONS))
    hub = both.neighbour[both.start[single]].astype(np.int64)
    leaf = (both.degree[hub] > 1) | (hub < single) | (_ends(network)[hub] > RELATIONS)
    single, hub = single[leaf], hub[leaf]
    key = np.zeros(len(single), np.int64) if group is None else group[single]
    order = np.lexsort((single, key, hub))
    single, hub = single[order], hub[order]
    leaves = np.bincount(hub, minlength=network.nodes)
    place = np.arange(len(hub)) - np.searchsorted(hub, hub)
    return Hung(single, hub, place, leaves)


def rooms(network: Graph, leaves: Hung) -> Floats:
    """Return the radius of the circle that belongs to each node, `(n,)`: it grows with the cube root of its relations.

    The relations are counted as weighted degree: one for each end, loops twice. Leaves are all alike.

    >>> from valuenet.network.graph import graph
    >>> star = graph([0] * 8, range(1, 9), nodes=10)
    >>> rooms(star, hung(star)).round(2).tolist()
    [1.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    """
    room: Floats = ROOM * np.cbrt(np.maximum(_ends(network), 1))
    room[leaves.leaf] = ROOM
    return room


def _ends(network: Graph) -> IntArray:
    ends = (np.bincount(end, minlength=network.nodes) for end in (network.source, network.target))
    return sum(ends, np.zeros(network.nodes, np.int64))


def discs(room: Floats, leaves: IntArray) -> Floats:
    """Return the radius of each node's disc, `(n,)`: the node, its leaves around it, and nothing of the gap.

    >>> discs(np.array([0.5, 1.0]), np.array([0, 100])).round(1).tolist()
    [0.5, 6.8]
    """
    return np.where(leaves > 0, _spiral(room, np.maximum(leaves, 1) - 1) + ROOM, room)


def _spiral(room: Floats, place: IntArray) -> Floats:
    """Distance from the hub's centre of the leaf of that place."""
    distance: Floats = np.sqrt(_TIGHT**2 * place + (room + ROOM) ** 2)
    return distance


def spiral(room: Floats, place: IntArray) -> tuple[Floats, Floats]:
    """Return where leaves lie as seen from their hub: x and y `(k,)`, for the hub's room and the leaf's place `(k,)`.

    Source: Vogel, A better way to construct the sunflower head, Mathematical Biosciences 44(3-4), 1979.

    >>> x, y = spiral(np.full(500, 2.0), np.arange(500))
    >>> apart = np.hypot(x[:, None] - x, y[:, None] - y) + 9 * np.eye(500)
    >>> bool(apart.min() >= 1), bool(np.hypot(x, y).min() >= 2.5)
    (True, True)
    """
    distance, angle = _spiral(room, place), place * _TURN
    return distance * np.cos(angle), distance * np.sin(angle)
