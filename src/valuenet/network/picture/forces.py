"""The layout itself: nodes push each other away like charges, ties pull like springs, and a bowl holds all together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.picture.field import Field, on_grid, over_pairs
from valuenet.network.picture.leaves import GAP, Floats
from valuenet.network.picture.pivots import by_distances
from valuenet.network.picture.skeleton import Skeleton

FILL = 0.55
"""Share of the plane that discs are to cover: the strength of the bowl, since in two dimensions charges in a round
bowl come to rest evenly spread, at that density."""

ROUNDS = 120

_FEW = 200  # nodes of a component up to which all its pairs are summed
_PULL = (3.0, 0.9)  # springs of a node against the push on it, at the first round and from the eighth tenth on
_GROWN = 0.6  # of the rounds, after which every node weighs as much as its disc; at first, as its ties do
_KEPT = 0.5  # of a round's movement, carried into the next
_SCATTER = 0.05  # of a component's width, by which the start is shaken


@dataclass(frozen=True, eq=False)
class _Springs:
    """A tie's pull `(m,)`, given the mass of its ends: weak beside the mass of either, however many ties it has."""

    bones: Skeleton
    degree: IntArray

    def pulls(self, x: Floats, y: Floats, mass: Floats, strength: float) -> tuple[Floats, Floats, Floats]:
        """Return the pull along x and y on a unit of mass of each node, and the sum of its springs."""
        source, target, size = self.bones.source, self.bones.target, len(x)
        share = mass / np.maximum(self.degree, 1)
        spring = strength * self.bones.weight * np.minimum(share[source], share[target])
        parts = (spring * (x[target] - x[source]), spring * (y[target] - y[source]))
        sums = [(np.bincount(source, part, size) - np.bincount(target, part, size)) / mass for part in parts]
        total = np.bincount(source, spring, size) + np.bincount(target, spring, size)
        return sums[0], sums[1], total / mass


def arranged(bones: Skeleton, random: np.random.Generator, aspect: float) -> tuple[Floats, Floats]:
    """Return places `(k,)` of a skeleton's nodes, each component around the origin; discs may still overlap.

    `aspect` is width by height of a component's outline. Springs follow ForceAtlas2 (Jacomy et al., PLoS ONE 9(6),
    2014), with discs' areas in the place of degrees; the repulsion is summed on a grid.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.picture.leaves import hung, rooms
    >>> from valuenet.network.picture.skeleton import skeleton
    >>> ring = graph(range(8), [1, 2, 3, 4, 5, 6, 7, 0], nodes=8)
    >>> x, y = arranged(skeleton(ring, (leaves := hung(ring)), rooms(ring, leaves)), np.random.default_rng(0), 1.0)
    >>> angle = np.sort(np.arctan2(y, x))
    >>> bool(np.diff(angle).max() < 1.2)
    True
    """
    x, y = _started(bones, random)
    large = int((np.diff(bones.start) > _FEW).sum())
    pieces = [bones.part(at, at + 1) for at in range(large)]
    fields = [on_grid(len(piece.node)) for piece in pieces]
    rest = bones.part(large, len(bones.start) - 1)
    ends = bones.start[: large + 1]
    for piece, field, first, last in zip(pieces, fields, ends[:-1], ends[1:], strict=True):
        x[first:last], y[first:last] = _settled(piece, x[first:last], y[first:last], field, aspect)
    low = ends[-1]
    x[low:], y[low:] = _settled(rest, x[low:], y[low:], over_pairs(rest.start), 1.0)
    return x, y


def _started(bones: Skeleton, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the start: by distances, as wide as the component will be, and shaken."""
    wide = _width(bones)
    x, y = by_distances(bones, random)
    spread = np.sqrt(np.bincount(bones.component, x * x + y * y) / np.maximum(np.diff(bones.start), 1))
    scale = (wide / 2 / np.maximum(spread, 1e-9))[bones.component]
    shaken = random.normal(size=(2, len(x))) * _SCATTER * wide[bones.component]
    return x * scale + shaken[0], y * scale + shaken[1]


def _width(bones: Skeleton) -> Floats:
    """Return the radius of a round component whose discs cover the share `FILL`, `(c,)`."""
    area = np.bincount(bones.component, bones.radius**2, len(bones.start) - 1)
    radius: Floats = np.sqrt(area / FILL)
    return radius


def _settled(bones: Skeleton, x: Floats, y: Floats, field: Field, aspect: float) -> tuple[Floats, Floats]:
    """Let the nodes move until they rest: freely at first, less and less, and with their full discs at last."""
    full, few = bones.radius**2, 1.0 + bones.degree
    few = few * (full.sum() / max(few.sum(), 1.0))
    springs, wide = _Springs(bones, bones.degree), _width(bones)[bones.component]
    bowl_x, bowl_y = 2 * FILL / (1 + aspect), 2 * FILL * aspect / (1 + aspect)
    pace_x, pace_y = np.zeros(len(x)), np.zeros(len(x))
    for at in range(ROUNDS):
        done = at / ROUNDS
        grown = min(1.0, done / _GROWN)
        mass = few * (1 - grown) + full * grown
        x, y = _centred(bones, x, mass), _centred(bones, y, mass)
        push_x, push_y, density = field(x, y, mass)
        pull_x, pull_y, stiff = springs.pulls(x, y, mass, _PULL[0] * (_PULL[1] / _PULL[0]) ** min(1.0, done / 0.8))
        step = 0.8 / (2 * FILL + stiff + np.pi * density)
        pace_x = step * (push_x + pull_x - bowl_x * x) + _KEPT * pace_x
        pace_y = step * (push_y + pull_y - bowl_y * y) + _KEPT * pace_y
        moved = np.sqrt(pace_x * pace_x + pace_y * pace_y)
        most = 0.1 * (1 - done) * wide + GAP
        slow = np.minimum(1.0, most / np.maximum(moved, 1e-12))
        pace_x, pace_y = slow * pace_x, slow * pace_y
        x, y = x + pace_x, y + pace_y
    return x, y


def _centred(bones: Skeleton, at: Floats, mass: Floats) -> Floats:
    middle = np.bincount(bones.component, mass * at) / np.bincount(bones.component, mass)
    centred: Floats = at - middle[bones.component]
    return centred
