from __future__ import annotations

import numpy as np
import pytest

from tests.network.peers import hub_heavy
from valuenet.network.graph import graph
from valuenet.network.picture.forces import FILL, arranged
from valuenet.network.picture.leaves import hung, rooms
from valuenet.network.picture.skeleton import skeleton


@pytest.mark.parametrize("aspect", [1.0, 2.0])
def test_free_discs_fill_an_ellipse_evenly(aspect: float) -> None:
    """Charges in a harmonic bowl rest at one density; hence its strength is the share that is filled."""
    random = np.random.default_rng(0)
    source = np.arange(1_500)
    network = graph(source, (source + 1) % 1_500, 1_500)
    bones = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    x, y = arranged(bones, random, aspect)
    assert 0.7 * aspect < x.std() / y.std() < 1.4 * aspect
    area = 4 * np.pi * x.std() * y.std()
    assert 0.6 * FILL < np.pi * (bones.radius**2).sum() / area < 1.7 * FILL


def test_ties_are_short() -> None:
    network = hub_heavy(3_000, 5_000)
    bones = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    x, y = arranged(bones, np.random.default_rng(0), 1.0)
    ties = np.hypot(x[bones.source] - x[bones.target], y[bones.source] - y[bones.target])
    assert ties.mean() < 0.7 * np.hypot(x[:, None] - x, y[:, None] - y).mean()
