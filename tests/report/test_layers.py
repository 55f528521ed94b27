from valuenet.report.document import Chart
from valuenet.report.layers import WIDTH, Spec, bars, frame, greatest, linear, ordinal, pixel, rule, text

ROWS: list[Spec] = [{"value": 1, "word": "a"}, {"value": None, "word": "b"}]


def test_a_frame_has_one_width_and_a_fixed_layout() -> None:
    spec = frame(Chart("bar", "t", "d", "zh", ()), 100, 50, 20, 4, 4, [])
    assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == WIDTH
    assert spec["autosize"] == "none"


def test_missing_values_are_not_drawn_but_named() -> None:
    assert bars(ROWS, {}, {})["data"]["values"] == ROWS[:1]
    assert text(ROWS, {}, {})["data"]["values"] == ROWS


def test_scales_have_explicit_domains() -> None:
    assert linear("value", 5)["scale"]["domain"] == [0, 5]
    assert ordinal("place", range(3))["scale"]["domain"] == [0, 1, 2]
    assert pixel("x")["scale"]["domain"] == pixel("x")["scale"]["range"]
    assert rule([], {})["mark"]["type"] == "rule"


def test_the_greatest_of_nothing_is_one() -> None:
    assert [greatest([]), greatest([None, 0]), greatest([None, 3, 2])] == [1, 1, 3]
