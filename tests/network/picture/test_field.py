from __future__ import annotations

import numpy as np

from valuenet.network.picture.field import on_grid, over_pairs


def test_the_grid_gives_what_the_pairs_give() -> None:
    random = np.random.default_rng(0)
    x, y = random.random((2, 400)) * 100
    mass = random.random(400) + 0.5
    grid, pairs = on_grid(8_000)(x, y, mass), over_pairs(np.array([0, 400]))(x, y, mass)
    error = np.hypot(grid[0] - pairs[0], grid[1] - pairs[1])
    assert np.median(error / np.hypot(pairs[0], pairs[1])) < 0.05


def test_pushes_cancel_out() -> None:
    random = np.random.default_rng(1)
    x, y = random.random((2, 300))
    mass = random.random(300)
    for field in (on_grid(300), over_pairs(np.array([0, 120, 300]))):
        along_x, along_y, _ = field(x, y, mass)
        assert abs((mass * along_x).sum()) < 1e-3 * abs(mass * along_x).sum()
        assert abs((mass * along_y).sum()) < 1e-3 * abs(mass * along_y).sum()


def test_mass_on_an_area() -> None:
    random = np.random.default_rng(2)
    x, y = random.random((2, 20_000)) * 10
    inner = (abs(x - 5) < 3) & (abs(y - 5) < 3)
    density = on_grid(100)(x, y, np.ones(20_000))[2]
    assert abs(density[inner].mean() / 200 - 1) < 0.2
