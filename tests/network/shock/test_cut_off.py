"""The choice that cuts off most, against every choice there is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.supplied import ids_of, networks, supplied
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.cut_off import cut_off
from valuenet.network.shock.supply import UNKNOWN, Supply, supply_of


def cut(supply: Supply, chosen: tuple[int, ...], unknown: bool) -> int:
    lost = np.bincount(supply.need[np.isin(supply.supplier, chosen)], minlength=len(supply.need_size))
    return int(((lost == supply.need_size) & ((supply.need_group != UNKNOWN) | unknown)).sum())


@settings(max_examples=20)
@given(networks(8, 24), st.integers(1, 4), st.booleans())
def test_the_optimum_and_bounds_that_hold(network: Network, number: int, unknown: bool) -> None:
    supply = supply_of(network)
    suppliers = np.flatnonzero(supply.receivers_of).tolist()
    found = cut_off(supply, number, unknown_counts=unknown)
    best = max(cut(supply, each, unknown) for each in itertools.combinations(suppliers, min(number, len(suppliers))))
    assert (int(found.loss[-1]) if len(found.loss) else 0) == best
    for place in range(len(found.loss)):
        worst = max(cut(supply, each, unknown) for each in itertools.combinations(suppliers, place + 1))
        assert found.loss[place] == cut(supply, tuple(found.suppliers[: place + 1].tolist()), unknown)
        assert found.loss[place] <= worst <= found.bound[place]


def test_two_together_cut_off_more_than_the_two_worst_alone() -> None:
    network = supplied("a>p a>q b>p b>q a>r b>r c>s d>t", dict.fromkeys("abcd", "chip"))
    found = cut_off(supply_of(network), 2)
    assert (sorted(ids_of(network, found.suppliers)), found.loss.tolist(), found.exact) == (["a", "b"], [0, 3], True)


def test_unknown_sectors_are_left_out_unless_asked() -> None:
    network = supplied("a>p b>q b>r", {"a": "chip"})
    assert ids_of(network, cut_off(supply_of(network), 1).suppliers) == ["a"]
    assert ids_of(network, cut_off(supply_of(network), 1, unknown_counts=True).suppliers) == ["b"]


def test_candidates_can_be_limited_and_nothing_gives_nobody() -> None:
    network = supplied("a>p a>q b>r", dict.fromkeys("ab", "chip"))
    among = np.array([each == "b" for each in network.nodes["id"]], np.bool_)
    assert ids_of(network, cut_off(supply_of(network), 1, among=among).suppliers) == ["b"]
    assert len(cut_off(supply_of(supplied("a>b b>c", {"x": "chip"}, label={"x": "x"})), 1).suppliers) == 0
    with pytest.raises(UsageError, match="give a number from 1"):
        cut_off(supply_of(network), 0)
