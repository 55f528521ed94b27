"""Steps on a name in Latin (or any other spaced) letters: the same as on a Chinese one, by words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from valuenet.resolve.names.hanzi import Found, Work
from valuenet.resolve.names.lists import (
    abbreviations,
    bodies,
    cognates,
    industry_words,
    legal_forms,
    linking,
    places_en,
    spelled_out,
    unaccented,
    units,
)

_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset(["the", "and"])
_OF = frozenset(["de", "di", "du", "des", "della", "do", "da"])


def words(text: str) -> str:
    """Return the words of `text`, one space between them, without accents and marks; shortened words in full.

    >>> words("Univ. of Science & Technology of China")
    'university of science technology of china'
    """
    plain = unaccented(text).replace("'", "")
    found = (spelled_out().get(word, word) for word in _WORD.findall(plain))
    return " ".join(word for word in found if word not in _DROPPED)


def brackets(text: str, found: Found) -> str:
    """Take out what stands in brackets: a place, an acronym, another name."""
    if "(" not in text:
        return text
    for inside in _BRACKETS.findall(text):
        content = words(inside)
        code = places_en().get(content)
        if code:
            found["place"] = found["branch"] = code
        elif content:
            found["brackets"] = (*found.get("brackets", ()), inside.strip())
            found["others"] = (*found.get("others", ()), inside.strip())
    outside = _BRACKETS.sub(" ", text)
    return outside if words(outside) else text


def part(text: str, found: Found) -> str:
    """Tell a part before a comma (Department of X, University of Y) from the whole after it."""
    head, comma, rest = text.partition(",")
    first = words(head).split(" ")
    if comma and first[0] in units() and len(first) > 1 and not legal_ending(words(rest)):
        found["unit"], found["parent"] = units()[first[0]], words(rest)
    return text


def spelling(text: str, found: Found) -> str:
    """Write words in one way: no accents, no marks, shortened words in full, no article; bodies in English."""
    found["key"] = text = _in_english(words(text))
    return text


def _in_english(text: str) -> str:
    """Return a name with another language's word for university, hospital or institute in English, and its "de"."""
    parts = text.split(" ")
    if cognates().keys().isdisjoint(parts):
        return text
    return " ".join("of" if part in _OF else cognates().get(part, part) for part in parts)


@cache
def _longest(kind: str) -> int:
    lists: dict[str, Callable[[], Any]] = {
        "form": legal_forms,
        "industry": industry_words,
        "place": places_en,
        "unit": units,
    }
    return max(len(entry.split(" ")) for entry in lists[kind]() if entry.isascii())


def _ending(text: str, kind: str, known: Any, left: int = 1) -> str:
    parts = text.split(" ")
    for length in range(min(_longest(kind), len(parts) - left), 0, -1):
        tail = " ".join(parts[-length:])
        if tail in known:
            return tail
    return ""


def legal_ending(text: str) -> str:
    """Return the legal form that `text` (words) is or ends in, or nothing.

    >>> legal_ending("foo co ltd"), legal_ending("ltd"), legal_ending("foo")
    ('co ltd', 'ltd', '')
    """
    return _ending(text, "form", legal_forms(), 0)


def _without(text: str, tail: str) -> str:
    return text[: -len(tail)].rstrip()


def branch(text: str, found: Found) -> str:
    """Take off the marker of a branch, and the place that says which one."""
    marker = _ending(text, "unit", units())
    if not marker or units()[marker] != "branch" or marker == "campus":
        return text
    rest = _without(text, marker)
    place = _ending(rest, "place", places_en())
    found["unit"], found["branch"] = "branch", places_en().get(place, marker)
    return _without(rest, place) if place else rest


def legal_form(text: str, found: Found) -> str:
    """Take off legal forms at the end, one after another."""
    while form := _ending(text, "form", legal_forms(), 1 if "legal_form" in found else 0):
        found.setdefault("legal_form", legal_forms()[form])
        text = _without(text, form)
    return text


def abbreviation(text: str, found: Found) -> str:
    """Write an abbreviated university or academy in full."""
    return _in_english(words(abbreviations()[text])) if text in abbreviations() else text


def unit(text: str, found: Found) -> str:
    """Tell a part of a university (Peking University First Hospital) from the whole; nothing is dropped."""
    marker = _ending(text, "unit", units())
    head, university, rest = text.partition(" university ")
    if "parent" not in found and marker and university and rest and not rest.startswith("of "):
        found["unit"], found["parent"] = units()[marker], f"{head} university"
    return text


def trailing_place(text: str, found: Found) -> str:
    """Take off a place at the end (Intel China): it names an arm of the whole."""
    place = _ending(text, "place", places_en())
    rest = _without(text, place) if place else text
    if not place or is_body(text) or rest.split(" ")[-1] in linking() or len(rest) < 4 or is_generic(rest):
        return text
    found["branch"] = found.setdefault("place", places_en()[place])
    return legal_form(rest, found)


def leading_place(text: str, found: Found) -> str:
    """Take off the place that a name begins with, unless nothing but its industry would be left."""
    parts = text.split(" ")
    for length in range(min(_longest("place"), len(parts) - 1), 0, -1):
        code = places_en().get(" ".join(parts[:length]))
        rest = " ".join(parts[length:])
        if code and code.isdigit():
            found["place"] = code
            return text if is_body(text) or is_generic(rest) else rest
    return text


def industry(text: str, found: Found) -> str:
    """Take off the words that say what the organisation does, as long as one stays that says who it is."""
    if is_body(text) or is_generic(text):
        return text
    taken: tuple[str, ...] = ()
    while word := _ending(text, "industry", industry_words()):
        text, taken = _without(text, word), (word, *taken)
    if taken:
        found["industry"] = taken
    return text


def generic(text: str, found: Found) -> str:
    """Leave nothing where a name holds only what many names hold: it tells nobody from another."""
    if text and (is_generic(text) or text in places_en()):
        found["industry"] = (text,)
        return ""
    return text


def is_generic(text: str) -> bool:
    """Tell whether all words of `text` say what it does or where it is.

    >>> is_generic("information technology"), is_generic("pinyou technology")
    (True, False)
    """
    return all(word in industry_words() for word in text.split(" "))


def is_body(text: str) -> bool:
    """Tell whether `text` names a body that is whole only with its place: a university, a hospital, a bank.

    >>> is_body("university of hong kong"), is_body("intel china")
    (True, False)
    """
    return not bodies().isdisjoint(text.split(" "))


STEPS: tuple[tuple[str, Work], ...] = (
    ("brackets", brackets),
    ("part", part),
    ("spelling", spelling),
    ("branch", branch),
    ("legal form", legal_form),
    ("abbreviation", abbreviation),
    ("unit", unit),
    ("trailing place", trailing_place),
    ("leading place", leading_place),
    ("industry", industry),
    ("generic", generic),
)
"""The steps on a name in letters, in their order."""
