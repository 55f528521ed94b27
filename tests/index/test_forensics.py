from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.forensics import deviations, forensics, forensics_of
from valuenet.index.pairwise import matrix_of, priorities
from valuenet.index.tree import Indicator, tree_of

DIMENSIONS = [0.4368, 0.2127, 0.1865, 0.0776, 0.0512, 0.0352]
ACADEMIC = [0.0607, 0.0040, 0.0146, 0.0291, 0.0607, 0.0072, 0.0072, 0.0291]
CAPITAL = [0.0195, 0.1188, 0.0482]
ENTERPRISES = [0.1782, 0.0263, 0.1304, 0.0629, 0.0390]
OPENNESS = [0.0091, 0.0203, 0.0438, 0.0043]
"""Printed weights of the regional index: its dimensions, and the indicators of four of them."""


cached = cache(lambda *weights: forensics(weights, 4))


@pytest.mark.parametrize("weights", [DIMENSIONS, ACADEMIC, CAPITAL, OPENNESS], ids=len)
def test_a_matrix_that_is_found_makes_the_printed_weights(weights: list[float]) -> None:
    verdict = cached(*weights)
    assert verdict.verdict == "possible"
    assert verdict.deviation <= verdict.precision
    assert np.abs(verdict.made - weights).max() == pytest.approx(verdict.deviation)
    names = [str(place) for place in range(len(weights))]
    again = priorities(matrix_of([row[1:] for row in verdict.rows()], names))
    assert again.consistency_ratio == pytest.approx(verdict.consistency_ratio)
    assert again.consistency_ratio < 0.1
    np.testing.assert_allclose(again.weights * (verdict.made.sum()), verdict.made, atol=1e-9)


def test_the_dimensions_come_from_a_matrix_that_a_person_would_write() -> None:
    rows = [" ".join(row[1:]) for row in cached(*DIMENSIONS).rows()]
    assert rows[:3] == ["1 3 4 5 6 7", "1/3 1 2 3 4 5", "1/4 1/2 1 4 5 6"]


def test_what_no_matrix_makes_is_told_with_the_nearest() -> None:
    # 0.0195 / 0.1188 is no ratio of the scale: 1/6 is nearest, 0.0198 and 0.1185.
    verdict = forensics([0.0195, 0.1188], 4, names=["relations", "amount"])
    assert (verdict.verdict, verdict.nearest_is_proven) == ("impossible", True)
    assert list(verdict.rows()) == [("relations", "1", "1/6"), ("amount", "6", "1")]
    assert verdict.deviation == pytest.approx(0.000257, abs=1e-6)
    nearest = min(deviations(verdict.weights, np.array([one, 1.0])) for one in (1 / 5, 1 / 6, 1 / 7))
    assert verdict.deviation == pytest.approx(float(nearest))


def test_a_search_that_ends_early_does_not_say_impossible() -> None:
    verdict = forensics(ENTERPRISES, 4, budget=1000)
    assert verdict.verdict in ("not found", "possible")
    assert not verdict.nearest_is_proven
    assert verdict.consistency_ratio < 0.1
    assert forensics([*ACADEMIC[:4], 0.05, 0.03, 0.02], 4).verdict in ("not found", "possible")


def test_every_level_of_a_tree_and_leaves_across_levels() -> None:
    tree = tree_of(
        [
            Indicator("capital", weight=0.1865),
            Indicator("financing", "capital", weight=0.1383),
            Indicator("relations", "financing", 1, 0.0195),
            Indicator("amount", "financing", 1, 0.1188),
            Indicator("investment", "capital", weight=0.0482),
            Indicator("invested", "investment", 1, 0.0482),
        ]
    )
    found = forensics_of(tree, 4)
    assert {key: verdict.verdict for key, verdict in found.items()} == {
        ("capital", "children"): "impossible",
        ("financing", "children"): "impossible",
        ("capital", "leaves"): "possible",
    }
    assert found["capital", "leaves"].names == ("relations", "amount", "invested")


@pytest.mark.parametrize("weights", [[], [0.5, 0.0], [0.5, 0.004]])
def test_weights_lost_in_rounding_are_refused(weights: list[float]) -> None:
    with pytest.raises(DataError, match="its weight is no more than its rounding"):
        forensics(weights, 2)
