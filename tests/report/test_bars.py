import pytest

from tests.report.drawn import collisions, marks, texts
from valuenet.language import no_data
from valuenet.report.bars import columns, grouped_bars, ranked_bars, stacked_bars
from valuenet.report.document import Chart, Mark
from valuenet.report.shapes import WIDTH


def chart(many: list[Mark], series: tuple[str, ...] = (), colours: tuple[str, ...] = ()) -> Chart:
    """A chart of these marks; the form does not matter here."""
    return Chart("bar", "t", "d", "en", tuple(many), series=series, unit="count", colours=colours, table="a.b")


@pytest.mark.parametrize(("longest", "gutter"), [("北京", 56), ("x" * 20, 160), ("x" * 90, 264)])
def test_labels_get_the_room_they_need_up_to_a_limit(longest: str, gutter: int) -> None:
    ((_, bar, _),) = marks(ranked_bars(chart([Mark(longest, 1, "1")])))
    assert bar["x"] == str(gutter)


def test_long_names_stand_on_two_lines() -> None:
    drawn = ranked_bars(chart([Mark("Enterprise technology integration and its solutions", 1, "1")]))
    assert texts(drawn)[:2] == ["Enterprise technology integration and its", "solutions"]
    assert collisions(drawn) == []


def test_long_figures_are_not_cut() -> None:
    drawn = ranked_bars(chart([Mark("a", 1, "RMB 296.8 billion of all the funding (19.4%)")]))
    ((_, bar, _),) = marks(drawn)
    assert float(bar["x"]) + float(bar["width"]) < WIDTH - 200


def test_bars_in_the_colours_of_a_code_have_a_legend() -> None:
    drawn = ranked_bars(chart([Mark("a", 1, "1", colour="amber")], ("Unicorn",), ("amber",)))
    assert texts(drawn)[0] == "Unicorn"
    assert marks(drawn)[0][1]["fill"] == "#e4ab29"


def test_crowded_years_are_thinned_out() -> None:
    drawn = columns(chart([Mark(str(year), 1e6, "1,234,567") for year in range(1960, 2020)]))
    assert [text for text in texts(drawn) if len(text) == 4][:2] == ["1960", "1963"]
    assert "1,234,567" not in texts(drawn)
    assert {"0", "1,000,000"} <= set(texts(drawn))  # an axis says what the figures would
    assert collisions(drawn) == []


def test_a_year_whose_value_is_not_known_says_so_and_an_empty_one_does_not() -> None:
    drawn = columns(chart([Mark("2018", None, no_data("en")), Mark("2019", None, ""), Mark("2020", 2, "2")]))
    assert [text for text in texts(drawn) if not text.isdigit()] == [no_data("en")]


def test_stacks_end_with_their_sum_and_wide_parts_have_their_figure() -> None:
    many = [Mark("a", 1200, "1,200", series="x"), Mark("a", 34, "34", series="y"), Mark("b", None, "", series="x")]
    assert texts(stacked_bars(chart(many, ("x", "y")))) == ["x", "y", "1,200", "1,234", "a", "b"]


def test_a_part_of_nothing_is_not_drawn() -> None:
    many = [Mark("a", 3, "3", series="x"), Mark("a", 0, "0", series="y")]
    assert len(marks(stacked_bars(chart(many, ("x", "y"))))) == 1


def test_groups_write_each_figure_and_each_series_once() -> None:
    many = [Mark("a", 1, "one", series="x", group=4), Mark("a", 2, "two", series="y")]
    drawn = grouped_bars(chart(many, ("x", "y")))
    assert texts(drawn) == ["x", "y", "a", "one", "two"]
    assert [attributes.get("data-group") for _, attributes, _ in marks(drawn)] == ["4", None]
