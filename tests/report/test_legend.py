"""Legends and gutters."""

from __future__ import annotations

from valuenet.report.document import Chart
from valuenet.report.legend import colours_of, gutter, legend, named_beside


def test_a_chart_without_series_has_no_legend() -> None:
    assert legend(Chart("bar", "t", "d", "en", ())) == ([], 0)


def test_a_legend_has_the_chart_s_colours_and_its_dashes() -> None:
    chart = Chart("curves", "t", "d", "en", (), series=("a", "b"), colours=("amber", "deep"))
    drawn, height = legend(chart, ("", "4 3"))
    assert height > 12
    assert "#e4ab29" in drawn[0]
    assert "stroke-dasharray" in drawn[2]
    assert colours_of(chart) == ("amber", "deep")


def test_labels_that_no_line_holds_are_cut() -> None:
    assert gutter(["x" * 300]) == 264
    assert "…" in named_beside("x" * 300, 100, 10, 90)[0]
    assert "…" in named_beside("word " * 60, 100, 10, 90)[1]
    assert len(named_beside("长名" * 10, 100, 10, 120)) == 2
