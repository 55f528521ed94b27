"""Relation nodes that no list names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.others import put_others
from valuenet.reconstruct.network.stubs import SHAPE, Stubs

ALL = int(np.prod(SHAPE))


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.5, 0.75))
def test_every_stratum_is_filled_and_every_node_has_its_rows(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.integers(20, 40, ALL)
    rows[ALL // 2 :] = rng.integers(5, 25, ALL - ALL // 2)  # the group's half
    stubs = Stubs(rows.copy(), rows)
    nodes, touched = 600, int(share * rows[ALL // 2 :].sum())
    pool, side = put_others(stubs, small.plan(), 1000, nodes, touched, 25, rng)
    alter, at = stubs.all()
    assert (np.bincount(at, minlength=ALL) == rows).all()
    degree = np.bincount(alter - 1000, minlength=nodes)
    assert len(degree) == len(pool) == len(side) == nodes
    assert degree.min() >= 1
    assert degree.max() <= 25
    inside = np.unravel_index(at, SHAPE)[0] == 1
    assert len(np.unique(alter[inside])) == touched
    assert (np.unravel_index(at, SHAPE)[3] == side[alter - 1000]).all()


def test_more_nodes_than_rows_are_told() -> None:
    rows = np.ones(ALL, np.int64)
    with pytest.raises(DataError, match="500 relation nodes without a figure cannot share 48 rows"):
        put_others(Stubs(rows, rows), small.plan(), 0, 500, None, 9, np.random.default_rng(1))


def test_a_share_out_of_reach_is_told() -> None:
    rows = np.full(ALL, 20)
    with pytest.raises(DataError, match="the group has to touch 900 nodes"):
        put_others(Stubs(rows, rows), small.plan(), 0, 600, 900, 9, np.random.default_rng(1))
