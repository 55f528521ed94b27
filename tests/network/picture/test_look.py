from __future__ import annotations

import pytest

from valuenet.network.picture.look import DARK, LIGHT, Look, colours


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_and_marks_can_be_read(look: Look) -> None:
    assert contrast(look.ink, look.paper) > 12
    assert contrast(look.quiet, look.paper) > 4.5
    assert min(contrast(shade, look.paper) for shade in look.series) > 1.7
    assert len(set(look.series)) == 8


def test_a_code_keeps_its_colour_whatever_else_is_there() -> None:
    words = {str(code): str(code) for code in range(12)}
    found = colours(words)
    assert found["3"] == LIGHT.series[3]
    assert found["10"] == LIGHT.other
