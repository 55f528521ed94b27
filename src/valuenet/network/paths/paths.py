"""Shortest paths between all pairs of nodes: how many there are of each length, exactly or from sampled sources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.kernel.library import call, takes
from valuenet.network.paths.folded import fold, pairs_from
from valuenet.network.paths.plan import PARTS, Progress, all_pairs, plan, some_pairs
from valuenet.network.paths.search import BATCH, LEVEL_WORK

WORK_LIMIT = 2_000_000_000
"""Rows of 512 sources looked at up to which a search is exact: about three CPU seconds with the kernel."""

_NUMPY_COST = 200  # a row costs NumPy about as many
_STUDENT = 2.3646  # two-sided 95 % quantile of Student's t for the 7 degrees of freedom that 8 parts leave
_EFFECTIVE = 0.9
_ORDERED = 64  # possible sources put in order for one that is searched


@dataclass(frozen=True, eq=False)
class Paths:
    """Shortest distances over the reachable ordered pairs whose first node is one of `sources` searched.

    `distribution[d]` counts the pairs at distance d; `[0]` is always 0. `population` is the number of nodes that
    could be sources, those with a tie to follow: counts times `population / sources` estimate the whole. Where
    sampled, `parts` `(d, 8)` counts the pairs of eight samples apart, every eighth source each; else None.
    """

    distribution: IntArray
    sources: int
    population: int
    parts: IntArray | None = None

    @property
    def sampled(self) -> bool:
        """Whether only some of the possible sources were searched."""
        return self.sources < self.population

    @property
    def mean(self) -> float | None:
        """Average path length; None where no pair is reachable."""
        return _mean(self.distribution.tolist())

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the average path length lies, at 95 % confidence; None where it is exact or too little was sampled.

        Eight systematic samples, interpenetrating, estimate it apart; their spread is the error (Student's t).
        Source: Mahalanobis, Recent experiments in statistical sampling, JRSS 109, 1946; Cochran, Sampling
        Techniques, 1977, section 8.11.
        """
        if self.parts is None or self.mean is None:
            return None
        means = [mean for part in self.parts.T.tolist() if (mean := _mean(part)) is not None]
        if len(means) < PARTS:
            return None
        half = _STUDENT * float(np.std(means, ddof=1)) / PARTS**0.5
        return self.mean - half, self.mean + half

    @property
    def efficiency(self) -> float | None:
        """Mean of 1 / distance over the reachable pairs: the inverse of their harmonic mean distance; None without.

        Times `pairs` and over n (n - 1) it is the global efficiency of Latora and Marchiori (2001).
        """
        counts: list[int] = self.distribution.tolist()
        pairs = sum(counts)
        return sum(count / distance for distance, count in enumerate(counts) if distance) / pairs if pairs else None

    @property
    def pairs(self) -> int:
        """Reachable ordered pairs of different nodes; an estimate where sampled."""
        pairs: int = sum(self.distribution.tolist())
        return round(pairs * self.population / self.sources) if self.sampled else pairs

    @property
    def diameter(self) -> int | None:
        """Longest distance found, a lower bound where sampled; None where no pair is reachable."""
        return len(self.distribution) - 1 or None

    @property
    def effective_diameter(self) -> float | None:
        """Distance within which 90 % of the reachable pairs lie, read off linearly between whole ones; None without.

        At least 1, as in SNAP. Source: Leskovec, Kleinberg and Faloutsos, Graph evolution, ACM TKDD 1(1), 2007.
        """
        counts: list[int] = self.distribution.tolist()
        wanted, within = _EFFECTIVE * sum(counts), 0
        for distance, count in enumerate(counts):
            if count and within + count >= wanted:
                return max(1.0, distance - 1 + (wanted - within) / count)
            within += count
        return None


def _mean(counts: list[int]) -> float | None:
    pairs = sum(counts)  # Python's integers: sums of distances outgrow 64 bits from three million nodes in a row
    return sum(distance * count for distance, count in enumerate(counts)) / pairs if pairs else None


def paths(
    graph: Graph,
    *,
    directed: bool,
    work_limit: int = WORK_LIMIT,
    sample: int = BATCH,
    progress: Progress | None = None,
) -> Paths:
    """Count the reachable ordered pairs of nodes by their distance, along directed or undirected ties.

    All possible sources are searched where the work stays within `work_limit`, else a systematic sample of `sample`
    (1 to 512) of them; the result says which. The sampled mean of a hub-heavy network is within about 0.2 %. The
    kernel foresees the work from its plan, its twin in NumPy, to which a row costs 200, from the sample: near the
    limit one may sample and the other not; either way both count the same. Memory beside the graph: 200 bytes a node
    that is no leaf. Two threads, and `progress` told, where it takes longer than a tenth of a second.

    >>> from valuenet.network.graph import graph
    >>> chain = graph([0, 1, 2], [1, 2, 3], nodes=4)
    >>> paths(chain, directed=True).distribution.tolist()
    [0, 3, 2, 1]
    >>> paths(chain, directed=False).mean
    1.6666666666666667
    """
    forward, backward = (graph.out, graph.into) if directed else (graph.both, graph.both)
    possible = np.flatnonzero(forward.start[1:] > forward.start[:-1])
    few = len(possible) <= min(sample, BATCH)
    if not takes(forward.start, forward.neighbour, backward.start, graph.both.start):
        return _with_numpy(graph, forward, backward, possible, min(sample, BATCH), work_limit // _NUMPY_COST)
    with plan(graph, directed=directed) as planned:
        if few or planned.work <= work_limit:
            return Paths(all_pairs(planned, progress), len(possible), len(possible))
        chosen = _systematic(forward, possible, min(sample, BATCH))
        return _sampled(some_pairs(planned, _in_parts(chosen)), len(chosen), len(possible))


def _sampled(parts: IntArray, sources: int, population: int) -> Paths:
    return Paths(parts.sum(axis=1), sources, population, parts)


def _with_numpy(
    graph: Graph, forward: Adjacency, backward: Adjacency, possible: IntArray, sample: int, work_limit: int
) -> Paths:
    """Do the same in NumPy: a sample tells how much work all sources would be, unless the limit is out of reach."""
    folded = fold(graph.both, backward)
    most = (len(possible) // BATCH + 1) * (len(folded.kept) + 1) * (len(folded.arcs.source) + LEVEL_WORK)
    chosen = _systematic(forward, possible, sample)
    if len(chosen) < len(possible) and most > work_limit:
        _, work = pairs_from(folded, backward, chosen)
        if work * len(possible) > work_limit * len(chosen):
            found = [pairs_from(folded, backward, part[part >= 0])[0] for part in _in_parts(chosen)]
            parts = np.zeros((max(map(len, found)), PARTS), np.int64)
            for part, pairs in enumerate(found):
                parts[: len(pairs), part] = pairs
            return _sampled(parts, len(chosen), len(possible))
    return Paths(pairs_from(folded, backward, possible)[0], len(possible), len(possible))


def _in_parts(chosen: IntArray) -> IntArray:
    """Deal the sources out to the parts in turn, `(8, k)`; -1 where a part has one fewer."""
    dealt = np.full((-(-len(chosen) // PARTS), PARTS), -1, np.int64)
    dealt.ravel()[: len(chosen)] = chosen
    return dealt.T


def _systematic(forward: Adjacency, possible: IntArray, sample: int) -> IntArray:
    """Return every k-th possible source in the order of the walks of three steps that leave it.

    That order runs from the rim to the middle of the network, so the sample holds its share of each: the error
    is a quarter of that of sources drawn at random. Of many nodes, every k-th of some thousands is taken.
    """
    if len(possible) <= sample:
        return possible
    several = _every(possible, _ORDERED * sample)
    places, sizes = _places(forward, several)
    hosts, host = np.unique(forward.neighbour[places], return_inverse=True)
    walks = _added(_degree_sums(forward, hosts)[host], sizes)
    return _every(several[np.argsort(walks, kind="stable")], sample)


def _every(nodes: IntArray, wanted: int) -> IntArray:
    if len(nodes) <= wanted:
        return nodes
    return nodes[(np.arange(wanted) * 2 + 1) * len(nodes) // (2 * wanted)]


def _places(ties: Adjacency, nodes: IntArray) -> tuple[IntArray, IntArray]:
    """Return the places of the entries of `nodes`, node after node, and how many each has."""
    sizes = ties.start[nodes + 1] - ties.start[nodes]
    ends = np.cumsum(sizes, dtype=np.int64)
    return np.arange(sizes.sum()) + np.repeat(ties.start[nodes] - (ends - sizes), sizes), sizes


def _added(values: IntArray, sizes: IntArray) -> IntArray:
    """Add up the values of each group; `sizes` says how many follow one another in it, which may be none."""
    ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)))[np.cumsum(sizes)]
    return np.diff(ends, prepend=0)


def _degree_sums(ties: Adjacency, nodes: IntArray) -> IntArray:
    """Add up the degrees of the neighbours of each of `nodes`."""
    if takes(ties.start, ties.neighbour):
        sums = np.empty(len(nodes), np.int64)
        call("degree_sums", len(nodes), nodes.astype(np.int32), ties.start, ties.neighbour, sums)
        return sums
    places, sizes = _places(ties, nodes)
    return _added(ties.degree[ties.neighbour[places]], sizes)
