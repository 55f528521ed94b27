from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.correlation import alpha, alphas, correlated, correlations_of
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of

from .asem import asem
from .trees import FEW, small_tree

PEERS: dict[str, Any] = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}
CELLS = st.one_of(st.just(np.nan), st.integers(-3, 3).map(float), st.floats(-1e6, 1e6).map(lambda x: round(x, 2)))
TABLES = st.integers(2, 14).flatmap(
    lambda rows: st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=rows, max_size=rows)
)


@pytest.mark.parametrize("method", PEERS)
@FEW
@given(rows=TABLES)
def test_correlations_are_those_of_scipy_over_common_rows(method: str, rows: list[list[float]]) -> None:
    values = np.array(rows)
    found, counts = correlated(values, method)
    for first in range(3):
        for second in range(first):
            both = values[~np.isnan(values[:, [first, second]]).any(axis=1)][:, [first, second]]
            assert counts[first, second] == len(both)
            if len(both) < 2 or (both == both[0]).all(axis=0).any():
                assert np.isnan(found[first, second])
            elif np.ptp(both, axis=0).min() > 1e-4 * np.abs(values[~np.isnan(values)]).max():
                theirs = PEERS[method](*both.T)[0]
                assert found[first, second] == pytest.approx(theirs, abs=1e-7)
            assert found[first, second] == found[second, first] or np.isnan(found[first, second])


def test_groups_are_told_apart() -> None:
    tree = small_tree()
    values = np.random.default_rng(1).random((12, 3))
    result = build(tree, table_of(tree, "abcdefghijkl", values), recipe_of({}))
    found = {(one.first, one.second): one for one in correlations_of(result)}
    assert found["number", "age"].above == "firms"
    assert found["number", "age"].inside
    assert found["number", "papers"].above == "index"
    assert not found["number", "papers"].inside
    assert found["number", "age"].value == pytest.approx(-np.corrcoef(values[:, 0], values[:, 1])[0, 1])
    (level,) = correlations_of(result, "spearman", level=2)
    assert (level.first, level.second, level.inside) == ("firms", "papers", True)
    with pytest.raises(DataError, match="there is no level 9"):
        correlations_of(result, level=9)
    with pytest.raises(DataError, match="there is no correlation 'phi'"):
        correlations_of(result, "phi")


@given(st.integers(2, 6), st.integers(3, 20), st.integers(0, 99))
def test_alpha_follows_from_the_mean_covariance(items: int, rows: int, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(rows, items)) + np.arange(rows)[:, None]
    covariance = np.cov(values.T)
    between = (covariance.sum() - np.trace(covariance)) / (items * (items - 1))
    expected = items * between / (np.trace(covariance) / items + (items - 1) * between)
    assert alpha(values) == pytest.approx(expected)


def test_alpha_has_no_answer_for_one_column_or_row_or_a_constant_sum() -> None:
    assert alpha(np.ones((5, 1))) is alpha(np.array([[1.0, 2.0]])) is alpha(np.ones((5, 2))) is None
    assert alpha(np.array([[1.0, 1.0], [2.0, 2.0], [9.0, np.nan]])) == pytest.approx(1)


def test_every_group_has_its_alpha_and_that_without_each_child() -> None:
    tree = small_tree()
    values = np.random.default_rng(1).random((12, 3))
    result = build(tree, table_of(tree, "abcdefghijkl", values), recipe_of({}))
    found = {one.code: one for one in alphas(result)}
    assert list(found) == ["index", "firms", "leaves"]
    assert found["leaves"].without["papers"] == found["firms"].alpha == alpha(result.normalised[:, :2])
    assert found["firms"].without == {"number": None, "age": None}


def test_the_sustainability_of_asem_hangs_together_less_than_its_connectivity() -> None:
    """OECD/JRC, Handbook (2008), step 4, takes 0.7 as the least alpha of a reliable group (after Nunnally)."""
    result = build(*asem())
    found = {one.code: one.alpha for one in alphas(result)}
    assert found["Conn"] is not None
    assert found["Sust"] is not None
    assert found["Conn"] > 0.7 > found["Sust"]
