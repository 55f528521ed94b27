"""Rows of every enterprise: totals, ends of lists, rows abroad."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.rows import fill_rest, overseas_rows, touched_target
from valuenet.reconstruct.network.targets import KINDS, TECHNOLOGY, read_targets
from valuenet.reconstruct.network.totals import solve_totals

PLAN = small.plan()
TARGETS = read_targets(small.enterprises(), small.figures(), PLAN)
TOTALS = solve_totals(TARGETS, PLAN, {})


@pytest.mark.parametrize("seed", range(5))
def test_the_rest_shares_what_is_left_below_the_lists(seed: int) -> None:
    own, alters = fill_rest(TARGETS, TOTALS, np.random.default_rng(seed))
    assert own.sum(axis=0).tolist() == (TOTALS.own.sum(axis=0) + TOTALS.rest_own.sum(axis=0)).tolist()
    assert alters.sum(axis=0).tolist() == (TOTALS.alters.sum(axis=0) + TOTALS.rest_alters.sum(axis=0)).tolist()
    unnamed = [at for at in range(60) if at not in TARGETS.named]
    assert own[unnamed].sum(axis=1).min() >= 1
    assert own[unnamed, 0].max() < 25
    assert own[unnamed, 1].max() < 60
    assert (own.sum(axis=1) + alters.sum(axis=1))[unnamed].max() < 70
    inside = [at for at in unnamed if at >= 12]
    assert (own.sum(axis=1) + alters[:, 1])[inside].max() < 55
    assert alters[[at for at in unnamed if at < 12], 1].max() < 12


@pytest.mark.parametrize("seed", range(5))
def test_rows_abroad_are_as_many_as_printed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    own, _ = fill_rest(TARGETS, TOTALS, rng)
    abroad = overseas_rows(TARGETS, own, TOTALS, {(1, 0): 3}, rng)
    assert abroad.sum(axis=0).tolist() == TOTALS.overseas.tolist()
    assert (abroad <= own).all()
    assert abroad[1, 0] == 3
    assert (abroad[:, TECHNOLOGY].sum(axis=1) > 0).sum() == 20
    for kind, home in small.HOME.items():
        assert abroad[:3, KINDS.index(kind)].sum() == small.GROUP[kind] - home


def test_more_enterprises_abroad_than_have_technology_rows_are_told() -> None:
    own, _ = fill_rest(TARGETS, TOTALS, np.random.default_rng(1))
    own[30:, TECHNOLOGY] = 0
    many = replace(TARGETS, foreign=small.figure("foreign", 45))
    with pytest.raises(DataError, match="foreign = 45 enterprises with technology rows abroad, but fewer"):
        overseas_rows(many, own, TOTALS, {}, np.random.default_rng(1))


def test_the_group_touches_its_printed_share_of_the_nodes() -> None:
    assert touched_target(TARGETS) == 210
    assert touched_target(replace(TARGETS, touched_share=None)) is None
