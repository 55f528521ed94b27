"""Surroundings set on a page: the node in the middle, a ring for each step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.legend import MARGIN
from valuenet.network.picture.marks import WIDTH
from valuenet.network.picture.ring import Ring, ring, wheel
from valuenet.network.picture.surroundings import Surroundings

MIDDLE = 20.0
"""Radius in pixels of the node in the middle."""

_RADIUS = 540.0  # pixels, of the outermost ring
_LEAST = 200.0  # of a ring with few nodes
_HOLE = 170.0  # radius kept free around the middle


@dataclass(frozen=True, eq=False)
class Scene:
    """Surroundings on a page: places in pixels `(k,)`, the radii of the dots, the first ring and the page's bottom."""

    found: Surroundings
    x: Floats
    y: Floats
    radius: Floats
    first: Ring
    bottom: float


def scene_of(network: Network, found: Surroundings, top: float) -> Scene:
    """Set the middle, the ring of the first step in sectors by kind and direction, and that of the second."""
    degree = np.bincount(network.graph.source, minlength=network.nodes.height)
    degree = (degree + np.bincount(network.graph.target, minlength=network.nodes.height))[found.node]
    first, second = np.flatnonzero(found.step == 1), np.flatnonzero(found.step == 2)
    x, y = np.zeros(len(found.node)), np.zeros(len(found.node))
    spacing = np.full(len(found.node), MIDDLE * 4)
    outer = min(_RADIUS * 0.55 if len(second) else _RADIUS, max(_LEAST, len(first) * 9.0))
    last = min(_RADIUS, max(outer + _LEAST * 0.7, len(second) * 6.0)) if len(second) else outer
    _, sector = np.unique(found.kind[first] * 2 + found.outward[first], return_inverse=True)
    near = ring(sector, -degree[first], min(_HOLE, outer - 60), outer)
    x[first], y[first], spacing[first] = near.x, near.y, near.spacing
    if len(second):
        through = np.arctan2(y, x)[found.through[second]]
        far = _behind(through, -degree[second], outer + 60, last)
        x[second], y[second], spacing[second] = far.x, far.y, far.spacing
    share = np.cbrt(np.maximum(degree, 1) / max(int(degree[1:].max(initial=1)), 1))
    radius = np.minimum(spacing * (0.16 + 0.26 * share), 16.0)
    radius[0] = MIDDLE
    reach = last + 2 * MARGIN
    return Scene(found, x + WIDTH / 2, y + top + reach, radius, near, top + 2 * reach)


def _behind(through: Floats, rank: IntArray, inner: float, outer: float) -> Ring:
    """Return a ring in which nodes lie behind those through which they are reached, in directions `through` `(k,)`."""
    group = np.unique(through % (2 * np.pi), return_inverse=True)[1]
    found = wheel(group, rank, inner, outer)
    apart = through - np.arctan2(found.y, found.x)
    cosine, sine = float(np.cos(apart).sum()), float(np.sin(apart).sum())
    length = float(np.hypot(cosine, sine))
    turn = (cosine / length, sine / length) if length > 1e-6 else (1.0, 0.0)  # all around, as good as any
    return replace(found, x=found.x * turn[0] - found.y * turn[1], y=found.x * turn[1] + found.y * turn[0])
