"""What Gephi, igraph and networkx would print for a network, side by side, and by which convention."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias, get_args

from valuenet.network.clustering import clustering
from valuenet.network.directed_triangles import fagiolo_clustering
from valuenet.network.graph import Graph, IntArray
from valuenet.network.groups.modularity import ModularityReading, modularity
from valuenet.network.structure import Statistic

Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Convention:
    """One way in which one tool reads a statistic: the call, or the words of its menu, and what it takes."""

    statistic: str
    reading: str
    tool: str
    call: str
    note_zh: str
    note_en: str


@dataclass(frozen=True)
class ToolReading:
    """What the tool would print; `value` is None where it prints no number, or raises an error."""

    convention: Convention
    value: float | int | None
    sampled: bool = False


@cache
def conventions() -> tuple[Convention, ...]:
    """Return the conventions of `readings.csv`, in its order: statistic by statistic, Gephi, igraph, networkx.

    `g` stands for igraph's graph of every relation; networkx's `MultiDiGraph` holds every relation, its `DiGraph` the
    ties and its `Graph` the undirected ones, all without loops. Gephi's are those of its documentation and sources.

    >>> [each.reading for each in conventions() if each.statistic == "triangles" and each.tool == "Gephi"]
    ['ties_undirected']
    """
    lines = (files("valuenet.network") / "readings.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Convention(**row) for row in csv.DictReader(lines))


def readings(graph: Graph, found: Iterable[Statistic], member: IntArray | None = None) -> list[ToolReading]:
    """Return every convention with its number, from the statistics `found` by `structure` and a few beside them.

    With the community of every node, `member` `(n,)`, modularity is among them.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.structure import structure
    >>> network = graph([0, 1, 2, 0, 0], [1, 2, 0, 3, 3], nodes=4)
    >>> for each in readings(network, structure(network, 0)):
    ...     if each.convention.statistic == "average_clustering":
    ...         print(each.convention.tool, each.convention.reading, round(each.value, 3))
    Gephi ties_directed 0.292
    Gephi ties_undirected_k2 0.778
    igraph ties_undirected_k2 0.778
    igraph ties_undirected_all 0.583
    networkx ties_undirected_all 0.583
    networkx ties_undirected_nonzero 0.778
    networkx ties_fagiolo 0.292
    """
    numbers: dict[Key, Statistic] = {(each.statistic, each.reading): each for each in found}
    for each in _beside(graph, numbers, member):
        numbers[each.statistic, each.reading] = each
    return [
        ToolReading(convention, number.value, number.sampled)
        for convention in conventions()
        if (number := numbers.get((convention.statistic, convention.reading)))
    ]


def _beside(graph: Graph, numbers: dict[Key, Statistic], member: IntArray | None) -> Iterator[Statistic]:
    pairs = graph.nodes * (graph.nodes - 1)
    ends = 2 * graph.relations / graph.nodes if graph.relations else None
    yield Statistic("average_degree", "relations_undirected", ends)
    yield Statistic("density", "relations", graph.relations / pairs if pairs else None)
    local = clustering(graph).undirected
    some = local[local > 0]
    yield Statistic("average_clustering", "ties_undirected_nonzero", float(some.mean()) if some.size else None)
    directed = float(fagiolo_clustering(graph).mean()) if graph.ties else None
    yield Statistic("average_clustering", "ties_fagiolo", directed)
    for name in ("average_path_length", "diameter"):
        for reading in ("ties_directed", "ties_undirected"):
            yield _if_connected(numbers, name, reading)
    if member is not None:
        for which in get_args(ModularityReading):
            yield Statistic("modularity", which, modularity(graph, member, reading=which))


def _if_connected(numbers: dict[Key, Statistic], name: str, reading: str) -> Statistic:
    number, parts = numbers.get((name, reading)), numbers.get(("components", reading))
    if number is None or parts is None or parts.value != 1:
        return Statistic(name, f"{reading}_connected", None)
    return Statistic(name, f"{reading}_connected", number.value, number.sampled)
