import pytest

from valuenet.report.bars import columns, grouped_bars, ranked_bars, stacked_bars
from valuenet.report.document import Chart, Mark


def chart(marks: list[Mark], series: tuple[str, ...] = ()) -> Chart:
    """A chart of these marks; the form does not matter here."""
    return Chart("bar", "t", "d", "en", tuple(marks), series=series, unit="count")


def words(spec: dict[str, object], field: str = "word") -> list[str]:
    """Every word that a specification writes under a field."""
    layers = spec["layer"]
    assert isinstance(layers, list)
    texts = [
        layer for layer in layers if layer["mark"]["type"] == "text" and layer["encoding"]["text"]["field"] == field
    ]
    return [row[field] for layer in texts for row in layer["data"]["values"]]


@pytest.mark.parametrize(("longest", "gutter"), [("北京", 56), ("x" * 20, 160), ("x" * 90, 264)])
def test_labels_get_the_room_they_need_up_to_a_limit(longest: str, gutter: int) -> None:
    spec = ranked_bars(chart([Mark(longest, 1, "1")]))
    assert spec["padding"]["left"] == gutter


def test_crowded_years_are_thinned_out() -> None:
    spec = columns(chart([Mark(str(year), 1, "1,234,567") for year in range(1960, 2020)]))
    assert words(spec)[:4] == ["1960", "", "", "1963"]
    assert set(words(spec, "figure")) == {""}


def test_stacks_end_with_their_sum() -> None:
    marks = [Mark("a", 1200, "", series="x"), Mark("a", 34, "", series="y"), Mark("b", None, "", series="x")]
    assert words(stacked_bars(chart(marks, ("x", "y"))), "figure") == ["1,234", ""]


def test_groups_write_each_figure_and_each_series_once() -> None:
    marks = [Mark("a", 1, "one", series="x"), Mark("a", 2, "two", series="y")]
    spec = grouped_bars(chart(marks, ("x", "y")))
    assert words(spec, "figure") == ["one", "two"]
    assert words(spec) == ["a", "x", "y"]
