from __future__ import annotations

from typing import Any

import pytest

from valuenet.errors import DataError
from valuenet.index.recipe import STANDARD, changed, recipe_of

LONG: dict[str, Any] = {
    "denominate": {"by": {"trade": "gdp"}, "scale": {"trade": 100}},
    "screen": {"regions": 0.9},
    "impute": {"method": "group_median", "groups": "coast", "fallback": "mean"},
    "treat": {"method": "winsorise", "points": 3, "leaves": {"rent": "log", "age": {"method": "none"}}},
    "normalise": {"low": 1, "high": 100},
    "weigh": {"method": "ahp", "judgements": {"index": [[1, "1/3"], [3, 1]]}},
    "aggregate": {"method": "arithmetic", "levels": {1: {"method": "power", "exponent": -2}}},
    "rank": {"ties": "dense"},
}


def test_a_recipe_is_read_and_written_without_loss() -> None:
    recipe = recipe_of(LONG)
    assert recipe_of(recipe.as_mapping()) == recipe
    assert recipe.treat.leaves["rent"].method == "log"
    assert recipe.aggregate["levels"]["1"]["exponent"] == -2.0
    assert (recipe.denominate.method, recipe.normalise.method, recipe.rank.method) == ("by", "min_max", "competition")


def test_nothing_given_is_the_standard() -> None:
    assert recipe_of({}) == STANDARD
    assert {step: data["method"] for step, data in STANDARD.as_mapping().items()} == {
        "denominate": "none",
        "screen": "availability",
        "impute": "none",
        "treat": "none",
        "normalise": "min_max",
        "weigh": "given",
        "aggregate": "sum",
        "rank": "competition",
    }


def test_a_change_keeps_what_it_does_not_name_while_the_method_stays() -> None:
    recipe = recipe_of(LONG)
    assert changed(recipe, {"normalise": {"high": 10}}).normalise["low"] == 1
    assert changed(recipe, {"treat": {"points": 1}}).treat.leaves == recipe.treat.leaves
    assert changed(recipe, {"treat": {"leaves": {}}}).treat.leaves == {}
    assert changed(recipe, {"normalise": "z_score"}).normalise["mean"] == 0
    assert changed(changed(recipe, {"normalise": "z_score"}), {"normalise": "min_max"}).normalise["low"] == 0
    assert recipe.normalise["high"] == 100


def test_a_recipe_cannot_be_changed_by_accident() -> None:
    with pytest.raises(TypeError):
        STANDARD.normalise.parameters["low"] = 3  # type: ignore[index]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"normalize": "rank"}, "recipe: there is no step 'normalize'; did you mean 'normalise'"),
        ({"normalise": "minmax"}, "recipe: normalise: there is no method 'minmax'; did you mean 'min_max'"),
        ({"normalise": {"hihg": 3}}, "recipe: normalise: min_max: there is no parameter 'hihg'; did you mean 'high'"),
        ({"normalise": {"high": "3"}}, "recipe: normalise: high: is '3', it is a number"),
        ({"normalise": {"high": True}}, "high: is True, it is a number"),
        ({"normalise": {"high": float("inf")}}, "high: is inf, it is a number"),
        ({"normalise": {"high": None}}, "high: is empty; leave it out to have 1.0"),
        ({"normalise": 3}, "recipe: normalise is 3, it is the name of a method or a mapping"),
        ({"screen": {"regions": 1.5}}, "recipe: screen: regions: is 1.5, it is a number from 0 to 1"),
        ({"screen": {"empty": "refuze"}}, "there is no choice 'refuze'; did you mean 'refuse'"),
        ({"treat": {"skew": -1}}, "recipe: treat"),
        ({"treat": {"points": 2.5}}, "points: is 2.5, it is a whole number"),
        ({"treat": {"method": "winsorise", "turn": 1}}, "turn: is 1, it is true or false"),
        ({"treat": {"method": "winsorise", "leaves": {"x": "lgo"}}}, "recipe: x: treat: there is no method 'lgo'"),
        ({"impute": {"method": "group_mean", "groups": 3}}, "groups: is 3, it is a name; put it in quotes"),
        ({"denominate": {"by": "gdp"}}, "recipe: denominate: by: is 'gdp', it is a mapping by code"),
        ({"normalise": {"method": "goalposts", "posts": {"a": [1]}}}, "posts: a: is .1., it is two numbers"),
        ({"normalise": {"method": "goalposts", "posts": {"a": [1, 1]}}}, "both ends are 1"),
        (
            {"aggregate": {"method": "arithmetic", "levels": {1: "sum"}}},
            "'sum' runs over the leaves",
        ),
        ({"weigh": {"method": "ahp", "judgements": {"a": 3}}}, "judgements: a: is 3, it is a matrix"),
        (["rank"], "a recipe is a mapping of steps"),
    ],
)
def test_what_is_no_recipe_is_refused_by_key(data: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        recipe_of(data)
