"""A study's logo: an SVG or PNG that holds a drawing and nothing else, or the reason why it does not."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from xml.etree import ElementTree

from valuenet.errors import DataError
from valuenet.model.voice import Logo

LARGEST = 200_000
"""Bytes: every page carries the logo."""
MOST_PIXELS = 4_000
"""Pixels of a PNG on a side."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    {"svg", "g", "defs", "symbol", "use", "title", "desc", "text", "tspan", "clipPath", "mask", "pattern"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop"}
)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"IDAT", b"IEND")
"""Parts of a PNG that make the picture; the others tell who made it, where and when."""
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def read_logo(content: bytes, media_type: str) -> Logo:
    """Return the drawing in `content`, `image/svg+xml` or `image/png`; raise `DataError` where it holds anything else.

    Of an SVG only elements that draw may be there, without scripts, events, style sheets and references to anything
    but its own parts; what drawing programs note for themselves is dropped. Of a PNG the parts that make the picture
    are kept. Neither is larger than `LARGEST` bytes.
    """
    if len(content) > LARGEST:
        raise DataError(f"it has {len(content):,} bytes; a logo has at most {LARGEST:,}")
    return _png(content) if media_type == "image/png" else _svg(content)


def _svg(content: bytes) -> Logo:
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper():
        raise DataError("it declares a DOCTYPE; take it out")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise DataError(f"it is not well-formed XML ({error})") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise DataError(f'it is no SVG: its first element must be <svg xmlns="{_SVG}">')
    wrong = list(dict.fromkeys(_harm(root)))
    if wrong:
        raise DataError("; ".join(wrong[:5]))
    _strip(root)
    width, height = _size(root)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return Logo("image/svg+xml", ElementTree.tostring(root, encoding="unicode"), width, height)


def _harm(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        space, _, name = str(element.tag).rpartition("}")
        if space != f"{{{_SVG}":
            continue  # another program's notes, which are dropped
        if name not in _DRAWN and name not in ("metadata", "namedview"):
            yield f"it holds <{name}>, which a logo may not"
        for attribute, value in element.attrib.items():
            local = attribute.rpartition("}")[2].lower()
            if local.startswith("on"):
                yield f"<{name}> has the event '{local}'; take it out"
            elif local in ("href", "src") and not value.strip().startswith("#"):
                yield f"<{name}> refers to '{value[:60]}', which is outside the file"
            elif re.search(r"url\(\s*['\"]?\s*[^#'\"\s]|@import|javascript:|expression\(", value, re.IGNORECASE):
                yield f"<{name}> has '{local}=\"{value[:60]}\"', which leads outside the file"


def _strip(element: ElementTree.Element) -> None:
    for child in list(element):
        space, _, name = str(child.tag).rpartition("}")
        if space != f"{{{_SVG}" or name in ("metadata", "namedview"):
            element.remove(child)
        else:
            _strip(child)
    for attribute in [name for name in element.attrib if name.startswith("{") and not name.startswith(f"{{{_XLINK}}}")]:
        del element.attrib[attribute]


def _size(root: ElementTree.Element) -> tuple[float, float]:
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    try:
        if all(sides):
            width, height = (float(side[1]) * _PIXELS[side[2]] for side in sides if side)
        else:
            width, height = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        raise DataError("it does not say how large it is; give <svg> a viewBox") from None
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise DataError(f"its size of {width:g} × {height:g} is none")
    if len(box) != 4:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return width, height


def _png(content: bytes) -> Logo:
    if not content.startswith(_SIGNATURE):
        raise DataError("it is no PNG, whatever its name says")
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise DataError("the PNG is damaged: its beginning or its end is missing")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise DataError(f"it has {width:,} × {height:,} pixels; a logo has at most {MOST_PIXELS:,} on a side")
    kept = b"".join(_chunk(name, data) for name, data in chunks if name in _KEPT)
    return Logo("image/png", b64encode(_SIGNATURE + kept).decode("ascii"), float(width), float(height))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if content[at : at + 12 + length] != _chunk(name, data):
            raise DataError("the PNG is damaged: a part of it does not fit its checksum")
        yield name, data
        if name == b"IEND":
            return
        at += 12 + length


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
