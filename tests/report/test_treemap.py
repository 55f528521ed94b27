"""Treemaps: the example of the paper, and what holds for any sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.drawn import collisions, marks, texts
from valuenet.report.document import Chart, Mark
from valuenet.report.treemap import squarified, treemap

SIZES = st.lists(st.floats(min_value=0.5, max_value=1e4), min_size=1, max_size=40).map(lambda them: sorted(them)[::-1])


def test_the_example_of_the_paper() -> None:
    # Bruls, Huizing and van Wijk 2000, figure 4: sizes 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4
    found = squarified([6, 6, 4, 3, 2, 2, 1], (0, 0, 6, 4))
    assert [tuple(round(end, 3) for end in box) for box in found[:4]] == [
        *((0, 0, 3, 2), (0, 2, 3, 4)),
        *((3, 0, 4.714, 2.333), (4.714, 0, 6, 2.333)),
    ]
    ratios = [max(w / h, h / w) for w, h in ((right - left, low - top) for left, top, right, low in found)]
    assert max(ratios) == pytest.approx(2.778, abs=0.01)


@given(SIZES)
def test_areas_are_the_sizes_and_fill_the_room(sizes: list[float]) -> None:
    boxes = squarified(sizes, (10, 20, 710, 320))
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in boxes]
    assert areas == pytest.approx([size / sum(sizes) * 210_000 for size in sizes], rel=1e-6)
    assert min(box[0] for box in boxes) >= 10 - 1e-6
    assert max(box[3] for box in boxes) <= 320 + 1e-6


def test_nothing_is_drawn_of_nothing() -> None:
    assert squarified([], (0, 0, 1, 1)) == []


def test_every_name_is_to_be_read_in_its_place_or_below() -> None:
    many = tuple(Mark(f"Field of number {at}", 1000 / 2**at, f"{at} (x%)") for at in range(9))
    drawn = treemap(Chart("treemap", "t", "d", "en", many))
    assert len(marks(drawn)) == 9
    together = " ".join(texts(drawn))
    assert all(f"number {at}" in together for at in range(9))
    assert collisions(drawn) == []


def test_what_has_no_value_takes_no_place() -> None:
    drawn = treemap(Chart("treemap", "t", "d", "en", (Mark("a", 1, "1"), Mark("b", None, ""), Mark("c", 0, "0"))))
    assert [said for *_, said in marks(drawn)] == ["a: 1"]
