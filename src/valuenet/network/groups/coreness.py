"""Coreness: how much each node belongs to the core, where core and periphery are the ends of one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.products import product

FloatArray: TypeAlias = npt.NDArray[np.float64]

_STARTING_STEPS = 30
_STEPS = 200
_STILL = 1e-6  # of the largest coreness: a step that is none
_APART = 10.0
_TINY = 1e-100


@dataclass(frozen=True, eq=False)
class Coreness:
    """The coreness of every node whose products come closest to the ties: 1 where two are tied, 0 where not.

    `fit` is the correlation of the ties with coreness x coreness over the pairs of nodes; `coreness` `(n,)` is 0 or
    more, scaled so that its squares add up to 1. `members` are the nodes, highest first, that coreness itself sets
    apart best: the k highest, where the correlation of coreness with being one of them, `concentration`, is largest.
    """

    fit: float
    coreness: FloatArray
    members: IntArray
    concentration: float


def coreness(graph: Graph) -> Coreness | None:
    """Return the coreness of the nodes (Borgatti and Everett's continuous model), on undirected ties.

    The squared differences over the pairs of nodes are made small (minimum residuals, MINRES) in at most 200 steps,
    each in time of n + m, from two starts. In a network of stars the largest of them comes out: its middle alone has a
    coreness to speak of. None where it is not defined: no ties, all pairs tied, or the same coreness for all nodes.
    Sources: Borgatti and Everett, Models of core/periphery structures, Social Networks 21, 2000; Boyd et al., Computing
    continuous core/periphery structures for social relations data with MINRES/SVD, Social Networks 32, 2010.

    >>> from valuenet.network.graph import graph
    >>> found = coreness(graph([0, 0, 0, 0, 1, 1], [1, 2, 3, 4, 2, 5], nodes=6))
    >>> found.members.tolist(), round(found.fit, 2), found.coreness.round(2).tolist()
    ([0], 0.72, [0.87, 0.29, 0.28, 0.2, 0.2, 0.06])
    """
    ties = len(graph.both.neighbour) // 2
    if not 0 < ties < graph.nodes * (graph.nodes - 1) // 2:
        return None
    found = _nearest(graph.both)
    fit = _fit(found, graph.both, ties)
    size, concentration = _set_apart(found)
    if fit is None or not size:
        return None
    return Coreness(fit, found, np.argsort(-found, kind="stable")[:size], concentration)


def _nearest(both: Adjacency) -> FloatArray:
    """Return the best of two ends: from the leading eigenvector, and from the star of the node with most ties."""
    leading = np.ones(len(both.start) - 1)
    for _ in range(_STARTING_STEPS):
        leading = product(both, leading) + leading  # shifted, so that two sides of a network do not swing
        leading /= leading.max()
    star = leading.copy()
    star[int(np.argmax(both.degree))] *= _APART
    ends = [_settled(start, both) for start in (leading, star)]
    found = min(ends, key=lambda score: residual(score, both)[0])
    nearest: FloatArray = found / np.sqrt((found * found).sum())
    return nearest


def _settled(score: FloatArray, both: Adjacency) -> FloatArray:
    """Go to the geometric mean of every coreness and its regression on the ties to the others, until that is no step.

    The regression alone is the step of MINRES for one node; taken for all at once it would swing.
    """
    square = score * score
    scale = (score * product(both, score)).sum() / (square.sum() ** 2 - (square * square).sum())
    score = score * np.sqrt(scale)
    for _ in range(_STEPS):
        squares = score * score
        others = np.maximum(squares.sum() - squares, _TINY)
        after: FloatArray = np.sqrt(score * product(both, score) / others)
        if np.abs(after - score).max() <= _STILL * after.max():
            return after
        score = after
    return score


def residual(score: FloatArray, both: Adjacency) -> tuple[float, FloatArray]:
    """Return the squared differences of ties and products over the pairs, less the ties; and their gradient `(n,)`.

    Only sums of products are needed, no pair is formed. `both` holds every tie both ways.

    >>> from valuenet.network.graph import graph
    >>> residual(np.ones(3), graph([0, 1, 2], [1, 2, 0], nodes=3).both)
    (-3.0, array([0., 0., 0.]))
    """
    reached, squares = product(both, score), score * score
    total = squares.sum()
    value = (total * total - (squares * squares).sum()) / 2 - (score * reached).sum()
    return float(value), 2 * (score * (total - squares) - reached)


def _fit(score: FloatArray, both: Adjacency, ties: int) -> float | None:
    squares, pairs = score * score, len(score) * (len(score) - 1) / 2
    mean = (score.sum() ** 2 - squares.sum()) / 2 / pairs
    spread = (squares.sum() ** 2 - (squares * squares).sum()) / 2 - pairs * mean * mean
    if spread <= 1e-12:
        return None
    together = (score * product(both, score)).sum() / 2 - ties * mean
    return float(together / np.sqrt(spread * ties * (1 - ties / pairs)))


def _set_apart(score: FloatArray) -> tuple[int, float]:
    """Return how many of the highest are best told from the others, and the correlation with being one of them."""
    ordered = np.sort(score)[::-1]
    nodes, spread = len(score), float(score.std())
    if spread == 0:
        return 0, 0.0
    size = np.arange(1, nodes)
    above = np.cumsum(ordered)[:-1] - size * score.mean()
    correlation = above / (spread * np.sqrt(size * (nodes - size)))
    best = int(np.argmax(correlation))
    return best + 1, float(correlation[best])
