"""Removal curves: worked by hand, and every point against the removal itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.supplied import networks, supplied
from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.shock.cascade import cascade
from valuenet.network.shock.removal import MEASURED, Curve, draws_for, losses, losses_together, removal, removal_curves
from valuenet.network.shock.supply import UNKNOWN, Supply, part, supply_of

STAR = supply_of(supplied("a>p a>q a>r b>r b>s", {"a": "chip", "b": "chip"}))


def curve(curves: list[Curve], strategy: str, measured: str) -> Curve:
    return next(each for each in curves if (each.strategy, each.measured) == (strategy, measured))


def test_curves_worked_by_hand() -> None:
    curves = removal_curves(removal(STAR, STAR, 0.5), 2, draws=50)
    assert curve(curves, "receivers", "receivers_losing_a_sector").value.tolist() == [0.0, 0.5, 1.0]
    assert curve(curves, "receivers", "largest_component").value.tolist() == [1.0, 3 / 6, 1 / 6]
    assert curve(curves, "receivers", "failed").value.tolist() == [0.0, 0.5, 1.0]
    drawn = curve(curves, "random", "receivers_losing_a_sector")
    assert (drawn.low[1], drawn.high[1]) == (0.25, 0.5)
    assert 0.25 < drawn.value[1] < 0.5
    assert (drawn.removed.tolist(), drawn.value[0], drawn.value[2]) == ([0, 1, 2], 0.0, 1.0)


def by_removing(supply: Supply, gone: IntArray, threshold: float, unknown_counts: bool) -> dict[str, float]:
    """The shares by their definitions, one removal at a time."""
    out = np.zeros(supply.nodes, np.bool_)
    out[gone] = True
    receivers = max(int((supply.suppliers_of > 0).sum()), 1)
    cut = np.bincount(supply.need[out[supply.supplier]], minlength=len(supply.need_size))
    without = (cut == supply.need_size) & ((supply.need_group != UNKNOWN) | unknown_counts)
    losing = {int(each) for each in supply.need_receiver[without] if not out[each]}
    found = cascade(supply, out[supply.supplier], threshold, spared=out, unknown_counts=unknown_counts)
    return {MEASURED[0]: len(losing) / receivers, MEASURED[2]: int(found.failed.sum()) / receivers}


@settings(max_examples=30)
@given(networks(10, 30), st.sampled_from([0.0, 0.3, 0.5, 0.8]), st.booleans(), st.data())
def test_every_point_is_that_of_the_removal_itself(
    network: Network, threshold: float, unknown: bool, data: st.DataObject
) -> None:
    supply = supply_of(network)
    suppliers = np.flatnonzero(supply.receivers_of)
    order = np.array(data.draw(st.permutations(suppliers.tolist())), np.int64)
    found = removal(supply, supply, threshold, unknown_counts=unknown)
    grid = np.arange(len(order) + 1)
    lost = losses(found, order, grid)
    for gone in grid:
        expected = by_removing(supply, order[:gone], threshold, unknown)
        assert {name: lost[name][gone] for name in expected} == expected
        out = np.zeros(supply.nodes, np.bool_)
        out[order[:gone]] = True
        together = losses_together(found, out)
        assert {name: together[name] for name in MEASURED} == {name: lost[name][gone] for name in MEASURED}


@pytest.mark.slow
@settings(max_examples=1000)
@given(networks(10, 30), st.sampled_from([0.0, 0.3, 0.5, 0.8]), st.booleans(), st.data())
def test_every_point_is_that_of_the_removal_itself_a_thousand_times(
    network: Network, threshold: float, unknown: bool, data: st.DataObject
) -> None:
    test_every_point_is_that_of_the_removal_itself.hypothesis.inner_test(network, threshold, unknown, data)  # type: ignore[attr-defined]


def test_only_exposed_ties_are_cut_but_failures_go_along_all() -> None:
    whole = supply_of(supplied("a>p p>q a>q", {"a": "chip", "p": "chip"}))
    exposed = part(whole, whole.receiver == 1)  # a>p alone
    lost = losses(removal(exposed, whole, 0.4), np.array([0]), np.array([0, 1]))
    assert lost["failed"].tolist() == [0.0, 1.0]  # p, then q, which lost p of its two
    assert lost["receivers_losing_a_sector"].tolist() == [0.0, 1.0]


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    network = supplied(" ".join(f"s{i}>r{j}" for i in range(12) for j in range(i % 5, 20, 3)), {})
    supply = supply_of(network)
    found = removal(supply, supply, 0.5)
    one, same, other = (
        curve(removal_curves(found, 6, draws=7, seed=seed), "random", "failed").value.tolist() for seed in (1, 1, 2)
    )
    assert one == same != other


def test_more_than_all_is_all_and_a_network_without_ties_has_curves_too() -> None:
    assert curve(removal_curves(removal(STAR, STAR, 0.5), 99), "degree", "failed").removed.tolist() == [0, 1, 2]
    empty = part(STAR, np.zeros(STAR.ties, np.bool_))
    curves = removal_curves(removal(empty, empty, 0.5), 10, draws=3)
    assert {each.value.tolist()[0] for each in curves} == {0.0}
    assert {len(each.value) for each in curves} == {1}


@pytest.mark.parametrize(("most", "draws"), [(1, 100), (2, 100)])
def test_small_work_is_drawn_often(most: int, draws: int) -> None:
    assert draws_for(removal(STAR, STAR, 0.5), most) == draws
