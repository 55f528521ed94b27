from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.network.exchange import numbering
from valuenet.network.exchange.numbering import numbered


def by_hand(values: list[str]) -> tuple[list[int], list[int]]:
    """The same by a dictionary."""
    place: dict[str, int] = {}
    numbers = [place.setdefault(value, len(place)) for value in values]
    return numbers, [numbers.index(number) for number in range(len(place))]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=3)))
def test_it_is_what_a_dictionary_gives(values: list[str]) -> None:
    numbers, first = numbered(pl.Series(values, dtype=pl.String))
    assert (numbers.tolist(), first.tolist()) == by_hand(values)


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abcdef")))
def test_bad_hashes_cost_time_and_no_truth(values: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pl.Series, "hash", lambda self, seed: pl.Series(np.arange(len(self)) * 0 + seed, dtype=pl.UInt64))
        numbers, first = numbered(pl.Series(values, dtype=pl.String))
    assert (numbers.tolist(), first.tolist()) == by_hand(values)


def test_pieces_are_as_good_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [str(number) for number in np.random.default_rng(1).integers(0, 4000, 9999)]
    monkeypatch.setattr(numbering, "_AT_ONCE", 100)
    numbers, first = numbered(pl.Series(values))
    assert (numbers.tolist(), first.tolist()) == by_hand(values)
