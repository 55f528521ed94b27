"""What may be doubted about any index: other methods, other fillings, other weights and judgements, other data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.factors import Choice, Comparisons, Factor, Noise, Resample
from valuenet.index.pairwise import matrix_of
from valuenet.index.recipe import changed
from valuenet.index.table import FloatArray, Table

MOST = 9
"""Indicators that somebody would compare with one another."""
SCALES: tuple[Mapping[str, Any], ...] = (
    {"normalise": "min_max"},
    {"normalise": "z_score"},
    {"normalise": "rank"},
    {"normalise": {"method": "min_max", "low": 0.01, "high": 1.0}, "aggregate": "geometric"},
)
FILLINGS: tuple[Mapping[str, Any], ...] = ({"impute": "none"}, {"impute": "mean"}, {"impute": "median"})


def doubts(
    result: IndexResult,
    table: Table,
    *,
    weights: float = 0.25,
    judgements: float = 0.25,
    versions: FloatArray | None = None,
) -> tuple[Factor, ...]:
    """Return the factors in which an index may be doubted, as far as its recipe has them.

    `method`: the recipe as it is, min-max, z-scores, ranks, and geometric means; `imputation`: as it is, none, by mean,
    by median; `weights`: each times a number from 1 - `weights` to 1 + `weights`; `judgements`: the comparisons of
    siblings, those of the recipe or else the ratios of their weights, each times exp(normal of standard deviation
    `judgements`); `data`: one of the `versions`. Options with which the index cannot be built are left away.

    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table = table_of(tree, ["A", "B"], np.array([[10.0, 5.0], [20.0, 9.0]]))
    >>> [factor.name for factor in doubts(build(tree, table), table)]
    ['method', 'imputation', 'weights', 'judgements']
    """
    found: list[Factor] = [
        Choice("method", _possible(result, table, SCALES)),
        Choice("imputation", _possible(result, table, FILLINGS)),
    ]
    if result.recipe.weigh.method != "benefit_of_the_doubt":
        found.append(Noise("weights", weights))
        compared = _compared(result) if result.recipe.weigh.method in ("given", "ahp") else {}
        if compared:
            found.append(Comparisons("judgements", compared, judgements))
    if versions is not None:
        found.append(Resample("data", versions))
    return tuple(found)


def _possible(result: IndexResult, table: Table, options: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the recipe as it is and the options that differ from it and can be built."""
    kept: list[Mapping[str, Any]] = [{}]
    for option in options:
        try:
            other = changed(result.recipe, option)
            if other != result.recipe:
                build(result.tree, table, other)
                kept.append(option)
        except DataError:
            continue
    return kept


def _compared(result: IndexResult) -> dict[str, Any]:
    tree, step = result.tree, result.recipe.weigh
    weight = dict(zip(tree.codes, result.weights.tolist(), strict=True))
    given = step["judgements"] if step.method == "ahp" else {}
    found = {}
    for parent, children in tree.children.items():
        own = np.array([weight[child] for child in children])
        if not 2 <= len(children) <= MOST or not (own > 0).all():
            continue
        try:
            found[parent] = matrix_of(given[parent], children)
        except (DataError, KeyError, TypeError):  # none, or those of several experts
            found[parent] = own[:, None] / own
    return found
