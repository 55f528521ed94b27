"""Matrices of pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.report.drawn import collisions, marks, texts
from valuenet.report.colours import LESS, MORE
from valuenet.report.document import Chart, Mark
from valuenet.report.matrix import against, matrix


@given(st.floats(min_value=1e-3, max_value=1e3), st.floats(min_value=1e-3, max_value=1e3))
def test_more_is_never_paler_and_what_is_expected_has_the_palest_step(one: float, two: float) -> None:
    order = [*reversed(LESS), *MORE]
    low, high = sorted((one, two))
    assert order.index(against(low)) <= order.index(against(high))
    assert against(1.0) == MORE[0]


def test_a_cell_says_its_figure_and_its_ratio_and_no_ratio_is_no_colour() -> None:
    many = (Mark("a", 48, "48", "b", height=0.28, group=2), Mark("b", 3, "3", "a", height=None))
    drawn = matrix(Chart("matrix", "t", "d", "en", many, series=("b", "a"), axis="From", up_axis="To", table="x.y"))
    assert texts(drawn) == ["From", "To", "b", "a", "a", "b", "48", "×0.28", "3"]
    assert [(at.get("data-group"), said) for _, at, said in marks(drawn)] == [("2", "a, b: 48"), (None, "b, a: 3")]
    assert marks(drawn)[1][1]["fill"] == "#ffffff"


def test_ten_by_ten_has_room_for_its_words() -> None:
    names = [f"Province {at}" for at in range(10)]
    many = tuple(Mark(row, 1234, "1,234", column, height=1.0) for row in names for column in names)
    assert collisions(matrix(Chart("matrix", "t", "d", "en", many, series=tuple(names)))) == []
