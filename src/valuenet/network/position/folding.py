"""Folding: nodes with one neighbour are peeled off, again and again, into the node they hang on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Graph, IntArray

FloatArray: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Folded:
    """A graph whose trees are folded into the nodes that are left; all arrays `(n,)`, over all nodes.

    `rounds` holds the nodes peeled together, `hosts` what each hangs on (its own number where it stays). `leaving`
    counts the nodes of the tree folded into a node from which that node is reached, itself included; `arriving` those
    that are reached from it. `up` and `down` are 1 where an arc leads from a peeled node to its host, and back.
    `between` counts the pairs of nodes in two different trees folded into a node that reach one another through it.
    """

    rounds: tuple[IntArray, ...]
    hosts: IntArray
    leaving: FloatArray
    arriving: FloatArray
    up: FloatArray
    down: FloatArray
    between: FloatArray

    @property
    def kept(self) -> IntArray:
        """The nodes that are left, ascending."""
        return np.flatnonzero(self.hosts == np.arange(len(self.hosts)))


def fold(graph: Graph, *, directed: bool, deepest: int | None = None) -> Folded:
    """Peel nodes with one neighbour, in either direction, until none is left; a tree leaves one node behind.

    Each round peels every such node at once, so time grows with ties and with the depth of the deepest tree; `deepest`
    stops after so many rounds.
    Source: Baglioni, Geraci, Pellegrini, Lastres, Fast Exact Computation of Betweenness Centrality in Social Networks,
    ASONAM 2012; Sariyuce, Saule, Kaya, Catalyurek, Shattering and Compressing Networks for Betweenness Centrality,
    SDM 2013. The two directions are counted apart here.

    >>> from valuenet.network.graph import graph
    >>> tail = fold(graph([0, 1, 2, 2], [1, 2, 0, 3], nodes=4), directed=True)
    >>> tail.kept.tolist(), tail.leaving.tolist(), tail.arriving.tolist()
    ([0, 1, 2], [1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 2.0, 1.0])
    """
    out, into = (graph.out, graph.into) if directed else (graph.both, graph.both)
    near, leave, enter = graph.both.degree.copy(), out.degree.copy(), into.degree.copy()
    beside = _sums(graph)  # of the neighbours left: with one left, it is that one
    hosts = np.arange(graph.nodes)
    up, down, sources, targets, both = (np.zeros(graph.nodes) for _ in range(5))
    rounds: list[IntArray] = []
    peeled = np.flatnonzero(near == 1)
    while peeled.size and (deepest is None or len(rounds) < deepest):
        host = beside[peeled]
        mutual = (near[host] == 1) & (host < peeled)  # of two nodes left to one another, one stays
        peeled, host = peeled[~mutual], host[~mutual]
        hosts[peeled], up[peeled], down[peeled] = host, leave[peeled], enter[peeled]
        from_here = (1 + sources[peeled]) * leave[peeled]
        to_here = (1 + targets[peeled]) * enter[peeled]
        for sums, values in ((sources, from_here), (targets, to_here), (both, from_here * to_here)):
            np.add.at(sums, host, values)
        for left, values in ((enter, leave[peeled]), (leave, enter[peeled]), (near, near[peeled]), (beside, peeled)):
            np.subtract.at(left, host, values)
        near[peeled] = 0
        rounds.append(peeled)
        touched = np.unique(host)
        peeled = touched[near[touched] == 1]
    return Folded(tuple(rounds), hosts, 1 + sources, 1 + targets, up, down, sources * targets - both)


def unfold(folded: Folded, between: FloatArray, reaching: FloatArray, reached: FloatArray) -> FloatArray:
    """Return, for every node, the pairs that pass through it, from what is known of the nodes kept.

    `between`, `reaching` and `reached` are `(n,)`: pairs through a node, the trees folded into it left out; nodes that
    reach it, and that it reaches, itself included. Only what they say of nodes that are kept is read.

    >>> from valuenet.network.graph import graph
    >>> chain = graph([0, 1], [1, 2], nodes=3)
    >>> folded = fold(chain, directed=True)
    >>> unfold(folded, np.zeros(3), folded.leaving, folded.arriving).tolist()
    [0.0, 1.0, 0.0]
    """
    before, after, through = reaching.copy(), reached.copy(), between + folded.between
    for peeled in reversed(folded.rounds):
        host, up, down = folded.hosts[peeled], folded.up[peeled], folded.down[peeled]
        leaving, arriving = folded.leaving[peeled], folded.arriving[peeled]
        beyond = up * (after[host] - arriving * down)
        behind = down * (before[host] - leaving * up)
        after[peeled], before[peeled] = arriving + beyond, leaving + behind
        through[peeled] = folded.between[peeled] + (leaving - 1) * beyond + (arriving - 1) * behind
    return through


def _sums(graph: Graph) -> IntArray:
    """Return the sum of the numbers of every node's neighbours, `(n,)`."""
    ends = np.zeros(len(graph.both.neighbour) + 1, np.int64)
    np.cumsum(graph.both.neighbour, out=ends[1:])
    sums: IntArray = ends[graph.both.start[1:]] - ends[graph.both.start[:-1]]
    return sums
