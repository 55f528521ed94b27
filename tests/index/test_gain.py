from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.gain import gain, slopes
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray, table_of

from .asem import asem
from .trees import small_tree

TREE = small_tree()
REGIONS = [f"r{row}" for row in range(8)]
VALUES = np.random.default_rng(9).lognormal(size=(8, 3))
RECIPES: list[dict[str, Any]] = [
    {},
    {"aggregate": "arithmetic"},
    {"aggregate": "geometric", "normalise": {"low": 1, "high": 10}},
    {"aggregate": {"method": "harmonic", "levels": {2: "arithmetic"}}, "normalise": {"low": 1, "high": 10}},
    {"aggregate": "arithmetic", "treat": {"method": "log", "when": "always"}},
    {"aggregate": "arithmetic", "normalise": "z_score"},
    {"aggregate": "arithmetic", "normalise": "rank"},
    {"weigh": "entropy"},
]


def _result(recipe: dict[str, Any], values: FloatArray = VALUES) -> IndexResult:
    return build(TREE, table_of(TREE, REGIONS, values), recipe_of(recipe))


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
@pytest.mark.parametrize("measure", ["total", "largest"])
def test_the_index_built_with_the_changes_has_the_region_where_it_says(recipe: dict[str, Any], measure: str) -> None:
    result = _result(recipe)
    for row, region in list(enumerate(REGIONS))[::3]:
        place = int(result.ranks[row, 0])
        for ranks in range(1, min(place, 4), 2):
            found = gain(result, region, ranks, measure=measure)
            assert (found.before, found.wanted) == (place, place - ranks)
            changed = VALUES.copy()
            for move in found.moves:
                column = TREE.leaves.index(move.leaf)
                assert move.before == pytest.approx(changed[row, column])
                assert 0 < move.share <= 1 + 1e-9
                changed[row, column] = move.after
            assert _result(recipe, changed).ranks[row, 0] == pytest.approx(found.after)
            assert found.reached == (found.after <= found.wanted)
            assert found.exact <= found.reached
            assert bool(found.why) != found.exact
            assert found.total == pytest.approx(sum(move.share for move in found.moves))


def test_the_smallest_change_is_that_of_all_single_and_double_steps() -> None:
    """Brute force: with one need and bounds, some best answer moves leaves fully but for one."""
    result = _result({"aggregate": "arithmetic"})
    weights, scaled, scores = np.array([0.4, 0.2, 0.4]), result.normalised, result.scores[:, 0]
    for row, region in enumerate(REGIONS):
        if result.ranks[row, 0] == 1 or (scaled[row] == 0).any():
            continue
        found = gain(result, region)
        assert found.exact
        need = np.sort(scores[scores > scores[row]])[0] - scores[row]
        best = np.inf
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            left, cost = need, 0.0
            for leaf in order:
                step = min(1 - scaled[row, leaf], left / weights[leaf])
                left, cost = left - step * weights[leaf], cost + step
            best = min(best, cost if left < 1e-12 else np.inf)
        assert found.total == pytest.approx(best, abs=1e-7)
        assert gain(result, region, measure="largest").largest <= found.largest + 1e-7


def test_costs_turn_the_change_to_other_leaves() -> None:
    result = _result({"aggregate": "arithmetic"})
    region = REGIONS[int(np.argmax(result.ranks[:, 0]))]
    moved = {move.leaf for move in gain(result, region).moves}
    others = {move.leaf for move in gain(result, region, costs=dict.fromkeys(moved, np.inf)).moves}
    assert moved
    assert not moved & others


def test_a_scale_that_moves_is_said_to() -> None:
    found = gain(_result({"aggregate": "arithmetic", "normalise": "z_score"}), REGIONS[0])
    assert found.reached
    assert not found.exact
    assert "moves the scale" in found.why


def test_a_rank_out_of_reach_is_said_to_be() -> None:
    values = np.array([[9.0, 1.0, 9.0], [8.0, 2.0, 8.0], [1.0, 9.0, np.nan]])
    result = build(TREE, table_of(TREE, "abc", values), recipe_of({}))
    found = gain(result, "c", 2)
    assert not found.reached
    assert "is not enough" in found.why
    assert [move.leaf for move in found.moves] == ["number", "age"]


@pytest.mark.parametrize("recipe", RECIPES[:4], ids=str)
def test_slopes_are_those_of_small_steps(recipe: dict[str, Any]) -> None:
    result = _result(recipe)
    point = result.normalised[3] + 0.01
    for leaf, slope in enumerate(slopes(result, point)):
        ends = []
        for sign in (1, -1):
            moved = point.copy()
            moved[leaf] += sign * 1e-4
            table = np.vstack([moved, moved])
            plain = {**recipe, "normalise": "none", "treat": "none"}
            directed = table * [TREE.directions[one] for one in TREE.leaves]
            ends.append(build(TREE, table_of(TREE, "ab", directed), recipe_of(plain)).scores[0, 0])
        assert slope == pytest.approx((ends[0] - ends[1]) / 2e-4, abs=1e-6)


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ({"aggregate": "copeland"}, "its copeland mean is not concave"),
        ({"aggregate": {"method": "power", "exponent": 2}}, "its power mean is not concave"),
        ({"weigh": "benefit_of_the_doubt"}, "gives each region its own weights"),
    ],
)
def test_scores_that_are_not_concave_are_refused(recipe: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        gain(_result(recipe), "r0")


def test_words_that_make_no_sense_are_refused() -> None:
    result = _result({})
    best = REGIONS[int(np.argmin(result.ranks[:, 0]))]
    calls: list[tuple[dict[str, Any], str]] = [
        ({"region": "r99"}, "none of the regions"),
        ({"region": best}, "has rank 1: there is none to gain"),
        ({"region": "r0", "measure": "least"}, "it is total or largest"),
        ({"region": "r0", "costs": {"age": 0}}, "costs above 0"),
    ]
    for words, message in calls:
        with pytest.raises(DataError, match=message):
            gain(result, **words)


def test_every_member_of_asem_can_be_told_what_one_rank_takes() -> None:
    result = build(*asem())
    for region, place in zip(result.regions[:12], result.ranks[:12, 0].tolist(), strict=True):
        if place > 1:
            found = gain(result, region)
            assert found.reached
            assert found.moves
