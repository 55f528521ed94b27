"""The lists that names are taken apart with, each a CSV file beside this module, read once."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from valuenet.model.vocabulary import vocabulary
from valuenet.text import has_hanzi

COUNTY_SUFFIXES = ("市", "县", "区")
"""What a county's name must end in to be taken for a place: without it, many are words (东方, 大同)."""
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
"""Letters whose stroke no decomposition takes off."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the list `name`, as `legal_forms`.

    >>> rows("legal_forms")[0]["form"]
    '股份有限公司'
    """
    text = (files("valuenet.resolve.names") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def legal_forms() -> dict[str, str]:
    """Return the code of each legal form; forms in Latin letters are words parted by one space, without marks.

    >>> legal_forms()["co ltd"], legal_forms()["股份有限公司"]
    ('limited', 'joint_stock')
    """
    return {row["form"]: row["code"] for row in rows("legal_forms")}


@cache
def industry_words() -> frozenset[str]:
    """Return the words that say what an organisation does rather than who it is.

    >>> "科技" in industry_words(), "technology" in industry_words()
    (True, True)
    """
    return frozenset(row["word"] for row in rows("industry_words"))


@cache
def general_words() -> frozenset[str]:
    """Return the industry words that firms of all kinds bear, and that set no arm apart from its group.

    >>> "科技" in general_words(), "云" in general_words()
    (True, False)
    """
    return frozenset(row["word"] for row in rows("industry_words") if row["general"])


@cache
def units() -> dict[str, str]:
    """Return the kind of unit that each marker stands for: a branch, a hospital, a school.

    >>> units()["分公司"], units()["hospital"]
    ('branch', 'hospital')
    """
    return {row["marker"]: row["kind"] for row in rows("units")}


@cache
def bodies() -> frozenset[str]:
    """Return the words of bodies whose name is whole only with its place: 大学, hospital.

    >>> "大学" in bodies()
    True
    """
    return frozenset(row["word"] for row in rows("bodies"))


@cache
def abbreviations() -> dict[str, str]:
    """Return the full name of each abbreviation that stands alone.

    >>> abbreviations()["北大"]
    '北京大学'
    """
    return {row["abbreviation"]: row["name"] for row in rows("abbreviations")}


@cache
def leading_abbreviations() -> dict[str, str]:
    """Return the abbreviations that also stand before a unit, as in 北大医院.

    >>> leading_abbreviations()["清华"]
    '清华大学'
    """
    return {row["abbreviation"]: row["name"] for row in rows("abbreviations") if row["before_unit"]}


@cache
def linking() -> frozenset[str]:
    """Return the words that only link others: of, the, de.

    >>> "of" in linking()
    True
    """
    return frozenset(row["word"] for row in rows("linking"))


@cache
def spelled_out() -> dict[str, str]:
    """Return the word that each shortened or variant word of an English name stands for.

    >>> spelled_out()["univ"]
    'university'
    """
    return {row["word"]: row["written_as"] for row in rows("words")}


@cache
def cognates() -> dict[str, str]:
    """Return the English word of each word that names of bodies have in other languages: universität, centro.

    >>> cognates()["universitat"], cognates()["hopital"]
    ('university', 'hospital')
    """
    return {row["word"]: row["written_as"] for row in rows("cognates")}


@cache
def places_zh() -> dict[str, str]:
    """Return the place of each Chinese spelling: a region's or city's code, or a country's.

    A county counts under its full name only, and so does what is a word or a brand too (`not_places.csv`).

    >>> places_zh()["深圳"], places_zh()["广东省"], places_zh()["中国"], "东方" in places_zh()
    ('440300', '440000', 'CN', False)
    """
    found: dict[str, str] = {}
    words = {row["word"] for row in rows("not_places")}
    for kind in ("region", "city", "country"):
        for term in vocabulary(kind).terms:
            county = kind == "city" and (bool(term.extra.get("prefecture")) or term.code[2:4] == "90")
            for spelling in (term.label_zh, *term.aliases):
                whole = spelling.endswith(COUNTY_SUFFIXES) and len(spelling) > 2
                if has_hanzi(spelling) and len(spelling) > 1 and spelling not in words and (whole or not county):
                    found.setdefault(spelling, term.code)
    return found


@cache
def places_en() -> dict[str, str]:
    """Return the place of each English spelling, in lower case, without marks: region, city or country.

    >>> places_en()["shenzhen"], places_en()["united states"]
    ('440300', 'US')
    """
    found = {row["spelling"]: row["code"] for row in rows("more_places")}
    for kind in ("country", "region", "city"):
        for term in vocabulary(kind).terms:
            if kind == "city" and term.extra.get("prefecture"):
                continue
            for spelling in (term.label_en, *term.aliases):
                plain = " ".join(unaccented(spelling).replace("'", "").replace(".", "").split())
                if plain.isascii() and len(plain) > 3:
                    found.setdefault(plain, term.code)
    return found


def unaccented(text: str) -> str:
    """Return `text` in lower case without accents.

    >>> unaccented("École"), unaccented("Wrocław")
    ('ecole', 'wroclaw')
    """
    if text.isascii():
        return text.lower()
    plain = text.casefold().translate(_STROKED)
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


@cache
def endings(name: str) -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """Return the Chinese words of the list `name`, and how many characters they have by their last, most first.

    >>> words, lengths = endings("legal_forms")
    >>> sorted(word for word in words if word[-1] == "团"), lengths["团"]
    (['控股集团', '集团'], (4, 2))
    """
    known: dict[str, Collection[str]] = {
        "legal_forms": legal_forms(),
        "industry_words": industry_words(),
        "places": places_zh(),
        "units": units(),
        "bodies": bodies(),
    }
    words = frozenset(word for word in known[name] if has_hanzi(word))
    return words, _lengths(words, -1)


@cache
def beginnings() -> dict[str, tuple[int, ...]]:
    """Return how many characters the Chinese spellings of regions and cities have, by first character, most first.

    >>> beginnings()["深"]
    (3, 2)
    """
    return _lengths([place for place, code in places_zh().items() if code.isdigit()], 0)


def _lengths(words: Collection[str], at: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[at], set()).add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


@cache
def abbreviated_beginnings() -> frozenset[str]:
    """Return the first characters of all abbreviations.

    >>> "清" in abbreviated_beginnings()
    True
    """
    return frozenset(abbreviation[0] for abbreviation in abbreviations())
