from __future__ import annotations

import math
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from scipy.optimize import minimize

from valuenet.network.tail.simplex import Point, lowest

NUMBER = st.floats(-5, 5).map(lambda value: round(value, 3))


def valley(at: Point) -> float:
    """Rosenbrock's, The Computer Journal 3, 1960: a bent valley, lowest at (1, 1)."""
    return 100 * (at[1] - at[0] ** 2) ** 2 + (1 - at[0]) ** 2


def test_a_bent_valley_is_followed_to_its_end() -> None:
    point, value = lowest(valley, (-1.2, 1.0))
    assert point == pytest.approx((1.0, 1.0), abs=1e-6)
    assert value < 1e-12


@given(st.tuples(NUMBER, NUMBER), st.tuples(NUMBER, NUMBER), st.floats(0.1, 10))
def test_the_numbers_are_those_of_scipy(start: tuple[float, float], least: tuple[float, float], bend: float) -> None:
    def of(at: Any) -> float:
        found: float = bend * (at[0] - least[0]) ** 2 + (at[1] - least[1]) ** 2 + math.cos(at[0] * at[1])
        return found

    options: Any = {"xatol": 1e-7, "fatol": 1e-11, "maxiter": 1000, "maxfev": 5000}
    peer: Any = minimize(of, start, method="Nelder-Mead", options=options)
    point, value = lowest(of, start)
    assert (*point, value) == pytest.approx((*peer.x, peer.fun), rel=1e-12, abs=1e-12)


def test_one_number_will_do() -> None:
    point, value = lowest(lambda at: abs(at[0] - 3), (0.0,))
    assert point == pytest.approx((3.0,), abs=1e-6)
    assert value < 1e-6


def test_a_flat_function_ends_where_it_began() -> None:
    assert lowest(lambda _: 1.0, (2.0, 3.0)) == ((2.0, 3.0), 1.0)
