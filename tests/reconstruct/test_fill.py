from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.reconstruct.fill import Labels, apportion, empty, fill

WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1e6), min_size=1)


def labels(*values: str | None) -> Labels:
    """A column of labels."""
    return np.array([*values, None], dtype=object)[:-1]


@given(WEIGHTS, st.integers(0, 500), st.integers(0, 3), st.integers(0, 400))
def test_parts_add_up_and_keep_their_bounds(weights: dict[str, float], total: int, low: int, high: int) -> None:
    room = low * len(weights) <= total <= high * len(weights) and low <= high
    if not room:
        return
    parts = apportion(total, weights, low, high)
    assert sum(parts.values()) == total
    assert all(low <= part <= high for part in parts.values())


def test_parts_without_bounds_are_the_largest_remainders() -> None:
    assert apportion(7, {"a": 3, "b": 2, "c": 1}) == {"a": 4, "b": 2, "c": 1}


def test_bounds_that_leave_no_room_are_an_error() -> None:
    with pytest.raises(DataError, match="9 cannot be parted over 2 labels of 0 to 4 each"):
        apportion(9, {"a": 1, "b": 1}, at_most=4)


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 20), min_size=1), st.integers(0, 9), st.integers())
def test_every_label_stands_as_often_as_its_margin(margin: dict[str, int], known: int, seed: int) -> None:
    column = labels(*[None] * sum(margin.values()))
    first = next(iter(margin))
    column[: min(known, margin[first])] = first
    filled = fill(column, margin, np.random.default_rng(abs(seed)))
    assert Counter(filled) == Counter({label: count for label, count in margin.items() if count})
    assert (filled[: min(known, margin[first])] == first).all()


def test_rows_get_only_labels_that_they_can_have() -> None:
    column = labels(*[None] * 30)
    early = np.arange(30) < 10
    for seed in range(20):
        filled = fill(column, {"old": 8, "new": 22}, np.random.default_rng(seed), {"old": early})
        assert not (filled[10:] == "old").any()
        assert Counter(filled) == {"old": 8, "new": 22}
    assert empty(column).all()


@pytest.mark.parametrize(
    ("column", "margin", "says"),
    [
        (labels("a", "a", None), {"a": 1, "b": 2}, "'a' stands 2 times already, its margin is 1"),
        (labels("a", None, None), {"a": 1, "b": 1}, "1 labels .* for 2 rows"),
    ],
)
def test_a_margin_that_does_not_fit_is_named(column: Labels, margin: dict[str, int], says: str) -> None:
    with pytest.raises(DataError, match=says):
        fill(column, margin, np.random.default_rng(1))


def test_a_row_for_which_nothing_is_left_is_named() -> None:
    nowhere = np.zeros(1, dtype=bool)
    with pytest.raises(DataError, match="no label of a is left that row 0 can have"):
        fill(labels(None), {"a": 1}, np.random.default_rng(1), {"a": nowhere})
