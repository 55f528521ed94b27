"""Numbers in words: Chinese numerals and units, alone or after digits, and English millions and billions."""

from __future__ import annotations

import re
from decimal import Decimal

from valuenet.collect.numbers import decimal

_TRADITIONAL = str.maketrans("萬億仟佰拾零壹贰貳叁參肆伍陆陸柒捌玖兩", "万亿千百十〇一二二三三四五六六七八九两")
DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"两": 2}
_UNITS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
_ENGLISH = {
    **dict.fromkeys(("k", "thousand", "thousands"), 10**3),
    **dict.fromkeys(("m", "mn", "mm", "mln", "mil", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "bln", "bil", "billion", "billions"), 10**9),
    **dict.fromkeys(("t", "tn", "trn", "trillion", "trillions"), 10**12),
}


def simplified(text: str) -> str:
    """Return `text` with traditional and banker's numerals in their common form.

    >>> simplified("叁佰萬")
    '三百万'
    """
    return text.translate(_TRADITIONAL)


def magnitude(text: str) -> Decimal | None:
    """Return the number that a folded, simplified text writes, or None if it writes none.

    A unit alone counts once. The text should be short: each unit in it is one step of recursion.

    >>> [int(magnitude(text)) for text in ("3.5 million", "1亿5000万", "一百二十万", "1.5万亿", "千万")]
    [3500000, 150000000, 1200000, 1500000000000, 10000000]
    >>> magnitude("一亿五") is None
    True
    """
    english = re.fullmatch(r"(.*?)\s*([a-z]+)", text)
    if not english:
        return _chinese(text)
    many = decimal(english[1]) if english[1] else Decimal(1)
    return many * _ENGLISH[english[2]] if many is not None and english[2] in _ENGLISH else None


def _chinese(text: str) -> Decimal | None:
    text = text.strip()
    if (value := decimal(text)) is not None:
        return value
    if text in DIGITS:
        return Decimal(DIGITS[text])
    unit = next((unit for unit in _UNITS if unit in text), None)
    if unit is None:
        return None
    head, _, tail = text.rpartition(unit) if unit in "亿万" else text.partition(unit)
    many, rest = _chinese(head.removesuffix("个")) if head else Decimal(1), _below(tail, _UNITS[unit])
    return None if many is None or rest is None else many * _UNITS[unit] + rest


def _below(tail: str, factor: int) -> Decimal | None:
    """Return what follows a unit; a bare digit after it (`一亿五`) is no number, since its unit is left unsaid."""
    if not tail:
        return Decimal(0)
    body = tail.lstrip("〇")
    value = _chinese(body)
    said = body != tail or factor == 10 or any(unit in body for unit in _UNITS) or len(body) == len(str(factor)) - 1
    return value if value is not None and 0 <= value < factor and said else None
