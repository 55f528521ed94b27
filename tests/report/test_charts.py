import json
from typing import get_args

import pytest

from valuenet.measures.catalogue import CHART_FORMS
from valuenet.report.charts import specification
from valuenet.report.document import FORMS, Chart, Form, Mark
from valuenet.report.render import svg

SERIES = ("境内", "境外")


def example(form: Form, count: int = 4) -> Chart:
    """A chart of a form with `count` labels, one of them without a value."""
    marks = [
        Mark(f"项目{at}", None if at == 1 else 10.0**at, f"数{at}", height=at * 3.0, tile=(1 + at, 2), key=str(at))
        for at in range(count)
    ]
    if form in ("grouped_bar", "stacked_bar"):
        marks = [Mark(m.label, m.value, m.shown, series=name, key=m.key) for m in marks for name in SERIES]
        return Chart(form, "题", "述", "zh", tuple(marks), series=SERIES)
    return Chart(form, "题", "述", "zh", tuple(marks), axis="横", up_axis="纵", splits=(10.0, 3.0))


def test_the_forms_are_those_of_the_catalogue() -> None:
    assert set(FORMS) == set(get_args(Form)) == set(CHART_FORMS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 2, 40])
def test_every_form_draws_its_labels(form: Form, count: int) -> None:
    drawn = svg(specification(example(form, count)), "题", "c")
    wanted = {"项目0"} if count > 1 or form != "column" else set()
    assert all(f">{word}</text>" in drawn for word in wanted | set(example(form, count).series))


@pytest.mark.parametrize("form", FORMS)
def test_a_specification_is_plain_json_with_colours_of_its_own(form: Form) -> None:
    spec = json.loads(json.dumps(specification(example(form))))
    assert spec["$schema"].endswith("v6.json")
    assert spec["description"] == "述"
    scales = [
        channel["scale"]
        for layer in spec["layer"]
        for name, channel in layer["encoding"].items()
        if name in ("color", "fill") and channel.get("scale")
    ]
    assert all("domain" in scale and "range" in scale for scale in scales)


def test_long_rankings_are_cut() -> None:
    drawn = svg(specification(example("bar", 25)), "题", "c")
    assert ">项目19</text>" in drawn
    assert ">项目20</text>" not in drawn


def test_equal_names_keep_a_place_each() -> None:
    marks = [Mark("同名", 1.0, "1", series="甲", key=key) for key in ("a", "b")]
    drawn = svg(specification(Chart("stacked_bar", "题", "述", "zh", tuple(marks), series=("甲",))), "题", "c")
    assert drawn.count(">同名</text>") == 2
