"""Totals of the named and of the rest: every printed sum is met before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.targets import KINDS, read_targets
from valuenet.reconstruct.network.totals import rest, solve_totals


def test_totals_meet_lists_group_and_shares() -> None:
    plan, figures = small.plan(), small.figures()
    targets = read_targets(small.enterprises(), figures, plan)
    found = solve_totals(targets, plan, {})
    assert found.own.sum() + found.rest_own.sum() == 1200
    assert found.own[0].sum() + found.alters[0].sum() == 150
    assert found.alters[0, 1] == 16
    assert found.own[20].sum() + found.alters[20, 1] == 60
    assert found.own[:3].sum(axis=0).tolist() == [small.GROUP[kind] for kind in KINDS]
    assert found.node_alters["Great University"].tolist() == [18, 12]
    both = found.own.sum(axis=0) + found.rest_own.sum(axis=0)
    assert found.overseas[KINDS.index("study")] / both[KINDS.index("study")] == pytest.approx(0.2, abs=0.0005)
    sides = (
        found.alters.sum(axis=0) + found.rest_alters.sum(axis=0) + sum(found.node_alters.values()) + found.other_alters
    )
    inside = found.own[12:].sum() + found.rest_own[1].sum()
    assert sides.tolist() == [1200 - inside, inside]


def test_what_is_wished_is_kept_where_the_figures_allow() -> None:
    plan, figures = small.plan(), small.figures()
    targets = read_targets(small.enterprises(), figures, plan)
    assert solve_totals(targets, plan, {(21, "technology_input"): 9}).own[21, 0] == 9


def test_the_rest_are_those_without_a_figure() -> None:
    targets = read_targets(small.enterprises(), small.figures(), small.plan())
    assert rest(targets, 0).tolist() == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert len(rest(targets, 1)) == 46


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("group.study", 400, "group.study = 400"),
        ("nodes", 3000, "relations = 1200; nodes = 3000"),
        ("family.input", 90.0, "family.input = 90.0 %"),
        ("foreign", 61, "foreign = 61"),
        ("output.01.x", 200, "output.01.x = 200"),
        ("outside.01.x", 31, r"node.00.x = 30; outside.01.x = 31"),
    ],
)
def test_contradictory_figures_are_named(name: str, value: float, says: str) -> None:
    plan, figures = small.plan(), small.figures()
    figures[name] = replace(figures[name], value=float(value), printed=str(value))
    with pytest.raises(DataError, match=f"cannot hold together.*{says}"):
        solve_totals(read_targets(small.enterprises(), figures, plan), plan, {})
