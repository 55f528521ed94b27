"""Curves in panels, and distributions on logarithmic axes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.drawn import collisions, marks, texts
from valuenet.report.curves import curves, distribution, powers
from valuenet.report.document import Chart, Mark

RANDOM = [Mark("n", at, "", "random", height=at / 10, low=at / 20, high=at / 5, panel="Loss") for at in range(5)]
CHART = Chart(
    *("curves", "t", "d", "en", (*RANDOM, Mark("n", 4, "", "shock", height=0.9, panel="Loss"))),
    axis="Removed", up_axis="Share", up_unit="share", series=("random", "shock"),
)  # fmt: skip


def test_a_series_is_a_line_with_its_band_and_one_point_a_dot() -> None:
    drawn = curves(CHART)
    assert sum("fill-opacity" in part for part in drawn.parts) == 1
    assert len(marks(drawn)) == 6
    assert {"random", "shock", "Loss", "Removed", "0", "100.0%"} <= set(texts(drawn))
    assert collisions(drawn) == []


def test_series_differ_in_their_dashes() -> None:
    other = tuple(Mark("n", at, "", "degree", height=at / 9, panel="Loss") for at in range(5))
    drawn = curves(Chart(**{**vars(CHART), "marks": (*CHART.marks, *other), "series": ("random", "degree", "shock")}))
    lines = [part for part in drawn.parts if part.startswith("<path") and 'fill="none"' in part and "L" in part]
    assert ["dasharray" in part for part in lines] == [False, True]


def test_panels_stand_one_below_another() -> None:
    marks_ = tuple(Mark("n", at, "", "a", height=at, panel=panel) for panel in ("one", "two") for at in range(3))
    tall = curves(Chart("curves", "t", "d", "en", marks_, series=("a",)))
    flat = curves(Chart("curves", "t", "d", "en", marks_[:3], series=("a",)))
    assert tall.height - flat.height == pytest.approx(194)
    assert collisions(tall) == []


@given(st.lists(st.floats(min_value=1e-6, max_value=1e9), min_size=1, max_size=20))
def test_powers_enclose_their_values(values: list[float]) -> None:
    along = powers(values, 100)
    assert 10 ** along.ticks[0] <= min(values) * (1 + 1e-9)
    assert 10 ** along.ticks[-1] >= max(values) * (1 - 1e-9)
    assert len(along.ticks) >= 2


def test_a_power_law_is_a_straight_line() -> None:
    dots = [Mark("n", 10.0**at, "", "counted", height=10.0 ** (-1.5 * at)) for at in range(4)]
    fit = [Mark("n", mark.value, "", "fitted", height=mark.height) for mark in dots[1:]]
    chart = Chart("distribution", "t", "d", "en", (*dots, *fit), series=("counted", "fitted"), up_unit="share")
    drawn = distribution(chart)
    places = [(float(at["cx"]), float(at["cy"])) for _, at, _ in marks(drawn)]
    slopes = {round((two[1] - one[1]) / (two[0] - one[0]), 2) for one, two in pairwise(places)}
    assert len(slopes) == 1
    assert {"100%", "0.001%", "1,000"} <= set(texts(drawn))


def test_what_has_no_logarithm_is_left_out() -> None:
    many = (Mark("n", 0, "", "a", height=1.0), Mark("n", 1, "", "a", height=0.5), Mark("n", 9, "", "a", height=0.0))
    assert len(marks(distribution(Chart("distribution", "t", "d", "en", many, series=("a",))))) == 1
