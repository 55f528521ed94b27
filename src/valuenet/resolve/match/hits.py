"""The names of a register that stand in a text: where, how they were found, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from valuenet.resolve.match.hanzi_hits import standing
from valuenet.resolve.match.register import Register, first_letters
from valuenet.resolve.match.said import Said, comparable_word, said
from valuenet.resolve.names.lists import places_en
from valuenet.resolve.names.script import HANZI, unified

_UNITS = frozenset(
    [
        "school",
        "faculty",
        "department",
        "college",
        "medical",
        "hospital",
        "institute",
        "center",
        "division",
        "campus",
        "program",
        "unit",
        "laboratory",
    ]
)
_SCHOOLS = frozenset(["school", "faculty", "college", "medicine"])
_ADJECTIVES = frozenset(["medical", "business", "law", "graduate", "dental", "public", "engineering", "of", "health"])
_MOST_WORDS = 14
_ONE = frozenset("unsew")  # university and the points of the compass
_ALIKE = 0.55


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the register that stands in a text: where (by words or characters), and how it was found.

    `rule` is whole (a name), words (in another order), short (its words cut short), begun (the beginning of a name),
    alike (most of its rare words), school (of a university) or han (in Chinese); `place` is whose segment it fills:
    whole, part or within; in Chinese also unit or apart (`hanzi_hits`).
    """

    start: int
    end: int
    name: str
    rule: str
    place: str
    share: float = 1.0
    inside: str = ""


def hits(text: str, known: Register) -> tuple[Said, list[Hit]]:
    """Return the words of `text` and the names of the register that stand in it, none within a longer one.

    >>> import polars as pl
    >>> from valuenet.resolve.match.register import REGISTER, register
    >>> one = pl.DataFrame([("r1", "Peking University", "CN", "Beijing", None)], REGISTER, orient="row")
    >>> [(hit.name, hit.rule, hit.place) for hit in hits("Peking University, Beijing", register(one))[1]]
    [('peking university', 'whole', 'whole')]
    """
    plain = unified(text)
    words = said(plain, lambda word: _known(word, known))
    found = list(_latin(words, known))
    if HANZI.search(plain):
        base = len(words.words) + 1
        found += [
            Hit(base + one.start, base + one.end, one.name, "han", one.place, one.share)
            for one in standing(plain, known)
        ]
    return words, [_marked(hit, found) for hit in found]


def _known(word: str, known: Register) -> str:
    return word if comparable_word(word).split(" ")[0] in known.rarity else known.slips.written_for(word)


def _marked(hit: Hit, found: list[Hit]) -> Hit:
    """Return the hit with the longer name that it stands within, if there is one."""
    outer = [other for other in found if _within(hit, other)]
    return replace(hit, inside=max(outer, key=lambda other: other.end - other.start).name) if outer else hit


def _within(hit: Hit, other: Hit) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
    return inside and other.rule in ("whole", "words", "short")


def _latin(words: Said, known: Register) -> Iterator[Hit]:
    """Yield the names among the words; one that crosses a comma is made of whole segments."""
    spans = list(_spans(words, known))
    long = {(hit.start, hit.end) for hit in spans if hit.end > hit.start + 1}
    ends, starts = {end for _, end in long} | words.edges, {start for start, _ in long} | words.edges
    for hit in spans:
        yield Hit(hit.start, hit.end, hit.name, hit.rule, _place(hit.start, hit.end, words, starts, ends))
    taken = {(hit.start, hit.end) for hit in spans}
    yield from _cut_short(words, known, taken)
    for start, end in words.segments():
        yield from _school(start, end, words, known)
        if (start, end) not in taken:
            yield from _loosely(start, end, words, known, spans)


def _spans(words: Said, known: Register) -> Iterator[Hit]:
    size = len(words.words)
    for start in range(size):
        for end in range(start + 1, min(size, start + _MOST_WORDS) + 1):
            crosses = any(start < comma < end for comma in words.commas)
            if crosses and not (start in words.commas and end in words.commas):
                continue
            said_ = words.words[start:end]
            name = " ".join(said_)
            if _is_place(name, start, end, words, known):
                continue
            if name in known.bearers:
                yield Hit(start, end, name, "whole", "")
            elif end > start + 1 and (name := known.reordered.get(" ".join(sorted(said_)), "")):
                yield Hit(start, end, name, "words", "")


def _cut_short(words: Said, known: Register, taken: set[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the names whose words whole segments cut short: Univ Calif Berkeley; Univ. of Mass., Amherst."""
    marks = sorted(words.commas)
    for start, end in ((one, other) for one in marks for other in marks if 1 < other - one <= _MOST_WORDS):
        letters = first_letters(" ".join(words.words[start:end]))
        if (start, end) not in taken:
            for name in known.starts.get(letters, ()):
                if all(map(_cuts, words.short[start:end], words.words[start:end], name.split(" "))):
                    yield Hit(start, end, name, "short", "whole")


def _cuts(short: str, word: str, full: str) -> bool:
    """Tell whether a word is `full`, in full or cut short to three letters or more; U. and S. are cut to one."""
    return word == full or (full.startswith(short) and (len(short) > 2 or short in _ONE))


def _is_place(name: str, start: int, end: int, words: Said, known: Register) -> bool:
    """Tell whether a whole segment but its numbers is a place: USA is seldom the University of South Alabama."""
    place = name in known.cities or name in places_en()
    return place and start in words.commas | words.edges and (end in words.commas or words.words[end].isdigit())


def _place(start: int, end: int, words: Said, starts: set[int], ends: set[int]) -> str:
    if start in words.commas and end in words.commas:
        return "whole"
    before = start in ends or words.words[start - 1] in _UNITS
    after = end in starts or (end < len(words.words) and words.words[end] in _UNITS) or end in words.commas
    return "part" if before and after else "within"


def _loosely(start: int, end: int, words: Said, known: Register, spans: list[Hit]) -> Iterator[Hit]:
    """Yield the names that a segment begins, and those that hold most of its rare words."""
    part = words.words[start:end]
    if " ".join(word for word in part if not word.isdigit()) in known.cities:
        return
    for begun in known.begun.get(" ".join(part), ()):
        yield Hit(start, end, begun, "begun", "whole")
    if any(hit.start == start and hit.end == end for hit in spans):
        return
    rare = sorted((word for word in dict.fromkeys(part) if word in known.holding), key=lambda each: -known.rarity[each])
    told = _weight(part, known)
    tried: dict[str, None] = {}
    for word in rare[:3]:
        tried |= dict.fromkeys(known.holding[word])
    for name in tried:
        other = name.split(" ")
        both = _weight([word for word in other if word in part], known)
        share = both / (told + _weight(other, known) - both)
        if share >= _ALIKE and both > 12:
            yield Hit(start, end, name, "alike", "whole", share)


def _weight(parts: list[str] | tuple[str, ...], known: Register) -> float:
    return sum(known.rarity.get(word, 14.0) for word in dict.fromkeys(parts))


def _school(start: int, end: int, words: Said, known: Register) -> Iterator[Hit]:
    """Yield the university of a school that bears its name: Yale School of Medicine, Harvard Medical School."""
    part = words.words[start:end]
    at = next((place for place, word in enumerate(part) if word in _SCHOOLS and place), 0)
    before = list(part[:at])
    while before and before[-1] in _ADJECTIVES:
        before.pop()
    for length in range(len(before), 0, -1):
        name = " ".join(before[:length])
        ways = [name] if "university" in before[:length] else [f"{name} university", f"university {name}"]
        found = [way for way in ways if way in known.bearers] if name not in known.cities else []
        found = found or [begun for way in ways for begun in known.begun.get(way, ()) if " " in way and length > 1]
        if found:
            yield from (Hit(start, start + length, each, "school", "part") for each in found)
            return
