from __future__ import annotations

import struct
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.network.drawn import CAPTION, dressed
from tests.network.peers import hub_heavy, random_graph
from valuenet.errors import UsageError
from valuenet.network.picture.layout import layout
from valuenet.network.picture.picture import draw_network
from valuenet.network.picture.raster import png


def size(data: bytes) -> tuple[int, int]:
    wide, high = struct.unpack_from(">II", data, 16)
    return wide, high


def test_a_picture_becomes_png_of_the_wanted_width() -> None:
    network = dressed(hub_heavy(500, 1_200))
    picture = draw_network(network, layout(network.graph), caption=CAPTION)
    for width in (200, 500):
        data = png(picture, width=width)
        assert data[:4] == b"\x89PNG"
        assert size(data)[0] == width


def test_a_font_folder_draws_hanzi() -> None:
    if find_spec("justmytype_intl_cjk") is None:
        pytest.skip("the font package is not installed")
    fonts = Path(str(files("justmytype_intl_cjk"))) / "fonts" / "ofl" / "notosanssc"
    network = dressed(random_graph(2, 8))
    picture = draw_network(network, layout(network.graph))
    assert png(picture, fonts=fonts, width=600) == png(picture, fonts=fonts, width=600)
    thick = png(picture.replace("企业", "亻"), fonts=fonts, width=600)
    assert thick != png(picture, fonts=fonts, width=600)


def test_wrong_calls_are_told(tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"></svg>'
    with pytest.raises(UsageError, match="no picture that valuenet drew"):
        png("<html></html>")
    with pytest.raises(UsageError, match="pixels wide"):
        png(picture, width=3)
    with pytest.raises(UsageError, match="is no folder"):
        png(picture, fonts=tmp_path / "missing")
