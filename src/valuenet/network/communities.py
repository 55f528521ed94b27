"""Communities: parts of a network that are tied more within than between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

import numpy as np
from scipy.sparse import coo_array, csr_array, csr_matrix
from scipy.sparse.csgraph import connected_components

from valuenet.errors import DataError
from valuenet.network.graph import Graph, IntArray

Method = Literal["louvain", "leiden"]

NONE = -1
"""The community of a node without ties."""


@dataclass(frozen=True, eq=False)
class Communities:
    """The community of every node `(n,)`, from 0 in the order of size, `NONE` without ties; sizes; and modularity."""

    member: IntArray
    sizes: IntArray
    modularity: float | None


def communities(
    graph: Graph, *, method: Method = "leiden", attempts: int = 5, resolution: float = 1.0, seed: int = 0
) -> Communities:
    """Return the partition of highest modularity among `attempts` runs, each with the nodes in an order of its own.

    Ties are undirected and weigh as many relations as there are between the two nodes, either way; loops are left out.
    A part that falls into pieces is split, which only raises modularity. Above 1 `resolution` makes communities
    smaller. Numbers go by size, then by first node. Without a tie there is no community, and no modularity.
    Sources: Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. 2008; Traag, Waltman and
    van Eck, From Louvain to Leiden, Scientific Reports 9, 2019; both as in scikit-network.

    >>> from valuenet.network.graph import graph
    >>> found = communities(graph([0, 1, 2, 3, 4, 5, 2], [1, 2, 0, 4, 5, 3, 3], nodes=7))
    >>> found.member.tolist(), found.sizes.tolist(), round(found.modularity, 3)
    ([0, 0, 0, 1, 1, 1, -1], [3, 3], 0.357)
    """
    if attempts < 1:
        raise DataError(f"{attempts} attempts at communities: give 1 or more")
    tied = np.flatnonzero(graph.both.degree)
    member = np.full(graph.nodes, NONE, np.int64)
    if not tied.size:
        return Communities(member, np.zeros(0, np.int64), None)
    weights = _weights(graph)[tied][:, tied]
    best, most = np.zeros(len(tied), np.int64), -2.0
    for label in _runs(weights, method, attempts, resolution, seed):
        found = _in_order(_connected(weights, label))
        reached = _modularity(weights, found, resolution)
        if reached > most + 1e-12:
            best, most = found, reached
    member[tied] = best
    return Communities(member, np.bincount(best), _modularity(weights, best, 1.0))


def _weights(graph: Graph) -> Any:
    """Return the relations between every two nodes, either way, as a symmetric matrix without loops."""
    shape = (graph.nodes, graph.nodes)
    one_way: Any = csr_array((graph.out.multiplicity, graph.out.neighbour, graph.out.start), shape=shape)
    other: Any = csr_array((graph.into.multiplicity, graph.into.neighbour, graph.into.start), shape=shape)
    return (one_way + other).astype(np.float64)


def _runs(weights: Any, method: Method, attempts: int, resolution: float, seed: int) -> Iterator[IntArray]:
    # Half a second of the processor to import, which a network without communities need not spend.
    clustering = import_module("sknetwork.clustering")
    kind = clustering.Leiden if method == "leiden" else clustering.Louvain
    for number in np.random.default_rng(seed).integers(2**31, size=attempts).tolist():
        run = kind(resolution=resolution, modularity="newman", shuffle_nodes=True, random_state=number)
        yield run.fit_predict(csr_matrix(weights)).astype(np.int64)


def _connected(weights: Any, label: IntArray) -> IntArray:
    within = weights.tocoo()
    kept = label[within.row] == label[within.col]
    parts = coo_array((within.data[kept], (within.row[kept], within.col[kept])), shape=weights.shape)
    found: IntArray = connected_components(parts.tocsr(), directed=False)[1]
    return found


def _in_order(label: IntArray) -> IntArray:
    """Number the parts anew: the largest first, and of equals the one with the first node."""
    _, first, part, size = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(first))
    return rank[part]


def _modularity(weights: Any, label: IntArray, resolution: float) -> float:
    entries, total = weights.tocoo(), float(weights.sum())
    within = float(entries.data[label[entries.row] == label[entries.col]].sum())
    strength = np.bincount(label, weights=np.asarray(weights.sum(axis=1)).ravel())
    return within / total - resolution * float((strength * strength).sum()) / total**2
