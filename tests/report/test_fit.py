import io
import json
from importlib.resources import files

import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from valuenet.report.fit import axis, fitted, free_labels, legend_places, one_line, ticks, width_of
from valuenet.report.font import FAMILIES, full_font

NAMES = ("Intelligent vehicles and transportation", "IDG资本", "338 (42.5%)", "RMB 57.0 billion", "Guangdong", "北京")
VALUES = st.lists(st.floats(min_value=0, max_value=1e9, allow_subnormal=False), min_size=1, max_size=30)


@pytest.mark.parametrize("name", NAMES)
def test_widths_are_those_of_the_typeface_within_a_tenth(name: str) -> None:
    font = TTFont(io.BytesIO(full_font() or b""), lazy=True)
    glyphs, known = font.getGlyphSet(location={"wght": 400}), font.getBestCmap()
    real = sum(glyphs[known[ord(character)]].width for character in name) / font["head"].unitsPerEm * 12
    assert width_of(name, 12) == pytest.approx(real, rel=0.1)


PRINTED = (
    *NAMES,
    "".join(map(chr, range(32, 127))),
    'AVAToYo. "r," f)',
    "A北1京 2 b市",
    "（广东）、“AI”",
    "한국 テスト 繁體",
)


def test_no_letter_is_wider_than_what_a_line_is_told_to_hold() -> None:
    font = TTFont(io.BytesIO(full_font() or b""), lazy=True)
    glyphs, known = font.getGlyphSet(location={"wght": 400}), font.getBestCmap()
    for letter in map(chr, range(32, 127)):
        real = glyphs[known[ord(letter)]].width / font["head"].unitsPerEm
        assert not one_line(letter, real - 0.001, 1), letter
        assert one_line(letter, real + 0.1, 1), letter


def test_a_text_told_to_take_one_line_takes_no_more_when_it_is_set() -> None:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(each) for each in folder.iterdir()])
    families = ", ".join(f'"Noto Sans {each}"' for each in FAMILIES)
    words = f"json(bytes({json.dumps(json.dumps(PRINTED, ensure_ascii=False), ensure_ascii=False)}))"
    template = (
        f"#set text(font: ({families}), size: 10pt, fallback: false)\n"
        f"#context [#metadata({words}.map(each => measure(text(each)).width.pt())) <widths>]"
    )
    (widths,) = json.loads(typst.query(template.encode(), "<widths>", field="value", font_paths=fonts))
    for each, width in zip(PRINTED, widths, strict=True):
        assert not one_line(each, width - 0.001, 10), each
    assert one_line(NAMES[0], 1.05 * widths[0], 10)


@pytest.mark.parametrize("text", ["甲\n乙", "a\tb", "Łódź", "…"])
def test_of_a_text_with_other_characters_nothing_is_said(text: str) -> None:
    assert not one_line(text, 9999, 10)


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
