"""Structural holes: how little a node's neighbours are tied to one another (Burt 1992)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph, IntArray
from valuenet.network.position.shared_neighbours import shared_neighbours

FloatArray: TypeAlias = npt.NDArray[np.float64]
Reading: TypeAlias = Literal["ties_undirected", "ties_directed", "relations"]


@dataclass(frozen=True, eq=False)
class StructuralHoles:
    """Burt's measures of every node, `(n,)` each; NaN for nodes without a neighbour.

    `constraint`: above 0; high where a node's ties lead back to one another; 1 for a node with one neighbour.
    `effective_size`: neighbours less their redundancy, above 0 up to their number; `efficiency`: its share of them.
    `hierarchy`: 0 where the constraint comes from all neighbours alike, 1 where from one; NaN with one neighbour.
    """

    constraint: FloatArray
    effective_size: FloatArray
    efficiency: FloatArray
    hierarchy: FloatArray


def structural_holes(graph: Graph, reading: Reading = "ties_directed") -> StructuralHoles:
    """Return Burt's measures on ties: loops are left out, what counts between two nodes says the `reading`.

    `ties_undirected` counts each neighbour once, `ties_directed` each arc (a reciprocal tie is 2), `relations` each
    row. With p_ij the share of j in what i has, and m_jq what j and q have over the most that j has with anyone:
    constraint of i is the sum over its neighbours j of (p_ij + sum over q of p_iq p_qj)^2, effective size the sum of
    1 - sum over q of p_iq m_jq. Networkx and igraph count the same. Time grows as for triangles.
    Source: Burt, Structural Holes, 1992, chapter 2 (constraint 2.4, effective size 2.2, hierarchy 2.9).

    >>> from valuenet.network.graph import graph
    >>> holes = structural_holes(graph([0, 0, 0, 1], [1, 2, 3, 2], nodes=4), "ties_undirected")
    >>> holes.constraint.round(3).tolist(), holes.effective_size.round(3).tolist()
    ([0.611, 1.007, 1.007, 1.0], [2.333, 1.0, 1.0, 1.0])
    """
    owner, other = graph.both.owner, graph.both.neighbour
    has = _between(graph, reading)
    mirror = np.argsort(other, kind="stable")  # the place of the same tie, seen from its other end
    total, most = np.bincount(owner, has, graph.nodes), np.zeros(graph.nodes)
    np.maximum.at(most, owner, has)
    once = np.flatnonzero(owner < other)
    through, shared = np.zeros(len(owner)), np.zeros(len(owner))
    for pair, at, across in shared_neighbours(graph.both, owner[once], other[once]):
        product = has[at] * has[across]
        through[once] += np.bincount(pair, product / total[other[at]], len(once))
        shared[once] += np.bincount(pair, product, len(once))
    for sums in (through, shared):
        sums[mirror[once]] = sums[once]
    share = ((has + through) / total[owner]) ** 2
    redundancy = np.bincount(owner, shared / (total[owner] * most[other]), graph.nodes)
    degree = graph.both.degree.astype(np.float64)
    some = np.where(degree > 0, degree, np.nan)
    constraint = np.bincount(owner, share, graph.nodes).astype(np.float64, copy=False)
    return StructuralHoles(
        np.where(degree > 0, constraint, np.nan),
        some - redundancy,
        (some - redundancy) / some,
        _hierarchy(share, constraint, owner, degree),
    )


def _hierarchy(share: FloatArray, constraint: FloatArray, owner: IntArray, degree: FloatArray) -> FloatArray:
    """Return Theil's disorder of the parts of a node's constraint, over its greatest possible value."""
    part = share * degree[owner] / constraint[owner]
    disorder = np.bincount(owner, part * np.log(part), len(constraint))
    several: FloatArray = np.where(degree > 1, degree, np.nan)
    hierarchy: FloatArray = disorder / (several * np.log(several))
    return hierarchy


def _between(graph: Graph, reading: Reading) -> FloatArray:
    """Return what each entry of `graph.both` stands for in the reading, `(k,)`."""
    if reading == "ties_undirected":
        return np.ones(len(graph.both.neighbour))
    if reading == "ties_directed":
        return graph.both.multiplicity.astype(np.float64)
    keys = graph.both.owner.astype(np.int64) * graph.nodes + graph.both.neighbour
    rows = np.zeros(len(keys))
    for ties in (graph.out, graph.into):
        rows[np.searchsorted(keys, ties.owner.astype(np.int64) * graph.nodes + ties.neighbour)] += ties.multiplicity
    return rows
