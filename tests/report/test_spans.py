"""Intervals and slopes as specifications."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from valuenet.report.document import Chart, Form, Mark
from valuenet.report.render import svg
from valuenet.report.spans import intervals, slopes


def chart(form: Form, *marks: Mark) -> Chart:
    return Chart(form, "t", "d", "en", marks, axis="Before", up_axis="After")


def words(spec: dict[str, Any], field: str = "word") -> list[str]:
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return [row[field] for layer in texts for row in layer["data"]["values"] if field in row]


def test_an_interval_lies_about_its_value_and_the_best_rank_stands_left() -> None:
    marks = (Mark("A", 1.0, "1", low=1.0, high=1.0), Mark("B", 3.0, "2 to 11", low=2.0, high=11.0))
    spec = intervals(chart("interval", *marks))
    rows = spec["layer"][1]["data"]["values"]
    assert all(row["low"] < row["value"] < row["high"] for row in rows)
    assert rows[0]["low"] < 0 < rows[0]["high"] < rows[1]["low"]
    assert rows[1]["high"] <= spec["width"] + 5
    assert words(spec)[-3:] == ["1", "5", "10"]
    assert "2 to 11" in svg(spec, "t", "n")


def test_slopes_name_both_ends_without_overlap() -> None:
    marks = (Mark("A", 1.0, "", height=2.0), Mark("B", 2.0, "", height=1.0), Mark("C", 2.0, "", height=3.0))
    spec = slopes(chart("slope", *marks))
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    assert [len(layer["data"]["values"]) for layer in lines] == [0, 2, 1]
    assert ["strokeDash" in layer["mark"] for layer in lines] == [False, True, False]  # told apart without colour
    assert {"A", "B", "Before", "After"} <= set(words(spec))
    assert words(spec, "figure")[-6:] == ["2", "1", "2", "1", "2", "3"]
    for layer in spec["layer"][3:5]:
        heights = sorted(row["y"] for row in layer["data"]["values"])
        assert all(two - one > 12 for one, two in pairwise(heights))


def test_one_mark_is_drawn() -> None:
    assert intervals(chart("interval", Mark("A", 1.0, "1", low=1.0, high=1.0)))["layer"]
    assert slopes(chart("slope", Mark("A", 1.0, "", height=1.0)))["layer"]
