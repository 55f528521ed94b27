import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from valuenet.report.fit import axis, fitted, free_labels, legend_places, ticks, width_of
from valuenet.report.font import full_font

NAMES = ("Intelligent vehicles and transportation", "IDG资本", "338 (42.5%)", "RMB 57.0 billion", "Guangdong", "北京")
VALUES = st.lists(st.floats(min_value=0, max_value=1e9, allow_subnormal=False), min_size=1, max_size=30)


@pytest.mark.parametrize("name", NAMES)
def test_widths_are_those_of_the_typeface_within_a_tenth(name: str) -> None:
    font = TTFont(io.BytesIO(full_font() or b""), lazy=True)
    glyphs, known = font.getGlyphSet(location={"wght": 400}), font.getBestCmap()
    real = sum(glyphs[known[ord(character)]].width for character in name) / font["head"].unitsPerEm * 12
    assert width_of(name, 12) == pytest.approx(real, rel=0.1)


@given(st.text(max_size=60), st.floats(min_value=20, max_value=400))
def test_a_fitted_text_fits_and_keeps_its_beginning(text: str, room: float) -> None:
    short = fitted(text, room, 12)
    assert width_of(short, 12) <= room or short == "…"
    assert short == text or text.startswith(short.removesuffix("…"))


@given(VALUES)
def test_ticks_enclose_the_values_and_rise(values: list[float]) -> None:
    at = ticks(values)
    assert at == sorted(set(at))
    assert at[0] <= min(values)
    assert at[-1] >= max(values) * (1 - 1e-9)
    assert 2 <= len(at) <= 14


@given(VALUES, st.booleans())
def test_every_value_falls_on_its_axis(values: list[float], upward: bool) -> None:
    along = axis(values, 300, upward=upward)
    assert all(-1e-6 <= along.place(value) <= 300 * (1 + 1e-6) for value in values)
    assert along.place(along.ticks[0]) == (300 if upward else 0)


def test_a_legend_wraps_and_stays_within_its_room() -> None:
    names = ["技术输入", "技术赋能", "学习经历", "工作经历", "融资", "投资"]
    places, height = legend_places(names, 240, 12)
    assert len({y for _, y in places}) > 1
    assert all(x + width_of(name, 12) < 240 for name, (x, _) in zip(names, places, strict=True))
    assert height > max(y for _, y in places)


def test_labels_avoid_obstacles_and_each_other() -> None:
    assert free_labels([(0, 0, 9, 9), (20, 0, 29, 9), (21, 1, 25, 5)], [(5, 5, 6, 6)]) == [1]
