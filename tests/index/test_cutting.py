from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.index.cutting import cheapest
from valuenet.index.table import FloatArray

from .trees import FEW


@FEW
@given(st.integers(1, 6), st.integers(0, 999), st.floats(0.05, 0.95))
def test_a_linear_aim_is_reached_as_cheaply_as_filling_up_by_return(size: int, seed: int, part: float) -> None:
    rng = np.random.default_rng(seed)
    weights, prices, start = rng.random(size), rng.random(size) + 0.1, rng.random(size) / 2
    aim = float(weights @ start + part * weights @ (1 - start))
    point, proven = cheapest(lambda x: float(weights @ x), lambda x: weights, start, np.ones(size), prices, aim)
    assert proven
    assert point is not None
    assert weights @ point == pytest.approx(aim, abs=1e-9)
    need, cost = aim - weights @ start, 0.0
    for place in np.argsort(-weights / prices):  # the fractional knapsack
        step = min(1 - start[place], need / weights[place])
        need, cost = need - step * weights[place], cost + step * prices[place]
    assert prices @ (point - start) == pytest.approx(cost, abs=1e-8)


def _geometric(x: FloatArray) -> float:
    return float(np.exp(np.mean(np.log(x))))


@pytest.mark.parametrize("largest", [False, True])
def test_a_concave_aim_is_reached_as_cheaply_as_a_fine_grid_finds(largest: bool) -> None:
    start, best, prices = np.array([0.2, 0.6, 0.9]), np.ones(3), np.array([1.0, 1.5, 1.0])
    point, proven = cheapest(_geometric, lambda x: _geometric(x) / (3 * x), start, best, prices, 0.7, largest=largest)
    assert proven
    assert point is not None
    assert _geometric(point) == pytest.approx(0.7, abs=1e-6)
    steps = [np.linspace(low, 1, 41) for low in start]
    costs = [prices * (np.array(x) - start) for x in itertools.product(*steps) if _geometric(np.array(x)) >= 0.7]
    measured = [float(one.max() if largest else one.sum()) for one in costs]
    own = prices * (point - start)
    assert (own.max() if largest else own.sum()) <= min(measured) + 1e-6
    assert (own.max() if largest else own.sum()) == pytest.approx(min(measured), abs=0.04)


def test_what_is_there_costs_nothing_and_what_cannot_be_reached_has_no_point() -> None:
    start, best = np.zeros(2), np.ones(2)
    here, proven = cheapest(lambda x: float(x.sum()), np.ones_like, start, best, np.ones(2), 0.0)
    assert proven
    assert here is start
    assert cheapest(lambda x: float(x.sum()), np.ones_like, start, best, np.ones(2), 2.1)[0] is None
    edge, _ = cheapest(lambda x: float(x.sum()), np.ones_like, start, best, np.ones(2), 2.0)
    assert edge is not None
    np.testing.assert_allclose(edge, best)


def test_an_infinite_slope_at_the_start_is_no_obstacle() -> None:
    def value(x: FloatArray) -> float:
        return float(np.sqrt(x).sum())

    point, _ = cheapest(value, lambda x: 0.5 / np.sqrt(x), np.zeros(2), np.ones(2), np.ones(2), 1.0)
    assert point is not None
    assert value(point) >= 1.0 - 1e-9
    assert point.sum() == pytest.approx(0.5, abs=1e-3)
