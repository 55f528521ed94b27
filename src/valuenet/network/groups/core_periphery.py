"""Core and periphery: a network set beside the pattern of a few who are tied to all, and many tied only to those."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.cores import core_number
from valuenet.network.graph import Graph, IntArray

FloatArray: TypeAlias = npt.NDArray[np.float64]

Between = Literal["tied", "left_out"]
"""What the ideal pattern says of a node of the core and one of the periphery: that they are tied, or nothing."""

_MOVES, _LOOKED_AT = 500, 20_000_000  # moves, and nodes looked at for them, before the search ends
_TRIED = 4  # first nodes of a pair of moves
_BETTER = 1e-12


@dataclass(frozen=True, eq=False)
class Core:
    """The core that makes a network most like the ideal pattern, best found.

    `fit` is the correlation of ties and pattern over the pairs of nodes; `members` are node numbers, those with most
    ties first. `within`, `between` and `outside` are the shares of pairs tied inside the core, across, and inside the
    periphery; None where there is no such pair.
    """

    fit: float
    members: IntArray
    within: float | None
    between: float | None
    outside: float | None


@dataclass(frozen=True)
class _State:
    """A core in progress: who is in it, ties of every node to it, ties within it and across."""

    inside: npt.NDArray[np.bool_]
    to_core: IntArray
    within: int
    across: int


def core_periphery(graph: Graph, *, between: Between = "tied") -> Core | None:
    """Return the best core found (Borgatti and Everett's discrete model), on undirected ties.

    The ideal has every pair within the core tied and none within the periphery; pairs of a core and a periphery node
    are tied, or left out of the correlation. The search takes the best of the cores that are the k nodes of highest
    degree, and of highest core number, then moves single nodes and pairs while that helps: 500 times, fewer above
    40,000 nodes, so that its time grows with nodes and ties. It need not find the best there is; that is a hard
    problem. None where no core has a correlation: no ties, all pairs tied, too few nodes.
    Sources: Borgatti and Everett, Models of core/periphery structures, Social Networks 21, 2000; Lip, A fast algorithm
    for the discrete core/periphery bipartitioning problem, 2011 (degree order).

    >>> from valuenet.network.graph import graph
    >>> found = core_periphery(graph([0, 0, 0, 0, 1, 1], [1, 2, 3, 4, 2, 5], nodes=6))
    >>> found.members.tolist(), round(found.fit, 3), found.within, found.between, found.outside
    ([0, 1], 0.667, 1.0, 0.625, 0.0)
    """
    ties = len(graph.both.neighbour) // 2
    if not 0 < ties < graph.nodes * (graph.nodes - 1) // 2:
        return None
    orders = (graph.both.degree, core_number(graph).astype(np.int64) * graph.nodes + graph.both.degree)
    tried = [_improved(graph, _first_of(graph, order, between), between) for order in orders]
    state = max(tried, key=lambda each: _fit_of(graph, each, between))  # the first, where both are as good
    fit, size = _fit_of(graph, state, between), int(np.count_nonzero(state.inside))
    if fit <= -1:
        return None
    rest = graph.nodes - size
    members = np.flatnonzero(state.inside)
    return Core(
        fit=fit,
        members=members[np.argsort(-graph.both.degree[members], kind="stable")],
        within=_share(state.within, size * (size - 1) // 2),
        between=_share(state.across, size * rest),
        outside=_share(ties - state.within - state.across, rest * (rest - 1) // 2),
    )


def _first_of(graph: Graph, rank: IntArray, between: Between) -> _State:
    """Return the best of the cores that hold the k nodes of highest rank, for k from 1 on."""
    shadow = graph.both
    order = np.argsort(-rank, kind="stable")
    place = np.empty(graph.nodes, np.int64)
    place[order] = np.arange(graph.nodes)
    here, there = place[shadow.owner], place[shadow.neighbour]
    once = here < there  # each tie from its earlier end
    touched = np.cumsum(np.bincount(here[once], minlength=graph.nodes))
    within = np.cumsum(np.bincount(there[once], minlength=graph.nodes))
    sizes = np.arange(1.0, graph.nodes + 1)
    best = int(np.argmax(_fit(graph, sizes, within, touched - within, between)))
    inside = place <= best
    to_core = np.bincount(shadow.owner[inside[shadow.neighbour]], minlength=graph.nodes)
    return _State(inside, to_core, int(within[best]), int(touched[best] - within[best]))


def _improved(graph: Graph, state: _State, between: Between) -> _State:
    """Move the node that helps most, or one and then another, until nothing helps."""
    fit = _fit_of(graph, state, between)
    for _ in range(min(_MOVES, _LOOKED_AT // graph.nodes)):
        fits = _fits(graph, state, between)
        first = int(np.argmax(fits))
        if fits[first] > fit + _BETTER:
            state, fit = _toggled(graph, state, first), float(fits[first])
            continue
        pair = _pair(graph, state, between, fits, fit)
        if pair is None:
            break
        state, fit = pair
    return state


def _pair(graph: Graph, state: _State, between: Between, fits: FloatArray, fit: float) -> tuple[_State, float] | None:
    for first in np.argsort(-fits, kind="stable")[:_TRIED].tolist():
        once = _toggled(graph, state, first)
        then = _fits(graph, once, between)
        second = int(np.argmax(then))
        if then[second] > fit + _BETTER:
            return _toggled(graph, once, second), float(then[second])
    return None


def _fits(graph: Graph, state: _State, between: Between) -> FloatArray:
    """Return what the fit would be if the one node were on the other side, for every node `(n,)`."""
    sign = np.where(state.inside, -1, 1)
    size = np.count_nonzero(state.inside) + sign
    within = state.within + sign * state.to_core
    return _fit(graph, size, within, state.across + sign * (graph.both.degree - 2 * state.to_core), between)


def _toggled(graph: Graph, state: _State, node: int) -> _State:
    inside, to_core = state.inside.copy(), state.to_core.copy()
    sign = -1 if inside[node] else 1
    inside[node] = sign > 0
    near = graph.both.neighbour[graph.both.start[node] : graph.both.start[node + 1]]
    to_core[near] += sign
    own, degree = int(state.to_core[node]), len(near)
    return _State(inside, to_core, state.within + sign * own, state.across + sign * (degree - 2 * own))


def _fit_of(graph: Graph, state: _State, between: Between) -> float:
    return float(_fit(graph, np.count_nonzero(state.inside), state.within, state.across, between))


def _fit(
    graph: Graph, size: npt.ArrayLike, within: npt.ArrayLike, across: npt.ArrayLike, between: Between
) -> FloatArray:
    """Return the correlation of ties and pattern over the pairs that count; -1 where one of them does not vary."""
    members, inner, outer = (np.asarray(value, np.float64) for value in (size, within, across))
    rest, ties = graph.nodes - members, np.float64(len(graph.both.neighbour) / 2)
    ideal = members * (members - 1) / 2
    pairs = ideal + rest * (rest - 1) / 2
    counted: FloatArray = np.asarray(ties)
    if between == "tied":
        ideal, pairs, inner = ideal + members * rest, pairs + members * rest, inner + outer
    else:
        counted = ties - outer
    spread = ideal * (pairs - ideal) * counted * (pairs - counted)
    defined = spread > 0
    fit: FloatArray = np.where(defined, pairs * inner - ideal * counted, -1.0) / np.sqrt(np.where(defined, spread, 1.0))
    return fit


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
