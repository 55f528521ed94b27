from __future__ import annotations

import numpy as np

from valuenet.network.graph import graph
from valuenet.network.picture.leaves import hung, rooms
from valuenet.network.picture.pivots import by_distances
from valuenet.network.picture.skeleton import skeleton


def test_a_grid_comes_out_as_a_grid() -> None:
    side = 12
    node = np.arange(side * side)
    right, down = node[node % side < side - 1], node[:-side]
    network = graph(np.concatenate((right, down)), np.concatenate((right + 1, down + side)), side * side)
    bones = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    x, y = by_distances(bones, np.random.default_rng(0))
    there = np.abs(np.subtract.outer(node % side, node % side)) + np.abs(np.subtract.outer(node // side, node // side))
    drawn = np.hypot(x[:, None] - x, y[:, None] - y)
    assert np.corrcoef(there.ravel(), drawn.ravel())[0, 1] > 0.9


def test_components_do_not_mix() -> None:
    ring = np.arange(10)
    ends = np.concatenate((ring, ring + 10)), np.concatenate(((ring + 1) % 10, (ring + 1) % 10 + 10))
    network = graph(*ends, 21)
    bones = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    x, y = by_distances(bones, np.random.default_rng(0))
    for first, last in zip(bones.start[:-1], bones.start[1:], strict=True):
        assert abs(x[first:last].sum()) < 1e-6
        assert abs(y[first:last].sum()) < 1e-6
    assert np.hypot(x, y)[:20].min() > 0
