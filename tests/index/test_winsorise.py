from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kurtosis, skew

from tests.index.trees import FEW
from valuenet.errors import DataError
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray
from valuenet.index.winsorise import winsorised

OUTLIERS = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 40, 300, -200, 2000]), min_size=5, max_size=25)


def plainly(x: FloatArray, points: int, *, passes: bool) -> tuple[FloatArray, bool]:
    """The procedure as the documentation of COINr tells it, one step after the other."""
    x, count, high, low = x.copy(), 0, 0, 0

    def wrong() -> bool:
        return abs(float(skew(x, bias=False))) > 2 and float(kurtosis(x, bias=False)) > 3.5

    while wrong() and count < points:
        if float(skew(x, bias=False)) >= 0:
            top = x == x.max()
            x[top], high = x[~top].max(), int(top.sum())
        else:
            bottom = x == x.min()
            x[bottom], low = x[~bottom].min(), int(bottom.sum())
        count = count + 1 if passes else high + low
    return x, wrong()


@pytest.mark.parametrize("passes", [True, False])
@given(OUTLIERS.filter(lambda values: len(set(values)) > 3), st.integers(0, 5))
@FEW
def test_it_is_the_procedure_of_coinr(passes: bool, values: list[int], points: int) -> None:
    x = np.array(values, float)
    step = recipe_of({"treat": {"method": "winsorise", "points": points, "counted": "passes" if passes else "points"}})
    try:
        done, failed = winsorised(x[None], step.treat, ["x"])
    except DataError:
        return
    expected, still = plainly(x, points, passes=passes)
    np.testing.assert_array_equal(done[0], expected)
    assert failed.tolist() == [still]


def test_gaps_stay_gaps_and_enormous_values_leave_no_rounding_behind() -> None:
    x = np.array([*np.linspace(1, 2, 20), np.nan, 1e40])
    done, failed = winsorised(x[None], recipe_of({"treat": "winsorise"}).treat, ["x"])
    assert np.isnan(done[0, 20])
    assert done[0, 21] == 2.0
    assert not failed[0]


def test_by_share_always_and_from_one_end_only() -> None:
    x = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    share: dict[str, Any] = {"method": "winsorise", "share": 0.11, "when": "always", "counted": "passes"}
    done, _ = winsorised(x[None], recipe_of({"treat": share}).treat, ["x"])
    assert sorted(done[0]) == [1, 2, 3, 4, 5, 6, 7, 8, 8, 8] or sorted(done[0]) == [2, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    one_end = recipe_of({"treat": {**share, "turn": False}}).treat
    assert winsorised(x[None], one_end, ["x"])[0].max() == 8


@pytest.mark.parametrize(
    ("values", "step", "message"),
    [
        ([0.0] * 20 + [1.0], {"method": "winsorise"}, "indicator 'b': winsorising would leave fewer than two"),
        (
            list(range(9)),
            {"method": "winsorise", "when": "always", "points": 9, "turn": False},
            "'b': winsorising would move half",
        ),
    ],
)
def test_too_much_is_refused_by_name(values: list[float], step: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        winsorised(np.array([values]), recipe_of({"treat": step}).treat, ["b"])
