"""Amounts of money as Chinese and English sources write them, and their value in yuan."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from valuenet.collect.magnitude import DIGITS, magnitude, simplified
from valuenet.collect.numbers import is_unknown
from valuenet.collect.reject import Unconvertible
from valuenet.model.vocabulary import vocabulary
from valuenet.text import fold

Rates = Mapping[str, Mapping[int, float]]
"""Yuan for one unit of a currency, by currency and year."""

SEVERAL = (2, 3, 9)
"""What `数` means in units: low, estimate, high.

Three is what such lists reckon with themselves: in ITJuzi's of December 2018 the stated totals of all 286 companies
that had a round of `数…` add up with three (and 6.5 yuan to the dollar, 7.3 to the euro), with two those of 8, with
four of 9.
"""
_MOST, _MOST_CNY = 1e16, 1e14
_LONGEST = 60
_OVER = (
    r"至少|不低于|不少于|高于|大于|多于|超过|超出|超|突破|逾|过|上|at least|more than|over|above|>=|[>≥]",
    r"(?:及|或)?以上|之上|有余|余|多|or more|and above|plus|\+",
)
_ABOUT = (r"大约|大概|约为|约合|约|估计|approximately|approx\.?|about|around|circa|ca\.|[~≈]", r"左右|上下")
_NEAR = (r"将近|接近|近|不足|不到|nearly|almost|just under|close to", "(?!)")
_CEILING = (
    r"最高|最多|至多|不超过|不高于|低于|少于|小于|up to|less than|under|below|at most|no more than|[<≤]",
    r"(?:及|或)?以下|以内|之内|or less",
)
_QUALIFIERS = {
    name: re.compile(rf"^(?:{before})\s*(?=\S)|(?<=\S)\s*(?:{after})$")
    for name, (before, after) in {"ceiling": _CEILING, "over": _OVER, "near": _NEAR, "about": _ABOUT}.items()
}
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|至|到|\bto\b)\s*")
_INSIDE = re.compile(r"(.*[0-9一二两三四五六七八九十百千])(?:多|余)([十百千万亿]+)")
_SEVERAL = re.compile(r"(?:数|几|若干|several|a few)\s*(.+)")
_TENS = re.compile(r"(?:(tens|hundreds|thousands) of )?((?:thousand|million|billion)s)(?: of)?")

_Bounds = tuple[Decimal, Decimal, Decimal | None, bool]
"""Low, estimate, high (None where there is none) and whether the words are exact."""


@dataclass(frozen=True)
class Amount:
    """An amount in `currency`: its bounds, its estimate between them, and whether the words were inexact.

    `high` is None where the words set no upper bound, `currency` where they name none.
    """

    low: float
    high: float | None
    value: float
    currency: str | None
    estimated: bool


def amount(cell: str, currency: str | None = None) -> Amount | None:
    """Return the amount in `cell`; None for no data, also where only the currency is told (`未透露人民币`).

    A currency in the cell goes before `currency`, except that a bare `元`, `$` or `¥` means the `currency` given where
    that one is called so, else yuan, US dollar, yuan. Inexact words give bounds and set `estimated`:

    ==================  ==================  ===============  =======================
    words               low                 value            high
    ==================  ==================  ===============  =======================
    数千万, 千万级         2 units             3 units          9 units (`SEVERAL`)
    约, 左右, about      0.9                 as stated        1.1
    近, 不到, nearly     0.9                 as stated        as stated
    超, 上, 以上, over    as stated           as stated        None
    1-2亿                the lower           the middle       the upper
    千万 (no number)      one unit            one unit         one unit
    ==================  ==================  ===============  =======================

    Raises `Unconvertible`: "out_of_range" below 0 and above 1e16, else "not_an_amount", also for a mere ceiling.

    >>> amount("1.2亿", "CNY").value, amount("630万人民币").currency
    (120000000.0, 'CNY')
    >>> amount("数千万美元")
    Amount(low=20000000.0, high=90000000.0, value=30000000.0, currency='USD', estimated=True)
    >>> amount("未透露人民币") is None, amount("$180B").value
    (True, 180000000000.0)
    """
    cell = cell.strip()
    if is_unknown(cell):
        return None
    if len(cell) > _LONGEST:
        raise Unconvertible("not_an_amount", "the cell is too long to be an amount")
    text = simplified(fold(cell))
    if re.match(r"[-−–]\s*[^\s-]|\(.*[0-9].*\)$", text):
        raise Unconvertible("out_of_range", f"'{cell}' is below zero")
    bounds, found = _read(re.sub(r"[()\[\]【】]", " ", text).strip(), currency, cell)
    if bounds is None:
        return None
    low, value, high, sure = bounds
    if len(found) > 1 or (high is not None and low > high):
        raise _refused(cell, "names two currencies" if len(found) > 1 else "ends below its start")
    if low < 0 or max(value, high or 0) > _MOST:
        raise Unconvertible("out_of_range", f"'{cell}' is no amount of money there can be")
    top = None if high is None else float(high)
    return Amount(float(low), top, float(value), next(iter(found), currency), not sure)


def to_cny(amount: Amount, on: date | None, rates: Rates | None = None) -> Amount:
    """Return `amount` in yuan at the annual average rate of the year of `on`, in whole fen.

    `rates` are those of `model/rates.csv` unless given. Outside its years the nearest year's rate is taken and the
    result is `estimated`; within them the average is taken as exact. Raises `Unconvertible`: "no_rate" for an unknown
    currency, none, or no date; "out_of_range" above 1e14 yuan.

    >>> to_cny(amount("1000万美元"), date(2018, 7, 19)).value
    66090000.0
    >>> to_cny(amount("1000万美元"), date(1998, 7, 19)).estimated
    True
    """
    rate, sure = (1.0, True) if amount.currency == "CNY" else _rate(amount.currency, on, rates or packaged_rates())
    low, value = round(amount.low * rate, 2), round(amount.value * rate, 2)
    high = None if amount.high is None else round(amount.high * rate, 2)
    if max(value, high or 0) > _MOST_CNY:
        raise Unconvertible("out_of_range", f"{value:.3g} yuan is more than any amount of this kind")
    return Amount(low, high, value, "CNY", amount.estimated or not sure)


@cache
def packaged_rates() -> Rates:
    """Return the rates of `model/rates.csv`.

    >>> packaged_rates()["USD"][2018]
    6.609
    """
    rates: dict[str, dict[int, float]] = {}
    lines = (files("valuenet.model") / "rates.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        rates.setdefault(row["currency"], {})[int(row["year"])] = float(row["cny_per_unit"])
    return rates


def _rate(currency: str | None, on: date | None, rates: Rates) -> tuple[float, bool]:
    if currency is None or on is None:
        raise Unconvertible("no_rate", "no currency is stated" if currency is None else "no date to take the rate of")
    if currency not in rates:
        raise Unconvertible("no_rate", f"no rate is known for '{currency}'")
    known = rates[currency]
    year = min(known, key=lambda each: (abs(each - on.year), each))
    return known[year], year == on.year


@cache
def _currencies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a currency at the start and at the end of a text; letters do not run on into others."""
    words = sorted({"块", *vocabulary("currency").spellings()}, key=len, reverse=True)
    forms = "|".join(
        (r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else "")
        + re.escape(word)
        + (r"s?(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in words
    )
    return re.compile(rf"({forms})\s*"), re.compile(rf"\s*({forms})$")


def _currency(word: str, given: str | None) -> str | None:
    known = vocabulary("currency")
    found = "CNY" if word == "块" else known.find(word) or known.find(word.removesuffix("s"))
    if given is None or given not in known:
        return found
    term = known[given]
    called = (term.label_zh, term.label_en, *term.aliases)
    endings = {"元": ("元", "圆", "币"), "圆": ("元", "圆", "币"), "块": ("元", "圆", "币"), "¥": ("¥",), "$": ("$",)}
    ending = endings.get(word, (" dollar",) if word.startswith("dollar") else None)
    return given if ending and any(name.endswith(ending) for name in called) else found


def _refused(cell: str, why: str = "is not an amount that can be read") -> Unconvertible:
    return Unconvertible("not_an_amount", f"'{cell}' {why}")


def _read(text: str, given: str | None, cell: str) -> tuple[_Bounds | None, frozenset[str]]:
    """Return the bounds of a text, None where it says there is no data, and the currencies it names."""
    rest, qualifiers, found = _peeled(text, given)
    if rest and is_unknown(rest):
        return None, found
    sides = _BETWEEN.split(rest)
    if len(sides) == 2:
        lower, lower_found = _read(sides[0] + _borrowed_unit(*sides), given, cell)
        upper, upper_found = _read(sides[1], given, cell)
        bounds = None if lower is None or upper is None else (lower[0], (lower[1] + upper[1]) / 2, upper[2], False)
        found |= lower_found | upper_found
    else:
        bounds = _plain(rest)
    if bounds is None:
        raise _refused(cell)
    return _qualified(bounds, qualifiers, cell), found


def _borrowed_unit(left: str, right: str) -> str:
    """Return the unit that the left side of `1-2亿` leaves to the right one."""
    bare = re.compile(r"\s*[0-9.,一二两三四五六七八九]+\s*")
    return bare.sub("", right, count=1) if bare.fullmatch(left) else ""


def _plain(text: str) -> _Bounds | None:
    if match := _INSIDE.fullmatch(text):
        value = magnitude(match[1] + match[2])
        return None if value is None else (value, value, None, False)
    text, rank = text.removesuffix("级"), text.endswith("级")
    several, tens = _SEVERAL.fullmatch(text), _TENS.fullmatch(text)
    unit = several[1] if several else tens[2] if tens else text
    value = magnitude(unit)
    if value is None or ((several or rank) and any(char.isdigit() for char in unit)):
        return None
    if several or tens or rank:
        times = {"tens": 10, "hundreds": 100, "thousands": 1000}.get(tens[1] or "", 1) if tens else 1
        low, middle, high = (value * times * each for each in SEVERAL)
        return low, middle, high, False
    return value, value, value, any(char.isdigit() or char in DIGITS for char in text)


def _qualified(bounds: _Bounds, qualifiers: frozenset[str], cell: str) -> _Bounds:
    if "ceiling" in qualifiers:
        raise _refused(cell, "states only an upper bound")
    low, value, high, sure = bounds
    if "over" in qualifiers:
        return low, value, None, False
    if "near" in qualifiers or "about" in qualifiers:
        low *= Decimal("0.9")
    if "about" in qualifiers and high is not None:
        high *= Decimal("1.1")
    return low, value, high, sure and not qualifiers


def _peeled(text: str, given: str | None) -> tuple[str, frozenset[str], frozenset[str]]:
    """Take qualifiers and currencies off both ends of `text`; return what is left, and what was taken."""
    qualifiers, found = set(), set()
    before, after = _currencies()
    while True:
        start = text
        if (match := before.match(text)) or (match := after.search(text)):
            found.add(_currency(match[1], given) or "")
            text = (text[: match.start()] + text[match.end() :]).strip()
        for name, words in _QUALIFIERS.items():
            shorter = words.sub("", text)
            qualifiers |= {name} if shorter != text else set()
            text = shorter.strip()
        if text == start:
            return text, frozenset(qualifiers), frozenset(found)
