from __future__ import annotations

from dataclasses import astuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray, Table, table_of
from valuenet.index.yearly import changes

from .trees import FEW, small_tree

TREE = small_tree()
RECIPES: list[dict[str, Any]] = [
    {},
    {"aggregate": "arithmetic", "impute": "mean"},
    {"impute": {"method": "group_mean", "groups": "coast"}, "normalise": "rank"},
    {"aggregate": "geometric", "normalise": {"low": 1, "high": 9}, "treat": "winsorise"},
    {"denominate": {"by": {"papers": "people"}}, "impute": "carry", "aggregate": "arithmetic"},
]


def _table(values: FloatArray, regions: str, earlier: tuple[FloatArray, ...] = ()) -> Table:
    people = np.arange(1.0, len(regions) + 1) * values[0, 0]
    coast = ["east" if region in "ace" else "west" for region in regions]
    return table_of(TREE, regions, values, denominators={"people": people}, groups={"coast": coast}, earlier=earlier)


def _waves(seed: int, gaps: float = 0.15) -> tuple[Table, Table]:
    rng = np.random.default_rng(seed)
    first = rng.lognormal(size=(6, 3))
    last = first[[1, 2, 3, 4, 5, 0]] * rng.lognormal(sigma=0.3, size=(6, 3))
    for values in (first, last):
        values[1:][rng.random((5, 3)) < gaps] = np.nan
        values[4:] = rng.lognormal(size=(2, 3))
    return _table(first, "abcdef"), _table(last, "bcdefg", (np.full((6, 3), 2.0),))


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
@pytest.mark.parametrize("of", ["scores", "ranks"])
@FEW
@given(seed=st.integers(0, 200))
def test_parts_add_up_and_ends_are_the_two_indices(recipe: dict[str, Any], of: str, seed: int) -> None:
    before, after = _waves(seed)
    read = recipe_of(recipe)
    ends = [build(TREE, table, read) for table in (before, after)]
    found = changes(TREE, before, after, read, of=of)
    assert [one.region for one in found] == list("bcdef")
    for one in found:
        for number, end in zip((one.before, one.after), ends, strict=True):
            whole = getattr(end, of)[end.regions.index(one.region), 0]
            assert number == pytest.approx(whole, abs=1e-9) if number is not None else np.isnan(whole)
        if one.region_part is not None:
            assert one.difference is not None
            assert one.others_part is not None
            assert one.coverage_part is not None
            assert one.region_part + one.others_part + one.coverage_part == pytest.approx(one.difference, abs=1e-9)


def _pair(first: list[list[float]], last: list[list[float]]) -> tuple[Table, Table]:
    return tuple(table_of(TREE, "abc", np.array(values)) for values in (first, last))  # type: ignore[return-value]


START = [[1.0, 4.0, 3.0], [2.0, 9.0, 1.0], [5.0, 1.0, 9.0]]
NAN = np.nan


def test_what_did_not_change_has_no_part() -> None:
    still, *_ = changes(TREE, *_pair(START, START), recipe_of({}))
    assert (still.difference, still.region_part, still.others_part, still.coverage_part) == (0, 0, 0, 0)
    alone = [[2.0, 5.0, 4.0], *START[1:]]
    own, other, _ = changes(TREE, *_pair(START, alone), recipe_of({}))
    assert own.others_part == own.coverage_part == other.region_part == other.coverage_part == 0
    assert own.region_part == own.difference != 0
    assert other.others_part == other.difference != 0


def test_a_value_that_becomes_known_is_coverage_alone() -> None:
    gap = [[1.0, NAN, 3.0], *START[1:]]
    one, *_ = changes(TREE, *_pair(gap, START), recipe_of({}))
    assert one.region_part == one.others_part == 0
    assert one.coverage_part == one.difference == pytest.approx(0.2 * (9 - 4) / 8)
    back, *_ = changes(TREE, *_pair(START, gap), recipe_of({}))
    assert back.coverage_part == pytest.approx(-0.2 * (9 - 4) / 8)


def test_a_region_without_a_score_has_no_parts() -> None:
    nothing = [[NAN, NAN, NAN], *START[1:]]
    one, *_ = changes(TREE, *_pair(nothing, START), recipe_of({}))
    assert one.before is one.difference is one.region_part is None
    assert one.after is not None


def test_words_that_are_not_there_are_refused() -> None:
    with pytest.raises(DataError, match="it is of scores or ranks"):
        changes(TREE, *_pair(START, START), recipe_of({}), of="shares")
    with pytest.raises(DataError, match="did you mean 'firms'"):
        changes(TREE, *_pair(START, START), recipe_of({}), "firm")


@pytest.mark.parametrize("recipe", [{}, {"impute": "mean"}, {"aggregate": "arithmetic", "normalise": "rank"}], ids=str)
@FEW
@given(seed=st.integers(0, 200), gaps=st.sampled_from([0.1, 0.6]))
def test_all_at_once_is_as_one_by_one(recipe: dict[str, Any], seed: int, gaps: float) -> None:
    before, after = _waves(seed, gaps)
    read = recipe_of(recipe)
    at_once = changes(TREE, before, after, read)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("valuenet.index.yearly.replaceable", lambda tree, recipe: False)
        one_by_one = changes(TREE, before, after, read)
    for one, other in zip(at_once, one_by_one, strict=True):
        assert astuple(one) == pytest.approx(astuple(other), abs=1e-9)
