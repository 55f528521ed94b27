"""Where every node of a network is drawn: hubs apart from each other, their leaves in spirals around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import UsageError
from valuenet.network.graph import Graph, IntArray
from valuenet.network.picture.leaves import GAP, Floats, Hung, discs, hung, rooms, spiral

ASPECT = 4 / 3


@dataclass(frozen=True, eq=False)
class Positions:
    """Places of the nodes in a plane around the origin, x to the right and y downward; all arrays are `(n,)`.

    `room` is the radius of the circle that belongs to a node alone: no two of these overlap. It is 0.5 for a leaf or
    a node of one relation and grows with the cube root of the weighted degree, so that any two nodes are at least one
    unit apart. `hub` is the node around which a leaf hangs, -1 where the node is no leaf; `disc` is the radius of a
    node with all its leaves around it. Discs do not overlap either.
    """

    x: Floats
    y: Floats
    room: Floats
    hub: IntArray
    disc: Floats

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all circles; four zeros where there is no node."""
        if not len(self.x):
            return 0.0, 0.0, 0.0, 0.0
        low, high = (self.x - self.room, self.y - self.room), (self.x + self.room, self.y + self.room)
        return float(low[0].min()), float(low[1].min()), float(high[0].max()), float(high[1].max())


def layout(
    network: Graph,
    *,
    seed: int = 0,
    community: IntArray | None = None,
    group: IntArray | None = None,
    aspect: float = ASPECT,
) -> Positions:
    """Return where to draw the nodes of a network; the same places for the same network and seed.

    Nodes of one neighbour are folded onto it and hung around it in a spiral at the end, those of one `group` `(n,)`
    together; what remains is laid out by forces, component by component, its discs are pushed apart, and the
    components are set side by side on a page of `aspect` (width by height). Ties between two values of `community`
    `(n,)` pull less. Loops and the direction of ties do not matter; parallel relations make nodes larger.
    Time and memory grow with nodes and ties, not with their pairs. Raises `UsageError` where `community` or `group`
    is not one integer a node, or `aspect` is not between 0.1 and 10.

    >>> from valuenet.network.graph import graph
    >>> found = layout(graph([0, 0, 0, 4], [1, 2, 3, 5], nodes=7))
    >>> found.hub.tolist()
    [-1, 0, 0, 0, -1, 4, -1]
    >>> apart = np.hypot(found.x[:, None] - found.x, found.y[:, None] - found.y) + 9 * np.eye(7)
    >>> bool(apart.min() > 0.99)
    True
    """
    from valuenet.network.picture.discs import parted
    from valuenet.network.picture.forces import arranged
    from valuenet.network.picture.skeleton import skeleton

    if not 0.1 <= aspect <= 10:
        raise UsageError(f"a picture {aspect:g} times as wide as high cannot be read: give an aspect from 0.1 to 10")
    community, group = _checked("community", community, network), _checked("group", group, network)
    leaves = hung(network, group)
    room = rooms(network, leaves)
    bones = skeleton(network, leaves, room, community)
    x, y = arranged(bones, np.random.default_rng(seed), aspect)
    x, y = parted(x, y, bones.radius, bones.component)
    x, y = _side_by_side(x, y, bones.radius, bones.component, aspect)
    place_x, place_y = np.zeros(network.nodes), np.zeros(network.nodes)
    place_x[bones.node], place_y[bones.node] = x, y
    return _with_leaves(place_x, place_y, room, leaves)


def _checked(name: str, values: IntArray | None, network: Graph) -> IntArray | None:
    if values is None:
        return None
    found = np.asarray(values)
    if found.shape != (network.nodes,) or found.dtype.kind not in "iu":
        raise UsageError(
            f"{name} holds {found.dtype} of shape {found.shape}: give one integer for each of the {network.nodes} nodes"
        )
    return found


def _side_by_side(x: Floats, y: Floats, radius: Floats, component: IntArray, aspect: float) -> tuple[Floats, Floats]:
    """Set the components beside one another, each in the rectangle around its discs."""
    from valuenet.network.picture.packing import packed

    if not len(x):
        return x, y
    ends = []
    for place in (x, y):
        low, high = np.full(component.max() + 1, np.inf), np.full(component.max() + 1, -np.inf)
        np.minimum.at(low, component, place - radius)
        np.maximum.at(high, component, place + radius)
        ends.append((low, high))
    (left, right), (top, bottom) = ends
    across, down = packed(right - left, bottom - top, GAP, aspect)
    return x + (across - (left + right) / 2)[component], y + (down - (top + bottom) / 2)[component]


def _with_leaves(x: Floats, y: Floats, room: Floats, leaves: Hung) -> Positions:
    across, down = spiral(room[leaves.hub], leaves.place)
    x[leaves.leaf], y[leaves.leaf] = x[leaves.hub] + across, y[leaves.hub] + down
    hub = np.full(len(x), -1, np.int64)
    hub[leaves.leaf] = leaves.hub
    return Positions(x.round(3), y.round(3), room, hub, discs(room, leaves.leaves))
