import re
from xml.etree import ElementTree

from tests.report.drawn import texts
from valuenet.report.charts import specification
from valuenet.report.document import Chart, Mark
from valuenet.report.render import svg

MARKS = (
    Mark("北京", 338, "338（42.5%）", group=0),
    Mark("<b>&amp;", 135, "135", group=1),
    Mark("A" * 200, None, "无数据"),
)
CHART = Chart("bar", 'Title "quoted" <i>', "What it shows", "zh", MARKS, table="a.b")


def test_a_drawing_is_labelled_for_those_who_cannot_see_it() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert re.match(
        r'<svg class="chart" role="group" data-table="a.b" aria-labelledby="c-t c-d" viewBox="0 0 720 ', drawn
    )
    assert '<title id="c-t">Title &quot;quoted&quot; &lt;i&gt;</title><desc id="c-d">What it shows</desc>' in drawn


def test_marks_without_rows_make_an_image() -> None:
    plain = Chart("bar", "t", "d", "zh", tuple(Mark(each.label, each.value, each.shown) for each in MARKS))
    assert 'role="img"' in svg(specification(plain), "t", "c")


def test_the_first_mark_is_in_the_order_of_the_keyboard() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert re.findall(r'data-group="(\d)"[^>]*tabindex="([^"]*)"', drawn) == [("0", "0"), ("1", "-1")]


def test_a_drawing_brings_no_style_script_or_address() -> None:
    drawn = svg(specification(CHART), CHART.title, "c")
    assert re.findall(r"style=|<script|href|url\(|https?:", drawn) == []


def test_names_that_would_do_harm_stay_words() -> None:
    drawn = ElementTree.fromstring(svg(specification(CHART), CHART.title, "c"))
    assert "<b>&amp;" in [each.text for each in drawn.iter("text")]
    assert {each.tag for each in drawn.iter()} == {"svg", "title", "desc", "rect", "text"}


def test_equal_charts_give_equal_drawings() -> None:
    assert svg(specification(CHART), CHART.title, "c") == svg(specification(CHART), CHART.title, "c")
    assert texts(specification(CHART))[:2] == ["北京", "338（42.5%）"]
