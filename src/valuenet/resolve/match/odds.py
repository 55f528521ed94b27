"""What speaks for a hit and against it, level by level, and the odds that it makes."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.match.hits import Hit
from valuenet.resolve.match.register import Bearer, Entry, Register
from valuenet.resolve.match.said import Said, comparable
from valuenet.resolve.names.lists import places_en, places_zh
from valuenet.resolve.names.script import HANZI

_NAMED = ("whole", "words", "short")
"""Ways in which all words of a name stand in a text."""
Sure = tuple[float, Hit, Entry]
"""How much a name tells in bits, where it stands, and whose it is."""


@dataclass(frozen=True)
class Meant:
    """A hit taken for one organisation: what speaks for it, by comparison."""

    hit: Hit
    entry: int
    levels: Mapping[str, str]


@dataclass(frozen=True)
class Around:
    """What a text tells of places: its words, parted by spaces, countries and cities.

    `chinese` is a text in Chinese, made comparable, and `places` the English name of each place that stands in it.
    """

    said: str
    countries: frozenset[str]
    cities: frozenset[str]
    chinese: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


def around(text: str, words: Said, known: Register) -> Around:
    """Return what `text` tells of places; a country is told by the last words of a segment."""
    countries: set[str] = set()
    cities: set[str] = set()
    for start, end in words.segments():
        part = [word for word in words.words[start:end] if not word.isdigit()]
        written = [word for word in words.written[start:end] if not word.isdigit()]
        countries |= {
            places_en()[tail] for at in range(len(written)) if (tail := " ".join(written[at:])) in places_en()
        }
        if " ".join(part) in known.cities:
            cities.add(" ".join(part))
    plain, english = "", {}
    if HANZI.search(text):
        plain = comparable(text)
        places = {place: code for place, code in places_zh().items() if place in plain}
        countries |= set(places.values())
        english = {place: comparable(_english()[code]) for place, code in places.items() if code in _english()}
    return Around(f" {' '.join(words.words)} ", frozenset(map(_country, countries)), frozenset(cities), plain, english)


@cache
def _english() -> dict[str, str]:
    return {term.code: term.label_en for kind in ("region", "city") for term in vocabulary(kind).terms}


def _country(code: str) -> str:
    return {"71": "TW", "81": "HK", "82": "MO"}.get(code[:2], "CN") if code.isdigit() else code


def meant(text: str, words: Said, found: Sequence[Hit], known: Register) -> list[Meant]:
    """Return every organisation that each hit may mean, with the level of each comparison."""
    near = around(text, words, known)
    pairs = [(hit, bearer) for hit in found for bearer in known.bearers[hit.name]]
    pairs = [(hit, bearer) for hit, bearer in pairs if bearer.kind != "acronym" or _as_acronym(hit, bearer, words)]
    entries = {bearer.entry for _, bearer in pairs}
    ancestors = {entry: _ancestors(entry, known) & entries for entry in entries}
    wholes = frozenset(each for above in ancestors.values() for each in above)
    best = _surest(pairs, known)
    return [
        Meant(
            hit,
            bearer.entry,
            {
                "rule": _rule(hit),
                "kind": "han" if hit.rule == "han" else bearer.kind if hit.rule in _NAMED else "loose",
                "spelled": _spelled(hit, bearer, words),
                "told": _told(hit, known),
                "stands": hit.place,
                "place": _place(hit, known.entries[bearer.entry], near),
                "beside": _beside(hit, known.entries[bearer.entry], best, known),
                "body": known.entries[bearer.entry].body,
                "whole": _whole(bearer.entry, known, ancestors, wholes),
                "order": f"{_sort(known.entries[bearer.entry])}_{_order(hit, pairs)}",
                "rivals": _rivals(bearer.entry, best, known, ancestors),
                "inside": _inside(hit, known),
                "rank": _rank(hit, bearer, known),
            },
        )
        for hit, bearer in pairs
    ]


def _as_acronym(hit: Hit, bearer: Bearer, words: Said) -> bool:
    return hit.rule == "han" or words.written[hit.start] in words.capitals


def _rule(hit: Hit) -> str:
    if hit.rule == "words" and hit.name.count(" ") == 1:
        return "words2"
    if hit.rule == "han" and hit.share < 1:
        return "han_short"
    if hit.rule != "alike":
        return hit.rule
    return (
        "alike9" if hit.share > 0.85 else "alike8" if hit.share > 0.75 else "alike6" if hit.share > 0.65 else "alike5"
    )


def _spelled(hit: Hit, bearer: Bearer, words: Said) -> str:
    if hit.rule != "whole" or HANZI.search(hit.name):
        return "any"
    return "same" if " ".join(words.written[hit.start : hit.end]) == bearer.written else "other"


def _told(hit: Hit, known: Register) -> str:
    if HANZI.search(hit.name):
        return _step(3.0 * len(hit.name))
    bits = sum(known.rarity.get(word, 0.0) for word in hit.name.split(" "))
    if len(hit.name) < 6 and bits > 11:
        return "initials" if len(hit.name) < 4 else "short"
    return "initials" if len(hit.name) < 4 else _step(bits)


def _step(bits: float) -> str:
    return (
        "bits7"
        if bits < 11
        else "bits11"
        if bits < 15
        else "bits15"
        if bits < 20
        else "bits20"
        if bits < 28
        else "bits28"
    )


def _place(hit: Hit, entry: Entry, near: Around) -> str:
    outside = near.said.replace(f" {hit.name} ", "  ", 1)
    if near.places:
        chinese = near.chinese.replace(hit.name, "", 1)
        outside += " ".join(["", *(name for place, name in near.places.items() if place in chinese), ""])
    if entry.city and f" {entry.city} " in outside:
        return "city"
    if entry.region and f" {entry.region} " in outside:
        return "region"
    if near.countries:
        return "abroad" if entry.country not in near.countries else "elsewhere" if near.cities else "country"
    if near.cities:
        return "elsewhere"
    return "named" if entry.city and f" {entry.city} " in f" {hit.name} " else "untold"


def _surest(pairs: Sequence[tuple[Hit, Bearer]], known: Register) -> list[Sure]:
    told = [
        (sum(known.rarity.get(word, 3.0) for word in hit.name.split(" ")), hit, known.entries[bearer.entry])
        for hit, bearer in pairs
        if hit.rule == "whole" and hit.place != "within" and bearer.kind == "first"
    ]
    return sorted(told, key=lambda each: -each[0])


def _beside(hit: Hit, entry: Entry, best: list[Sure], known: Register) -> str:
    """Compare where it is with where the surest other name of the text is."""
    for _, other, told in best:
        if (other.end <= hit.start or hit.end <= other.start) and told is not entry:
            if told.country != entry.country:
                return "abroad"
            return "city" if told.city == entry.city else "country"
    return "alone"


def _ancestors(entry: int, known: Register) -> set[int]:
    found: set[int] = set()
    above = list(known.entries[entry].parents)
    while above:
        each = above.pop()
        if each not in found and each != entry:
            found.add(each)
            above += known.entries[each].parents
    return found


def _whole(entry: int, known: Register, ancestors: Mapping[int, set[int]], wholes: frozenset[int]) -> str:
    one = known.entries[entry]
    if entry in wholes:
        return "whole_university" if one.body == "university" else "umbrella" if one.umbrella else "whole"
    if ancestors[entry]:
        above = [known.entries[each] for each in ancestors[entry]]
        if any(each.body == "university" for each in above):
            return "part_university"
        return "part_umbrella" if all(each.umbrella for each in above) else "part"
    return "alone_umbrella" if one.umbrella else "alone"


def _sort(entry: Entry) -> str:
    return "umbrella" if entry.umbrella else entry.body if entry.body in ("university", "hospital") else "other"


def _rivals(entry: int, best: list[Sure], known: Register, ancestors: Mapping[int, set[int]]) -> str:
    """Count the other organisations that the text names in full, but what it is part of and what is part of it."""
    own = known.entries[entry]
    others = {id(told): told for bits, hit, told in best if bits > 11 and told is not own and not hit.inside}
    free = [
        told
        for told in others.values()
        if not any(known.entries[each] is told for each in ancestors[entry])
        and not any(own is known.entries[each] for each in told.parents)
    ]
    return f"{_sort(own)}_{min(len(free), 3)}"


def _inside(hit: Hit, known: Register) -> str:
    return f"of_{known.entries[known.bearers[hit.inside][0].entry].body}" if hit.inside else "free"


def _rank(hit: Hit, bearer: Bearer, known: Register) -> str:
    """Compare how well known it is with who else bears the name."""
    others = [known.entries[each.entry].known for each in known.bearers[hit.name] if each.entry != bearer.entry]
    own, most = known.entries[bearer.entry].known, max(others, default=0)
    return "alone" if not others else "first" if own > 2 * most else "above" if own > most else "below"


def _order(hit: Hit, pairs: Sequence[tuple[Hit, Bearer]]) -> str:
    sure = [other for other, bearer in pairs if other.rule in ("whole", "words") and other.place != "within"]
    before = any(other.end <= hit.start for other in sure)
    after = any(other.start >= hit.end for other in sure)
    return "middle" if before and after else "last" if before else "first" if after else "only"


@cache
def factors() -> dict[str, dict[str, float]]:
    """Return, by comparison and level, by how much it multiplies the odds of a hit; source: `register_weights.csv`.

    >>> factors()["place"]["city"] > 1 > factors()["place"]["abroad"]
    True
    """
    text = (files("valuenet.resolve.match") / "register_weights.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["comparison"], {})[row["level"]] = float(row["factor"])
    return found


def odds(levels: Mapping[str, str]) -> float:
    """Return the odds that a hit of these levels is who is meant, rather than nobody of the register."""
    product = factors()["prior"]["any"]
    for comparison, level in levels.items():
        product *= factors()[comparison].get(level, 1.0)
    return product
