from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import polars as pl
import pytest

from tests.network.peers import hub_heavy
from valuenet.errors import DataError
from valuenet.network.groups.community_profile import community_profile
from valuenet.network.groups.leiden import leiden
from valuenet.network.groups.modularity import modularity
from valuenet.network.network import Network


def network_with(source: list[int], target: list[int], **columns: list[object]) -> Network:
    height = max(len(next(iter(columns.values()), [])), max([*source, *target], default=-1) + 1)
    nodes = pl.DataFrame({"id": [str(number) for number in range(height)], **columns})
    ends = {"source": pl.Series(source, dtype=pl.Int64), "target": pl.Series(target, dtype=pl.Int64)}
    return Network(nodes, pl.DataFrame(ends))


def test_by_hand() -> None:
    # Community 0: nodes 0 to 2 with three relations within; 1: nodes 3 and 4 with one; one relation across.
    network = network_with(
        [0, 1, 0, 3, 2, 4, 5],
        [1, 2, 1, 4, 3, 4, 5],
        region=["north", None, "south", "west", "west", "east"],
        sample=[True, False, None, True, True, False],
    )
    profile = community_profile(network, np.array([0, 0, 0, 1, 1, -1]))
    assert profile.select("community", "nodes", "sample_nodes", "within", "across").rows() == [
        (0, 3, 1, 3, 1),
        (1, 2, 2, 1, 1),
    ]
    assert profile["conductance"].to_list() == pytest.approx([1 / 3, 1 / 3])
    assert profile["ei_index"].to_list() == [-0.5, 0.0]
    assert profile["modularity"].to_list() == pytest.approx([3 / 5 - 0.7**2, 1 / 5 - 0.3**2])
    assert profile.select("region", "region_share", "region_no_data").rows() == [("north", 0.5, 1), ("west", 1.0, 0)]
    assert "sector" not in profile.columns


def test_its_parts_add_up_to_the_whole() -> None:
    graph = hub_heavy(1200, 2000)
    network = network_with(graph.source.tolist(), graph.target.tolist())
    community = leiden(network.graph).community
    profile = community_profile(network, community)
    assert profile["modularity"].sum() == pytest.approx(modularity(network.graph, community))
    assert profile["nodes"].to_list() == np.bincount(community).tolist()
    peer: Any = nx.MultiGraph(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    peer.remove_edges_from(list(nx.selfloop_edges(peer, keys=True)))
    for part in (0, 1, int(community.max())):
        inside = set(np.flatnonzero(community == part).tolist())
        conductance = profile["conductance"][part]
        if conductance is not None:
            assert conductance == pytest.approx(nx.conductance(peer, inside))


def test_a_community_that_is_all_there_is_has_no_conductance() -> None:
    profile = community_profile(network_with([0], [1]), np.array([0, 0]))
    assert profile.select(
        "nodes", "sample_nodes", "within", "across", "conductance", "ei_index", "modularity"
    ).rows() == [(2, None, 1, 0, None, -1.0, 0.0)]


def test_no_community_is_an_empty_profile() -> None:
    profile = community_profile(network_with([], [], region=["a", "b"]), np.array([-1, -1]))
    assert profile.height == 0
    assert "region_share" in profile.columns


def test_no_data_at_all_is_said() -> None:
    profile = community_profile(network_with([0], [1], layer=[None, None]), np.array([0, 0]))
    assert profile.select("layer", "layer_share", "layer_no_data").rows() == [(None, None, 2)]


def test_one_community_a_node_is_asked_for() -> None:
    with pytest.raises(DataError, match="1 communities for 2 nodes"):
        community_profile(network_with([0], [1]), np.array([0]))
