"""The greatest substitution: worked by hand, and against a maximum flow and every assignment there is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from tests.network.supplied import Mask, ids_of, shocked, supplied
from valuenet.errors import UsageError
from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.shock.substitution import Substitution, capacity_of, substituted
from valuenet.network.shock.supply import UNKNOWN, Supply, supply_of


def gone_of(network: Network, ids: str) -> Mask:
    return np.array([each in ids for each in network.nodes["id"]], np.bool_)


def found_in(network: Network, gone: str, share: float) -> list[tuple[str, str]]:
    supply, out = supply_of(network), gone_of(network, gone)
    found = substituted(supply, out[supply.supplier], out, share)
    return sorted(zip(ids_of(network, found.supplier), ids_of(network, found.receiver), strict=True))


def test_a_supplier_takes_on_its_share_of_receivers_and_no_more() -> None:
    network = supplied("a>p a>q a>r b>s b>t", {"a": "chip", "b": "chip"})
    assert found_in(network, "a", 0.5) == [("b", "p")]
    assert found_in(network, "a", 1.0) == [("b", "p"), ("b", "q")]
    assert found_in(network, "a", 0.49) == []


def test_another_sector_or_an_unknown_one_replaces_nobody() -> None:
    assert found_in(supplied("a>p b>q b>r", {"a": "chip", "b": "cloud"}), "a", 1.0) == []
    network = supplied("a>p b>q b>r", {"b": "chip"})
    supply, out = supply_of(network), gone_of(network, "a")
    found = substituted(supply, out[supply.supplier], out, 1.0)
    assert (found.wanted, found.unknown, len(found.supplier)) == (1, 1, 0)


def test_nobody_takes_on_whom_it_supplies_already_nor_itself() -> None:
    network = supplied("a>p b>p b>q a>b", {"a": "chip", "b": "chip"})
    assert found_in(network, "a", 2.0) == []


def test_a_receiver_that_lost_every_supplier_comes_first() -> None:
    network = supplied("a>p c>p a>q b>s b>t", dict.fromkeys("abc", "chip"))
    assert found_in(network, "a", 0.5) == [("b", "q")]


def test_one_that_has_a_choice_makes_room_for_one_that_has_none() -> None:
    # p may have b or c, and takes b first; r has c already, and wants b.
    network = supplied("a>p a>r b>x b>y c>r c>z", dict.fromkeys("abc", "chip"))
    assert found_in(network, "a", 0.5) == [("b", "r"), ("c", "p")]


def test_a_share_times_a_hundred_is_not_rounded_below_itself() -> None:
    network = supplied(" ".join(f"a>r{each:03}" for each in range(100)), {"a": "chip"})
    assert capacity_of(supply_of(network), 0.29).max() == 29


@pytest.mark.parametrize("share", [-0.1, float("nan"), float("inf")])
def test_a_capacity_that_is_no_share_is_an_error(share: float) -> None:
    with pytest.raises(UsageError, match="is no share"):
        capacity_of(supply_of(supplied("a>b")), share)


def options(supply: Supply, out: Mask) -> tuple[list[tuple[int, int]], IntArray]:
    """Which supplier may take on which need, from the model's words, and how often each need asks."""
    tied = set(zip(supply.supplier.tolist(), supply.receiver.tolist(), strict=True))
    lost = out[supply.supplier] & ~out[supply.receiver]
    demand = np.bincount(supply.need[lost], minlength=len(supply.need_group))
    pairs = [
        (int(need), supplier)
        for need in np.flatnonzero(demand)
        for supplier in range(supply.nodes)
        if supply.need_group[need] != UNKNOWN
        and supply.group[supplier] == supply.need_group[need]
        and not out[supplier]
        and supplier != supply.need_receiver[need]
        and (supplier, int(supply.need_receiver[need])) not in tied
    ]
    return pairs, demand


def flow(supply: Supply, pairs: list[tuple[int, int]], demand: IntArray, capacity: IntArray) -> int:
    """The maximum flow from suppliers to needs."""
    n, p = supply.nodes, len(demand)
    matrix = np.zeros((n + p + 2, n + p + 2), np.int32)
    matrix[n + p, :n] = capacity
    matrix[n : n + p, n + p + 1] = demand
    for need, supplier in pairs:
        matrix[supplier, n + need] = 1
    return int(maximum_flow(csr_array(matrix), n + p, n + p + 1).flow_value)


def taken(supply: Supply, found: Substitution) -> IntArray:
    return np.bincount(supply.need[found.instead_of], minlength=len(supply.need_group))


@settings(max_examples=30)
@given(shocked(10, 30), st.sampled_from([0.0, 0.34, 0.5, 1.0, 2.0]))
def test_no_assignment_rescues_more_receivers_nor_replaces_more_ties(
    case: tuple[Network, Supply, Mask], share: float
) -> None:
    _, supply, out = case
    found = substituted(supply, out[supply.supplier], out, share)
    pairs, demand = options(supply, out)
    capacity = np.where(out, 0, capacity_of(supply, share))
    assert len(found.supplier) == flow(supply, pairs, demand, capacity)
    cut_off = (demand == supply.need_size).astype(int)
    assert int((taken(supply, found) > 0)[cut_off > 0].sum()) == flow(supply, pairs, cut_off, capacity)


@pytest.mark.slow
@settings(max_examples=1000)
@given(shocked(10, 30), st.sampled_from([0.0, 0.34, 0.5, 1.0, 2.0]))
def test_no_assignment_rescues_more_receivers_nor_replaces_more_ties_a_thousand_times(
    case: tuple[Network, Supply, Mask], share: float
) -> None:
    test_no_assignment_rescues_more_receivers_nor_replaces_more_ties.hypothesis.inner_test(case, share)  # type: ignore[attr-defined]


@settings(max_examples=30)
@given(shocked(10, 30), st.sampled_from([0.5, 1.0, 2.0]))
def test_an_assignment_keeps_to_the_model(case: tuple[Network, Supply, Mask], share: float) -> None:
    _, supply, out = case
    lost = out[supply.supplier]
    found = substituted(supply, lost, out, share)
    pairs, demand = options(supply, out)
    new = list(zip(supply.need[found.instead_of].tolist(), found.supplier.tolist(), strict=True))
    assert set(new) <= set(pairs)
    assert len(set(new)) == len(new)
    assert (np.bincount(found.supplier, minlength=supply.nodes) <= capacity_of(supply, share)).all()
    assert (taken(supply, found) <= demand).all()
    assert lost[found.instead_of].all()
    assert len(set(found.instead_of.tolist())) == len(found.instead_of)
    assert np.array_equal(supply.receiver[found.instead_of], found.receiver)
    assert found.wanted == int((lost & ~out[supply.receiver]).sum()) >= found.unknown + len(found.supplier)


@settings(max_examples=30)
@given(shocked(6, 12))
def test_the_flow_itself_is_the_best_of_all_assignments(case: tuple[Network, Supply, Mask]) -> None:
    _, supply, out = case
    pairs, demand = options(supply, out)
    capacity = capacity_of(supply, 1.0)
    if len(pairs) > 10:
        return
    best = 0
    for number in range(len(pairs) + 1):
        for chosen in itertools.combinations(pairs, number):
            needs = np.bincount([need for need, _ in chosen], minlength=len(demand))
            given_ = np.bincount([supplier for _, supplier in chosen], minlength=supply.nodes)
            if (needs <= demand).all() and (given_ <= capacity).all():
                best = max(best, number)
    assert len(substituted(supply, out[supply.supplier], out, 1.0).supplier) == best


def test_a_tie_of_another_kind_is_no_second_one() -> None:
    network = supplied("a>p b>q b>r b>p:work", {"a": "chip", "b": "chip"})
    kinds = (network.relations["kind"] == "technology_input").to_numpy()
    supply, out = supply_of(network, kinds), gone_of(network, "a")
    lost = out[supply.supplier]
    assert len(substituted(supply, lost, out, 1.0).supplier) == 1
    assert len(substituted(supply, lost, out, 1.0, supply_of(network)).supplier) == 0
