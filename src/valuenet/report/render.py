"""Vega-Lite specifications drawn to SVG by vl-convert, without a browser.

vl-convert measures every text it draws, at about 0.3 ms of CPU a character: nine tenths of a chart's cost. Our charts
fix their layout and need no measure, so the words go in as stand-ins of one or two letters and come back into the
finished picture. A chart that differs between languages in its words alone is then drawn once.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from valuenet.report.layers import Spec

_WORDS = ("word", "figure")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_STAND_IN = re.compile(r">([A-Za-z]{1,3})</text>")
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
    words: list[str] = []
    plain = _without_words({**spec, "description": ""}, words)
    picture = _drawn(json.dumps(plain, ensure_ascii=False, sort_keys=True))
    filled = _STAND_IN.sub(lambda found: f">{escape(words[_place(found[1])], quote=False)}</text>", picture)
    root = f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" \\1>'
    labels = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(spec["description"])}</desc>'
    return _ROOT.sub(root + labels.replace("\\", r"\\"), filled, count=1)


@lru_cache(maxsize=512)
def _drawn(spec: str) -> str:
    drawn = vl_convert.vegalite_to_svg(spec)
    return _LONG.sub(r"\1", _SURPLUS.sub("", drawn))


def _without_words(part: Any, words: list[str]) -> Any:
    if isinstance(part, list):
        return [_without_words(item, words) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _stand_in(value, words) if key in _WORDS and isinstance(value, str) else _without_words(value, words)
        for key, value in part.items()
    }


def _stand_in(word: str, words: list[str]) -> str:
    words.append(word)
    at, letters = len(words) - 1, ""
    while not letters or at >= 0:
        letters, at = _LETTERS[at % 52] + letters, at // 52 - 1
    return letters


def _place(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 52 + _LETTERS.index(letter) + 1
    return at - 1
