"""What a name is written in: one script, one width, one case, no marks that only decorate."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from functools import cache

from valuenet.resolve.names.lists import rows, unaccented

LONGEST = 300
"""A longer text is cut here: no organisation's name is that long, and what costs time grows with it."""
HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\ue000-\uf8ff]+")
_SPACES = re.compile(r"(?:[\s\x00-\x1f\x7f-\x9f]|\\[nrt](?![a-z]))+")  # a line end may be written out as \n
_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W_]")
_PICTURE = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "—": "-", "–": "-", "‐": "-", "·": " "})
_QUOTES.update({ord("【"): "(", ord("】"): ")", ord("["): "(", ord("]"): ")", ord("〔"): "(", ord("〕"): ")"})


def unified(text: str) -> str:
    """Return `text` in one width, without unseen characters and pictures, its spaces single.

    >>> unified(" 品友\u200b互动　（北京）🚀 ")
    '品友互动 (北京)'
    """
    text = text[:LONGEST]
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
        text = _UNSEEN.sub("", _PICTURE.sub(" ", text))
    return _SPACES.sub(" ", text).strip()


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("tw2sp").convert
    return convert


def simplified(text: str) -> str:
    """Return `text` in simplified characters, Taiwanese words as the mainland has them (OpenCC, `tw2sp`).

    A text that the mainland's old character set (GB 2312) can write is simplified already, and stays as it is.

    >>> simplified("騰訊計算機"), simplified("軟體"), simplified("品友互动")
    ('腾讯计算机', '软件', '品友互动')
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _converter()(text) if HANZI.search(text) else text
    return text


def script(text: str) -> str:
    """Return the script of `text`: han, latin, mixed (both), other, or nothing where no letter or digit is.

    >>> script("腾讯"), script("Intel"), script("IDG资本"), script("!!"), script("삼성")
    ('han', 'latin', 'mixed', '', 'other')
    """
    if text.isascii():
        return "latin" if _LETTER.search(text) else ""
    if HANZI.search(text):
        return "mixed" if _LATIN.search(text) else "han"
    return "latin" if _LATIN.search(unaccented(text)) else "other" if _LETTER.search(text) else ""


@cache
def _syllable(char: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 47,000 phrases that take longer to load than a build's names
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(char)) if HANZI.match(char) else char


@cache
def _readings() -> dict[str, str]:
    return {row["text"]: row["reading"] for row in rows("readings")}


def phonetic(text: str) -> str:
    """Return how `text` sounds, in Latin letters and digits without spaces: pinyin for Chinese characters.

    >>> phonetic("华为"), phonetic("Hua Wei"), phonetic("重庆长安")
    ('huawei', 'huawei', 'chongqingchangan')
    """
    if not text.isascii():
        for word, sound in _readings().items():
            if word in text:
                text = text.replace(word, sound)
        text = unaccented("".join(map(_syllable, text)))
    text = text.lower()
    return text if text.isalnum() else "".join(filter(str.isalnum, text))
