from __future__ import annotations

import networkx as nx
import numpy as np
import polars as pl
import pytest

from tests.network.peers import in_networkx, random_graph
from valuenet.network.analysis import ATTRIBUTES, analyse
from valuenet.network.network import Network, network_of


def _network(seed: int) -> Network:
    graph = random_graph(seed)
    rng = np.random.default_rng(seed)
    nodes = {"id": [str(node) for node in range(graph.nodes)], "sample": rng.random(graph.nodes) < 0.3}
    columns = {name: rng.choice(["a", "b", "c"], graph.nodes) for name in ATTRIBUTES}
    ties = pl.DataFrame({"source": graph.source, "target": graph.target})
    return network_of(pl.DataFrame({**nodes, **columns}), ties)


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_agree_with_one_another(seed: int) -> None:
    network = _network(seed)
    found = analyse(network, tail_repetitions=0)
    values = {(each.statistic, each.reading): each.value for each in found.statistics}
    counts = found.distributions
    paths = counts.filter(distribution="distance_directed")
    assert paths["count"].sum() == (values["reachable_pairs", "ties_directed"] or 0)
    neighbours = counts.filter(distribution="neighbours")
    assert (neighbours["value"] * neighbours["count"]).sum() == 2 * (values["ties", "ties_undirected"] or 0)
    for attribute in ATTRIBUTES:
        assert found.mixing.filter(attribute=attribute)["observed"].sum() == network.graph.relations
    assert found.communities["nodes"].sum() == network.graph.nodes
    assert found.communities.height == found.quantities["communities"]
    assert found.positions["community"].to_list() == found.partition.community.tolist()
    core = found.quantities["core_nodes"]
    assert found.positions["in_core"].sum() == (core or 0)


def test_a_club_of_friends_reads_as_networkx_has_it() -> None:
    club = nx.karate_club_graph()
    ends = np.array(club.edges()).astype(str)
    nodes = pl.DataFrame({"id": [str(node) for node in club]})
    relations = pl.DataFrame({"source": ends[:, 0], "target": ends[:, 1], "directed": [False] * len(ends)})
    found = analyse(network_of(nodes, relations), tail_repetitions=0)
    values = {(each.statistic, each.reading): each.value for each in found.statistics}
    assert values["transitivity", "ties_undirected"] == pytest.approx(nx.transitivity(club))
    assert values["average_path_length", "ties_undirected"] == pytest.approx(nx.average_shortest_path_length(club))
    expected = nx.betweenness_centrality(club, normalized=False)
    assert found.positions["betweenness_undirected"].to_list() == pytest.approx(list(expected.values()))


def test_without_direction_what_depends_on_it_is_no_data() -> None:
    network = _network(5)
    loose = Network(network.nodes, network.relations.with_columns(directed=pl.lit(value=False)))
    found = analyse(loose, tail_repetitions=0)
    told = {(each.statistic, each.reading) for each in found.statistics if each.value is not None}
    assert not [key for key in told if key[1].startswith(("ties_directed", "ties_in_", "ties_out_"))]
    assert ("reciprocity", "relations") not in told
    assert ("density", "ties_undirected") in told
    empty = ("in_neighbours", "betweenness", "closeness_in", "hub", "gatekeeper")
    assert all(found.positions[name].null_count() == found.positions.height for name in empty)
    assert found.positions["betweenness_undirected"].null_count() == 0
    assert all(each.convention.reading not in ("ties_directed", "ties_fagiolo") for each in found.tools)


@pytest.mark.parametrize(("nodes", "ties"), [(0, []), (1, []), (1, [(0, 0)]), (3, [])])
def test_next_to_nothing_is_measured_without_harm(nodes: int, ties: list[tuple[int, int]]) -> None:
    ends = {"source": [str(a) for a, _ in ties], "target": [str(b) for _, b in ties]}
    table = pl.DataFrame({"id": [str(node) for node in range(nodes)]}, schema={"id": pl.String})
    found = analyse(network_of(table, pl.DataFrame(ends, schema={"source": pl.String, "target": pl.String})))
    assert found.positions.height == nodes
    assert found.quantities["modularity"] is None
    assert found.mixing.is_empty()


def test_the_ties_are_those_of_networkx() -> None:
    network = _network(8)
    values = {(each.statistic, each.reading): each.value for each in analyse(network).statistics}
    assert values["ties", "ties_directed"] == in_networkx(network.graph).number_of_edges()
