from typing import Any

from tests.report.conftest import block
from valuenet.language import Language
from valuenet.measures.catalogue import catalogue
from valuenet.report.document import Chart, Document
from valuenet.report.drawing import chart_of
from valuenet.report.labels import Labels
from valuenet.report.material import Material
from valuenet.report.relating import MOST_SERIES


def drawn(name: str, rows: list[dict[str, Any]], labels: Labels, language: Language = "zh") -> Chart:
    """The chart of a measure with these rows."""
    chart = chart_of(catalogue()[name], rows, labels, language)
    assert chart is not None
    return chart


def test_missing_years_keep_an_empty_place(chinese: Document) -> None:
    chart = block(chinese, "enterprises.by_founding_year").chart
    assert chart is not None
    assert [(mark.label, mark.value) for mark in chart.marks][:2] == [("2010", 1), ("2011", None)]
    assert len(chart.marks) == 9


def test_rows_without_a_label_are_left_out_and_said_so(english: Document) -> None:
    chart = block(english, "enterprises.by_region").chart
    assert chart is not None
    assert chart.captions == ("The row “no data” is left out of the chart.",)
    assert [mark.label for mark in chart.marks if mark.value is not None] == ["Beijing", "Guangdong"]
    assert len(chart.marks) == 34


def test_regions_without_a_tile_are_listed_below(material: Material) -> None:
    labels = Labels({**material.labels.terms, ("region", "US-CA"): ("加州", "California")})
    counts = {"110000": 3, "440000": 2, "US-CA": 1}
    rows = [{"region": code, "enterprises": count, "share": count / 6} for code, count in counts.items()]
    assert drawn("enterprises.by_region", rows, labels).captions == ("未在图中标出：加州（1）。",)
    abroad = [{**row, "region": code} for row, code in zip(rows, ("US-CA", "US-NY", "US-WA"), strict=True)]
    labels = Labels({("region", code): (code, code) for code in ("US-CA", "US-NY", "US-WA")})
    assert drawn("enterprises.by_region", abroad, labels).form == "bar"


def test_stacked_years_are_cut_at_the_beginning_and_count_what_is_there() -> None:
    labels = Labels({("relation_kind", "study"): ("学习经历", "Study")})
    rows = [{"year": year, "kind": "study", "relations": 2} for year in (1990, 1995, 2000, *range(2003, 2021))]
    chart = drawn("network.relations_by_year", rows, labels)
    assert [mark.label for mark in chart.marks] == [str(year) for year in range(2001, 2021)]
    assert chart.captions == ("图中显示 18 项，表中共 21 项。",)


def test_a_single_value_needs_no_chart() -> None:
    row: dict[str, Any] = {"layer": "base", "enterprises": 1, "share": 1.0}
    labels = Labels({("layer", "base"): ("基础层", "Base layer")})
    assert chart_of(catalogue()["enterprises.by_layer"], [row], labels, "zh") is None
    assert chart_of(catalogue()["enterprises.funding_total"], [row], labels, "zh") is None


def test_long_rankings_say_how_much_they_show() -> None:
    labels = Labels({}, {f"s{at}": (f"名{at}", "") for at in range(25)})
    rows = [{"rank": at, "subject_id": f"s{at}", "status": None, "rd_intensity": 0.5} for at in range(25)]
    chart = drawn("technology.rd_intensity_top20", rows, labels)
    assert (len(chart.marks), chart.captions) == (20, ("图中显示 20 项，表中共 25 项。",))


def test_series_beyond_the_colours_are_left_to_the_table() -> None:
    labels = Labels({("kind", kind): (kind, kind) for kind in "ab"} | {("dynamics", "stock"): ("存量", "Stock")})
    rows = [
        {"wave": str(wave), "dynamics": "stock", "kind": kind, "subjects": 1, "change": None}
        for wave in range(2000, 2010) for kind in "ab"
    ]  # fmt: skip
    chart = drawn("sample.composition", rows, labels)
    assert len(chart.series) == MOST_SERIES
    assert {mark.series for mark in chart.marks} == set(chart.series)
    assert chart.captions == ("图中显示 8 组，表中共 10 组。",)


def test_a_yes_or_no_says_what_is_so(english: Document) -> None:
    rows = [
        {"kind": "enterprise", "rule": rule, "passed": passed, "subjects": 3, "share": 0.5}
        for rule in ("a", "b") for passed in (True, False)
    ]  # fmt: skip
    labels = Labels({("rule", rule): (rule, rule) for rule in "ab"})
    assert drawn("sample.screening", rows, labels, "en").series == ("passed", "failed")
    assert english.language == "en"


def test_a_scatter_is_parted_at_the_medians(chinese: Document) -> None:
    chart = block(chinese, "technology.patents_vs_rd").chart
    assert chart is not None
    assert (chart.splits, chart.unit, chart.up_unit) == ((0.11, 30.0), "share", "number")
