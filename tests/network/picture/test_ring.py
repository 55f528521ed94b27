from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from valuenet.network.picture.ring import ring, wheel


def least(x: np.ndarray, y: np.ndarray) -> float:
    places = np.column_stack((x, y))
    return float(np.asarray(cKDTree(places).query(places, 2)[0])[:, 1].min())


@pytest.mark.parametrize("count", [1, 2, 7, 60, 177, 1_400])
@pytest.mark.parametrize("sectors", [1, 3, 7])
def test_sectors_are_apart_and_the_first_outermost(count: int, sectors: int) -> None:
    sector = np.sort(np.arange(count) % min(sectors, count))
    found = ring(sector, np.arange(count), 150, 500)
    far = np.hypot(found.x, found.y)
    assert far.max() <= 500 + 1e-9
    assert far.min() >= 150 - 1e-9
    assert (far[np.flatnonzero(np.diff(sector, prepend=-1))] > 499.9).all()
    if count > 1:
        assert least(found.x, found.y) > 0.6 * found.spacing


@pytest.mark.parametrize("count", [1, 2, 5, 333, 3_000])
def test_a_wheel_keeps_groups_together(count: int) -> None:
    group = np.arange(count) * 5 // count
    found = wheel(group, np.arange(count), 300, 540)
    far = np.hypot(found.x, found.y)
    assert far.max() <= 540 + 1e-9
    assert far.min() >= 300 - found.spacing
    if count > 100:
        assert least(found.x, found.y) > 0.8 * found.spacing
        angle = np.sort(np.arctan2(found.y, found.x)[group == 2] % (2 * np.pi))
        gaps = np.append(np.diff(angle), angle[0] + 2 * np.pi - angle[-1])
        assert gaps.max() > np.pi  # all on one side
