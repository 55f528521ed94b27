"""What each element of an index does to the ranking: the ranks without it beside those with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.index.build import IndexResult
from valuenet.index.rebuild import rebuild
from valuenet.index.table import FloatArray
from valuenet.index.tree import Tree
from valuenet.index.weigh import node_weights

OF_LEAVES = ("entropy", "critic", "pca", "optimised")


@dataclass(frozen=True, eq=False)
class Removal:
    """The ranking of the root without one element; rank shifts are positive for regions that fall without it.

    `shifts` `(regions,)` are NaN where there is no rank; `mean_shift` is the mean of their absolute values, `largest`
    the greatest of those, of `region`, the first that has it.
    """

    code: str
    shifts: FloatArray
    mean_shift: float
    largest: float
    region: str


def removals(result: IndexResult) -> tuple[Removal, ...]:
    """Return the effect of removing each element below the root, that of the greatest mean shift first.

    Siblings take over the weight of an element where parents keep theirs; where a parent weighs as much as its leaves,
    it weighs less without them. All else is as it was, also weights of the data. An element without which no weight is
    left is not removed. Raises `DataError` for benefit of the doubt, whose weights belong to regions.
    Source: OECD/JRC, Handbook (2008), step 7; `remove_elements` of COINr.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> result = build(tree, table_of(tree, ["A", "B"], np.array([[10.0, 5.0], [20.0, 9.0]])))
    >>> [(one.code, one.shifts.tolist()) for one in removals(result)]
    [('firms', [-1.0, 1.0]), ('rent', [0.0, 0.0])]
    """
    tree = result.tree
    if result.weights.ndim > 1:
        raise DataError("benefit of the doubt gives each region its own weights: removal needs weights for all")
    without = [(code, _without(result, code)) for code in tree.codes if code != tree.root]
    left = [(code, weights) for code, weights in without if _has_weight(tree, weights)]
    if not left:
        return ()
    stacked = np.stack([weights for _, weights in left])
    values = result.stages["imputed"]
    ranks = rebuild(tree, result.recipe, values, stacked, regions=result.regions).ranks[:, :, 0]
    found = [_removal(result, code, own) for (code, _), own in zip(left, ranks, strict=True)]
    return tuple(sorted(found, key=lambda one: -one.mean_shift))


def _removal(result: IndexResult, code: str, ranks: FloatArray) -> Removal:
    shifts = ranks - result.rank_of(result.tree.root)
    sizes = np.nan_to_num(np.abs(shifts))
    known = max(1, int((~np.isnan(shifts)).sum()))
    shifts.setflags(write=False)
    farthest = int(sizes.argmax())
    return Removal(code, shifts, float(sizes.sum() / known), float(sizes[farthest]), result.regions[farthest])


def _without(result: IndexResult, code: str) -> FloatArray:
    """Return the weights `(indicators,)` without an element: 0 for it, or for its parent if it is the only child."""
    tree, weights = result.tree, result.weights.copy()
    place = {one: column for column, one in enumerate(tree.codes)}
    if result.recipe.aggregate.method == "sum":
        for leaf in tree.leaves:
            if code in tree.paths[leaf]:
                weights[place[leaf]] = 0.0
        return weights
    siblings = _weighing(tree, weights, tree.paths[code][-2])
    while siblings == [code] and len(tree.paths[code]) > 2:
        code = tree.paths[code][-2]
        siblings = _weighing(tree, weights, tree.paths[code][-2])
    if _sums_up(result):
        left = [result.weights[place[leaf]] * (code not in tree.paths[leaf]) for leaf in tree.leaves]
        sums = node_weights(tree, np.array(left))
        above = [place[one] for one in tree.paths[code][:-1]]
        weights[above] = sums[above]
    weights[place[code]] = 0.0
    return weights


def _weighing(tree: Tree, weights: FloatArray, parent: str) -> list[str]:
    return [child for child in tree.children[parent] if weights[tree.codes.index(child)] > 0]


def _sums_up(result: IndexResult) -> bool:
    """Tell whether a parent weighs as much as its leaves."""
    step = result.recipe.weigh
    of_leaves = (step.method == "given" and step["parents"] == "leaves") or step.method in OF_LEAVES
    return of_leaves or (step.method == "equal" and step["among"] == "leaves")


def _has_weight(tree: Tree, weights: FloatArray) -> bool:
    heavy = {code for code, weight in zip(tree.codes, weights.tolist(), strict=True) if weight > 0}
    return any(all(code in heavy for code in tree.paths[leaf][1:]) for leaf in tree.leaves)
