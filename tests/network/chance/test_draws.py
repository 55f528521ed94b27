from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.network.chance.draws import all_below, below, following, words

HALVES = st.integers(0, 2**32 - 1)


def test_the_words_are_those_that_java_draws() -> None:
    # SplittableRandom of Java 8, seed 1234567 (Vigna's splitmix64.c gives the same).
    expected = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert words(1234567, 0, 5).tolist() == expected


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_a_word_is_a_function_of_its_place(seed: int, step: int) -> None:
    assert words(seed, step, 3).tolist()[1:] == words(seed, step + 1, 2).tolist()
    assert following(seed)[0] == int(words(seed, 0, 1)[0]) >> 32


@given(st.integers(1, 2**32 - 1), HALVES, st.integers(0, 2**64 - 1))
def test_arrays_are_drawn_like_single_numbers(bound: int, drawn: int, word: int) -> None:
    value, after = below(bound, drawn, word)
    values, again = all_below(np.array([bound]), np.array([drawn], np.uint64))
    assert 0 <= value < bound
    assert bool(again[0]) == (after != word)
    assert after != word or values.tolist() == [value]


@pytest.mark.parametrize("bound", [1, 3, 6, 7])
def test_no_number_is_favoured(bound: int) -> None:
    """Of all 2^16 numbers of 16 bits, shifted up, each bound gets its share to within one."""
    scaled = np.arange(0, 2**32, 2**16, dtype=np.uint64)
    values, _ = all_below(np.full(len(scaled), bound), scaled)
    assert np.ptp(np.bincount(values, minlength=bound)) <= 1


def test_what_would_be_biased_is_drawn_again() -> None:
    bound = 3 << 30  # a quarter of all numbers cannot serve
    drawn = words(5, 0, 40_000) >> np.uint64(32)
    _, again = all_below(np.full(len(drawn), bound), drawn)
    assert again.mean() == pytest.approx(0.25, abs=0.01)
    thirds = np.bincount([below(bound, each, 9)[0] >> 30 for each in drawn[~again].tolist()])
    assert thirds / thirds.sum() == pytest.approx([1 / 3] * 3, abs=0.01)
