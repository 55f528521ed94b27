from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.contribution import contributions
from valuenet.index.recipe import recipe_of
from valuenet.index.standing import peers, standings, strengths_weaknesses
from valuenet.index.table import FloatArray, table_of
from valuenet.index.tree import Tree

from .trees import FEW, small_tree, tables

TREE = small_tree()
NAN = np.nan
VALUES = np.array([[9.0, 1.0, 3.0], [5.0, 5.0, NAN], [1.0, 9.0, 9.0], [NAN, 3.0, 1.0]])


def _result(recipe: dict[str, Any] | None = None) -> IndexResult:
    return build(TREE, table_of(TREE, "abcd", VALUES), recipe_of(recipe or {}))


def test_a_standing_tells_rank_and_lead() -> None:
    number, age, papers = standings(_result(), "a")
    assert (number.leaf, number.rank, number.n, number.value, number.normalised) == ("number", 1, 3, 9.0, 1.0)
    assert number.contribution == pytest.approx(0.4)
    assert number.lead == pytest.approx(0.4 - 0.2)
    assert age.rank == 1
    assert age.lead == pytest.approx(0.2 - 0.2 * (1 + 0.5 + 0 + 0.75) / 4)
    assert papers.lead == pytest.approx(0.1 - 0.4 * (0.25 + 1) / 3)
    assert standings(_result(), "b")[2].rank is standings(_result(), "b")[2].lead is None


def test_strengths_and_weaknesses_are_in_order_and_never_the_same() -> None:
    strong, weak = strengths_weaknesses(_result(), "a")
    assert [one.leaf for one in strong] == ["number", "age"]
    assert [one.leaf for one in weak] == ["papers"]
    assert [one.leaf for one in strengths_weaknesses(_result(), "a", 1)[0]] == ["number"]
    assert strengths_weaknesses(_result(), "a", code="papers")[0] == ()


def test_without_contributions_ranks_decide() -> None:
    strong, weak = strengths_weaknesses(_result({"aggregate": {"method": "copeland", "count": "wins"}}), "c")
    assert [one.leaf for one in strong] == ["papers"]
    assert [one.leaf for one in weak] == ["age", "number"]


@FEW
@given(tables())
def test_leads_are_the_region_less_the_mean(case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    regions = [f"r{row}" for row in range(len(values))]
    screen = {"constant": "leave_out", "empty": "leave_out"}
    result = build(tree, table_of(tree, regions, values), recipe_of({"screen": screen}))
    parts = contributions(result)
    for row, region in enumerate(regions):
        for place, one in enumerate(standings(result, region)):
            known = ~np.isnan(result.normalised[:, place])
            assert (one.rank is None) == (not known[row])
            if one.lead is not None:
                assert one.lead == pytest.approx(parts[row, place] - np.nanmean(parts[known, place]), abs=1e-9)


def test_the_nearest_are_those_with_the_smallest_weighted_distance() -> None:
    found = peers(_result({"aggregate": "arithmetic"}), "a", least=0.5)
    scaled = _result().normalised
    weights = np.array([0.4, 0.2, 0.4])
    for one in found:
        row = "abcd".index(one.region)
        both = ~np.isnan(scaled[row])
        distance = np.sqrt((weights * (scaled[row] - scaled[0]) ** 2)[both].sum() / weights[both].sum())
        assert one.distance == pytest.approx(distance)
        assert one.shared == pytest.approx(weights[both].sum())
    assert [one.region for one in found] == ["d", "b", "c"]
    assert [one.region for one in peers(_result(), "a", 1)] == ["d"]
    assert [one.region for one in peers(_result(), "a", least=0.7)] == ["c"]


def test_names_that_are_not_there_are_refused() -> None:
    with pytest.raises(DataError, match="'z' is none of the regions"):
        peers(_result(), "z")
    with pytest.raises(DataError, match="did you mean 'papers'"):
        standings(_result(), "a", "paper")
