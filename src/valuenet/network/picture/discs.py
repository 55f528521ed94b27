"""Discs pushed apart until none lies over another, each component by itself, with as little movement as may be."""

from __future__ import annotations

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.picture.leaves import Floats

_ROUNDS = 120
_LISTED = 5  # rounds for which one list of near pairs serves
_NEAR = 0.5  # what is near beside what overlaps: this much further apart
_SWELL = 1.01  # every ten rounds the whole grows by this: where it is crowded, there is no other way


def parted(x: Floats, y: Floats, radius: Floats, component: IntArray) -> tuple[Floats, Floats]:
    """Return places `(k,)` near `x`, `y` where discs of `radius` `(k,)` within one component do not overlap.

    Each component may lie around the origin; its own discs are parted and the others ignored. Of two overlapping
    discs the smaller moves more. What is left after many rounds is cleared by widening the component.

    >>> x, y = parted(np.array([0.0, 1.0, 0.0]), np.zeros(3), np.array([1.0, 1.0, 5.0]), np.array([0, 0, 1]))
    >>> bool(np.hypot(x[0] - x[1], y[0] - y[1]) >= 2), float(x[2])
    (True, 0.0)
    """
    if not len(x):
        return x, y
    area = radius * radius
    x, y = _scattered(x, y, radius, np.bincount(component)[component] > 1)
    offset = _offset(x, y, radius, component)
    for at in range(_ROUNDS):
        if at % _LISTED == 0:
            one, other = _pairs(x + offset, y, radius, _NEAR)
        across, up = x[one] - x[other], y[one] - y[other]
        apart = np.sqrt(across * across + up * up)
        over = radius[one] + radius[other] - apart
        hit = over > 0
        if not hit.any():
            if at % _LISTED == 0:
                break
            continue
        first, second = one[hit], other[hit]
        move = (over[hit] * 1.02 + 0.01) / np.maximum(apart[hit], 1e-9)
        share = area[second] / (area[first] + area[second])
        crowd = np.sqrt(np.maximum(np.bincount(first, minlength=len(x)) + np.bincount(second, minlength=len(x)), 1))
        x, y = (_moved(place, move * part[hit], share, first, second, crowd) for place, part in ((x, across), (y, up)))
        if at % 10 == 9:
            x, y = x * _SWELL, y * _SWELL
    return _cleared(x, y, radius, component, offset)


def _moved(place: Floats, move: Floats, share: Floats, first: IntArray, second: IntArray, crowd: Floats) -> Floats:
    there = np.bincount(first, move * share, len(place)) - np.bincount(second, move * (1 - share), len(place))
    moved: Floats = place + there / crowd
    return moved


def _scattered(x: Floats, y: Floats, radius: Floats, several: np.ndarray) -> tuple[Floats, Floats]:
    """Move every disc by up to a quarter of its radius, since what lies on one point cannot be parted."""
    random = np.random.default_rng(0)
    shift = (random.random((2, len(x))) - 0.5) * np.where(several, radius / 2, 0)
    return x + shift[0], y + shift[1]


def _offset(x: Floats, y: Floats, radius: Floats, component: IntArray) -> Floats:
    """Return how far each component is set aside, so that in one plane no two come near each other."""
    reach = np.zeros(component.max() + 1)
    np.maximum.at(reach, component, np.maximum(abs(x), abs(y)) + radius)
    room = 8 * reach
    return np.asarray((np.cumsum(room) - room / 2)[component], np.float64)


def _pairs(x: Floats, y: Floats, radius: Floats, near: float) -> tuple[IntArray, IntArray]:
    """Return the pairs of discs that overlap or are less than `near` apart, large discs against those not larger."""
    from scipy.spatial import cKDTree

    place = np.column_stack((x, y))
    rank = np.floor(np.log2(radius)).astype(np.int64)
    ones, others = [], []
    for size in np.unique(rank):
        large, rest = np.flatnonzero(rank == size), np.flatnonzero(rank <= size)
        trees = cKDTree(place[large]), cKDTree(place[rest])
        found = trees[0].sparse_distance_matrix(trees[1], 2 * radius[large].max() + near, output_type="ndarray")
        one, other = large[found["i"]], rest[found["j"]]
        kept = (found["v"] < radius[one] + radius[other] + near) & ((rank[other] < size) | (one < other))
        ones.append(one[kept])
        others.append(other[kept])
    return np.concatenate(ones), np.concatenate(others)


def _cleared(x: Floats, y: Floats, radius: Floats, component: IntArray, offset: Floats) -> tuple[Floats, Floats]:
    """Widen each component by what its worst remaining overlap asks."""
    one, other = _pairs(x + offset, y, radius, 0.0)
    apart = np.sqrt((x[one] - x[other]) ** 2 + (y[one] - y[other]) ** 2)
    factor = np.ones(component.max() + 1)
    np.maximum.at(factor, component[one], (radius[one] + radius[other]) / np.maximum(apart, 1e-6))
    return x * factor[component], y * factor[component]
