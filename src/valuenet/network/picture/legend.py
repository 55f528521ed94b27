"""What stands around a picture: the title above it, the key to its colours and the note below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from valuenet.network.picture.look import Caption, Look
from valuenet.network.picture.words import cut, plain, safe, width

MARGIN = 36.0
"""Pixels kept free at every edge of a picture."""

_TITLE, _SUBTITLE, _KEY = 32.0, 22.0, 20.0
_MARK, _ROW = 30.0, 32.0


@dataclass(frozen=True)
class Entry:
    """One line of the key: what it says, its colour, and its mark: a `dot`, a `line`, or a `ring` around a dot."""

    word: str
    colour: str
    mark: str = "dot"


def title(caption: Caption, wide: float, look: Look) -> tuple[str, float]:
    """Return the title and subtitle of a picture, and how high they are together with the margin above."""
    drawn, at = [], MARGIN
    for text, size, weight, colour in (
        (caption.title, _TITLE, 700, look.ink),
        (caption.subtitle, _SUBTITLE, 400, look.quiet),
    ):
        if plain(text):
            drawn.append(_word(cut(plain(text), wide - 2 * MARGIN, size), MARGIN, at + size, size, colour, weight))
            at += 1.4 * size
    return "".join(drawn), at + (12 if drawn else 0)


def key(entries: Sequence[Entry], caption: Caption, wide: float, top: float, look: Look) -> tuple[str, float]:
    """Return the key of a picture, in rows from `top`, with the note under it, and where it ends, margin included."""
    drawn, x, y = [], MARGIN, top
    for entry in entries:
        word = cut(plain(entry.word), wide - 2 * MARGIN - _MARK, _KEY)
        needs = width(word, _KEY) + _MARK + 24
        if x > MARGIN and x + needs > wide - MARGIN:
            x, y = MARGIN, y + _ROW
        drawn.append(_mark(entry, x, y + _ROW / 2, look))
        drawn.append(_word(word, x + _MARK, y + _ROW / 2 + 0.36 * _KEY, _KEY, look.ink))
        x += needs
    y += _ROW if entries else 0.0
    for text, colour, weight in ((caption.size, look.quiet, 400), (caption.note, look.ink, 700)):
        for line in lines(plain(text), wide - 2 * MARGIN, _KEY):
            y += _ROW
            drawn.append(_word(line, MARGIN, y - 9, _KEY, colour, weight))
    return "".join(drawn), y + MARGIN / 2


def lines(text: str, room: float, size: float) -> list[str]:
    """Return `text` broken into lines no wider than `room`: between words, and between any two hanzi.

    >>> lines("All data are synthetic", 70, 10), lines("数据均为合成", 40, 10)
    (['All data are', 'synthetic'], ['数据均为', '合成'])
    """
    found, line = [], ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(), size) > room:
            found.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*found, line.rstrip()] if line.strip() else found


def _pieces(text: str) -> list[str]:
    """Part a text after every space and every wide character."""
    pieces, piece = [], ""
    for sign in text:
        piece += sign
        if sign == " " or ord(sign) >= 0x2E80:
            pieces.append(piece)
            piece = ""
    return [*pieces, piece]


def _mark(entry: Entry, x: float, y: float, look: Look) -> str:
    if entry.mark == "line":
        return f'<path d="M{x:g} {y:g}h22" stroke="{entry.colour}" stroke-width="4"/>'
    ring = f' stroke="{look.ink}" stroke-width="2.4"' if entry.mark == "ring" else ""
    return f'<circle cx="{x + 12:g}" cy="{y:g}" r="7.5" fill="{entry.colour}"{ring}/>'


def _word(text: str, x: float, y: float, size: float, colour: str, weight: int = 400) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"'
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<g class="words" fill="{colour}"{bold}><text {place}>{safe(text)}</text></g>'
