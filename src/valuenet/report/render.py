"""Vega-Lite specifications drawn to SVG by vl-convert, without a browser.

vl-convert measures every text it draws, at about 0.3 ms of CPU a character: nine tenths of a chart's cost. Our charts
fix their layout and need no measure, so the words go in as stand-ins of no size and come back into the finished
picture. A chart that differs between languages in its words alone is then drawn once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from valuenet.report.layers import Spec

Word = tuple[str, float]
"""A text and its size in pixels."""

_WORDS = ("word", "figure")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_STAND_IN = re.compile(r'font-size="0px"([^>]*)>([A-Za-z]{1,3})</text>')
# The page's own typeface is inherited; groups carry no meaning beyond the root's label.
_SURPLUS = re.compile(
    r' (?:font-family|role|aria-\w+|pointer-events|class)="[^"]*"|<path class="(?:back|fore)ground"[^>]*/>'
)
_LONG = re.compile(r"(\d+\.\d)\d{2,}")
_ROOT = re.compile(r"<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>")


def svg(spec: Spec, title: str, name: str) -> str:
    """Return the drawn chart as one inline SVG element, labelled for readers who cannot see it.

    `title` and the specification's description become its label; `name` makes its ids unique on the page.
    Equal inputs give equal bytes.
    """
    words: list[Word] = []
    plain = {**spec, "description": "", "layer": [_without_words(layer, words) for layer in spec["layer"]]}
    picture = _drawn(json.dumps(plain, ensure_ascii=False, sort_keys=True))
    filled = _STAND_IN.sub(lambda found: _written(found, words), picture)
    root = f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" \\1>'
    labels = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(spec["description"])}</desc>'
    return _ROOT.sub(root + labels.replace("\\", r"\\"), filled, count=1)


@lru_cache(maxsize=512)
def _drawn(spec: str) -> str:
    drawn = vl_convert.vegalite_to_svg(spec)
    return _LONG.sub(r"\1", _SURPLUS.sub("", drawn))


def _without_words(layer: Spec, words: list[Word]) -> Spec:
    """Return a layer whose words are stand-ins without a size, and add them to `words` with the size they had.

    Bars and tiles carry the words of their rows, too, and do not draw them.
    """
    if layer["mark"]["type"] != "text":
        rows = [{key: value for key, value in row.items() if key not in _WORDS} for row in _rows(layer)]
        return {**layer, "data": {"values": rows}}
    mark = dict(layer["mark"])
    size = mark.pop("fontSize")
    rows = [
        {key: _stand_in(row[key], size, words) if key in _WORDS else row[key] for key in row} for row in _rows(layer)
    ]
    return {**layer, "data": {"values": rows}, "mark": {**mark, "fontSize": 0}}


def _rows(layer: Spec) -> Sequence[dict[str, Any]]:
    rows: Sequence[dict[str, Any]] = layer["data"]["values"]
    return rows


def _stand_in(word: str, size: float, words: list[Word]) -> str:
    words.append((word, size))
    at, letters = len(words) - 1, ""
    while not letters or at >= 0:
        letters, at = _LETTERS[at % 52] + letters, at // 52 - 1
    return letters


def _place(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 52 + _LETTERS.index(letter) + 1
    return at - 1


def _written(found: re.Match[str], words: Sequence[Word]) -> str:
    word, size = words[_place(found[2])]
    return f'font-size="{size:g}px"{found[1]}>{escape(word, quote=False)}</text>'
