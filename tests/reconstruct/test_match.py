"""Pairing of stubs within strata."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.reconstruct.match import doubles, match

STUBS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(10, 40)), min_size=1, max_size=120)


@given(STUBS, st.integers(0, 99))
def test_strata_and_stubs_are_kept_and_nothing_else(stubs: list[tuple[int, int, int]], seed: int) -> None:
    ego, strata, alter = (np.array(each) for each in zip(*stubs, strict=True))
    order = np.random.default_rng(seed).permutation(len(alter))
    paired = match(ego, strata, alter[order], strata[order], seed=seed)
    assert Counter(zip(strata.tolist(), paired.tolist(), strict=True)) == Counter(
        zip(strata.tolist(), alter.tolist(), strict=True)
    )
    assert len(doubles(ego, strata, paired)) <= len(doubles(ego, strata, alter))


@given(st.integers(3, 12), st.integers(0, 99))
def test_nobody_meets_itself_where_that_is_possible(size: int, seed: int) -> None:
    ego = np.repeat(np.arange(size), 3)
    paired = match(ego, np.zeros(len(ego), int), ego, np.zeros(len(ego), int), seed=seed)
    assert (paired != ego).all()
    assert sorted(paired.tolist()) == ego.tolist()


def test_doubles_go_where_there_is_room() -> None:
    rng = np.random.default_rng(4)
    ego, alter = np.repeat(np.arange(30), 40), rng.choice(np.arange(100, 400), 1200)
    strata = np.zeros(1200, int)
    paired = match(ego, strata, alter, strata, seed=2)
    assert len(doubles(ego, strata, paired)) == 0


def test_the_same_seed_pairs_the_same() -> None:
    ego, alter, strata = np.arange(50) % 7, np.arange(50) + 100, np.arange(50) % 3
    one, two, three = (match(ego, strata, alter, strata, seed=seed).tolist() for seed in (1, 1, 2))
    assert one == two != three


def test_uneven_strata_and_lonely_egos_are_told() -> None:
    with pytest.raises(DataError, match="stratum 1 has 1 egos but 0 alters"):
        match([1], [1], [], [], seed=1)
    with pytest.raises(DataError, match="leaves 1 no other side but itself"):
        match([1, 1], [0, 0], [1, 2], [0, 0], seed=1)
