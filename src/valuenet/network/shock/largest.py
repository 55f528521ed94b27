"""The largest component that remains as suppliers go, grown backwards from what is left in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.components import component_of
from valuenet.network.graph import IntArray, graph
from valuenet.network.shock.supply import Supply

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Hubs:
    """Ties without receivers that supply nobody and have one supplier: these weigh on their supplier.

    `node` `(h,)`: the nodes that remain; `weight` `(h,)`: nodes that each stands for, itself included; `one` and
    `other` `(t,)`: the places in `node` of the ties' two ends; `tied`: nodes with a tie, those folded included.
    """

    node: IntArray
    weight: IntArray
    one: IntArray
    other: IntArray
    tied: int


def hubs_of(supply: Supply) -> Hubs:
    """Return the ties of `supply`, folded as `Hubs` says."""
    supplies, supplied = supply.receivers_of, supply.suppliers_of
    tied = (supplies > 0) | (supplied > 0)
    leaf = (supplies == 0) & (supplied == 1)
    folded = leaf[supply.receiver]
    weight = 1 + np.bincount(supply.supplier[folded], minlength=supply.nodes)
    node = np.flatnonzero(tied & ~leaf)
    place = np.zeros(supply.nodes, np.int64)
    place[node] = np.arange(len(node))
    ends = place[supply.supplier[~folded]], place[supply.receiver[~folded]]
    return Hubs(node, weight[node], *ends, int(tied.sum()))


def largest_component(hubs: Hubs, rank: IntArray, grid: IntArray) -> Floats:
    """Return the share of nodes in the largest weak component that remains at each point of the grid, `(g,)`.

    A node is gone at the points from its `rank` `(n,)` on; `grid` `(g,)` rises. The components grow backwards from the
    last point: what never goes is joined at once; then the suppliers come back in reverse, and their ties join what
    is there.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": ["a", "a", "b"], "target": ["c", "d", "d"]})
    >>> hubs = hubs_of(supply_of(network_of(pl.DataFrame({"id": list("abcd")}), ties)))
    >>> largest_component(hubs, np.array([1, 2, 3, 3]), np.array([0, 1, 2])).tolist()
    [1.0, 0.5, 0.25]
    """
    when = rank[hubs.node]
    until = np.minimum(when[hubs.one], when[hubs.other])
    last = int(grid[-1])
    stays = until > last
    component = component_of(graph(hubs.one[stays], hubs.other[stays], nodes=len(when)))
    size = np.bincount(component, weights=hubs.weight).astype(np.int64)
    present = size[component[when > last]].max(initial=0)
    back = np.flatnonzero(~stays)
    back = back[np.argsort(-until[back], kind="stable")]
    pairs = component[hubs.one[back]].tolist(), component[hubs.other[back]].tolist()
    grown = _grown(size.tolist(), int(present), *pairs, np.searchsorted(-until[back], -grid).tolist())
    alone = [hubs.weight[when > each].max(initial=0) for each in grid]
    left = hubs.tied - np.searchsorted(np.sort(when), grid, side="right")
    return np.maximum(np.maximum(grown, alone), np.minimum(left, 1)) / max(hubs.tied, 1)


def _grown(size: list[int], largest: int, ones: list[int], others: list[int], stops: list[int]) -> list[int]:
    """The largest size once the pairs before each of the falling `stops` are joined (union by size, path halving)."""
    root, done = list(range(len(size))), 0
    found: list[int] = []
    for stop in reversed(stops):
        for one, other in zip(ones[done:stop], others[done:stop], strict=True):
            while root[one] != one:
                root[one] = one = root[root[one]]
            while root[other] != other:
                root[other] = other = root[root[other]]
            if one != other:
                if size[one] < size[other]:
                    one, other = other, one
                root[other] = one
                size[one] += size[other]
                if size[one] > largest:
                    largest = size[one]
        done = stop
        found.append(largest)
    return found[::-1]
