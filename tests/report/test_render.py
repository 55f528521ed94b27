import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.report.charts import specification
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.render import _drawn, _place, _stand_in, svg

MARKS = (Mark("北京", 338, "338（42.5%）"), Mark("<b>&amp;", 135, "135"), Mark("A" * 200, None, "无数据"))
CHART = Chart("bar", 'Title "quoted" <i>', "What it shows", "zh", MARKS)


def words(drawn: str) -> list[str]:
    """The texts of a drawing, in order."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]


def test_words_come_back_into_the_drawing() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert words(drawn)[:2] == ["北京", "<b>&amp;"]
    assert words(drawn)[3:] == ["338（42.5%）", "135", "无数据"]
    assert words(drawn)[2].endswith("…")


def test_words_keep_their_sizes() -> None:
    marks = (Mark("2018", 3, "3"), Mark("2019", 4, "4"))
    drawn = svg(specification(Chart("column", "t", "d", "zh", marks)), "t", "c")
    sizes = {text: size for size, text in re.findall(r'font-size="([^"]*)"[^>]*>([^<]*)<', drawn)}
    assert sizes == {"2018": "12px", "2019": "12px", "3": "11px", "4": "11px"}


def test_a_drawing_is_labelled_for_those_who_cannot_see_it() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert re.match(r'<svg class="chart" role="img" aria-labelledby="c-t c-d" viewBox="0 0 720 ', drawn)
    assert '<title id="c-t">Title &quot;quoted&quot; &lt;i&gt;</title><desc id="c-d">What it shows</desc>' in drawn


def test_a_drawing_brings_no_style_script_or_address() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert re.findall(r"style=|<script|href|url\(|https?:", drawn) == []


def test_equal_charts_give_equal_drawings() -> None:
    assert svg(specification(CHART), CHART.title, "c") == svg(specification(CHART), CHART.title, "c")


@pytest.mark.parametrize("form", ["bar", "column"])
def test_a_chart_that_differs_in_its_words_alone_is_drawn_once(form: Form) -> None:
    other = tuple(Mark(f"{mark.label}?", mark.value, f"{mark.shown}!") for mark in MARKS[:2])
    svg(specification(Chart(form, "t", "d", "zh", MARKS[:2])), "t", "c")
    before = _drawn.cache_info().misses
    drawn = svg(specification(Chart(form, "u", "e", "en", other)), "u", "d")
    assert _drawn.cache_info().misses == before
    assert "北京?" in words(drawn)


@given(st.integers(min_value=0, max_value=100_000))
def test_every_word_has_a_stand_in_of_its_own(count: int) -> None:
    many = [("", 12.0)] * count
    letters = _stand_in("x", 12.0, many)
    assert (_place(letters), letters.isalpha(), len(letters) <= 3) == (count, True, True)
