"""Words in a picture: made harmless, measured, and cut to the room there is."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from unicodedata import category, east_asian_width, normalize

_WIDTHS = (
    "23 36 55 58 58 96 73 32 37 37 50 58 32 37 32 40 58 58 58 58 58 58 58 58 58 58 32 32 58 58 58 51 "
    "99 64 68 66 71 61 58 71 75 33 56 68 57 85 75 77 66 77 67 62 62 74 61 91 62 57 61 37 40 37 58 61 "
    "62 59 64 53 64 58 36 59 64 30 30 59 31 96 64 62 64 64 43 49 41 63 56 85 55 56 51 37 29 37 58"
)
"""Hundredths of the type size taken by the characters 32 to 126 of Noto Sans SC, semibold: regular type is no wider."""

_ASCII = dict(enumerate((int(each) / 100 for each in _WIDTHS.split()), start=32))
_WIDEST = 1.0  # any other character
_BANNED = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def plain(text: str) -> str:
    r"""Return `text` on one line, without characters that XML forbids or that are not seen: controls, directions.

    >>> plain(" Acme\x00\u202e  Ltd\n")
    'Acme Ltd'
    """
    seen = "".join(sign for sign in _BANNED.sub("", text) if sign.isspace() or category(sign)[0] != "C")
    return " ".join(seen.split())


def safe(text: str) -> str:
    """Return `text` so that it stays text within an SVG element or attribute.

    >>> safe('<script>"R&D"')
    '&lt;script&gt;&quot;R&amp;D&quot;'
    """
    return escape(plain(text), quote=True)


def width(text: str, size: float) -> float:
    """Return the width of `text` in pixels at a type size, never less than Noto Sans SC needs for it.

    >>> width("北京", 20), round(width("Beijing", 20), 1)
    (40.0, 67.8)
    """
    return size * sum(map(_ems, text))


@lru_cache(maxsize=4096)
def _ems(sign: str) -> float:
    code = ord(sign)
    if code in _ASCII:
        return _ASCII[code]
    if category(sign) in ("Mn", "Me"):
        return 0.0
    base = normalize("NFD", sign)[0]
    if base != sign and east_asian_width(sign) not in "WF":
        return _ems(base)
    return _WIDEST


def cut(text: str, room: float, size: float) -> str:
    """Return `text`, shortened with an ellipsis where it is wider than `room` pixels.

    >>> cut("北京旷视科技有限公司", 120, 20), cut("Beijing", 120, 20)
    ('北京旷视科…', 'Beijing')
    """
    if width(text, size) <= room:
        return text
    used, kept = size, 0
    for sign in text:
        used += size * _ems(sign)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + "…"
