"""The colours of charts: declared once in `palette.csv`, and given to codes in `colours.csv`.

A drawing names its colours by their light value, so that it prints as it is; the page's style gives the same values
variables, and those have a second value for dark screens.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SERIES = ("deep", "amber", "teal", "sky", "brown", "olive", "violet", "mint")
"""Colours of series that have none of their own, in order: neighbours differ in lightness, too."""
MORE = ("more1", "more2", "more3", "more4", "more5", "more6")
LESS = ("less1", "less2", "less3", "less4")
"""Steps of a quantity, and of what is less than expected; the last is the furthest."""
_LIGHT = frozenset(
    {"amber", "sky", "olive", "mint", "other", "paper", "more1", "more2", "more3", "less1", "less2", "less3"}
)


@dataclass(frozen=True)
class Shade:
    """One colour of the palette: its value on paper and on a dark screen."""

    colour: str
    light: str
    dark: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("valuenet.report") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def palette() -> dict[str, Shade]:
    """Return the palette by the names of its colours.

    >>> palette()["deep"].light
    '#0b4f7d'
    """
    return {row["colour"]: Shade(row["colour"], row["light"], row["dark"]) for row in _rows("palette.csv")}


@cache
def _given() -> dict[tuple[str, str], str]:
    return {(row["vocabulary"], row["code"]): row["colour"] for row in _rows("colours.csv")}


def hue(name: str) -> str:
    """Return the light value of a colour, which stands in the drawing.

    >>> hue("paper")
    '#ffffff'
    """
    return palette()[name].light


def colour_of(vocabulary: str, code: object) -> str:
    """Return the colour that a code has everywhere, or nothing where it has none.

    >>> colour_of("layer", "base"), colour_of("region", "110000")
    ('amber', '')
    """
    return _given().get((vocabulary, str(code).lower() if isinstance(code, bool) else str(code)), "")


def place_of(vocabulary: str, code: object) -> int:
    """Return the place of a code among those with colours, in the order of their file; the last for any other.

    >>> place_of("layer", "base") < place_of("layer", "application") < place_of("region", "110000")
    True
    """
    known = list(_given())
    return known.index((vocabulary, str(code))) if (vocabulary, str(code)) in _given() else len(known)


def series_colours(vocabulary: str, codes: Sequence[object], *, ordered: bool = False) -> tuple[str, ...]:
    """Return a colour for each of some series: their own where every code has one, else those of the palette in turn.

    Series in an order, as waves are, go from a pale to the deep colour. What is without data (None) is grey.

    >>> series_colours("place", ["overseas", "domestic"]), series_colours("wave", ["2018", "2019"], ordered=True)
    (('amber', 'deep'), ('more3', 'deep'))
    >>> series_colours("status", ["listed", None])
    ('deep', 'other')
    """
    found = iter(_told_apart(vocabulary, [code for code in codes if code is not None], ordered))
    told = [None if code is None else next(found) for code in codes]
    missing = "rule" if "other" in told else "other"
    return tuple(each or missing for each in told)


def _told_apart(vocabulary: str, codes: Sequence[object], ordered: bool) -> tuple[str, ...]:
    own = tuple(colour_of(vocabulary, code) for code in codes)
    if all(own) and len(set(own)) == len(own):
        return own
    if ordered and len(codes) <= len(MORE) - 1:
        steps = [("deep",), ("more3", "deep"), ("more2", "more4", "deep")]
        return steps[len(codes) - 1] if codes and len(codes) <= len(steps) else (*MORE[: len(codes) - 1], "deep")
    return tuple(SERIES[at % len(SERIES)] for at in range(len(codes)))


def ink_on(colour: str) -> str:
    """Return the colour of words on a fill of a colour.

    >>> ink_on("deep"), ink_on("amber"), ink_on("more1")
    ('paper', 'night', 'ink')
    """
    if colour in MORE or colour in LESS:
        return "ink" if colour in _LIGHT else "paper"
    return "night" if colour in _LIGHT else "paper"


def css() -> str:
    """Return the block of the page's style that gives drawings their colours on light and dark screens.

    >>> css().splitlines()[0]
    ':root {'
    """
    shades = palette().values()
    light = "\n".join(f"  --chart-{each.colour}: {each.light};" for each in shades)
    dark = " ".join(f"--chart-{each.colour}: {each.dark};" for each in shades)
    rules = "\n".join(
        f'.chart [{part}="{each.light}"] {{ {part}: var(--chart-{each.colour}); }}'
        for each in shades
        for part in ("fill", "stroke")
    )
    return (
        f":root {{\n{light}\n}}\n"
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}\n'
        f'@media screen {{ :root[data-theme="dark"] {{ {dark} }} }}\n'
        f"{rules}\n"
        ".chart [data-group] { cursor: pointer; }\n"
        ".chart [data-group]:is(:hover, :focus-visible) { stroke: var(--chart-ink); stroke-width: 2px; }\n"
    )
