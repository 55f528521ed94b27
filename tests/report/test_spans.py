"""Intervals, slopes, dumbbells and bars on both sides."""

from __future__ import annotations

from tests.report.drawn import collisions, marks, texts, words
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.spans import diverging, dumbbells, intervals, slopes


def chart(form: Form, *many: Mark) -> Chart:
    return Chart(form, "t", "d", "en", many, axis="Before", up_axis="After")


def test_an_interval_lies_about_its_value_and_the_best_rank_stands_left() -> None:
    drawn = intervals(
        chart("interval", Mark("A", 1.0, "1", low=1.0, high=1.0), Mark("B", 3.0, "2 to 11", low=2, high=11))
    )
    one, two = [attributes for _, attributes, _ in marks(drawn)]
    assert float(one["x"]) < float(two["x"])
    assert float(one["width"]) == 10
    assert float(two["x"]) + float(two["width"]) <= 720
    assert [text for text in texts(drawn) if text.isdigit()][:3] == ["1", "5", "10"]
    assert "2 to 11" in texts(drawn)


def test_slopes_name_both_ends_without_overlap_and_tell_ways_apart_without_colour() -> None:
    drawn = slopes(
        chart("slope", Mark("A", 1.0, "", height=2.0), Mark("B", 2.0, "", height=1.0), Mark("C", 2.0, "", height=3.0))
    )
    dashed = ["stroke-dasharray" in attributes for _, attributes, _ in marks(drawn)]
    assert dashed == [True, True, False]  # those that fall lie behind the one that rises
    assert texts(drawn).count("A") == texts(drawn).count("B") == 2
    assert {"Before", "After"} <= set(texts(drawn))
    assert collisions(drawn) == []


def test_a_dumbbell_has_its_ends_where_they_belong() -> None:
    drawn = dumbbells(chart("dumbbell", Mark("A", 2.0, "2 to 4", height=4.0), Mark("B", 3.0, "3 to 1", height=1.0)))
    ends = [(float(at["x1"]), float(at["x2"])) for _, at, _ in marks(drawn)]
    assert ends[0][0] < ends[0][1]
    assert ends[1][0] > ends[1][1]
    assert ends[0][1] - ends[1][1] == 3 * (ends[0][0] - ends[1][1])
    assert collisions(drawn) == []


def test_bars_below_zero_go_left_and_their_figures_stand_outside() -> None:
    drawn = diverging(
        chart("diverging", Mark("up", 3.0, "+3"), Mark("down", -1.0, "-1"), Mark("none", None, "no data"))
    )
    up, down = [attributes for _, attributes, _ in marks(drawn)]
    assert float(down["x"]) + float(down["width"]) == float(up["x"])
    assert float(up["width"]) > 2.9 * float(down["width"])
    figure = next(word for word in words(drawn) if word.text == "-1")
    assert figure.right < float(down["x"])
    assert up["fill"] != down["fill"]


def test_one_mark_is_drawn() -> None:
    assert intervals(chart("interval", Mark("A", 1.0, "1", low=1.0, high=1.0))).parts
    assert slopes(chart("slope", Mark("A", 1.0, "", height=1.0))).parts
    assert dumbbells(chart("dumbbell", Mark("A", 0.0, "", height=0.0))).parts
    assert diverging(chart("diverging", Mark("A", 0.0, "0"))).parts
