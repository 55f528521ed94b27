from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.index.asem import asem
from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.recipe import changed, recipe_of
from valuenet.index.table import FloatArray
from valuenet.index.treat import by_step, treated, treatments

SERVICES = """
-1.32567611836303 -0.795852929897182 -1.45807647174238 -1.11554859049327 -0.288962582035223 -1.5536032283311
"""
AT_MOST_FIVE = """
Services 4 FDI 2 ForPort 3 CostImpEx 1 Tariff 3 StMob 2 CultServ 2 Flights 1 Bord 3 Gas 3 Forest 2 Poverty 3 NGOs 3
FemLab 1
"""
"""Becker, Composite Indicator Development and Analysis in R with COINr (2021), section 8.3: the ASEM indicators,
treated as denominated: at most five points; and with at most three, after which Services takes a logarithm."""


def treated_asem(points: int) -> Any:
    tree, table, method = asem()
    return build(tree, table, changed(method, {"impute": "none", "treat": {"points": points, "share": None}}))


def test_the_asem_indicators_are_treated_as_coinr_treats_them() -> None:
    words = AT_MOST_FIVE.split()
    printed = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    found = [one for one in treated_asem(5).treatments if one.rule != "none"]
    assert {one.leaf: one.points for one in found} == printed
    assert {one.rule for one in found} == {"winsorise"}
    assert all(abs(one.skew) > 2 and one.kurtosis > 3.5 for one in found)
    assert all(abs(one.skew_after) <= 2 or one.kurtosis_after <= 3.5 for one in found)
    result = treated_asem(3)
    rules = {one.leaf: (one.rule, one.points) for one in result.treatments if one.rule != "none"}
    assert rules == {**{leaf: ("winsorise", count) for leaf, count in printed.items()}, "Services": ("log_ct", 51)}
    column = result.stages["treated"][:6, result.tree.leaves.index("Services")]
    np.testing.assert_allclose(column, np.array(SERVICES.split(), float), rtol=1e-12)


X = np.array([*range(1, 11), 30, 100], dtype=float)


def one(values: FloatArray, step: Any) -> FloatArray:
    return treated(values[:, None], ["x"], recipe_of({"treat": step}).treat)[:, 0]


def test_transformations_by_hand() -> None:
    always: dict[str, Any] = {"when": "always"}
    np.testing.assert_allclose(one(X, {"method": "log", **always}), np.log(X))
    np.testing.assert_allclose(one(X, {"method": "log_ct", **always}), np.log(X - 1 + 0.99))
    np.testing.assert_allclose(one(X, {"method": "log_ct_original", **always}), np.log(X))
    np.testing.assert_allclose(one(X, {"method": "log_gii", **always}), np.log(99 * (X - 1) / 99 + 1))
    np.testing.assert_allclose(one(X - 3, {"method": "box_cox", "lambda": 2, **always}), (X**2 - 1) / 2)
    np.testing.assert_allclose(one(X + 1, {"method": "box_cox", "lambda": 1, **always}), X)
    np.testing.assert_allclose(one(X + 1, {"method": "box_cox", "lambda": 1, "shift": "always", **always}), X - 1)


def test_what_passes_is_left_as_it_is_and_leaves_have_their_own_steps() -> None:
    values = np.column_stack([X, np.log(X), X, X])
    step = recipe_of({"treat": {"method": "winsorise", "leaves": {"c": "none", "d": "log"}}}).treat
    done = treated(values, list("abcd"), step)
    assert done[:, 0].max() == 30
    np.testing.assert_array_equal(done[:, 1:3], values[:, 1:3])
    np.testing.assert_allclose(done[:, 3], np.log(X))
    found, marks = treatments(values, done, list("abcd"), step)
    assert [(each.rule, each.points) for each in found] == [("winsorise", 1), ("none", 0), ("none", 0), ("log", 12)]
    assert marks[-1].tolist() == [1, 0, 0, 2]
    assert [sorted(columns) for _, columns in by_step(step, list("abcd"))] == [[0, 1], [2], [3]]
    assert values[-1, 0] == 100


def test_a_failed_winsorisation_is_followed_by_the_transformation_of_the_original() -> None:
    step = {"method": "winsorise", "points": 0, "otherwise": "log"}
    np.testing.assert_allclose(one(X, step), np.log(X))
    np.testing.assert_array_equal(one(X, {**step, "otherwise": "none"}), X)


def test_many_tables_at_once_are_each_alone() -> None:
    rng = np.random.default_rng(3)
    several = rng.lognormal(sigma=1.5, size=(20, 31, 5))
    several[rng.random(several.shape) < 0.05] = np.nan
    for step in (
        {"method": "winsorise", "points": 3},
        {"method": "winsorise", "otherwise": "box_cox", "points": 1},
        "log",
    ):
        read = recipe_of({"treat": step}).treat
        together = treated(several, list("abcde"), read)
        np.testing.assert_array_equal(together, [treated(each, list("abcde"), read) for each in several])


@pytest.mark.parametrize(
    ("values", "step", "message"),
    [
        (X - 1, {"method": "log", "when": "always"}, "indicator 'x': log of its values is no number"),
        (X / 200, "log_gii", "indicator 'x': log_gii"),
        (np.array([0.0] * 20 + [1.0]), "winsorise", "indicator 'x': winsorising would leave fewer than two different"),
    ],
)
def test_what_cannot_be_treated_is_refused_by_name(values: FloatArray, step: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        one(values, step)
