"""The names of a register that stand in a text, each with the odds that it is the one meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from valuenet.resolve.match.register import Entry, Register, comparable, singular
from valuenet.resolve.names.latin import words
from valuenet.resolve.names.lists import abbreviations, leading_abbreviations, linking, places_en, places_zh
from valuenet.resolve.names.script import HANZI, unified

_NOTE = re.compile(r"\s\d{1,2}\s+,")  # the number of a footnote before its comma
_SEGMENT = re.compile(r"[,;|/\n]|\s-\s|[()]")
_UNITS = frozenset(["school", "faculty", "department", "college", "medical", "hospital", "institute", "center"])
_MOST_WORDS = 14
_MOST_CHARACTERS = 24
_SCHOOL = re.compile(r"\b(?:school|faculty|facult\w*|fakult\w*)\b|(?:学院|学部|研究生院)$")
_SYSTEM = re.compile(r"\bsystem\b")
_UNIVERSITY = re.compile(r"universi\w*|大学$")
_HOSPITAL = re.compile(r"\b(?:hospital|klinik\w*|clinic\w*|hopital|hopitaux)\b|医院$")


@dataclass(frozen=True)
class Hit:
    """A name of the register that stands in a text: where (by words or characters), whose, and with what odds."""

    start: int
    end: int
    name: str
    entry: int
    odds: float
    rule: str


def hits(text: str, known: Register) -> list[Hit]:
    """Return the names of the register that stand in `text`, none within a longer one, with their odds.

    >>> import polars as pl
    >>> from valuenet.resolve.match.register import REGISTER, register
    >>> one = pl.DataFrame([("r1", "Peking University", "CN", "Beijing", None)], REGISTER, orient="row")
    >>> [(hit.name, hit.rule) for hit in hits("Peking University, Beijing", register(one))]
    [('peking university', 'segment')]
    """
    plain = unified(text)
    chinese = HANZI.search(plain) is not None
    spans = list(_chinese(plain, known)) if chinese else list(_latin(plain, known))
    spans = [span for span in spans if not (_SCHOOL.search(span[2]) and any(_is_whole(other, span) for other in spans))]
    outer = [span for span in spans if not any(_within(span, other) for other in spans)]
    around = _Around.of(comparable(plain), chinese)
    return [
        _rolled_up(Hit(start, end, name, entry, odds, rule), known)
        for start, end, name, rule in outer
        for entry in known.bearers[name]
        for odds in [_odds(name, known, known.entries[entry], around, rule)]
    ]


def _rolled_up(hit: Hit, known: Register) -> Hit:
    """Count a school or faculty as its university: that is who an author is with; a hospital stays itself."""
    parent = known.entries[hit.entry].parent
    if parent is None or not _SCHOOL.search(hit.name) or _SYSTEM.search(known.entries[parent].key):
        return hit
    return replace(hit, entry=parent, rule="school")


Span = tuple[int, int, str, str]


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0]


def _is_whole(inner: Span, outer: Span) -> bool:
    """Tell whether `inner` is the university that the school `outer` belongs to."""
    return _within(inner, outer) and inner[0] == outer[0] and _UNIVERSITY.search(inner[2]) is not None


def _latin(text: str, known: Register) -> Iterator[Span]:
    """Yield the names that stand in a text of words; one that crosses a comma is made of whole segments."""
    said, commas, edges = _said(text)
    spans = [
        (start, end, name)
        for start in range(len(said))
        for end in range(start + 1, min(len(said), start + _MOST_WORDS) + 1)
        if (name := " ".join(said[start:end])) in known.bearers and _fits(start, end, commas)
    ]
    long = [(start, end) for start, end, _ in spans if end > start + 1]
    ends, starts = {end for _, end in long} | edges, {start for start, _ in long} | edges
    for start, end, name in spans:
        whole = start in commas and end in commas
        beside = start in ends and (end in starts or said[end] in _UNITS)
        yield start, end, name, "segment" if whole else "part" if beside else "within"
    taken = {(start, end) for start, end, _ in spans}
    for start, end in zip(sorted(commas), sorted(commas)[1:], strict=False):
        if (start, end) not in taken:
            yield from _loosely(start, end, said[start:end], known)


def _fits(start: int, end: int, commas: set[int]) -> bool:
    return (start in commas and end in commas) or not any(start < comma < end for comma in commas)


def _loosely(start: int, end: int, said: list[str], known: Register) -> Iterator[Span]:
    """Yield the name that a segment has in another order, or those that it begins."""
    name = known.reordered.get(" ".join(sorted(said)))
    if name and len(said) > 1:
        yield start, end, name, "words"
    for begun in known.begun.get(" ".join(said), ()):
        yield start, end, begun, "begun"


def _said(text: str) -> tuple[list[str], set[int], set[int]]:
    """Return the words of a text, the places of its commas, and of its linking words and commas."""
    said: list[str] = []
    commas, edges = {0}, {0}
    for segment in _SEGMENT.split(_NOTE.sub(",", text)):
        whole = abbreviations().get(words(segment), segment)
        for word in words(whole).split():
            if word in linking():
                edges.add(len(said))
            else:
                said.append(singular(word))
        commas.add(len(said))
    return said, commas, edges | commas


def _chinese(text: str, known: Register) -> Iterator[Span]:
    """Yield the names that stand in a Chinese text; an abbreviated university is written in full first."""
    said = _full(comparable(text))
    for start in range(len(said)):
        for end in range(min(len(said), start + _MOST_CHARACTERS), start + 1, -1):
            name = said[start:end]
            if name in known.bearers:
                whole = start == 0 and end == len(said)
                yield start, end, name, "segment" if whole else "lead" if start == 0 else "part"


def _full(said: str) -> str:
    if said in abbreviations():
        return abbreviations()[said]
    for length in (5, 4, 3, 2):
        full = leading_abbreviations().get(said[:length])
        if full and not said.startswith(full[: length + 1]):
            return full + said[length:]
    return said


@dataclass(frozen=True)
class _Around:
    """What a text tells beside names: its words, the countries and, in Chinese, the places that it mentions."""

    said: str
    countries: frozenset[str]
    hospital: bool

    @staticmethod
    def of(said: str, chinese: bool) -> _Around:
        """Return what `said`, made comparable, tells."""
        if chinese:
            found = {code for place, code in places_zh().items() if place in said}
            return _Around(said, frozenset(_country(code) for code in found), said.endswith("医院"))
        tail = said.split(" ")[-6:]
        ends = {" ".join(tail[at:end]) for at in range(len(tail)) for end in range(at + 1, len(tail) + 1)}
        found = {places_en()[end] for end in ends if end in places_en()}
        return _Around(f" {said} ", frozenset(_country(code) for code in found), " hospital " in f" {said} ")


def _country(code: str) -> str:
    return {"71": "TW", "81": "HK", "82": "MO"}.get(code[:2], "CN") if code.isdigit() else code


def _odds(name: str, known: Register, entry: Entry, around: _Around, rule: str) -> float:
    """Return how likely the name in the text means the entry rather than nobody of the register."""
    chinese = HANZI.search(name) is not None
    told = 3.0 * len(name) if chinese else sum(known.rarity.get(word, 0.0) for word in name.split(" "))
    odds = float(2 ** min(told - 8.0, 9.0))
    odds *= {"segment": 4.0, "lead": 4.0, "part": 1.0, "within": 0.01, "words": 0.0005, "begun": 0.02}[rule]
    if name != entry.key:
        odds *= 0.1  # who bears a name as its first one is meant before who has it among others
    if not chinese and len(name) < 6:
        odds *= 0.003 if len(name) < 4 else 0.03  # initials and short words mean many things
    if entry.city and not chinese:
        odds *= 8.0 if f" {entry.city} " in around.said else 1.0
    if entry.country and around.countries:
        odds *= 5.0 if entry.country in around.countries else 0.05
    if _HOSPITAL.search(name):
        odds *= 30.0
    elif _UNIVERSITY.search(name):
        odds *= 0.05 if around.hospital and chinese else 30.0
    return odds
