"""What the tests read out of a drawing: its words with their places, and its marks."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from valuenet.report.fit import width_of
from valuenet.report.shapes import Drawing

_TEXT = re.compile(r'<text transform="translate\(([-\d.]+),([-\d.]+)\)" font-size="([\d.]+)px"([^>]*)>([^<]*)</text>')
_MARK = re.compile(r"<(rect|circle|path|line) ([^>]*)><title>([^<]*)</title>")


class Word(NamedTuple):
    """A text, and the box that it covers."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(drawn: Drawing) -> list[Word]:
    """Every word of a drawing."""
    found = []
    for x, y, size, rest, text in _TEXT.findall("".join(drawn.parts)):
        plain, high = unescape(text), float(size)
        wide = width_of(plain, high)
        left = float(x) - (wide if 'anchor="end"' in rest else wide / 2 if 'anchor="middle"' in rest else 0)
        found.append(Word(plain, left, float(y) - 0.75 * high, left + wide, float(y) + 0.1 * high))
    return found


def texts(drawn: Drawing) -> list[str]:
    """The texts of a drawing, in order."""
    return [word.text for word in words(drawn)]


def marks(drawn: Drawing) -> list[tuple[str, dict[str, str], str]]:
    """Every mark of a drawing: its shape, its attributes and what it says."""
    return [
        (shape, dict(re.findall(r'([\w-]+)="([^"]*)"', attributes)), unescape(said))
        for shape, attributes, said in _MARK.findall("".join(drawn.parts))
    ]


def collisions(drawn: Drawing) -> list[tuple[str, str]]:
    """Pairs of words that cover each other by more than a sliver."""
    boxes = words(drawn)
    return [
        (one.text, two.text)
        for at, one in enumerate(boxes)
        for two in boxes[at + 1 :]
        if min(one.right, two.right) - max(one.left, two.left) > 2
        and min(one.bottom, two.bottom) - max(one.top, two.top) > 2
    ]
