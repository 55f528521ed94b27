"""Shapes as SVG, and marks that lead to their rows."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from valuenet.report.document import Chart, Mark
from valuenet.report.shapes import Drawing, dot, drawing, line, marked, path, px, rect, word

HARM = '<script>"&'


def chart(mark: Mark) -> Chart:
    """A chart of one mark."""
    return Chart("bar", "t", "d", "zh", (mark,), table="a.b")


def test_every_shape_is_well_formed_and_has_colours_of_the_palette() -> None:
    shapes = (
        rect(1, 2, 3, -4, "deep", stroke="rule", radius=2),
        line(0, 0, 1, 1, dash="4 3"),
        dot(1, 2, 3, "amber", stroke="ink", wide=2, opacity=0.5),
        path("M0 0h3", stroke="teal"),
        word(HARM, 1, 2, "end", weight=600),
    )
    found = [ElementTree.fromstring(shape) for shape in shapes]
    assert [each.tag for each in found] == ["rect", "line", "circle", "path", "text"]
    assert (found[0].get("fill"), found[0].get("height"), found[4].text) == ("#0b4f7d", "0", HARM)


def test_no_words_are_no_shape() -> None:
    assert word("", 1, 2) == ""
    assert drawing(chart(Mark("a", 1, "1")), 10, ["", "<g/>"]).parts == ("<g/>",)


def test_a_mark_with_rows_leads_to_them_and_says_what_it_is() -> None:
    drawn = ElementTree.fromstring(
        marked(rect(0, 0, 1, 1, "deep"), Mark(HARM, 1, "1", series="系", group=3), chart(Mark("", 1, "")))
    )
    assert (drawn.get("data-group"), drawn.get("role"), drawn.get("tabindex")) == ("3", "button", "-1")
    assert drawn.get("aria-label") == drawn.findtext("title") == f"{HARM}，系：1"


def chart_without() -> Chart:
    """A chart of no table."""
    return Chart("bar", "t", "d", "en", ())


def test_a_mark_without_rows_only_says_what_it_is() -> None:
    for shape, where in ((Mark("a", 1, "1"), chart_without()), (Mark("a", 1, "1", group=1), chart_without())):
        drawn = ElementTree.fromstring(marked(dot(0, 0, 1, "deep"), shape, where))
        assert (drawn.get("data-group"), drawn.get("role"), drawn.findtext("title")) == (None, None, "a: 1")


def test_a_drawing_knows_whether_it_leads_anywhere() -> None:
    assert not Drawing(1, ("<g/>",), "d").leads
    assert Drawing(1, ('<g data-group="0"/>',), "d").leads


@given(st.floats(min_value=-1e4, max_value=1e4))
def test_coordinates_keep_a_tenth_of_a_pixel(value: float) -> None:
    assert abs(float(px(value)) - value) <= 0.05 + 1e-9
