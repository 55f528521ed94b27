"""Logos that hold more than a drawing are refused; what is kept draws the same."""

import struct
import zlib
from base64 import b64decode

import pytest

from valuenet.errors import DataError
from valuenet.study.logo import LARGEST, read_logo

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 10">'


def svg(inside: str, opening: str = OPEN) -> bytes:
    return f"{opening}{inside}</svg>".encode()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 2, *, extra: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" + b"\x7f" * width))
    return b"\x89PNG\r\n\x1a\n" + head + extra + pixels + chunk(b"IEND", b"")


def test_a_drawing_is_kept_and_a_programs_notes_are_not() -> None:
    noted = '<metadata>who</metadata><i:grid xmlns:i="urn:inkscape"/><path d="M0 0h9" i:x="1" xmlns:i="urn:inkscape"/>'
    logo = read_logo(svg(noted), "image/svg+xml")
    assert (logo.width, logo.height) == (30, 10)
    assert "inkscape" not in logo.content
    assert "who" not in logo.content
    assert '<path d="M0 0h9"' in logo.content


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect onload="alert(1)"/>', "the event 'onload'"),
        ('<use xlink:href="http://example.org/a.svg#b"/>', "outside the file"),
        ('<rect fill="url(http://example.org/a)"/>', "leads outside"),
        ('<rect style="background: url( &quot;//example.org/a&quot;)"/>', "leads outside"),
        ("<style>@import 'x'</style>", "<style>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="data:image/png;base64,AA=="/>', "<image>"),
        ('<a href="javascript:alert(1)"/>', "<a>"),
        ("<rect>", "not well-formed"),
    ],
)
def test_scripts_events_and_what_lies_outside_are_refused(inside: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_logo(svg(inside), "image/svg+xml")


def test_an_svg_says_how_large_it_is() -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="5mm">'
    assert round(read_logo(svg("", plain), "image/svg+xml").width, 2) == 37.80
    with pytest.raises(DataError, match="does not say how large"):
        read_logo(svg("", '<svg xmlns="http://www.w3.org/2000/svg">'), "image/svg+xml")
    with pytest.raises(DataError, match="declares a DOCTYPE"):
        read_logo(b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(""), "image/svg+xml")
    with pytest.raises(DataError, match="it is no SVG"):
        read_logo(b"<html/>", "image/svg+xml")


def test_a_png_keeps_its_picture_alone() -> None:
    logo = read_logo(png(extra=chunk(b"tEXt", b"Author\0me")), "image/png")
    assert b64decode(logo.content) == png()
    assert (logo.width, logo.height) == (2, 1)


def test_a_png_that_is_none_is_refused() -> None:
    for content, words in (
        (b"GIF89a", "it is no PNG"),
        (png()[:-12], "damaged"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (png(width=5000), "at most 4,000 on a side"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST, "at most 200,000"),
    ):
        with pytest.raises(DataError, match=words):
            read_logo(content, "image/png")
