"""A register: which of its organisations a text names, an affiliation as an author writes it among them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from valuenet.resolve.names.latin import words
from valuenet.resolve.names.lists import abbreviations, leading_abbreviations, places_en, places_zh
from valuenet.resolve.names.script import HANZI, simplified, unified

REGISTER = pl.Schema({"id": pl.String, "name": pl.String, "country": pl.String, "city": pl.String})
"""One row a name: an organisation has as many as it has names; country is a code, city a text; both may be null."""
FOUND = pl.Schema(
    {
        "text": pl.String,
        "id": pl.String,
        "name": pl.String,
        "score": pl.Float64,
        "rule": pl.String,
        "decision": pl.String,
    }
)
"""A text, the organisation that it names (null for none), by which of its names, how surely, and what follows."""
_SEGMENT = re.compile(r"[,;|/\n]|\s-\s|[()]")
_HAN_MARKS = re.compile(r"[^\w]+")
_MOST_WORDS = 14
_MOST_CHARACTERS = 24
_FEW = frozenset(["university", "college", "institute", "hospital", "school", "center", "academy", "department"])


@dataclass(frozen=True)
class Entry:
    """One organisation of a register: its id, country and city (as words), and whether it teaches."""

    id: str
    country: str
    city: str


@dataclass(frozen=True)
class Register:
    """A register made ready: its entries, the entries that bear each name, and how rare each word of the names is."""

    entries: tuple[Entry, ...]
    bearers: Mapping[str, tuple[int, ...]]
    names: Mapping[str, str]
    rarity: Mapping[str, float]


@dataclass(frozen=True)
class Hit:
    """A name of the register that stands in a text: where (by words or characters), whose, and with what odds."""

    start: int
    end: int
    name: str
    entry: int
    odds: float
    rule: str


def register(frame: pl.DataFrame) -> Register:
    """Return a register made ready to be looked up in; `frame` has the columns `REGISTER`, one row a name.

    >>> one = pl.DataFrame({"id": ["r1"], "name": ["Peking University"], "country": ["CN"], "city": ["Beijing"]})
    >>> register(one).bearers
    {'peking university': (0,)}
    """
    ids: dict[str, int] = {}
    entries: list[Entry] = []
    bearers: dict[str, dict[int, None]] = {}
    names: dict[str, str] = {}
    for each, name, country, city in frame.select(*REGISTER).iter_rows():
        if each not in ids:
            ids[each] = len(entries)
            entries.append(Entry(each, country or "", words(city or "")))
        key = comparable(name or "")
        if len(key) > 1:
            bearers.setdefault(key, {})[ids[each]] = None
            names.setdefault(key, name)
    counts = Counter(word for key in bearers for word in set(key.split(" ")))
    rarity = {word: math.log2(1 + len(bearers) / count) for word, count in counts.items()}
    return Register(tuple(entries), {key: tuple(held) for key, held in bearers.items()}, names, rarity)


def comparable(text: str) -> str:
    """Return `text` as it is looked up: simplified characters without marks, or words with one space between.

    >>> comparable("國立臺灣大學"), comparable("Univ. of Oxford")
    ('国立台湾大学', 'university of oxford')
    """
    plain = unified(text)
    return _HAN_MARKS.sub("", simplified(plain).casefold()) if HANZI.search(plain) else words(plain)


def looked_up(texts: Iterable[str], known: Register, merge: float = 0.9, review: float = 0.5) -> pl.DataFrame:
    """Return for each of `texts` the organisation of the register that it names (columns `FOUND`).

    A name counts where it stands whole in the text; the more words, the rarer they are and the better its city and
    country fit the rest of the text, the surer. Names that several bear share the odds.

    >>> rows = [("r1", "Peking University", "CN", "Beijing"), ("r2", "University of Oxford", "GB", "Oxford")]
    >>> known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    >>> looked_up(["Department of Physics, Univ. of Oxford, UK"], known).select("id", "decision").row(0)
    ('r2', 'merge')
    """
    rows = []
    for text in texts:
        best, score = _best(hits(text, known))
        decision = "merge" if score >= merge else "review"
        if best is None or score < review:
            rows.append((text, None, None, score if best else None, None, "none"))
        else:
            rows.append((text, known.entries[best.entry].id, known.names[best.name], score, best.rule, decision))
    return pl.DataFrame(rows, schema=FOUND, orient="row")


def _best(found: list[Hit]) -> tuple[Hit | None, float]:
    """Return the likeliest hit and its share of the odds; hits of one organisation count once."""
    odds: dict[int, float] = {}
    for hit in found:
        odds[hit.entry] = max(odds.get(hit.entry, 0.0), hit.odds)
    if not found:
        return None, 0.0
    best = max(found, key=lambda hit: (hit.odds, -hit.entry))
    return best, best.odds / (1 + sum(odds.values()))


def hits(text: str, known: Register) -> list[Hit]:
    """Return the names of the register that stand in `text`, none within a longer one, with their odds.

    >>> one = pl.DataFrame([("r1", "Peking University", "CN", "Beijing")], REGISTER, orient="row")
    >>> [(hit.name, hit.rule) for hit in hits("Peking University, Beijing", register(one))]
    [('peking university', 'segment')]
    """
    plain = unified(text)
    chinese = HANZI.search(plain) is not None
    spans = list(_chinese(plain, known)) if chinese else list(_latin(plain, known))
    outer = [span for span in spans if not any(_within(span, other) for other in spans)]
    around = _Around.of(comparable(plain), chinese)
    return [
        Hit(
            start,
            end,
            name,
            entry,
            _odds(name, known, known.entries[entry], around, rule) / len(known.bearers[name]),
            rule,
        )
        for start, end, name, rule in outer
        for entry in known.bearers[name]
    ]


Span = tuple[int, int, str, str]


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0]


def _latin(text: str, known: Register) -> Iterator[Span]:
    """Yield the names that stand in a text of words: over the words of all segments, in their order."""
    said: list[str] = []
    edges = {0}
    for segment in _SEGMENT.split(text):
        said += words(segment).split()
        edges.add(len(said))
    if len(edges) > 1:
        whole = abbreviations().get(" ".join(said))
        said = words(whole).split() if whole else said
    for start in range(len(said)):
        for end in range(min(len(said), start + _MOST_WORDS), start, -1):
            name = " ".join(said[start:end])
            if name in known.bearers:
                yield start, end, name, "segment" if {start, end} <= edges else "part"


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
    odds *= {"segment": 4.0, "lead": 4.0, "part": 1.0}[rule]
    if len(name) < (3 if chinese else 6):
        odds *= 0.1  # initials and short words mean many things
    if entry.city and not chinese:
        odds *= 8.0 if f" {entry.city} " in around.said else 1.0
    if entry.country and around.countries:
        odds *= 5.0 if entry.country in around.countries else 0.05
    if name.endswith("大学") or "university" in name:
        odds *= 0.05 if around.hospital and chinese else 6.0
    return odds
