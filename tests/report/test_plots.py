from tests.report.drawn import collisions, marks, texts
from valuenet.report.document import Chart, Mark
from valuenet.report.plots import scatter, step_of, tile_map


def test_squares_without_data_are_drawn_empty() -> None:
    many = (Mark("北京", 9, "9", tile=(2, 5)), Mark("西藏", None, "", tile=(5, 1)), Mark("境外", 1, "1"))
    drawn = tile_map(Chart("tile_map", "t", "d", "zh", many))
    assert texts(drawn) == ["北京", "9", "西藏"]
    assert [said for _, _, said in marks(drawn)] == ["北京：9"]
    assert sum('fill="#ffffff" stroke="#d5dbe1"' in part for part in drawn.parts) == 1


def test_dark_squares_carry_light_words() -> None:
    many = tuple(Mark(str(value), value, "", tile=(1, value)) for value in (1, 9))
    inks = [part.partition('fill="')[2][:7] for part in tile_map(Chart("tile_map", "t", "d", "zh", many)).parts]
    assert inks[1::2] == ["#1c2733", "#ffffff"]


def test_steps_enclose_what_is_shown() -> None:
    assert [step_of(value, 36.0) for value in (0, 1, 4, 16, 25, 36)] == [
        *("more1", "more2", "more3", "more5", "more6", "more6"),
    ]


def test_a_scatter_names_axes_ticks_quarters_and_the_points_with_room() -> None:
    points = [Mark(f"n{at}", at / 100, "", height=10.0**at) for at in range(5)]
    many = (*points, Mark("lost", None, "", height=1))
    corners = ("upper left", "upper right", "lower right", "lower left")
    chart = Chart("scatter", "t", "d", "en", many, axis="Share", up_axis="Patents", unit="share", corners=corners)
    drawn = scatter(Chart(**{**vars(chart), "splits": (0.02, 100.0)}))
    assert {"Share", "Patents", "2.0%", "10,000", "n4", *corners} <= set(texts(drawn))
    assert "lost" not in texts(drawn)
    assert collisions(drawn) == []


def test_names_of_points_never_overlap() -> None:
    many = tuple(Mark("same place", 1.0, "", height=1.0) for _ in range(30))
    assert texts(scatter(Chart("scatter", "t", "d", "en", many))).count("same place") <= 1
