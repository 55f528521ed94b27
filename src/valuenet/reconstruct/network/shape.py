"""Clustering and path length of a network, brought to their printed values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from valuenet.model.vocabulary import vocabulary
from valuenet.network.clustering import clustering
from valuenet.network.graph import graph
from valuenet.network.paths.paths import paths
from valuenet.reconstruct.allocate import IntArray
from valuenet.reconstruct.moves import MOVES, Rows
from valuenet.reconstruct.network.targets import KINDS, Targets
from valuenet.reconstruct.tune import Goal, Tuned, tune

FROM_EGO = np.array([vocabulary("relation_kind")[kind].extra["arc_from"] == "ego" for kind in KINDS])
"""Whether the arc of a kind runs from the ego to the alter."""

_EVERYTHING = 1 << 62

Shape = Callable[[npt.NDArray[np.int64]], Mapping[str, float]]


def shape_goals(targets: Targets) -> dict[str, Goal]:
    """Return the printed clustering and path length as goals, as far as there are any, within their last digit."""
    printed = {"clustering": targets.clustering, "path_length": targets.path_length}
    return {name: Goal(each.value, each.half_width) for name, each in printed.items() if each is not None}


def shape_of(
    ego: IntArray, kind: IntArray, settled: tuple[IntArray, IntArray, IntArray], nodes: int, wanted: frozenset[str]
) -> Shape:
    """Return the function that measures what is `wanted` for given alters of the rows, beside the `settled` ones.

    `settled` are egos, alters and places of the kind of rows that never change.
    """
    forth, settled_forth = FROM_EGO[kind], FROM_EGO[settled[2]]
    fixed = [np.where(settled_forth, settled[0], settled[1]), np.where(settled_forth, settled[1], settled[0])]

    def measure(alter: npt.NDArray[np.int64]) -> dict[str, float]:
        ends = [np.where(forth, ego, alter), np.where(forth, alter, ego)]
        source, target = (np.concatenate(parts) for parts in zip(ends, fixed, strict=True))
        network = graph(source, target, nodes=nodes)
        found = {}
        if "clustering" in wanted:
            found["clustering"] = float(clustering(network).directed.mean())
        if "path_length" in wanted:
            found["path_length"] = paths(network, directed=True, work_limit=_EVERYTHING).mean or 0.0
        return found

    return measure


def shape(
    targets: Targets,
    at: IntArray,
    rows: tuple[IntArray, IntArray],
    alter: IntArray,
    settled: tuple[IntArray, IntArray, IntArray],
    seed: int,
) -> Tuned:
    """Return the alters of `rows` (egos, places of the kind), in strata `at`, tuned to the printed statistics."""
    ego, kind = rows
    goals = shape_goals(targets)
    measure = shape_of(ego, kind, settled, round(targets.nodes.value), frozenset(goals))
    if not goals:
        return Tuned(alter, {}, 0, True)
    return tune(Rows(ego, at, targets.size), alter, measure, goals, MOVES, seed=seed)
