"""Surroundings set on a page: the node in the middle, a ring for each step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.leaves import Floats
from valuenet.network.legend import MARGIN
from valuenet.network.marks import WIDTH
from valuenet.network.network import Network
from valuenet.network.ring import Ring, ring
from valuenet.network.surroundings import Surroundings

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
    sector: IntArray
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
        angle = np.arctan2(y, x) % (2 * np.pi)
        # parents in the order of their directions: what is reached through one lies behind it
        _, behind = np.unique(_order(angle[found.through[second]]), return_inverse=True)
        far = ring(behind, -degree[second], outer + 60, last, gap=0.0)
        turn = _turn(np.arctan2(far.y, far.x), angle[found.through[second]])
        x[second], y[second] = far.x * turn[0] - far.y * turn[1], far.x * turn[1] + far.y * turn[0]
        spacing[second] = far.spacing
    share = np.cbrt(np.maximum(degree, 1) / max(int(degree[1:].max(initial=1)), 1))
    radius = np.minimum(spacing * (0.16 + 0.26 * share), 16.0)
    radius[0] = MIDDLE
    reach = last + 2 * MARGIN
    return Scene(found, x + WIDTH / 2, y + top + reach, radius, near, sector, top + 2 * reach)


def _turn(angle: Floats, wanted: Floats) -> tuple[float, float]:
    """Return cosine and sine of the turn that brings angles nearest to those wanted, over all."""
    cosine, sine = float(np.cos(wanted - angle).sum()), float(np.sin(wanted - angle).sum())
    length = max(float(np.hypot(cosine, sine)), 1e-9)
    return cosine / length, sine / length


def _order(values: Floats) -> IntArray:
    found: IntArray = np.unique(values, return_inverse=True)[1]
    return found
