"""What cannot be found out is said; published weights are looked at as they were printed."""

from __future__ import annotations

import numpy as np
import pytest

from tests.database.indexed import index
from valuenet.database.index_findings import Finding, _attempt, group_rows, published, standing_rows, weight_rows
from valuenet.database.measured_index import tree_from
from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.recipe import STANDARD
from valuenet.index.table import table_of


def test_an_analysis_that_a_recipe_does_not_allow_is_listed() -> None:
    def refused() -> dict[str, list[tuple[object, ...]]]:
        raise DataError("not with this recipe")

    assert _attempt("gain", refused) == Finding("gain", why="not_possible", words="not with this recipe")


def test_published_weights_count_as_printed() -> None:
    declared = index()
    assert not isinstance(declared.tree, str)
    tree, decimals = published(tree_from(declared.tree, STANDARD), declared)
    assert decimals == 2
    assert {one.code: one.weight for one in tree.indicators}["size"] == 0.7
    rows = {row[:2]: row[3] for row in group_rows((tree, decimals))["index_group"]}
    assert rows[("size", "children")] == "possible"  # 0.5 : 0.25 is 2 : 1
    with pytest.raises(DataError, match="computed, not printed"):
        group_rows((tree, 9))


def test_shares_of_parents_are_those_of_their_leaves() -> None:
    declared = index()
    assert not isinstance(declared.tree, str)
    tree = tree_from(declared.tree, STANDARD)
    values = np.array([[1.0, 5.0, 2.0], [2.0, 3.0, 3.0], [4.0, 4.0, 1.0]])
    result = build(tree, table_of(tree, list("ABC"), values))
    shares = {row[0]: float(str(row[2])) for row in weight_rows(result)["index_weight"]}
    assert shares["all"] == pytest.approx(1)
    assert shares["size"] == pytest.approx(shares["number_of_enterprises"] + shares["average_number_of_patents"])
    assert len(standing_rows(result)["index_standing"]) == 9
