"""The position of every node: degrees, centralities, core, broker roles, structural holes and community."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import UsageError, nearest
from valuenet.network.cores import core_number
from valuenet.network.graph import Graph, IntArray
from valuenet.network.network import Network
from valuenet.network.position.betweenness import WORK_LIMIT, Betweenness, betweenness
from valuenet.network.position.brokers import ROLES, brokers
from valuenet.network.position.closeness import Direction, closeness
from valuenet.network.position.ranking import hubs_and_authorities, pagerank
from valuenet.network.position.structural_holes import structural_holes

Columns: TypeAlias = Mapping[str, npt.NDArray[Any] | pl.Series]

_DIRECTIONS: tuple[tuple[str, Direction], ...] = (("in", "in"), ("out", "out"), ("undirected", "both"))


def position_columns() -> pl.DataFrame:
    """Return the columns of `positions` as declared: `column`, `label_zh`, `label_en` and both definitions.

    >>> position_columns()["column"].head(3).to_list()
    ['id', 'in_relations', 'out_relations']
    """
    text = files("valuenet.network.position").joinpath("position_columns.csv").read_bytes()
    return pl.read_csv(io.BytesIO(text), infer_schema=False)


def positions(network: Network, *, group: str = "region", work_limit: int = WORK_LIMIT, seed: int = 1) -> pl.DataFrame:
    """Return one row for each node, in their order, with the columns that `position_columns` explains.

    `group` is the column of nodes whose values are the groups of broker roles; without such a column in the network,
    `region` leaves the roles without data, and any other raises `UsageError`. `community` is the nodes' own, if they
    have one. Above `work_limit` (half of it for closeness) both are estimated from sources drawn by `seed`, and the
    columns `..._sampled` say so. No data is null.

    >>> nodes = pl.DataFrame({"id": ["a", "b", "c"], "region": ["north", "north", "south"]})
    >>> chain = Network(nodes, pl.DataFrame({"source": [0, 1], "target": [1, 2]}))
    >>> positions(chain).select("id", "betweenness", "representative", "constraint").rows()
    [('a', 0.0, 0, 1.0), ('b', 1.0, 1, 0.5), ('c', 0.0, 0, 1.0)]
    """
    graph = network.graph
    table = pl.DataFrame(
        {
            "id": network.nodes["id"].cast(pl.String),
            **_degrees(graph),
            **_betweenness(graph, work_limit, seed),
            **_closeness(graph, work_limit // 2, seed),
            **_ranks(graph),
            **_holes(graph),
            **_roles(network, group),
            "community": _given(network, "community"),
        }
    )
    return table.with_columns(pl.selectors.float().fill_nan(None))


def groups(nodes: pl.DataFrame, column: str) -> IntArray:
    """Return the number of each node's value in `column`, `(n,)`, from 0 in the order of the values; -1 for no data.

    >>> groups(pl.DataFrame({"region": ["b", None, "a", "b"]}), "region").tolist()
    [1, -1, 0, 1]
    """
    if column not in nodes.columns:
        raise UsageError(f"the nodes have no column '{column}' to group them by{nearest(column, nodes.columns)}")
    values = nodes[column].cast(pl.String)
    numbers: IntArray = (values.rank("dense").cast(pl.Int64) - 1).fill_null(-1).to_numpy()
    return numbers


def _degrees(graph: Graph) -> Columns:
    entering, leaving = (np.bincount(ends, minlength=graph.nodes) for ends in (graph.target, graph.source))
    return {
        "in_relations": entering,
        "out_relations": leaving,
        "weighted_degree": entering + leaving,
        "in_neighbours": graph.into.degree.astype(np.int64),
        "out_neighbours": graph.out.degree.astype(np.int64),
        "neighbours": graph.both.degree.astype(np.int64),
    }


def _betweenness(graph: Graph, work_limit: int, seed: int) -> Columns:
    along, either_way = (betweenness(graph, directed=each, work_limit=work_limit, seed=seed) for each in (True, False))
    return {
        "betweenness": _values(along),
        "betweenness_error": _error(along),
        "betweenness_undirected": _values(either_way),
        "betweenness_undirected_error": _error(either_way),
        "betweenness_sampled": np.full(graph.nodes, along.sampled or either_way.sampled),
    }


def _values(found: Betweenness) -> npt.NDArray[np.float64]:
    return found.values if len(found.values) > 2 else np.full(len(found.values), np.nan)


def _error(found: Betweenness) -> npt.NDArray[np.float64]:
    error = np.zeros(len(found.values)) if found.standard_error is None else found.standard_error
    return error if len(error) > 2 else np.full(len(error), np.nan)


def _closeness(graph: Graph, work_limit: int, seed: int) -> Columns:
    found = {name: closeness(graph, each, work_limit=work_limit, seed=seed) for name, each in _DIRECTIONS}
    return {
        **{f"closeness_{name}": each.closeness for name, each in found.items()},
        **{f"harmonic_{name}": each.harmonic for name, each in found.items()},
        "closeness_sampled": np.full(graph.nodes, any(each.sampled for each in found.values())),
    }


def _ranks(graph: Graph) -> Columns:
    hubs, authorities = hubs_and_authorities(graph)
    core = core_number(graph).astype(np.int64)
    return {"pagerank": pagerank(graph), "hub": hubs, "authority": authorities, "core_number": core}


def _holes(graph: Graph) -> Columns:
    holes = structural_holes(graph)
    names = ("constraint", "effective_size", "efficiency", "hierarchy")
    return {name: getattr(holes, name) for name in names}


def _roles(network: Network, group: str) -> Columns:
    names = (*ROLES, "brokered_ungrouped")
    if group == "region" and group not in network.nodes.columns:
        return {name: pl.Series(name, [None] * network.nodes.height, pl.Int64) for name in names}
    found = brokers(network.graph, groups(network.nodes, group))
    return {name: getattr(found, name.removeprefix("brokered_")) for name in names}


def _given(network: Network, column: str) -> pl.Series:
    if column in network.nodes.columns:
        return network.nodes[column].cast(pl.Int64)
    return pl.Series(column, [None] * network.nodes.height, pl.Int64)
