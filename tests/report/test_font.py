import io

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from valuenet.report.font import full_font, missing, subset

TEXT = "人工智能产业 Intelligence 2019：“价值网络”—42.5%（à）·…"


@pytest.fixture(scope="module")
def whole() -> bytes:
    font = full_font()
    assert font is not None
    return font


@pytest.fixture(scope="module")
def before(whole: bytes) -> TTFont:
    return TTFont(io.BytesIO(whole), lazy=True)


@pytest.fixture(scope="module")
def after(whole: bytes) -> TTFont:
    return TTFont(io.BytesIO(subset(whole, TEXT)))


def outline(font: TTFont, character: str, weight: int) -> tuple[object, float]:
    """The drawing and the width of a character at a weight."""
    glyphs = font.getGlyphSet(location={"wght": weight})
    glyph = glyphs[font.getBestCmap()[ord(character)]]
    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    return pen.value, glyph.width


@pytest.mark.parametrize("weight", [400, 700])
def test_what_is_kept_is_drawn_as_before(before: TTFont, after: TTFont, weight: int) -> None:
    assert after.flavor == "woff"
    assert set(after.getBestCmap()) == set(map(ord, TEXT))
    for character in sorted(set(TEXT)):
        assert outline(after, character, weight) == outline(before, character, weight)


def test_the_font_is_whole_and_small(whole: bytes) -> None:
    cut = subset(whole, TEXT)
    assert len(cut) < 80_000
    font = TTFont(io.BytesIO(cut), checkChecksums=2)
    assert all(font[tag] for tag in font.keys() if tag != "GlyphOrder")  # noqa: SIM118  # a font is no dict
    assert len(font["glyf"].glyphs) == font["maxp"].numGlyphs


def test_equal_characters_give_equal_bytes(whole: bytes) -> None:
    assert subset(whole, TEXT) == subset(whole, reversed(TEXT))


def test_characters_without_a_glyph_are_named_and_left_out(whole: bytes) -> None:
    assert missing(whole, "中国\n\U0001f600 A") == "\U0001f600"
    assert set(TTFont(io.BytesIO(subset(whole, "中\U0001f600"))).getBestCmap()) == {ord("中")}
