"""Ranks that follow from the ranks of neighbours: PageRank, hubs and authorities."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph
from valuenet.network.products import product

FloatArray: TypeAlias = npt.NDArray[np.float64]

DAMPING = 0.85
TOLERANCE = 1e-12
"""How far the values, which add up to 1, may be from the exact ones, all differences added."""
_STEPS = 24
"""Steps of Lanczos before it starts again from the vector found."""
_ROUNDS = 100
_DIGITS = 1e-10
_SAME = 1e-9  # singular values nearer to each other, as parts of them, are one


def pagerank(graph: Graph, *, damping: float = DAMPING, by_relations: bool = False) -> FloatArray:
    """Return the PageRank of every node, `(n,)`, above 0 and adding up to 1; empty without nodes.

    A walker follows a tie out of its node with probability `damping` (each tie alike, or, `by_relations`, as often as
    its relations are many), else goes to any node; from a node without ties it goes to any node. Loops are left out.
    Source: Brin and Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, 1998.

    >>> from valuenet.network.graph import graph
    >>> pagerank(graph([0, 1], [2, 2], nodes=3)).round(4).tolist()
    [0.2128, 0.2128, 0.5745]
    """
    nodes = graph.nodes
    weight = graph.into.multiplicity if by_relations else np.ones(len(graph.into.neighbour))
    leaving = np.bincount(graph.into.neighbour, weights=weight, minlength=nodes)
    share = weight / leaving[graph.into.neighbour]
    rank = np.full(nodes, 1 / max(nodes, 1))
    change = float(nodes > 0)
    while change * damping > TOLERANCE * (1 - damping):  # each step brings the values nearer by `damping`
        before = rank
        rank = damping * product(graph.into, before, share)
        rank += (1 - rank.sum()) / nodes
        change = float(np.abs(rank - before).sum())
    return rank


def hubs_and_authorities(graph: Graph) -> tuple[FloatArray, FloatArray]:
    """Return how good a hub and how good an authority every node is, `(n,)` each, from 0, adding up to 1.

    Hubs point to good authorities, authorities are pointed to by good hubs: the first singular vectors of the ties.
    Where several parts of the network have the same first singular value, each has the share that a search from even
    values gives it. NaN without ties, and where two singular values are too close to tell their vectors apart.
    Source: Kleinberg, Authoritative Sources in a Hyperlinked Environment, Journal of the ACM 46(5), 1999.

    >>> from valuenet.network.graph import graph
    >>> hubs, authorities = hubs_and_authorities(graph([0, 0, 1], [2, 3, 3], nodes=4))
    >>> hubs.round(3).tolist(), authorities.round(3).tolist()
    ([0.618, 0.382, 0.0, 0.0], [0.0, 0.0, 0.382, 0.618])
    """
    if not graph.ties:
        return np.full(graph.nodes, np.nan), np.full(graph.nodes, np.nan)
    authorities = _first_vector(graph)
    hubs = product(graph.out, authorities)
    return hubs / hubs.sum(), authorities / authorities.sum()


def _first_vector(graph: Graph) -> FloatArray:
    """Return the first singular vector that can be reached from even values, by Lanczos' method, started anew.

    Even values, and not random ones, keep to what symmetry says: nodes that cannot be told apart get the same value.
    """
    vector = _there_and_back(graph, np.ones(graph.nodes))
    for _ in range(_ROUNDS):
        vector, error = _lanczos(graph, vector / _length(vector))
        if error < _DIGITS:
            return np.abs(vector)
    return np.full(graph.nodes, np.nan)


def _there_and_back(graph: Graph, values: FloatArray) -> FloatArray:
    return product(graph.into, product(graph.out, values))


def _lanczos(graph: Graph, first: FloatArray) -> tuple[FloatArray, float]:
    """Return the best vector of `_STEPS` steps from `first`, and how far it may be from the exact one."""
    basis = np.zeros((_STEPS + 1, len(first)))
    basis[0], projected, steps, left = first, np.zeros((_STEPS, _STEPS)), 0, 1.0
    while steps < _STEPS and left > 1e-14 * projected[0, 0]:
        further = _there_and_back(graph, basis[steps])
        along = _sums("ij,j->i", basis[: steps + 1], further)
        projected[steps, steps] = along[-1]
        further -= _sums("i,ij->j", along, basis[: steps + 1])
        rest = _sums("ij,j->i", basis[: steps + 1], further)  # what rounding left
        further -= _sums("i,ij->j", rest, basis[: steps + 1])
        left = _length(further)
        steps += 1
        basis[steps] = further / max(left, 1e-300)
        projected[steps - 1 : steps, steps : steps + 1] = left
    values, vectors = np.linalg.eigh(projected[:steps, :steps], UPLO="U")
    # Rounding may bring a second vector of the same value: what the first step has in common with both is wanted.
    same = values > values[-1] * (1 - _SAME)
    found: FloatArray = _sums("ij,j->i", vectors[:, same], vectors[0, same])
    below = values[~same]
    gap = float(values[-1] - below[-1]) if len(below) else float(values[-1])
    error = left * abs(float(found[-1])) / max(gap * _length(found), 1e-300)
    return _sums("i,ij->j", found, basis[:steps]), error


def _sums(how: str, *arrays: FloatArray) -> FloatArray:
    """Multiply and add without the linear algebra library, whose threads cost more than they save here."""
    sums: FloatArray = np.einsum(how, *arrays)
    return sums


def _length(vector: FloatArray) -> float:
    return float(np.sqrt(_sums("i,i->", vector, vector)))
