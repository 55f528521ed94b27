"""Mixing: how many relations go from each group of nodes to each, and how many would by chance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import DataError
from valuenet.network.graph import Graph, IntArray

Reading = Literal["relations", "ties_directed", "ties_undirected"]
"""What is counted: every row; ordered pairs of different nodes; unordered pairs of different nodes."""

Category: TypeAlias = Collection[Any]
"""One value a node, in any order of types that can be told apart as text; None, or an integer below 0, is no data."""


@dataclass(frozen=True, eq=False)
class Mixing:
    """What goes from the group of each row to that of each column; an undirected tie goes once each way.

    `groups` `(g,)` are in ascending order; the last is None, the nodes without data, where there are such nodes.
    `nodes` `(g,)` counts the nodes, `observed` `(g, g)` what goes between them. `directed` is false for undirected
    ties, which `observed` holds twice.
    """

    groups: tuple[str | None, ...]
    nodes: IntArray
    observed: IntArray
    directed: bool

    @property
    def expected(self) -> npt.NDArray[np.float64]:
        """What would go between the groups if every end met any other: row total x column total / total, `(g, g)`."""
        total = max(int(self.observed.sum()), 1)
        chance: npt.NDArray[np.float64] = np.outer(self.observed.sum(axis=1), self.observed.sum(axis=0)) / total
        return chance

    @property
    def with_data(self) -> IntArray:
        """The part of `observed` with data at both ends, `(k, k)`."""
        known = sum(group is not None for group in self.groups)
        return self.observed[:known, :known]

    def table(self) -> pl.DataFrame:
        """Return one row a pair of groups: source, target, observed, expected, and their ratio, null without chance."""
        count = len(self.groups)
        names = pl.Series(self.groups, dtype=pl.String)
        place = np.arange(count)
        return pl.DataFrame(
            {
                "source": names.gather(np.repeat(place, count)),
                "target": names.gather(np.tile(place, count)),
                "observed": self.observed.ravel(),
                "expected": self.expected.ravel(),
            }
        ).with_columns(pl.when(pl.col("expected") > 0).then(pl.col("observed") / pl.col("expected")).alias("ratio"))


def mixing(graph: Graph, category: Category, *, reading: Reading = "relations") -> Mixing:
    """Return how relations or ties go between the groups of nodes of one `category` `(n,)`.

    What is expected is that of the configuration model (Newman, Networks, 2010, ch. 7.13; loops included, as the
    relations of a node to itself are). Raises `DataError` where there is not one category a node.

    >>> from valuenet.network.graph import graph
    >>> found = mixing(graph([0, 0, 1, 2], [1, 2, 0, 3], nodes=4), ["north", "north", "south", None])
    >>> found.groups, found.observed.tolist()
    (('north', 'south', None), [[2, 1, 0], [0, 0, 1], [0, 0, 0]])
    >>> found.table().row(1)
    ('north', 'south', 1, 0.75, 1.3333333333333333)
    """
    code, groups = grouped(category, graph.nodes)
    source, target = ends(graph, reading)
    size = len(groups)
    cells = np.bincount(code[source] * size + code[target], minlength=size * size)
    return Mixing(groups, np.bincount(code, minlength=size), cells.reshape(size, size), reading != "ties_undirected")


def grouped(category: Category, nodes: int) -> tuple[IntArray, tuple[str | None, ...]]:
    """Return the group of every node as an integer from 0 `(n,)`, and the groups; see `Mixing.groups`.

    >>> grouped(["b", None, "a", "b"], nodes=4)
    (array([1, 2, 0, 1]), ('a', 'b', None))
    >>> grouped(np.array([10, -1, 9]), nodes=3)
    (array([1, 2, 0]), ('9', '10', None))
    """
    if len(category) != nodes:
        raise DataError(f"{len(category)} categories for {nodes} nodes: give one a node, None where there is no data")
    values = category.tolist() if isinstance(category, np.ndarray) else list(category)
    different = dict.fromkeys(values)
    known = sorted((value for value in different if not _absent(value)), key=lambda value: _order(value))
    number = {**dict.fromkeys(different, len(known)), **dict(zip(known, range(len(known)), strict=True))}
    code = np.fromiter(map(number.__getitem__, values), np.int64, len(values))
    names: tuple[str | None, ...] = tuple(str(value) for value in known)
    return code, names if code.max(initial=-1) < len(known) else (*names, None)


def ends(graph: Graph, reading: Reading) -> tuple[IntArray, IntArray]:
    """Return the two ends of everything that the reading counts; an undirected tie is there once each way."""
    if reading == "relations":
        return graph.source, graph.target
    ties = graph.out if reading == "ties_directed" else graph.both
    return ties.owner, ties.neighbour


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, int) and value < 0) or value != value


def _order(value: object) -> tuple[bool, float, str]:
    """Numbers before words, in their own order."""
    number = isinstance(value, int | float)
    return not number, float(value) if isinstance(value, int | float) else 0.0, "" if number else str(value)
