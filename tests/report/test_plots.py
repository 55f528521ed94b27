from valuenet.report.document import Chart, Mark
from valuenet.report.plots import scatter, tile_map


def test_squares_without_data_are_drawn_empty() -> None:
    marks = (Mark("北京", 9, "9", tile=(2, 5)), Mark("西藏", None, "", tile=(5, 1)), Mark("境外", 1, "1"))
    empty, full, names, figures = tile_map(Chart("tile_map", "t", "d", "zh", marks))["layer"]
    assert [row["word"] for row in empty["data"]["values"]] == ["西藏"]
    assert [row["word"] for row in full["data"]["values"]] == ["北京"]
    assert [row["word"] for row in names["data"]["values"]] == ["北京", "西藏"]
    assert [row["figure"] for row in figures["data"]["values"]] == ["9", ""]
    assert full["encoding"]["color"]["scale"]["domain"] == [0, 9]


def test_dark_squares_carry_light_words() -> None:
    marks = tuple(Mark(str(value), value, "", tile=(1, value)) for value in (1, 100))
    names = tile_map(Chart("tile_map", "t", "d", "zh", marks))["layer"][2]
    assert [row["ink"] for row in names["data"]["values"]] == ["#1c2733", "#ffffff"]


def test_a_scatter_names_axes_ticks_and_the_points_with_room() -> None:
    points = [Mark(f"n{at}", at / 100, "", height=10.0**at) for at in range(5)]
    marks = (*points, Mark("lost", None, "", height=1))
    chart = Chart("scatter", "t", "d", "en", marks, axis="Share", up_axis="Patents", unit="share", splits=(0.02, 100.0))
    texts = [layer for layer in scatter(chart)["layer"] if layer["mark"]["type"] == "text"]
    words = [row["word"] for layer in texts for row in layer["data"]["values"]]
    assert {"Share", "Patents", "2.0%", "10,000", "n4"} <= set(words)
    assert "lost" not in words


def test_names_of_points_never_overlap() -> None:
    marks = tuple(Mark("same place", 1.0, "", height=1.0) for _ in range(30))
    labels = scatter(Chart("scatter", "t", "d", "en", marks))["layer"][3]["data"]["values"]
    assert len(labels) <= 1
