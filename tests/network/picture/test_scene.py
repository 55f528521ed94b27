from __future__ import annotations

import numpy as np
import pytest

from tests.network.drawn import dressed
from tests.network.peers import hub_heavy
from valuenet.network.picture.scene import scene_of
from valuenet.network.picture.surroundings import surroundings


@pytest.mark.parametrize("steps", [1, 2])
def test_dots_do_not_overlap_and_stay_on_the_page(steps: int) -> None:
    network = dressed(hub_heavy(2_000, 3_500))
    hubs = np.argsort(-network.graph.both.degree, kind="stable")
    for node in (int(hubs[0]), int(hubs[40]), int(hubs[-1])):
        scene = scene_of(network, surroundings(network, str(node), steps), top=100)
        apart = np.hypot(scene.x[:, None] - scene.x, scene.y[:, None] - scene.y)
        over = scene.radius[:, None] + scene.radius - apart
        np.fill_diagonal(over, -1)
        assert over.max() < 0.35 * scene.radius.max()
        assert (scene.y - scene.radius).min() >= 100
        assert (scene.y + scene.radius).max() <= scene.bottom
        assert scene.x.min() > 200
        assert scene.x.max() < 1400
