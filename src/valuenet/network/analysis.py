"""All that is measured of one network, put together: its structure, its parts, its groups and every node's position."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from valuenet.network.ei_index import ei_index
from valuenet.network.graph import Graph, IntArray
from valuenet.network.groups.community_profile import community_profile
from valuenet.network.groups.core_periphery import core_periphery
from valuenet.network.groups.coreness import coreness
from valuenet.network.groups.leiden import Partition, leiden
from valuenet.network.mixing import mixing
from valuenet.network.network import Network
from valuenet.network.paths.paths import paths
from valuenet.network.position.positions import positions
from valuenet.network.readings import ToolReading, readings
from valuenet.network.structure import Statistic, structure
from valuenet.network.tail.tail import tail

ATTRIBUTES = ("region", "layer", "sector", "home_country")
"""The columns of nodes by which relations are mixed, where they are there."""
ALTERNATIVES = ("exponential", "lognormal", "truncated_power_law")

_OF_DIRECTION = frozenset(
    {
        "ties_directed",
        "ties_out_in",
        "ties_in_in",
        "ties_in_out",
        "ties_out_out",
        "ties_directed_connected",
        "ties_fagiolo",
    }
)
_DIRECTED_COLUMNS = (
    *("in_relations", "out_relations", "in_neighbours", "out_neighbours", "betweenness", "betweenness_error"),
    *("closeness_in", "closeness_out", "harmonic_in", "harmonic_out", "hub", "authority"),
    *("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "brokered_ungrouped"),
)


@dataclass(frozen=True, eq=False)
class Analysis:
    """A network measured; every table in the order in which people would read it.

    `network` has the nodes' communities; `quantities`: single figures by name, None for no data; `mixing`: attribute,
    source, target, observed, expected, ratio, pairs of values with a relation; `distributions`: distribution, value,
    count; `positions`: those of `positions`, and `coreness` and `in_core`, whether a node is in the discrete core.
    """

    network: Network
    statistics: list[Statistic]
    tools: list[ToolReading]
    partition: Partition
    communities: pl.DataFrame
    quantities: dict[str, float | None]
    mixing: pl.DataFrame
    distributions: pl.DataFrame
    positions: pl.DataFrame


def analyse(network: Network, *, group: str = "region", seed: int = 0, tail_repetitions: int = 100) -> Analysis:
    """Measure a network: half a CPU second for 30,000 relations, and two more for a hundred `tail_repetitions`.

    `group` is the column of nodes between whose values brokers stand; `tail_repetitions` the random samples that the
    fit of the power law is judged by, 0 for no judgement. Where relations have no direction, what depends on it is no
    data.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "a"]})
    >>> found = analyse(network_of(pl.DataFrame({"id": ["a", "b", "c", "d"]}), ties))
    >>> found.quantities["communities"], found.positions["core_number"].to_list()
    (2, [2, 2, 2, 0])
    """
    graph = network.graph
    sample = network.nodes["sample"].fill_null(value=False).sum() if "sample" in network.nodes.columns else 0
    statistics = structure(graph, int(sample))
    if not network.directed:
        statistics = [_without_direction(each) for each in statistics]
    partition = leiden(graph, seed=seed)
    grouped = Network(
        network.nodes.with_columns(pl.Series("community", partition.community, pl.Int64)), network.relations
    )
    cores, columns = _cores(graph)
    return Analysis(
        network=grouped,
        statistics=statistics,
        tools=[
            each for each in readings(graph, statistics, partition.community) if network.directed or not _directed(each)
        ],
        partition=partition,
        communities=community_profile(grouped, partition.community),
        quantities={
            "communities": int(partition.community.max(initial=-1)) + 1,
            "modularity": partition.modularity,
            **cores,
            **_ei(network),
            **_tail(graph.both.degree, tail_repetitions, seed),
        },
        mixing=_mixing(network),
        distributions=_distributions(graph),
        positions=_positions(grouped, group, seed).with_columns(**columns),
    )


def _directed(reading: ToolReading) -> bool:
    return reading.convention.reading in _OF_DIRECTION


def _without_direction(found: Statistic) -> Statistic:
    of_direction = found.reading in _OF_DIRECTION or found.statistic == "reciprocity"
    return replace(found, value=None, low=None, high=None) if of_direction else found


def _positions(network: Network, group: str, seed: int) -> pl.DataFrame:
    found = positions(network, group=group, seed=seed)
    if network.directed:
        return found
    return found.with_columns(pl.lit(None, found.schema[name]).alias(name) for name in _DIRECTED_COLUMNS)


def _cores(graph: Graph) -> tuple[dict[str, float | None], dict[str, pl.Series]]:
    """Return the figures of core and periphery, and the columns that they add to the positions."""
    discrete, continuous = core_periphery(graph), coreness(graph)
    names = ("fit", "within", "between", "outside")
    figures: dict[str, float | None] = {f"core_{name}": getattr(discrete, name, None) for name in names}
    figures["core_nodes"] = None if discrete is None else len(discrete.members)
    figures["coreness_fit"] = continuous.fit if continuous else None
    figures["coreness_nodes"] = len(continuous.members) if continuous else None
    figures["coreness_concentration"] = continuous.concentration if continuous else None
    columns = {
        "coreness": pl.Series(continuous.coreness if continuous else [None] * graph.nodes, dtype=pl.Float64),
        "in_core": _members(graph.nodes, discrete.members if discrete else None),
    }
    return figures, columns


def _members(nodes: int, members: IntArray | None) -> pl.Series:
    if members is None:
        return pl.Series([None] * nodes, dtype=pl.Boolean)
    inside = np.zeros(nodes, np.bool_)
    inside[members] = True
    return pl.Series(inside)


def _ei(network: Network) -> dict[str, float | None]:
    found = {}
    for attribute in ATTRIBUTES:
        category = network.nodes[attribute].to_list() if attribute in network.nodes.columns else None
        index = ei_index(mixing(network.graph, category, reading="ties_undirected")) if category is not None else None
        found[f"ei_{attribute}"] = index.value if index else None
        found[f"ei_{attribute}_expected"] = index.expected if index else None
    return found


def _tail(degree: IntArray, repetitions: int, seed: int) -> dict[str, float | None]:
    found = tail(degree, repetitions=repetitions, seed=seed)
    names = ("exponent", "error", "xmin", "nodes", "distance", "p")
    figures: dict[str, float | None] = {f"tail_{name}": getattr(found, name, None) for name in names}
    for other in ALTERNATIVES:
        against = next((each for each in found.comparisons if each.alternative == other), None) if found else None
        figures[f"tail_{other}_ratio"] = against.log_ratio if against else None
        figures[f"tail_{other}_p"] = against.p if against else None
    return figures


def _mixing(network: Network) -> pl.DataFrame:
    found = [
        mixing(network.graph, network.nodes[attribute].to_list())
        .table()
        .filter(pl.col("observed") > 0)
        .select(pl.lit(attribute).alias("attribute"), pl.all())
        for attribute in ATTRIBUTES
        if attribute in network.nodes.columns
    ]
    empty = {"attribute": pl.String, "source": pl.String, "target": pl.String, "observed": pl.Int64}
    return pl.concat([pl.DataFrame(schema={**empty, "expected": pl.Float64, "ratio": pl.Float64}), *found])


def _distributions(graph: Graph) -> pl.DataFrame:
    counts = {
        "in_neighbours": np.bincount(graph.into.degree),
        "out_neighbours": np.bincount(graph.out.degree),
        "neighbours": np.bincount(graph.both.degree),
        "distance_directed": paths(graph, directed=True).distribution,
        "distance_undirected": paths(graph, directed=False).distribution,
    }
    frames = [
        pl.DataFrame({"value": np.flatnonzero(count), "count": count[count > 0]}).select(
            pl.lit(name).alias("distribution"), pl.col("value").cast(pl.Int64), pl.col("count").cast(pl.Int64)
        )
        for name, count in counts.items()
    ]
    return pl.concat(frames)
