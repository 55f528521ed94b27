"""Other sides in their strata."""

from __future__ import annotations

import numpy as np
import pytest

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.stubs import SHAPE, Stubs, put_named, put_sample, strata_of, stratum
from valuenet.reconstruct.network.targets import KINDS, TECHNOLOGY, read_targets

PLAN = small.plan()
TARGETS = read_targets(small.enterprises(), small.figures(), PLAN)
ALL = int(np.prod(SHAPE))


def test_a_number_names_a_stratum() -> None:
    group, layer, kind, abroad = np.unravel_index(np.arange(ALL), SHAPE)
    assert stratum(group, layer, kind, abroad).tolist() == list(range(ALL))
    found = strata_of(layer=[1], kinds=[2, 3], abroad=[0])
    assert {(int(layer[at]), int(kind[at]), int(abroad[at])) for at in found} == {(1, 2, 0), (1, 3, 0)}
    assert len(found) == 4


@pytest.mark.parametrize("seed", range(5))
def test_sample_enterprises_keep_their_sides_and_leave_room_for_others(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ego, at = rng.integers(0, 60, 4800), rng.integers(0, ALL, 4800)
    rows = np.bincount(at * 60 + ego, minlength=ALL * 60).reshape(ALL, 60)
    stubs = Stubs(rows.sum(axis=1), rows.sum(axis=1))
    alters = rng.integers(0, 8, (60, 2))
    put_sample(stubs, TARGETS, PLAN, alters, rows, rng)
    alter, placed = stubs.all()
    _, layer, kind, abroad = np.unravel_index(placed, SHAPE)
    assert (np.bincount(alter * 2 + layer, minlength=120).reshape(60, 2) == alters).all()
    assert not abroad.any()
    assert not np.isin(kind[alter == 1], TECHNOLOGY).any()  # compared side by side
    assert (stubs.left == rows.sum(axis=1) - np.bincount(placed, minlength=ALL)).all()
    many = np.bincount(placed * 60 + alter, minlength=ALL * 60).reshape(ALL, 60)
    assert (many + rows <= rows.sum(axis=1)[:, None]).all()


def test_nobody_is_left_alone_with_itself() -> None:
    rows = np.zeros((ALL, 60), np.int64)
    rows[strata_of([1], None, [0]), 40] = 10
    rows[strata_of([1], [3], [0]), 41] = 30
    stubs = Stubs(rows.sum(axis=1), rows.sum(axis=1))
    alters = np.zeros((60, 2), np.int64)
    alters[40, 1], alters[41, 1] = 8, 12
    put_sample(stubs, TARGETS, PLAN, alters, rows, np.random.default_rng(1))
    alter, placed = stubs.all()
    assert (np.unravel_index(placed[alter == 40], SHAPE)[2] == 3).all()


def test_named_nodes_go_where_their_kind_belongs_and_leave_quotas_room() -> None:
    size = np.full(ALL, 40)
    stubs = Stubs(size, size)
    put_named(
        stubs,
        TARGETS,
        PLAN,
        {"Great University": np.array([18, 12]), "Chips": np.array([12, 10])},
        {(0, "country", "US"): 5, (0, "sector", "smart_chip"): 9},
    )
    alter, placed = stubs.all()
    group, layer, kind, abroad = np.unravel_index(placed, SHAPE)
    assert np.bincount(layer[alter == 60]).tolist() == [18, 12]
    assert {KINDS[each] for each in kind[alter == 60].tolist()} == {"study", "work"}
    assert abroad.tolist() == (alter == 61).astype(int).tolist()
    assert ((alter == 61) & (group == 1) & (kind == 0)).sum() <= 3
    assert ((alter == 61) & (group == 1) & (kind == 1)).sum() == 0


def test_a_stratum_cannot_be_overfilled() -> None:
    stubs = Stubs(np.array([1]), np.array([1]))
    with pytest.raises(DataError, match="stratum 0 holds more"):
        stubs.put(np.array([7, 8]), np.array([0, 0]))
