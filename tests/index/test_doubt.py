"""What may be doubted about an index, as far as its recipe has it."""

from __future__ import annotations

import numpy as np

from valuenet.index.build import build
from valuenet.index.doubt import doubts
from valuenet.index.factors import Choice, Comparisons
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of
from valuenet.index.tree import Indicator, tree_of
from valuenet.index.uncertainty import uncertainty

TREE = tree_of([Indicator("i"), Indicator("a", "i", 1, 0.75), Indicator("b", "i", 1, 0.25)])
TABLE = table_of(TREE, list("ABCD"), np.array([[1.0, 4.0], [2.0, 3.0], [3.0, np.nan], [4.0, 2.0]]))


def test_options_that_cannot_be_built_or_change_nothing_are_left_away() -> None:
    method, imputation, *_ = doubts(build(TREE, TABLE, recipe_of({"normalise": "rank"})), TABLE)
    assert isinstance(method, Choice)
    assert {"normalise": "rank"} not in method.options
    assert method.options[0] == {}
    assert isinstance(imputation, Choice)
    assert list(imputation.options) == [{}, {"impute": "mean"}, {"impute": "median"}]


def test_judgements_are_those_of_the_recipe_or_the_ratios_of_the_weights() -> None:
    given = next(one for one in doubts(build(TREE, TABLE), TABLE) if isinstance(one, Comparisons))
    assert given.judgements["i"].tolist() == [[1.0, 3.0], [1 / 3, 1.0]]
    ahp = recipe_of({"weigh": {"method": "ahp", "judgements": {"i": [[1, 5], [0.2, 1]]}}})
    own = next(one for one in doubts(build(TREE, TABLE, ahp), TABLE) if isinstance(one, Comparisons))
    assert own.judgements["i"].tolist() == [[1.0, 5.0], [0.2, 1.0]]


def test_weights_that_belong_to_regions_are_not_doubted() -> None:
    names = [one.name for one in doubts(build(TREE, TABLE, recipe_of({"weigh": "benefit_of_the_doubt"})), TABLE)]
    assert names == ["method", "imputation"]


def test_a_factor_that_cannot_matter_scores_zero() -> None:
    whole = table_of(TREE, list("ABCD"), np.array([[1.0, 4.0], [2.0, 3.5], [3.0, 1.0], [4.0, 2.0]]))
    result = build(TREE, whole)
    data = np.repeat(whole.values[None], 4, axis=0)
    found = uncertainty(TREE, whole, result.recipe, doubts(result, whole, versions=data), 64, 1)
    totals = {one.factor: one.total for one in found.factor_rows() if one.result == "shift"}
    assert totals["imputation"] == totals["data"] == 0.0
    assert (totals["weights"] or 0) > 0
