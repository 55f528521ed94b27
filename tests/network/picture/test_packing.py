from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from valuenet.network.picture.packing import packed

SIDE = st.floats(0.5, 50)


@given(sizes=st.lists(st.tuples(SIDE, SIDE), min_size=1, max_size=30), aspect=st.floats(0.3, 3))
def test_rectangles_stay_apart(sizes: list[tuple[float, float]], aspect: float) -> None:
    width, height = (np.array(part) for part in zip(*sizes, strict=True))
    x, y = packed(width, height, 1.0, aspect)
    clear_x = abs(x[:, None] - x) - (width[:, None] + width) / 2
    clear_y = abs(y[:, None] - y) - (height[:, None] + height) / 2
    clear = np.maximum(clear_x, clear_y)
    np.fill_diagonal(clear, 9)
    assert clear.min() > 1 - 1e-6


def test_equal_pieces_fill_a_page_of_the_wanted_shape() -> None:
    x, y = packed(np.ones(3_000), np.ones(3_000), 0.5, 1.5)
    wide, high = np.ptp(x) + 1, np.ptp(y) + 1
    assert 1.1 < wide / high < 2
    assert wide * high < 1.15 * 3_000 * 1.5**2


def test_one_great_piece_has_the_small_ones_below() -> None:
    x, y = packed(np.array([2.0, 100.0, 2.0]), np.array([2.0, 75.0, 2.0]), 1.0, 4 / 3)
    assert y[0] == y[2] > y[1] + 37
    assert abs(x[0] + x[2]) < 1e-9
