"""Ties of supply: merged, ordered, grouped by what the supplier supplies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.network.supplied import networks, supplied
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.supply import UNKNOWN, exposed_rows, part, place_of, supply_of


def test_a_need_is_a_receiver_and_a_sector() -> None:
    network = supplied("a>r b>r c>r d>r a>s", {"a": "chip", "b": "cloud", "c": "chip"})
    supply = supply_of(network)
    needs = [
        (network.nodes["id"][int(r)], supply.groups[g] if g != UNKNOWN else None, int(size))
        for r, g, size in zip(supply.need_receiver, supply.need_group, supply.need_size, strict=True)
    ]
    assert sorted(needs, key=str) == [("r", "chip", 2), ("r", "cloud", 1), ("r", None, 1), ("s", "chip", 1)]


def test_parallel_relations_merge_and_loops_make_no_tie() -> None:
    supply = supply_of(supplied("a>b a>b a>a b>a"))
    assert supply.rows.tolist() == [1, 2]
    assert supply.loops.tolist() == [1, 0]


def test_without_any_sector_all_suppliers_are_of_one_group() -> None:
    supply = supply_of(supplied("a>c b>c"))
    assert (supply.groups, supply.need_size.tolist()) == (("any",), [2])


def test_a_supplier_without_a_sector_is_grouped_by_the_next_column() -> None:
    network = supplied("a>c b>c", {"a": "chip"}, application_field={"a": "robot", "b": "fintech"})
    assert supply_of(network, by=("sector", "application_field")).groups == ("chip", "fintech")


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"no column 'sectr'.*did you mean 'sector'"):
        supply_of(supplied("a>c"), by=("sectr",))


@given(networks())
def test_ties_are_the_distinct_pairs_in_the_order_of_their_needs(network: Network) -> None:
    supply = supply_of(network)
    pairs = {(s, t) for s, t in network.relations.select("source", "target").iter_rows() if s != t}
    assert set(zip(supply.supplier.tolist(), supply.receiver.tolist(), strict=True)) == pairs
    assert int(supply.rows.sum() + supply.loops.sum()) == network.relations.height
    order = list(zip(supply.receiver, supply.group[supply.supplier], supply.supplier, strict=True))
    assert order == sorted(order)
    assert np.array_equal(supply.need_receiver[supply.need], supply.receiver)
    assert np.array_equal(supply.need_group[supply.need], supply.group[supply.supplier])
    keys = list(zip(supply.need_receiver.tolist(), supply.need_group.tolist(), strict=True))
    assert len(set(keys)) == len(keys)


@given(networks())
def test_every_tie_is_found_at_its_place_and_no_other(network: Network) -> None:
    supply = supply_of(network)
    n = supply.nodes
    suppliers, receivers = (each.ravel() for each in np.meshgrid(np.arange(n), np.arange(n)))
    places = place_of(supply, suppliers, receivers)
    found = places[places >= 0]
    assert sorted(found.tolist()) == list(range(supply.ties))
    assert np.array_equal(supply.supplier[found], suppliers[places >= 0])
    half = np.arange(supply.ties) % 2 == 0
    assert part(supply, half).rows.tolist() == supply.rows[half].tolist()


def test_a_filter_takes_codes_and_names_and_hints_at_the_nearest() -> None:
    network = supplied("a>c b>c:work", {"a": "chip", "b": "cloud"})
    rows, codes = exposed_rows(network, {"sector": ["芯片"]}, {"sector": {"芯片": "chip"}})
    assert (rows.tolist(), codes) == ([True, False], {"sector": ["chip"]})
    with pytest.raises(UsageError, match="no relation here has the kind 'wrok'; did you mean 'work'"):
        exposed_rows(network, {"kind": ["wrok"]})
    with pytest.raises(UsageError, match=r"does not know the sektor.*did you mean 'sector'"):
        exposed_rows(network, {"sektor": ["chip"]})
