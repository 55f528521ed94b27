"""Charts of several quantities a label, made from rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from valuenet.measures.catalogue import catalogue
from valuenet.report.document import Chart
from valuenet.report.drawing import chart_of
from valuenet.report.material import Material

Rows = list[dict[str, Any]]


def made(name: str, rows: Rows, material: Material, groups: dict[tuple[Any, ...], int] | None = None) -> Chart:
    """The chart of a measure with these rows, in English."""
    found = chart_of(catalogue()[name], rows, material.labels, "en", groups)
    assert found is not None
    return found


def test_columns_side_by_side_are_series_in_their_own_colours(material: Material) -> None:
    rows: Rows = [{"source_id": name, "rows_read": 9, "rows_kept": 7, "rows_rejected": 2} for name in ("list", "ties")]
    chart = made("sample.sources", rows, material)
    assert chart.series == ("Rows kept", "Rows rejected")
    assert chart.colours == ("deep", "amber")
    assert [(mark.label, mark.value, mark.shown) for mark in chart.marks[:2]] == [
        *(("Source 1", 7.0, "7"), ("Source 1", 2.0, "2")),
    ]
    assert chart.captions == ()


def test_rows_of_one_label_and_series_are_added_and_then_lead_nowhere(material: Material) -> None:
    row: dict[str, Any] = {"scope": "row", "reason": "no_name", "field": None}
    rows: Rows = [
        {**row, "source_id": "list", "rejections": 2},
        {**row, "source_id": "list", "field": "name", "rejections": 3},
        {**row, "source_id": "ties", "reason": "unknown_code", "rejections": 1},
    ]
    keys = {(each["source_id"], each["scope"], each["reason"], each["field"]): at for at, each in enumerate(rows)}
    chart = made("sample.rejected", rows, material, keys)
    assert [(mark.value, mark.group) for mark in chart.marks] == [(5.0, None), (1.0, 2)]
    assert any("adds" in caption for caption in chart.captions)


def test_pairs_have_a_row_a_column_and_a_ratio(material: Material) -> None:
    rows: Rows = [
        {"source": one, "target": two, "observed": 4, "expected": 2.0, "ratio": 2.0}
        for one in ("base", "application") for two in ("base", "application", None)
    ]  # fmt: skip
    chart = made("network.layers_mixing", rows, material)
    assert len(chart.marks) == 4
    assert chart.series == ("Base layer", "Application layer")
    assert {mark.height for mark in chart.marks} == {2.0}


def test_flows_go_in_on_one_side_and_out_on_the_other(material: Material) -> None:
    end: dict[str, Any] = {"subject_id": "e1", "region": None, "country": None, "sector": None, "relations": 2}
    rows: Rows = [
        {**end, "flow_side": "inward", "region": "110000"},
        {**end, "flow_side": "inward", "country": "US"},
        {**end, "flow_side": "outward", "sector": "smart_chip"},
        {**end, "flow_side": "outward"},
    ]
    key = ("inward", "e1", "110000", None, None)
    chart = made("ecosystem.technology_flows", rows, material, {key: 5})
    assert chart.series == ("Beichen AI",)
    assert [(mark.label, mark.outward, mark.group) for mark in chart.marks] == [
        *(("Beijing", False, 5), ("United States", False, None), ("Smart chips", True, None)),
    ]
    assert chart.axis != chart.up_axis != ""


def test_curves_have_a_panel_for_each_measure_and_an_axis_for_each_column(material: Material) -> None:
    rows: Rows = [
        {"strategy": way, "measured": what, "removed": at, "value": at / 9, "low": at / 10, "high": at / 8}
        for what in ("failed", "largest_component") for way in ("random", "degree") for at in range(3)
    ]  # fmt: skip
    chart = made("network.removal_curves", rows, material)
    assert (chart.unit, chart.up_unit, len(chart.marks)) == ("count", "share", 12)
    assert len({mark.panel for mark in chart.marks}) == len(chart.series) == len(set(chart.colours)) == 2
    assert [(mark.low, mark.high) for mark in chart.marks[2:3]] == [(0.2, 0.25)]


def test_a_distribution_draws_shares_though_its_sentence_counts(material: Material) -> None:
    rows: Rows = [
        {"curve": "counted", "neighbours": 1, "nodes": 9, "share": 1.0},
        {"curve": "counted", "neighbours": 5, "nodes": 1, "share": 0.1},
        {"curve": "fitted", "neighbours": 5, "nodes": None, "share": 0.1},
    ]
    chart = made("network.degree_distribution", rows, material)
    assert (chart.up_axis, chart.up_unit) == ("Share", "share")
    assert [mark.height for mark in chart.marks] == [1.0, 0.1, 0.1]


def test_bars_of_a_ranking_take_the_colour_of_what_their_subjects_are(material: Material) -> None:
    words = replace(material.labels, names={**material.labels.names, "a": ("", "A"), "b": ("", "B")})
    rows: Rows = [
        {"rank": 1, "subject_id": "a", "layer": "application", "region": None, "weighted_degree": 9},
        {"rank": 2, "subject_id": "b", "layer": "base", "region": None, "weighted_degree": 5},
    ]
    chart = chart_of(catalogue()["network.top_sample_nodes"], rows, words, "en")
    assert chart is not None
    assert chart.series == ("Base layer", "Application layer")
    assert [mark.colour for mark in chart.marks] == ["deep", "amber"]
