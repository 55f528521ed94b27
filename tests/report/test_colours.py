"""The palette: told apart by every reader, on paper, on a dark screen and in grey."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from valuenet.measures.catalogue import column_labels
from valuenet.model.vocabulary import vocabulary, vocabulary_names
from valuenet.network.picture.look import DARK, LIGHT
from valuenet.report.colours import LESS, MORE, SERIES, _given, colour_of, css, ink_on, palette, series_colours

Floats = npt.NDArray[np.float64]

# Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency, IEEE TVCG
# 15(6), 2009: matrices of full severity, on linear RGB.
SIGHT = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
# Ottosson, A perceptual color space for image processing, 2020: linear RGB to OKLab.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> Floats:
    """A colour as linear RGB."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def oklab(light: Floats) -> Floats:
    """Linear RGB as OKLab."""
    found: Floats = np.cbrt(np.clip(light, 0, 1) @ _CONES.T) @ _LAB.T
    return found


def contrast(one: str, two: str) -> float:
    """The contrast of two colours, as WCAG 2 defines it."""
    low, high = sorted(float(linear(each) @ (0.2126, 0.7152, 0.0722)) for each in (one, two))
    return (high + 0.05) / (low + 0.05)


def test_simulated_sight_confuses_what_it_should() -> None:
    red, green = linear("#b02020"), linear("#5a7000")
    seen = {name: float(np.linalg.norm(oklab(red @ m.T) - oklab(green @ m.T))) for name, m in SIGHT.items()}
    assert seen["deuteranopia"] < seen["all colours"] / 2


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_series_are_told_apart_by_every_reader(sight: str, theme: str) -> None:
    shades = {name: oklab(linear(getattr(palette()[name], theme)) @ SIGHT[sight].T) for name in SERIES}
    close = {
        (one, two): round(float(np.linalg.norm(shades[one] - shades[two])), 3)
        for one, two in combinations(SERIES, 2)
        if np.linalg.norm(shades[one] - shades[two]) < 0.1
    }
    assert close == {}


def lightness(name: str, theme: str) -> float:
    """How light a colour of the palette is, from 0 to 1."""
    return float(oklab(linear(getattr(palette()[name], theme)))[0])


def test_series_differ_in_grey_print() -> None:
    grey = sorted(lightness(name, "light") for name in SERIES)
    assert min(np.diff(grey)) > 0.02
    first = [lightness(name, "light") for name in SERIES[:6]]
    assert min(abs(np.diff(first))) > 0.12  # neighbours in a stack


def test_neighbours_of_one_legend_differ_in_grey_print() -> None:
    filled = ("relation_kind", "relation_family", "layer", "place", "boolean", "dynamics", "status")
    alike = [
        (one, two)
        for (one, first), (two, second) in pairwise(_given().items())
        if one[0] == two[0] in filled and abs(lightness(first, "light") - lightness(second, "light")) < 0.12
    ]
    assert {name for name, _ in _given()} >= set(filled)
    assert alike == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_steps_become_steadily_stronger(theme: str) -> None:
    for steps in (MORE, LESS):
        levels = np.array([lightness(name, theme) for name in steps])
        signs = np.sign(np.diff(levels))
        assert set(signs.tolist()) == {-1.0 if theme == "light" else 1.0}
        assert min(abs(np.diff(levels))) > 0.05


def test_what_is_without_data_is_grey_and_leaves_the_colours_of_the_others() -> None:
    assert series_colours("layer", ["base", None, "application"]) == ("amber", "other", "deep")
    assert series_colours("status", ["other", None]) == ("other", "rule")
    assert series_colours("wave", ["2018", None, "2019"], ordered=True) == ("more3", "other", "deep")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_fills_can_be_read(theme: str) -> None:
    shades = {name: getattr(shade, theme) for name, shade in palette().items()}
    on_fill = {name: contrast(shades[name], shades[ink_on(name)]) for name in (*SERIES, *MORE, *LESS)}
    assert {name: round(found, 1) for name, found in on_fill.items() if found < 4.5} == {}
    assert min(contrast(shades["paper"], shades[name]) for name in ("ink", "quiet", "warm")) >= 4.5
    assert min(contrast(shades["shade"], shades[name]) for name in ("ink", "quiet")) >= 4.5


def test_a_colour_of_a_drawing_stands_for_one_of_the_palette() -> None:
    lights = [shade.light for shade in palette().values()]
    assert len(set(lights)) == len(lights)


def test_codes_with_colours_are_codes() -> None:
    known = {(name, term.code) for name in vocabulary_names() for term in vocabulary(name).terms}
    own = {("boolean", "true"), ("boolean", "false"), ("place", "domestic"), ("place", "overseas")}
    own |= {("dynamics", "stock"), ("dynamics", "flow")} | {("column", name) for name in column_labels()}
    assert set(_given()) <= known | own
    assert set(_given().values()) <= set(palette())


@pytest.mark.parametrize("name", ["relation_kind", "relation_family", "layer", "status", "kind"])
def test_every_code_of_the_things_that_recur_has_a_colour_of_its_own(name: str) -> None:
    colours = [colour_of(name, term.code) for term in vocabulary(name).terms]
    assert "" not in colours
    assert len(set(colours)) == len(colours)


def test_series_without_colours_take_the_palette_in_turn_and_waves_darken() -> None:
    assert series_colours("region", range(3)) == SERIES[:3]
    assert series_colours("region", range(9))[8] == SERIES[0]
    for count in range(1, 6):
        shades = series_colours("wave", range(count), ordered=True)
        assert len(set(shades)) == count
        assert shades[-1] == "deep"
    assert series_colours("wave", [], ordered=True) == ()


def test_the_page_has_two_values_for_each_colour() -> None:
    for shade in palette().values():
        assert f"--chart-{shade.colour}: {shade.light};" in css()
        assert css().count(f"--chart-{shade.colour}: {shade.dark};") == 2  # the system's wish, and the reader's
        assert f'.chart [fill="{shade.light}"] {{ fill: var(--chart-{shade.colour}); }}' in css()


def test_pictures_of_networks_have_the_same_colours() -> None:
    assert set(LIGHT.series) == {palette()[name].light for name in SERIES}
    assert set(DARK.series) == {palette()[name].dark for name in SERIES}
