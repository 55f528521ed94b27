"""The largest component that remains, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.supplied import networks, supplied
from valuenet.network.network import Network
from valuenet.network.shock.largest import hubs_of, largest_component
from valuenet.network.shock.supply import Supply, supply_of


def by_networkx(supply: Supply, gone: set[int]) -> float:
    whole = nx.Graph(list(zip(supply.supplier.tolist(), supply.receiver.tolist(), strict=True)))
    left = whole.subgraph(set(whole) - gone)
    return max(map(len, nx.connected_components(left)), default=0) / max(len(whole), 1)


@settings(max_examples=30)
@given(networks(14, 30), st.data())
def test_the_same_component_as_networkx_at_every_point(network: Network, data: st.DataObject) -> None:
    supply = supply_of(network)
    suppliers = np.flatnonzero(supply.receivers_of).tolist()
    order = data.draw(st.permutations(suppliers))
    order = order[: data.draw(st.integers(0, len(order)))]
    rank = np.full(supply.nodes, len(order) + 1)
    rank[np.array(order, np.int64)] = np.arange(1, len(order) + 1)
    grid = np.arange(len(order) + 1)
    expected = [by_networkx(supply, set(order[:gone])) for gone in grid]
    assert largest_component(hubs_of(supply), rank, grid).tolist() == expected
    some = grid[:: max(len(grid) // 2, 1)]
    assert largest_component(hubs_of(supply), rank, some).tolist() == [expected[gone] for gone in some]


@pytest.mark.slow
@settings(max_examples=1000)
@given(networks(14, 30), st.data())
def test_the_same_component_as_networkx_at_every_point_a_thousand_times(network: Network, data: st.DataObject) -> None:
    test_the_same_component_as_networkx_at_every_point.hypothesis.inner_test(network, data)  # type: ignore[attr-defined]


def test_receivers_of_one_supplier_weigh_on_it() -> None:
    hubs = hubs_of(supply_of(supplied("a>p a>q a>b b>r c>r")))
    assert (hubs.weight.tolist(), len(hubs.one), hubs.tied) == ([3, 1, 1, 1], 3, 6)
