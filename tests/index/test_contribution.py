from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from tests.index.trees import small_tree, tables
from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.contribution import contributions
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray, table_of
from valuenet.index.tree import Tree

LENIENT = {"screen": {"empty": "leave_out", "constant": "leave_out"}, "weigh": "equal"}
POSITIVE = {**LENIENT, "normalise": {"low": 1, "high": 100}}


@pytest.mark.parametrize("method", ["sum", "arithmetic", "geometric", "harmonic", "power", "median"])
@given(tables())
@settings(max_examples=12)
def test_contributions_add_up_to_every_score(method: str, case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    table = table_of(tree, [f"r{row}" for row in range(len(values))], values)
    result = build(tree, table, recipe_of({**POSITIVE, "aggregate": method}))
    for code in tree.codes:
        found = contributions(result, code)
        np.testing.assert_allclose(found.sum(axis=1), result.score_of(code), atol=1e-9)
        outside = [column for column, leaf in enumerate(tree.leaves) if code not in tree.paths[leaf]]
        assert (np.nan_to_num(found[:, outside]) == 0).all()


def test_a_geometric_mean_and_copeland_by_hand() -> None:
    tree, x = small_tree(), np.array([[10.0, 1.0, 4.0], [40.0, 3.0, 2.0], [20.0, 2.0, 1.0]])
    table = table_of(tree, list("ABC"), x)
    geometric = build(tree, table, recipe_of({**POSITIVE, "aggregate": "geometric"}))
    np.testing.assert_allclose(contributions(geometric), geometric.score_of("index")[:, None] * [0.25, 0.25, 0.5])
    copeland = build(tree, table, recipe_of({**LENIENT, "aggregate": {"method": "copeland"}}))
    assert copeland.score_of("index").tolist() == [1.5, 1.0, 0.5]
    np.testing.assert_allclose(contributions(copeland).sum(axis=1), copeland.score_of("index"))
    assert contributions(copeland)[:, 2].tolist() == [1.0, 0.5, 0.0]


def test_what_cannot_be_taken_apart_says_so() -> None:
    tree, x = small_tree(), np.array([[10.0, 1.0, 4.0], [40.0, 3.0, 2.0]])
    table = table_of(tree, list("AB"), x)
    wins = build(tree, table, recipe_of({"aggregate": {"method": "copeland", "count": "wins"}}))
    with pytest.raises(DataError, match="count: shares"):
        contributions(wins)
    with pytest.raises(DataError, match="'indx' is no indicator of the index; did you mean 'index'"):
        contributions(wins, "indx")
