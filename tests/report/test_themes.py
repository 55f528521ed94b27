from itertools import product

import pytest

from valuenet.report.themes import colour_rules, colours

TEXTS = ("ink", "quiet", "deep", "warm")
GROUNDS = ("paper", "pale")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the well-known near miss of AA


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read(scheme: int) -> None:
    found = {name: pair[scheme] for name, pair in colours().items()}
    pairs = [*product(TEXTS, GROUNDS), ("on-deep", "deep"), ("warm", "warm-pale"), ("ink", "found")]
    assert [pair for pair in pairs if contrast(*(found[name] for name in pair)) < 4.5] == []
    edges = product(("edge", "ring"), GROUNDS)
    assert [pair for pair in edges if contrast(*(found[name] for name in pair)) < 3] == []


def test_each_colour_has_its_rule_in_both_schemes() -> None:
    rules = colour_rules().splitlines()
    assert [rule.count("--") for rule in rules] == [len(colours())] * 3
    assert [rule.startswith("@media screen") for rule in rules] == [False, True, True]
