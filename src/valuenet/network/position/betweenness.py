"""Betweenness: how much of the network's shortest paths passes through a node, exactly or from sampled sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import UsageError
from valuenet.network.components import component_of
from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.position.dependencies import Dependencies, Sources, Ties, dependencies
from valuenet.network.position.folding import Folded, fold, unfold

FloatArray: TypeAlias = npt.NDArray[np.float64]

WORK_LIMIT = 1_000_000_000
"""Nodes and ties met in all searches, up to which betweenness is exact: about three CPU seconds with the kernel."""
SAMPLE, FEWEST = 1024, 128
"""Sources drawn where betweenness is sampled: as many of the first as stay within the work, at least the second."""


@dataclass(frozen=True, eq=False)
class Betweenness:
    """Betweenness of every node, `(n,)`: pairs of other nodes, each with the share of its shortest paths through it.

    Pairs are ordered where ties are directed, unordered where not. Where sampled, `sources` of the `population` of
    possible sources were drawn, and `standard_error` `(n,)` is the sampling error: 0 where nothing can pass through a
    node, NaN where no drawn path happened to, although it could. Otherwise it is None.
    """

    values: FloatArray
    standard_error: FloatArray | None
    sources: int
    population: int

    @property
    def sampled(self) -> bool:
        """Whether the values are estimates."""
        return self.standard_error is not None

    def shares(self, *, directed: bool) -> FloatArray:
        """Return the values over the number of pairs of other nodes, 0 to 1; NaN with fewer than three nodes."""
        nodes = len(self.values)
        pairs = (nodes - 1) * (nodes - 2) / (1 if directed else 2)
        return self.values / pairs if nodes > 2 else np.full(nodes, np.nan)


def betweenness(
    graph: Graph,
    *,
    directed: bool,
    work_limit: int = WORK_LIMIT,
    sample: int | None = None,
    seed: int = 1,
    threads: int = 2,
) -> Betweenness:
    """Return the betweenness of every node on ties, unweighted: loops and parallel relations are merged away.

    Trees are folded first (`fold`). All sources left are searched where that stays within `work_limit`; else `sample`
    of them (2 or more; without it 1,024, or in a network of more than a million nodes and ties fewer, so that they stay
    within `work_limit`, but 128), drawn with replacement by `seed`, each as likely as the nodes it stands for are many.
    The estimate is unbiased; directed samples fold one round only. Any number of `threads` gives the same bytes.
    Source: Brandes, Journal of Mathematical Sociology 25(2), 2001; sampled: Brandes and Pich, Centrality Estimation in
    Large Networks, International Journal of Bifurcation and Chaos 17(7), 2007.

    >>> from valuenet.network.graph import graph
    >>> square = graph([0, 1, 2, 3, 3], [1, 2, 3, 0, 4], nodes=5)
    >>> betweenness(square, directed=False).values.tolist()
    [1.0, 0.5, 1.0, 3.5, 0.0]
    """
    if sample is not None and sample < 2:
        raise UsageError(f"{sample} sources cannot show how much they differ: sample 2 or more")
    forward = graph.out if directed else graph.both
    folded = fold(graph, directed=directed)
    ties, kept = _kept(forward, folded)
    possible = np.flatnonzero(np.diff(ties.start)).astype(ties.start.dtype)
    each = len(kept) + len(ties.neighbour)
    if len(possible) * each <= work_limit:
        leaving = folded.leaving[kept[possible]]
        found = dependencies(ties, Sources(possible, leaving, leaving - 1), threads=threads)
        values = _exact(folded, kept, possible, found)
        return Betweenness(values if directed else values / 2, None, len(possible), len(possible))
    draws = sample or min(SAMPLE, max(FEWEST, work_limit // each))
    return _sampled(graph, folded, directed=directed, draws=draws, seed=seed, threads=threads)


def _exact(folded: Folded, kept: IntArray, possible: IntArray, found: Dependencies) -> FloatArray:
    between, reaching, reached = np.zeros(len(folded.hosts)), folded.leaving.copy(), folded.arriving.copy()
    between[kept] = found.sums
    reaching[kept] += found.reached
    reached[kept[possible]] += found.reach
    return unfold(folded, between, reaching, reached)


def _sampled(graph: Graph, folded: Folded, *, directed: bool, draws: int, seed: int, threads: int) -> Betweenness:
    if directed:  # how many a node reaches is not known, which unfolding asks for beyond the first round
        folded = fold(graph, directed=True, deepest=1)
    ties, kept = _kept(graph.out if directed else graph.both, folded)
    possible = np.flatnonzero(np.diff(ties.start)).astype(ties.start.dtype)
    stands = folded.leaving[kept[possible]]
    population = float(stands.sum())
    drawn = np.random.default_rng(seed).multinomial(draws, stands / population)
    hit = np.flatnonzero(drawn)
    weight = drawn[hit].astype(np.float64)
    found = dependencies(
        ties, Sources(possible[hit], weight, weight * (stands[hit] - 1) / stands[hit]), threads=threads
    )
    size = np.bincount(component := component_of(graph))[component].astype(np.float64)
    between, error = np.zeros(graph.nodes), np.zeros(graph.nodes)
    between[kept] = found.sums * population / draws
    spread = np.maximum(found.squares - found.sums**2 / draws, 0) / (draws - 1)
    error[kept] = population * np.sqrt(spread / draws)
    values = unfold(folded, between, size, size)
    error[_unmet(graph, folded, values, directed=directed)] = np.nan
    halves = 1 if directed else 2
    return Betweenness(values / halves, error / halves, draws, round(population))


def _unmet(graph: Graph, folded: Folded, values: FloatArray, *, directed: bool) -> npt.NDArray[np.bool_]:
    """Tell which nodes no drawn path went through, although they have a neighbour before and another behind."""
    passable = graph.both.degree > 1
    if directed:
        passable &= (graph.out.degree > 0) & (graph.into.degree > 0)
    passable &= folded.hosts == np.arange(graph.nodes)
    unmet: npt.NDArray[np.bool_] = passable & (values == folded.between)
    return unmet


def _kept(forward: Adjacency, folded: Folded) -> tuple[Ties, IntArray]:
    """Return the ties among the nodes kept, renumbered so that those of high degree lie together, and those nodes."""
    degree = forward.degree
    kept = folded.kept
    kept = kept[np.argsort(-degree[kept], kind="stable")]
    number = np.full(len(degree), -1, forward.start.dtype)
    number[kept] = np.arange(len(kept))
    lengths = degree[kept]
    owner = np.repeat(np.arange(len(kept)), lengths)
    places = np.repeat(forward.start[kept] - (np.cumsum(lengths) - lengths), lengths) + np.arange(len(owner))
    other = number[forward.neighbour[places]]
    inside = other >= 0
    start = np.zeros(len(kept) + 1, forward.start.dtype)
    np.cumsum(np.bincount(owner[inside], minlength=len(kept)), out=start[1:])
    return Ties(start, np.ascontiguousarray(other[inside]), folded.arriving[kept]), kept
