"""Assortativity: whether ties join nodes that are alike, in degree or in a category."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.network.graph import Adjacency, Graph, IntArray
from valuenet.network.mixing import Mixing
from valuenet.network.products import product

FloatArray: TypeAlias = npt.NDArray[np.float64]

PAIRS = ("out_in", "in_in", "in_out", "out_out")
"""Which degree of the source is set beside which degree of the target."""


@dataclass(frozen=True)
class CategoryAssortativity:
    """How far ties stay within a group: 1 all of them, 0 as many as by chance, below 0 fewer.

    `value` is None where it is not defined: nothing counted, or all within one group, so that there was no choice.
    `counted` ties or relations have data at both ends, `left_out` have not; `nodes_without` nodes have no data.
    """

    value: float | None
    counted: int
    left_out: int
    nodes_without: int


def degree_assortativity(graph: Graph) -> dict[str, float | None]:
    """Return the correlation of the degrees at the two ends of the ties, for each of `PAIRS` and `undirected`.

    Ties are read without loops and parallels; `out_in` sets the out-degree of the source beside the in-degree of the
    target, and so on. None where it is not defined: no tie, or one degree at all the ends of one side.
    Sources: Newman, Assortative Mixing in Networks, Phys. Rev. Lett. 89, 2002; Foster et al., Edge direction and the
    structure of networks, PNAS 107(24), 2010.

    >>> from valuenet.network.graph import graph
    >>> found = degree_assortativity(graph([0, 0, 0, 1], [1, 2, 3, 2], nodes=4))
    >>> {pair: value and round(value, 3) for pair, value in found.items()}
    {'out_in': -0.577, 'in_in': 0.577, 'in_out': -0.333, 'out_out': 0.333, 'undirected': -0.714}
    """
    out, into, shadow = graph.out.degree, graph.into.degree, graph.both.degree
    sources = {"out": _centred(out, out), "in": _centred(into, out)}
    targets = {"out": _centred(out, into), "in": _centred(into, into)}
    either = {"": _centred(shadow, shadow)}
    found = _correlations(graph.out, (out, into), sources, targets)
    return {pair: found[pair] for pair in PAIRS} | {
        "undirected": _correlations(graph.both, (shadow, shadow), either, either)["_"]
    }


def category_assortativity(mixing: Mixing) -> CategoryAssortativity:
    """Return how far ties stay within the groups of `mixing`; those without data at both ends are left out and counted.

    Source: Newman, Mixing patterns in networks, Phys. Rev. E 67, 2003, eq. 2.

    >>> from valuenet.network.graph import graph
    >>> from valuenet.network.mixing import mixing
    >>> ties = graph([0, 1, 0, 2, 3], [1, 0, 2, 0, 4], nodes=5)
    >>> category_assortativity(mixing(ties, ["north", "north", "south", "south", None]))
    CategoryAssortativity(value=-0.3333333333333333, counted=4, left_out=1, nodes_without=1)
    """
    known, times = mixing.with_data, 1 if mixing.directed else 2
    total = int(known.sum())
    without = sum(int(count) for group, count in zip(mixing.groups, mixing.nodes, strict=True) if group is None)
    return CategoryAssortativity(
        _within(known, total), total // times, (int(mixing.observed.sum()) - total) // times, without
    )


def _within(observed: IntArray, total: int) -> float | None:
    """Return (share within - share by chance) / (1 - share by chance), in integers until the division."""
    chance = sum(a * b for a, b in zip(observed.sum(axis=0).tolist(), observed.sum(axis=1).tolist(), strict=True))
    if chance == total * total:
        return None
    within = int(np.trace(observed))
    return float((within * total - chance) / (total * total - chance))


def _centred(degree: IntArray, ends: IntArray) -> FloatArray:
    """Return the degrees minus their mean over the ends of ties, of which each node has `ends`."""
    centred: FloatArray = degree - (degree * ends).sum(dtype=np.float64) / max(float(ends.sum(dtype=np.int64)), 1.0)
    return centred


def _correlations(
    ties: Adjacency, ends: tuple[IntArray, IntArray], here: dict[str, FloatArray], there: dict[str, FloatArray]
) -> dict[str, float | None]:
    """Correlate every degree `here` with every one `there` over the ties, summing over nodes what can be.

    One sum over the neighbours of a node serves all pairs.
    """
    reached = {b: product(ties, there[b]) for b in there}
    spread = {a: float((here[a] * here[a] * ends[0]).sum()) for a in here}
    other = {b: float((there[b] * there[b] * ends[1]).sum()) for b in there}
    return {
        f"{a}_{b}": float((here[a] * reached[b]).sum()) / math.sqrt(spread[a] * other[b])
        if spread[a] and other[b]
        else None
        for a in here
        for b in there
    }
