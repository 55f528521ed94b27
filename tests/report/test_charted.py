"""What charts take from a table, whatever their form."""

from __future__ import annotations

from typing import Any

from valuenet.measures.catalogue import catalogue
from valuenet.report.charted import LONGEST_GAP, Source, charted, figure_of, with_captions, with_gaps
from valuenet.report.document import Mark
from valuenet.report.labels import Labels

ROW: dict[str, Any] = {"layer": "base", "enterprises": 3, "share": 0.5}
LABELS = Labels({("layer", "base"): ("基础层", "Base layer")})
SOURCE = Source(catalogue()["enterprises.by_layer"], [ROW], LABELS, "en", "layer", "enterprises", None, {("base",): 4})


def test_a_mark_has_its_row_s_words_figure_rows_and_colour() -> None:
    assert SOURCE.mark(ROW, "3") == Mark("Base layer", 3.0, "3", key="base", group=4, colour="amber")


def test_a_row_that_nothing_stands_behind_has_no_group() -> None:
    assert SOURCE.group({**ROW, "layer": "application"}) is None
    assert SOURCE.part(ROW, "low") is None


def test_text_is_no_figure() -> None:
    assert [figure_of({"a": cell}, "a") for cell in ("3", None, True, 2)] == [None, None, 1.0, 2.0]
    assert figure_of(ROW, None) is None


def test_a_chart_knows_its_table_and_says_what_it_leaves_out() -> None:
    chart = charted("bar", SOURCE, [SOURCE.mark(ROW, "3")])
    assert (chart.table, chart.unit, chart.title) == ("enterprises.by_layer", "count", "Enterprises by layer")
    assert with_captions(chart, 0) is chart
    assert "no data" in with_captions(chart, 1).captions[0]


def test_years_keep_their_place_unless_they_are_too_far_apart() -> None:
    marks = [Mark(str(year), 1, "1", key=str(year)) for year in (2015, 2018)]
    assert [mark.label for mark in with_gaps(marks)] == ["2015", "2016", "2017", "2018"]
    far = [Mark(str(year), 1, "1", key=str(year)) for year in (1900, 1901 + LONGEST_GAP)]
    assert with_gaps(far) == far
