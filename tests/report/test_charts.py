from typing import get_args
from xml.etree import ElementTree

import pytest

from tests.report.drawn import collisions, texts, words
from valuenet.measures.catalogue import CHART_FORMS
from valuenet.report.charts import specification
from valuenet.report.colours import palette
from valuenet.report.document import FORMS, Chart, Form, Mark
from valuenet.report.render import svg
from valuenet.report.shapes import WIDTH

SERIES = ("境内", "境外")
WITH_SERIES = ("grouped_bar", "stacked_bar", "sankey", "matrix", "curves", "distribution")


def example(form: Form, count: int = 4) -> Chart:
    """A chart of a form with `count` labels, one of them without a value."""
    marks = [
        Mark(
            *(f"项目{at}", None if at == 1 else 10.0 + at, f"数{at}"), height=at * 3.0, key=str(at),
            tile=(1 + at, 2), low=9.0 + at, high=12.0 + at, group=at,
        )
        for at in range(count)
    ]  # fmt: skip
    if form not in WITH_SERIES:
        return Chart(form, "题", "述", "zh", tuple(marks), axis="横", up_axis="纵", splits=(10.0, 3.0), table="a.b")
    both = [
        Mark(m.label, m.value, m.shown, name, m.height, key=m.key, outward=name == "境外", group=m.group)
        for m in marks for name in SERIES
    ]  # fmt: skip
    return Chart(form, "题", "述", "zh", tuple(both), axis="横", up_axis="纵", series=SERIES, table="a.b")


def test_the_forms_are_those_of_the_catalogue() -> None:
    assert set(FORMS) == set(get_args(Form)) == {*CHART_FORMS, "network"}  # a picture is no chart of a table


@pytest.mark.parametrize("form", CHART_FORMS)
@pytest.mark.parametrize("count", [1, 2, 40])
def test_every_form_draws_within_its_frame_in_the_palette(form: Form, count: int) -> None:
    drawn = specification(example(form, count))
    root = ElementTree.fromstring(svg(drawn, "题", "c"))
    colours = {each.get(part) for each in root.iter() for part in ("fill", "stroke")} - {None, "none"}
    assert colours <= {shade.light for shade in palette().values()}
    assert [word for word in words(drawn) if not (word.left >= -1 and word.right <= WIDTH + 1)] == []
    assert [word for word in words(drawn) if not (word.top >= -1 and word.bottom <= drawn.height + 1)] == []


@pytest.mark.parametrize("form", CHART_FORMS)
def test_no_word_covers_another(form: Form) -> None:
    assert collisions(specification(example(form, 12))) == []


@pytest.mark.parametrize("form", CHART_FORMS)
def test_every_mark_leads_to_its_rows(form: Form) -> None:
    drawn = specification(example(form, 4))
    assert drawn.leads
    assert 'data-table="a.b"' in svg(drawn, "题", "c")


def test_long_rankings_are_cut() -> None:
    drawn = texts(specification(example("bar", 25)))
    assert "项目19" in drawn
    assert "项目20" not in drawn


def test_equal_names_keep_a_place_each() -> None:
    marks = [Mark("同名", 1.0, "1", series="甲", key=key) for key in ("a", "b")]
    drawn = specification(Chart("stacked_bar", "题", "述", "zh", tuple(marks), series=("甲",)))
    assert texts(drawn).count("同名") == 2
