"""A node, those it has ties with, and those they have ties with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.errors import UsageError
from valuenet.network.graph import IntArray
from valuenet.network.network import Network


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Nodes around one node: `node` `(k,)` their numbers in the network, the one in the middle first.

    `step` `(k,)` is 0, 1 or 2; `through` `(k,)` is the place of the node through which it is reached, -1 for the
    first. `kind` `(k,)` is the place in `kinds` of the relation that leads there, its first in the order of kinds,
    and `outward` `(k,)` tells whether that relation points away from the middle.
    """

    node: IntArray
    step: IntArray
    through: IntArray
    kind: IntArray
    outward: np.ndarray[tuple[int], np.dtype[np.bool_]]
    kinds: tuple[str, ...]


def surroundings(network: Network, node: str, steps: int = 1, kinds: Sequence[str] = ()) -> Surroundings:
    """Return the nodes within one or two `steps` of the node with that id, whatever the direction of the relations.

    Kinds of relations come in the order of `kinds`, then of their codes. Raises `UsageError` for an unknown id (with
    the nearest there is) and for steps other than 1 and 2.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "c", "d"], "target": ["b", "a", "c"], "kind": ["work", "study", "work"]})
    >>> network = network_of(pl.DataFrame({"id": ["a", "b", "c", "d"]}), ties)
    >>> found = surroundings(network, "a", steps=2)
    >>> found.node.tolist(), found.step.tolist(), found.through.tolist(), found.outward.tolist()
    ([0, 2, 1, 3], [0, 1, 1, 2], [-1, 0, 0, 1], [False, False, True, False])
    """
    if steps not in (1, 2):
        raise UsageError(f"a picture shows 1 or 2 steps around a node, not {steps}")
    middle = int(network.number_of([node])[0])
    known, kind = kinds_of(network, kinds)
    place = np.full(network.nodes.height, -1, np.int64)
    place[middle] = 0
    found = [np.zeros((5, 1), np.int64)]
    found[0][:, 0] = (middle, 0, -1, 0, 0)
    for step in range(1, steps + 1):
        ring = _next(network, kind, place, step)
        place[ring[0]] = np.arange(ring.shape[1]) + sum(part.shape[1] for part in found)
        found.append(ring)
    node_, step_, through, kind_, outward = np.concatenate(found, axis=1)
    return Surroundings(node_, step_, through, kind_, outward.astype(np.bool_), known)


def kinds_of(network: Network, kinds: Sequence[str]) -> tuple[tuple[str, ...], IntArray]:
    """Return the kinds of relations that occur, those of `kinds` first, and each relation's place among them."""
    if "kind" not in network.relations.columns:
        return ("",), np.zeros(network.relations.height, np.int64)
    column = network.relations["kind"].cast(pl.String).fill_null("")
    there = column.unique().sort().to_list()
    known = [kind for kind in kinds if kind in there] + [kind for kind in there if kind not in kinds]
    place = {kind: at for at, kind in enumerate(known)}
    return tuple(known) or ("",), np.array([place[kind] for kind in column.to_list()], np.int64)


def _next(network: Network, kind: IntArray, place: IntArray, step: int) -> IntArray:
    """Return the columns of the nodes one step on, `(5, r)`: sorted by whom they are reached through, and kind."""
    source, target = (network.relations[end].to_numpy().astype(np.int64) for end in ("source", "target"))
    rows = []
    for near, far, outward in ((source, target, 1), (target, source, 0)):
        leads = np.flatnonzero((place[near] >= 0) & (place[far] < 0))
        rows.append(np.stack((far[leads], place[near[leads]], kind[leads], np.full(len(leads), outward))))
    far, through, which, outward_ = np.concatenate(rows, axis=1)
    order = np.lexsort((outward_, which, through, far))
    first = order[np.flatnonzero(np.diff(far[order], prepend=-1))]
    first = first[np.lexsort((far[first], outward_[first], which[first], through[first]))]
    return np.stack((far[first], np.full(len(first), step), through[first], which[first], outward_[first]))
