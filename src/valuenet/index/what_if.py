"""What if an indicator weighed more or less: the same tree with other weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from valuenet.errors import DataError, nearest
from valuenet.index.tree import Tree, tree_of


def with_weights(tree: Tree, weights: Mapping[str, float]) -> Tree:
    """Return the tree with new weights for some indicators; the others share what is left as they did before.

    The total of all leaves stays what it was. A parent's new weight is shared among its leaves as before, evenly where
    they weighed nothing. Published weights of parents are given up, for they no longer hold.
    Raises `DataError` naming the indicator where one is not there, a weight is below 0, one is above another, or the
    weights are more than the total, or less and nothing is left to carry the rest.

    >>> from valuenet.index.tree import Indicator
    >>> leaves = [Indicator("a", "i", 1, 0.5), Indicator("b", "i", 1, 0.3), Indicator("c", "i", 1, 0.2)]
    >>> changed = with_weights(tree_of([Indicator("i"), *leaves]), {"a": 0.6})
    >>> {code: round(changed.weights[code], 9) for code in changed.leaves}
    {'a': 0.6, 'b': 0.24, 'c': 0.16}
    """
    _check(tree, weights)
    total = math.fsum(tree.weights[leaf] for leaf in tree.leaves)
    new: dict[str, float] = {}
    for code, weight in weights.items():
        new |= _shared([leaf for leaf in tree.leaves if code in tree.paths[leaf]], tree, weight)
    rest = total - math.fsum(weights.values())
    others = [leaf for leaf in tree.leaves if leaf not in new]
    carries = any(tree.weights[leaf] > 0 for leaf in others)
    if rest < -1e-9 or (rest > 1e-9 and not carries):
        named = ", ".join(f"'{code}' {weight:g}" for code, weight in weights.items())
        raise DataError(f"the weights {named} do not fit into {total:g}, the weight of the whole index")
    if carries:
        new |= _shared(others, tree, max(rest, 0.0))
    return tree_of(replace(one, weight=new.get(one.code)) for one in tree.indicators)


def _check(tree: Tree, weights: Mapping[str, float]) -> None:
    for code, weight in weights.items():
        if code not in tree.codes:
            raise DataError(f"'{code}' is no indicator of the index{nearest(code, tree.codes)}")
        if not (math.isfinite(weight) and weight >= 0):
            raise DataError(f"indicator '{code}': weight is {weight}, it is a number from 0 up")
        above = [other for other in weights if other != code and other in tree.paths[code]]
        if above:
            raise DataError(f"indicator '{code}': lies below '{above[0]}': give the weight of one of them")


def _shared(leaves: list[str], tree: Tree, weight: float) -> dict[str, float]:
    before = math.fsum(tree.weights[leaf] for leaf in leaves)
    return {leaf: weight * (tree.weights[leaf] / before if before > 0 else 1 / len(leaves)) for leaf in leaves}
