from __future__ import annotations

import base64
import re
import struct
import zlib

import numpy as np
import pytest

from valuenet.network.picture.shading import with_shaded_ties


def pixels(svg: str) -> np.ndarray:
    """The image in an SVG, `(rows, columns, 4)`, its checksums checked."""
    found = re.search(r'base64,([^"]*)"', svg)
    assert found is not None
    data = base64.b64decode(found[1])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, parts = 8, {}
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(name + body)
        parts[name], at = body, at + 12 + size
    columns, rows = struct.unpack_from(">II", parts[b"IHDR"])
    raw = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(rows, -1)
    return raw[:, 1:].reshape(rows, columns, 4)


def ties(path: str, colour: str = "#000000", opacity: float = 0.01) -> str:
    one = f'<path d="{path}" stroke-opacity="{opacity}"/>'
    return f'<g class="ties" stroke="{colour}" stroke-width="10" transform="scale(.1)">{one}</g>'


def test_many_lines_darken_as_if_drawn_one_over_another() -> None:
    path = "m0 105l1000 0" + "m-1000 0l1000 0" * 699
    found = pixels(with_shaded_ties(ties(path, opacity=0.002), (100, 20), 1.0))
    expected = 255 * (1 - 0.998**700)
    assert found[10, 20:80, 3].astype(float).mean() == pytest.approx(expected, abs=2)
    assert found[:8, :, 3].max() == 0


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.5])
def test_scale_is_pixels_for_one_of_the_page(scale: float) -> None:
    path = "m0 100l1000 0" + "m-1000 0l1000 0" * 699
    found = pixels(with_shaded_ties(ties(path), (100, 20), scale))
    assert found.shape[:2] == (20 * scale, 100 * scale)


def test_a_later_colour_lies_over_an_earlier() -> None:
    path = "m0 105l1000 0" + "m-1000 0l1000 0" * 699
    both = ties(path, "#ff0000", 0.5) + ties(path, "#0000ff", 0.5)
    assert pixels(with_shaded_ties(both, (100, 20), 1.0))[10, 50].tolist() == [0, 0, 255, 255]


def test_few_lines_stay_lines() -> None:
    few = ties("m0 0l10 10")
    assert with_shaded_ties(few, (10, 10), 1.0) == few
