from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.compare import compared
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of

from .trees import small_tree

TREE = small_tree()
VALUES = np.random.default_rng(7).lognormal(size=(9, 3))


def test_rows_shifts_and_correlations() -> None:
    table = table_of(TREE, "abcdefghi", VALUES)
    first, second = build(TREE, table), build(TREE, table, recipe_of({"normalise": "rank", "weigh": "equal"}))
    found = compared(first, second)
    assert [row.region for row in found.rows] == list("abcdefghi")
    np.testing.assert_array_equal([row.shift for row in found.rows], second.rank_of("index") - first.rank_of("index"))
    assert found.mean_shift == pytest.approx(np.mean([abs(row.shift or 0) for row in found.rows]))
    scores = first.score_of("index"), second.score_of("index")
    assert found.kendall == pytest.approx(stats.kendalltau(*scores)[0])
    assert found.spearman == pytest.approx(stats.spearmanr(*scores)[0])
    same = compared(first, first)
    assert same.mean_shift == same.largest_shift == 0
    assert same.kendall == pytest.approx(1)


def test_a_region_of_one_index_only_is_shown_with_nothing_beside_it() -> None:
    first = build(TREE, table_of(TREE, "abcd", VALUES[:4]))
    second = build(TREE, table_of(TREE, "bcde", VALUES[1:5]))
    found = compared(first, second)
    assert [row.region for row in found.rows] == list("abcde")
    assert found.n == 3
    assert found.rows[0].second_score is found.rows[0].shift is found.rows[4].first_rank is None
    with pytest.raises(DataError, match="no region with a rank in common"):
        compared(first, build(TREE, table_of(TREE, "xyz", VALUES[:3])))
