"""Broker roles: between whose groups a node mediates (Gould and Fernandez 1989)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.position.shared_neighbours import shared_neighbours

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The roles in the order of the papers: w_I, w_O, b_OI, b_IO, b_O."""
_UNGROUPED = len(ROLES)


@dataclass(frozen=True, eq=False)
class Brokers:
    """How often each node mediates, `(n,)` each: pairs i, k of other nodes with i -> node -> k and no tie i -> k.

    `coordinator`: all three in one group; `itinerant` (also consultant): i and k in one group, the node in another;
    `gatekeeper`: i in another group, the node and k in one; `representative`: i and the node in one, k in another;
    `liaison`: three groups. `ungrouped`: one of the three has no group; these are in no role, and counted here.
    """

    coordinator: IntArray
    itinerant: IntArray
    gatekeeper: IntArray
    representative: IntArray
    liaison: IntArray
    ungrouped: IntArray

    @property
    def total(self) -> IntArray:
        """Pairs that the node mediates between, in a role or not."""
        return sum((getattr(self, role) for role in ROLES), self.ungrouped)


def brokers(graph: Graph, group: IntArray) -> Brokers:
    """Count the broker roles of every node on directed ties; `group` `(n,)` numbers the groups from 0, -1 is no group.

    i and k are different nodes; loops and parallel relations are merged away. Two-paths are counted by multiplying what
    comes in and goes out of a node, less those that a tie i -> k closes: time grows as for triangles.
    Source: Gould and Fernandez, Structures of Mediation, Sociological Methodology 19, 1989; conventions as in R's sna.

    >>> from valuenet.network.graph import graph
    >>> found = brokers(graph([0, 1, 3], [1, 2, 1], nodes=4), np.array([0, 0, 1, 1]))
    >>> found.representative.tolist(), found.itinerant.tolist()
    ([0, 1, 0, 0], [0, 1, 0, 0])
    """
    counts = _two_paths(graph, group)
    counts -= _there_and_back(graph, group)
    counts -= _closed(graph, group)
    return Brokers(*counts)


def role_chances(group: IntArray) -> dict[str, float]:
    """Return how likely each role is for three different nodes drawn at random; what groups that mean nothing give.

    Nodes without a group (-1) are left out; NaN with fewer than three others.

    >>> role_chances(np.array([0, 0, 1]))["gatekeeper"]
    0.3333333333333333
    """
    sizes = np.bincount(group[group >= 0]).astype(np.float64)
    nodes = float(sizes.sum())
    triples = nodes * (nodes - 1) * (nodes - 2)
    same = float((sizes * (sizes - 1) * (sizes - 2)).sum())
    pair = float((sizes * (sizes - 1) * (nodes - sizes)).sum())
    ways = (same, pair, pair, pair, triples - same - 3 * pair)
    return {role: way / triples if triples > 0 else float("nan") for role, way in zip(ROLES, ways, strict=True)}


def _role(before: IntArray, middle: IntArray, after: IntArray) -> IntArray:
    """Return the role of `middle` in each two-path of groups, as a place in `ROLES`."""
    first, second, outer = before == middle, middle == after, before == after
    ungrouped = (before < 0) | (middle < 0) | (after < 0)
    return np.select([ungrouped, first & second, outer, second, first], [_UNGROUPED, 0, 1, 2, 3], default=4)


def _two_paths(graph: Graph, group: IntArray) -> IntArray:
    """Count all i -> j -> k by role and j, `(6, n)`, those with i = k included."""
    entering, leaving = (_neighbours_by_group(ties, group) for ties in (graph.into, graph.out))
    coordinator, gatekeeper = entering[0] * leaving[0], entering[1] * leaving[0]
    representative, apart = entering[0] * leaving[1], entering[1] * leaving[1]
    total = graph.into.degree.astype(np.int64) * graph.out.degree
    itinerant = _from_group_to_group(graph, group)
    ungrouped = total - coordinator - gatekeeper - representative - apart
    return np.array([coordinator, itinerant, gatekeeper, representative, apart - itinerant, ungrouped])


def _neighbours_by_group(ties: Adjacency, group: IntArray) -> tuple[IntArray, IntArray]:
    """Return, for every node, the neighbours of its own group and those of another, `(n,)` each."""
    own, other = group[ties.owner], group[ties.neighbour]
    known = (own >= 0) & (other >= 0)
    nodes = len(group)
    same, apart = (ties.owner[known & (own == other)], ties.owner[known & (own != other)])
    return np.bincount(same, minlength=nodes), np.bincount(apart, minlength=nodes)


def _from_group_to_group(graph: Graph, group: IntArray) -> IntArray:
    """Count i -> j -> k with i and k of one group and j of another, `(n,)`."""
    groups = int(group.max(initial=0)) + 1
    found = []
    for ties in (graph.into, graph.out):
        own, other = group[ties.owner], group[ties.neighbour]
        apart = (own >= 0) & (other >= 0) & (own != other)
        found.append(np.unique(ties.owner[apart].astype(np.int64) * groups + other[apart], return_counts=True))
    (entering, many_in), (leaving, many_out) = found
    both, at_in, at_out = np.intersect1d(entering, leaving, assume_unique=True, return_indices=True)
    counts = np.zeros(graph.nodes, np.int64)
    np.add.at(counts, both // groups, many_in[at_in] * many_out[at_out])
    return counts


def _there_and_back(graph: Graph, group: IntArray) -> IntArray:
    """Count i -> j -> i by role and j, `(6, n)`."""
    mutual = graph.both.multiplicity == 2
    middle, outer = graph.both.owner[mutual], graph.both.neighbour[mutual]
    return _tally(graph.nodes, middle, _role(group[outer], group[middle], group[outer]))


def _closed(graph: Graph, group: IntArray) -> IntArray:
    """Count i -> j -> k with a tie i -> k by role and j, `(6, n)`."""
    counts = np.zeros((len(ROLES) + 1, graph.nodes), np.int64)
    middles, afters = graph.out.owner, graph.out.neighbour
    for pair, at, _ in shared_neighbours(graph.into, middles, afters):
        before, middle, after = graph.into.neighbour[at], middles[pair], afters[pair]
        counts += _tally(graph.nodes, middle, _role(group[before], group[middle], group[after]))
    return counts


def _tally(nodes: int, middle: IntArray, role: IntArray) -> IntArray:
    cells = role.astype(np.int64) * nodes + middle
    return np.bincount(cells, minlength=(len(ROLES) + 1) * nodes).reshape(len(ROLES) + 1, nodes)
