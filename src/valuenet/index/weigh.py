"""The weight that every indicator carries: given, equal, of comparisons, or of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from valuenet.errors import DataError
from valuenet.index.aggregate import below
from valuenet.index.pairwise import joined, joined_priorities, matrix_of, priorities, spoilers
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray
from valuenet.index.tree import DECIMALS, Tree
from valuenet.index.weights_of_data import benefit_of_the_doubt, critic, entropy, optimised, principal_components


def weights_of(tree: Tree, step: Step, normalised: FloatArray) -> FloatArray:
    """Return the weight `(..., indicators)` that each indicator carries, in the order of the tree.

    A parent's weight is the sum of its leaves', but for weights given to parents, which are shares among siblings:
    there the root carries 1. `normalised` `(..., regions, leaves)` is what weights of the data are made of; a leaf
    without data weighs nothing there. For benefit of the doubt the result is `(regions, indicators)`.
    Raises `DataError` naming the indicator where a weight is missing, or a group weighs nothing.

    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.8)])
    >>> weights_of(tree, recipe_of({}).weigh, np.empty((0, 2))).tolist()
    [1.2, 0.4, 0.8]
    >>> weights_of(tree, recipe_of({"weigh": "equal"}).weigh, np.empty((0, 2))).tolist()
    [1.0, 0.5, 0.5]
    """
    if step.method == "given":
        return _given(tree, step)
    if step.method == "equal" and step["among"] == "siblings":
        return from_shares(tree, {parent: np.ones(len(children)) for parent, children in tree.children.items()})
    if step.method == "ahp":
        return from_shares(tree, {parent: _compared(parent, tree, step) for parent in tree.children})
    return node_weights(tree, _OF_LEAVES[step.method](tree, step, normalised))


def node_weights(tree: Tree, leaf_weights: FloatArray) -> FloatArray:
    """Return the weights `(..., indicators)` of which `leaf_weights` `(..., leaves)` are those of the leaves.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.6)])
    >>> node_weights(tree, np.array([0.1, 0.2])).tolist()
    [0.3, 0.1, 0.2]
    """
    return np.asarray(np.round(leaf_weights @ below(tree, tree.codes), DECIMALS))


def from_shares(tree: Tree, shares: Mapping[str, FloatArray]) -> FloatArray:
    """Return the weights `(..., indicators)` that follow from the shares of the children of parents; the root has 1.

    Shares `(..., children)` are relative: they need not sum to 1.
    """
    carried: dict[str, Any] = {tree.root: np.array(1.0)}
    for parent, children in tree.children.items():
        own = np.asarray(shares[parent], np.float64)
        total = own.sum(axis=-1)
        if not (total > 0).all():
            raise DataError(f"indicator '{parent}': its children all weigh 0: give at least one of them a weight")
        for column, child in enumerate(children):
            carried[child] = carried[parent] * own[..., column] / total
    return np.stack(np.broadcast_arrays(*(carried[code] for code in tree.codes)), axis=-1)


def _given(tree: Tree, step: Step) -> FloatArray:
    weights = {one.code: one.weight for one in tree.indicators}
    needed = tree.leaves if step["parents"] == "leaves" else [code for code in tree.codes if code != tree.root]
    bare = [code for code in needed if weights[code] is None]
    if bare:
        raise DataError(f"indicator '{bare[0]}': has no weight: give it one, or take another way to weigh")
    if step["parents"] == "given":
        groups = tree.children.items()
        return from_shares(tree, {parent: np.array([weights[one] for one in own], float) for parent, own in groups})
    if not any(tree.weights[leaf] > 0 for leaf in tree.leaves):
        raise DataError(f"index '{tree.root}': all its leaves weigh 0, give at least one of them a weight")
    return np.array([tree.weights[code] for code in tree.codes])


def _compared(parent: str, tree: Tree, step: Step) -> FloatArray:
    children = tree.children[parent]
    if len(children) == 1:
        return np.ones(1)
    data = step["judgements"].get(parent)
    if data is None:
        raise DataError(f"indicator '{parent}': has no comparisons of {', '.join(children)}: give them in judgements")
    try:
        matrices = [matrix_of(one, children) for one in _experts(data)]
    except DataError as error:
        raise DataError(f"indicator '{parent}': {error}") from error
    together = [joined(matrices)] if step["experts"] == "judgements" else matrices
    found = [priorities(matrix, step["priority"]) for matrix in together]
    for matrix, one in zip(together, found, strict=True):
        if one.consistency_ratio > step["limit"]:
            raise DataError(
                f"indicator '{parent}': the comparisons of its children have the consistency ratio"
                f" {one.consistency_ratio:.3f}, {step['limit']:g} is allowed{_worst(matrix, children)}"
            )
    return joined_priorities([one.weights for one in found])


def _worst(matrix: FloatArray, names: Sequence[str]) -> str:
    """Say which comparison to look at first."""
    worst = next(iter(spoilers(matrix, names)), None)
    if worst is None:
        return ""
    return f"; '{worst.first}' is {worst.given:.3g} times '{worst.second}', the others imply {worst.implied:.3g}"


def _experts(data: Any) -> list[Any]:
    """Return one matrix for each expert: a list of mappings, or of lists of rows, is several."""
    if isinstance(data, Mapping):
        return [data]
    several = bool(data) and all(isinstance(one, Mapping) for one in data)
    nested = bool(data) and all(
        isinstance(one, list | tuple) and one and isinstance(one[0], list | tuple) for one in data
    )
    return list(data) if several or nested else [data]


def _targets(tree: Tree, step: Step) -> FloatArray:
    targets = step["targets"]
    if not isinstance(targets, Mapping):
        return np.ones(len(tree.leaves))
    return np.array([targets.get(leaf, 1.0) for leaf in tree.leaves])


_OF_LEAVES: Mapping[str, Callable[[Tree, Step, FloatArray], FloatArray]] = {
    "equal": lambda tree, step, values: np.full(len(tree.leaves), 1 / len(tree.leaves)),
    "entropy": lambda tree, step, values: entropy(values),
    "critic": lambda tree, step, values: critic(values),
    "pca": lambda tree, step, values: principal_components(values, step["variance"]),
    "optimised": lambda tree, step, values: optimised(values, _targets(tree, step), step["iterations"]),
    "benefit_of_the_doubt": lambda tree, step, values: benefit_of_the_doubt(values, step["least"], step["most"]),
}
