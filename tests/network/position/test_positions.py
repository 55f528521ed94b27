from __future__ import annotations

import networkx as nx
import numpy as np
import polars as pl
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, hub_heavy, in_networkx, random_graph
from valuenet.errors import UsageError
from valuenet.network.graph import Graph
from valuenet.network.network import Network
from valuenet.network.position.brokers import brokers
from valuenet.network.position.positions import groups, position_columns, positions


def network_of_graph(network: Graph, **columns: list[object]) -> Network:
    nodes = pl.DataFrame({"id": [f"n{number}" for number in range(network.nodes)], **columns}, strict=False)
    return Network(nodes, pl.DataFrame({"source": network.source, "target": network.target}))


def test_every_column_is_declared_and_explained() -> None:
    declared = position_columns()
    found = positions(network_of_graph(random_graph(5)))
    assert found.columns == declared["column"].to_list()
    assert declared.null_count().sum_horizontal().item() == 0
    assert declared["label_zh"].is_unique().all()
    assert declared["label_en"].is_unique().all()


@in_one("seed", SEEDS[:40])
def test_positions_hold_together(seed: int) -> None:
    network = random_graph(seed)
    regions: list[object] = [("north", "south", None)[number % 3] for number in range(network.nodes)]
    found = positions(network_of_graph(network, region=regions))
    ties = in_networkx(network)
    assert found.height == network.nodes
    assert not found.select(pl.selectors.float().is_nan().any()).sum_horizontal().item()
    assert found["weighted_degree"].sum() == 2 * network.relations
    assert found["neighbours"].to_list() == [len(set(nx.all_neighbors(ties, node))) for node in range(network.nodes)]
    assert found["core_number"].to_list() == list(nx.core_number(ties.to_undirected()).values())
    isolated = found["neighbours"] == 0
    for column in ("closeness_undirected", "constraint", "effective_size", "efficiency"):
        assert found[column].is_null().to_list() == isolated.to_list()
    roles = brokers(network, groups(pl.DataFrame({"region": regions}, schema={"region": pl.String}), "region"))
    assert found["liaison"].to_list() == roles.liaison.tolist()
    assert found["brokered_ungrouped"].to_list() == roles.ungrouped.tolist()
    if network.nodes > 2:
        betweenness = nx.betweenness_centrality(ties, normalized=False)
        assert found["betweenness"].to_list() == pytest.approx(list(betweenness.values()))
        assert set(found["betweenness_error"]) <= {0.0}
    assert not found["betweenness_sampled"].any()


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_no_data_is_null(nodes: int) -> None:
    empty = pl.DataFrame({"source": [], "target": []}, schema={"source": pl.Int64, "target": pl.Int64})
    found = positions(Network(pl.DataFrame({"id": [str(each) for each in range(nodes)]}), empty))
    missing = (
        "betweenness",
        "betweenness_error",
        "closeness_in",
        "hub",
        "authority",
        "constraint",
        "liaison",
        "community",
    )
    assert [found[column].null_count() for column in missing] == [nodes] * len(missing)
    assert found["pagerank"].sum() == pytest.approx(float(nodes > 0))
    assert found["weighted_degree"].sum() == found["core_number"].sum() == 0


def test_what_nodes_say_of_themselves_is_used() -> None:
    network = random_graph(8)
    numbers: list[object] = list(range(network.nodes))
    sectors: list[object] = [number % 2 for number in range(network.nodes)]
    found = positions(network_of_graph(network, community=numbers, sector=sectors), group="sector")
    assert found["community"].to_list() == numbers
    assert found["coordinator"].to_list() == brokers(network, np.arange(network.nodes) % 2).coordinator.tolist()
    with pytest.raises(UsageError, match="no column 'sectr' to group them by; did you mean 'sector'"):
        positions(network_of_graph(network, sector=sectors), group="sectr")


def test_a_sample_says_so() -> None:
    network = network_of_graph(hub_heavy(3000, 4000))
    found, again = (positions(network, work_limit=1000, seed=3) for _ in range(2))
    assert found["betweenness_sampled"].all()
    assert found["closeness_sampled"].all()
    assert found.equals(again)
    assert (found["betweenness_error"].drop_nulls() > 0).any()


def test_groups_are_numbered_in_the_order_of_their_values() -> None:
    assert groups(pl.DataFrame({"g": [True, False, None, True]}), "g").tolist() == [1, 0, -1, 1]
    assert groups(pl.DataFrame({"g": []}, schema={"g": pl.String}), "g").tolist() == []
