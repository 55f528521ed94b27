"""What a layout has to arrange: the nodes that are no leaves, component after component, with ties and discs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from valuenet.network.graph import Graph, IntArray
from valuenet.network.picture.leaves import GAP, Floats, Hung, discs

APART = 0.3
"""How strongly a tie between two communities pulls, compared with one inside a community."""


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The nodes to arrange, `(k,)`, ordered by component, with the ties between them, `(m,)`, each once.

    `node` is the number in the network, `radius` that of the disc with half the gap around it, `component` counts
    from 0, the components of most nodes first, and `start` `(c + 1,)` says where each begins. `source` and `target`
    are places in `node`; `weight` is how strongly the tie pulls.
    """

    node: IntArray
    radius: Floats
    component: IntArray
    start: IntArray
    source: IntArray
    target: IntArray
    weight: Floats

    @property
    def degree(self) -> IntArray:
        """Ties of every node to others that are no leaves, `(k,)`."""
        ends = (np.bincount(end, minlength=len(self.node)) for end in (self.source, self.target))
        return sum(ends, np.zeros(len(self.node), np.int64))

    def part(self, first: int, last: int) -> Skeleton:
        """Return the components from `first` up to, not including, `last`, counted anew."""
        low, high = self.start[first], self.start[last]
        ties = (self.source >= low) & (self.source < high)
        return Skeleton(
            self.node[low:high],
            self.radius[low:high],
            self.component[low:high] - first,
            self.start[first : last + 1] - low,
            self.source[ties] - low,
            self.target[ties] - low,
            self.weight[ties],
        )


def skeleton(network: Graph, leaves: Hung, room: Floats, community: IntArray | None = None) -> Skeleton:
    """Return what is left of a network without its leaves; ties across two values of `community` `(n,)` pull less.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.picture.leaves import hung, rooms
    >>> network = graph([0, 1, 2, 2, 4], [1, 2, 0, 3, 4], nodes=6)
    >>> found = skeleton(network, (leaves := hung(network)), rooms(network, leaves))
    >>> found.node.tolist(), found.start.tolist(), found.source.tolist(), found.target.tolist()
    ([0, 1, 2, 4, 5], [0, 3, 4, 5], [0, 0, 1], [1, 2, 2])
    """
    stays = np.ones(network.nodes, np.bool_)
    stays[leaves.leaf] = False
    source, target = network.both.owner, network.both.neighbour
    once = (source < target) & stays[source] & stays[target]
    source, target = source[once], target[once]
    node = np.flatnonzero(stays)
    radius = discs(room, leaves.leaves)[node] + GAP / 2
    place = np.cumsum(stays) - 1
    component, order = _by_size(place[source], place[target], len(node))
    place[node[order]] = np.arange(len(node))
    weight = np.ones(len(source))
    if community is not None:
        weight[community[source] != community[target]] = APART
    start = np.searchsorted(component[order], np.arange(component.max(initial=-1) + 2))
    return Skeleton(node[order], radius[order], component[order], start, place[source], place[target], weight)


def _by_size(source: IntArray, target: IntArray, nodes: int) -> tuple[IntArray, IntArray]:
    """Number the components from the one of most nodes on; return each node's, and the nodes in that order."""
    if not nodes:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    ties = coo_array((np.ones(len(source), np.int8), (source, target)), shape=(nodes, nodes))
    _, found = connected_components(ties, directed=False)
    count = np.bincount(found)
    rank = np.empty(len(count), np.int64)
    rank[np.argsort(-count, kind="stable")] = np.arange(len(count))
    component = rank[found]
    return component, np.argsort(component, kind="stable")
