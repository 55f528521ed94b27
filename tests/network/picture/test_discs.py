from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.network.picture.discs import parted


@given(
    discs=st.lists(st.tuples(*[st.floats(-5, 5)] * 2, st.floats(0.5, 6), st.integers(0, 2)), min_size=1, max_size=12)
)
def test_discs_of_one_component_never_overlap(discs: list[tuple[float, float, float, int]]) -> None:
    x, y, radius, piece = (np.array(part) for part in zip(*discs, strict=True))
    component = np.unique(piece, return_inverse=True)[1]
    x, y = parted(x, y, radius, component)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    over = (radius[:, None] + radius - apart) * (component[:, None] == component)
    np.fill_diagonal(over, 0)
    assert over.max() < 1e-6


def test_what_does_not_overlap_hardly_moves() -> None:
    x, y, radius = np.array([0.0, 10.0, 0.0]), np.array([0.0, 0.0, 10.0]), np.ones(3)
    found = parted(x, y, radius, np.zeros(3, np.int64))
    assert np.abs(found[0] - x).max() <= 0.25
    assert np.abs(found[1] - y).max() <= 0.25


def test_the_smaller_gives_way() -> None:
    x, y = parted(np.array([0.0, 3.0]), np.zeros(2), np.array([10.0, 1.0]), np.zeros(2, np.int64))
    assert np.hypot(x[0], y[0]) < 4
    assert np.hypot(x[1] - 3, y[1]) > 5


def test_nothing() -> None:
    assert [len(part) for part in parted(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, np.int64))] == [0, 0]


@pytest.mark.parametrize("count", [2, 40])
def test_discs_on_one_point_part(count: int) -> None:
    x, y = parted(np.zeros(count), np.zeros(count), np.ones(count), np.zeros(count, np.int64))
    apart = np.hypot(x[:, None] - x, y[:, None] - y) + 9 * np.eye(count)
    assert apart.min() >= 2 - 1e-6
