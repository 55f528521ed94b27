from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.network.picture.words import cut, plain, safe, width

ANY = st.text(st.characters(exclude_categories=[]), max_size=40)


@given(text=ANY)
def test_any_name_is_well_formed_and_inert(text: str) -> None:
    found = ElementTree.fromstring(f'<t a="{safe(text)}">{safe(text)}</t>')
    assert len(found) == 0
    assert found.get("a") == (found.text or "") == plain(text)


@given(text=ANY.map(plain), room=st.floats(20, 300))
def test_a_cut_text_fits(text: str, room: float) -> None:
    found = cut(text, room, 12)
    assert width(found, 12) <= room or found == "…"
    assert found == text or found.endswith("…")


def test_directions_and_controls_go() -> None:
    assert plain("a\u202eb\u0000c\ufeff\td") == "abc d"


def test_widths_are_those_of_the_font() -> None:
    """No character of the font's semibold is wider than we take it to be, and few much narrower."""
    from fontTools.ttLib import TTFont

    files = pytest.importorskip("importlib.resources")
    package = pytest.importorskip("justmytype_intl_cjk")
    path = files.files(package).joinpath("fonts", "ofl", "notosanssc", "NotoSansSC[wght].ttf")
    font = TTFont(str(path))
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    for code in (*range(32, 127), *map(ord, "éüñ中国，。…—·Ж")):
        thin = advances[glyphs[code]][0] / 1000
        assert thin - 0.005 <= width(chr(code), 1) <= max(thin * 1.6, thin + 0.25)
