"""A register of organisations, made ready to be looked up in: its entries, and who bears which name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from valuenet.resolve.match.said import Said, comparable, said
from valuenet.resolve.match.slips import Slips, slips
from valuenet.resolve.names.latin import legal_ending
from valuenet.resolve.names.lists import bodies, cognates
from valuenet.resolve.names.script import HANZI, unified

REGISTER = pl.Schema({"id": pl.String, "name": pl.String, "country": pl.String, "city": pl.String, "parent": pl.String})
"""One row a name: an organisation has as many as it has names; country is a code, city a text, parent an id or null
(or several, parted by |). Two more columns may tell the `region`, a text, and the `kind` of the name: label, alias or
acronym."""
_FEW = 12  # more organisations than this whose names begin alike are not told apart
_RARE = 150  # a word that more names than this hold leads to none of them
_LARGE = 100_000
_COMMON = 4.0  # bits of a word that all bodies have, as university
_UMBRELLA = 10  # parts from which on a body that is no university is one that others work under
_ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9&/.-]{1,9}")
_STATE = re.compile("(?:中国人民解放军|中华人民共和国)(?P<name>.{4,})")
_FIRM = re.compile("(?P<name>.{2,}?)(?:集团|控股|股份|技术|科技)*(?:有限责任公司|有限公司|公司|集团)")
_HOSPITAL = re.compile("(?:.{2,}?大学|.{2,}?学院)附属(?P<name>.{2,}医院)")
_GENERAL = re.compile(
    "(?:第.|人民|儿童|口腔|肿瘤|妇产|妇产科|中医|中西医结合|眼科|康复|传染病|精神|胸科|中心|医科)*医院|中国.?"
)
"""What many bodies are called: alone it names none of them."""
_BODIES = (
    ("hospital", frozenset(["hospital", "clinic", "infirmary", "klinikum", "hospices"])),
    ("university", frozenset(["university", "universitie", "polytechnic", "hochschule"])),
    ("school", frozenset(["school", "faculty", "department", "college"])),
    ("institute", frozenset(["institute", "center", "laboratory", "observatory"])),
)
_MEDICAL = (" medical center", " health system", " university medicine")


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation of a register: id, where it is (made comparable), what kind of body, its wholes.

    `umbrella` tells whether many work under it, `known` how well known it is: the number of its names and parts.
    """

    id: str
    country: str
    city: str
    region: str
    body: str
    parents: tuple[int, ...] = ()
    umbrella: bool = False
    known: int = 1


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name: the entry, what kind of name it is to it, and how it is written."""

    entry: int
    kind: str
    written: str


@dataclass(frozen=True)
class Register:
    """A register made ready: its entries, who bears each name (made comparable), and how rare each word is.

    `names` spells each name, `reordered` has the names by their words in alphabetical order, `begun` by their first
    words, `holding` by each rare word, `starts` by the first letters of their words, `ends` those in Chinese by their
    first and last two characters; `slips` finds the word that another is a slip of.
    """

    entries: tuple[Entry, ...]
    bearers: Mapping[str, tuple[Bearer, ...]]
    names: Mapping[str, str]
    rarity: Mapping[str, float]
    reordered: Mapping[str, str]
    begun: Mapping[str, tuple[str, ...]]
    holding: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[str, ...]]
    cities: frozenset[str]
    slips: Slips


def register(frame: pl.DataFrame) -> Register:
    """Return a register made ready to be looked up in; `frame` has the columns `REGISTER`, all but id and name at will.

    >>> one = pl.DataFrame({"id": ["r1"], "name": ["Peking University"], "country": ["CN"], "city": ["Beijing"]})
    >>> register(one).bearers
    {'peking university': (Bearer(entry=0, kind='first', written='peking university'),)}
    """
    told = frame.with_columns(
        pl.lit(None, pl.String).alias(name)
        for name in ("country", "city", "parent", "region", "kind")
        if name not in frame.columns
    ).filter(pl.col("id").is_not_null())
    ids = {each: number for number, each in enumerate(told["id"].unique(maintain_order=True))}
    bearers: dict[str, dict[int, Bearer]] = {}
    names: dict[str, str] = {}
    begun: set[int] = set()
    for each, name, kind in told.select("id", "name", "kind").iter_rows():
        if not name:
            continue
        first = ids[each] not in begun
        begun.add(ids[each])
        for key, spelled, written, level in _names(name, kind, first):
            bearers.setdefault(key, {}).setdefault(ids[each], Bearer(ids[each], level, written))
            names.setdefault(key, spelled)
    held = {key: tuple(found.values()) for key, found in bearers.items()}
    return _ready(_entries(told, ids), held, names)


def _names(name: str, kind: str | None, first: bool) -> Iterable[tuple[str, str, str, str]]:
    """Yield key, spelling, words and kind of a name, and of it without its bracket or legal form."""
    level = "first" if first else kind or ("acronym" if _ACRONYM.fullmatch(name) else "alias")
    if HANZI.search(name):
        yield comparable(name), name, "", level
        yield from _shorter_zh(comparable(name), name)
        return
    words = said(unified(name))
    key = " ".join(words.words) or comparable(name)
    if len(key) < 2:
        return
    yield key, name, " ".join(words.written), level
    end = max((each for each in words.commas if 0 < each < len(words.words)), default=0)
    if name.endswith((")", "]")) and end:
        yield from _shorter(words, end, name)
    elif legal_ending(" ".join(words.written[-3:])):
        form = legal_ending(" ".join(words.written[-3:])).count(" ") + 1
        yield from _shorter(words, len(words.words) - form, name)


def _shorter(words: Said, end: int, name: str) -> Iterable[tuple[str, str, str, str]]:
    key = " ".join(words.words[:end])
    if len(key) > 3:
        yield key, name, " ".join(words.written[:end]), "bare"


def _shorter_zh(key: str, name: str) -> Iterable[tuple[str, str, str, str]]:
    """Yield a Chinese name without what is often left unsaid: army or state, legal form, a hospital's university."""
    for whole in (_STATE, _FIRM, _HOSPITAL):
        short = whole.fullmatch(key)
        if short and not _GENERAL.fullmatch(short["name"]):
            yield short["name"], name, "", "bare"


def _ready(entries: tuple[Entry, ...], held: dict[str, tuple[Bearer, ...]], names: dict[str, str]) -> Register:
    parted = {key: key.split(" ") for key in held}
    counts = Counter(word for key in parted.values() for word in set(key))
    rarity = {word: _bits(word, count, len(held)) for word, count in counts.items()}
    holding: dict[str, list[str]] = {}
    for key, parts in parted.items():
        for word in dict.fromkeys(parts):
            if counts[word] <= _RARE and len(parts) > 1:
                holding.setdefault(word, []).append(key)
    return Register(
        entries,
        held,
        names,
        rarity,
        {" ".join(sorted(parts)): key for key, parts in parted.items() if len(parts) > 1},
        _begun(held),
        {word: tuple(found) for word, found in holding.items()},
        _by(first_letters, held),
        _by(_outer_characters, held),
        frozenset(entry.city for entry in entries if entry.city),
        slips({**dict.fromkeys(cognates(), _RARE), **counts}),
    )


def _by(way: Callable[[str], str], names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in names:
        if key := way(name):
            found.setdefault(key, []).append(name)
    return {key: tuple(held) for key, held in found.items()}


def first_letters(name: str) -> str:
    """Return the first letters of the words of a name that has several.

    >>> first_letters("university california berkeley"), first_letters("stanford")
    ('ucb', '')
    """
    return "".join(word[0] for word in name.split(" ")) if " " in name and not HANZI.search(name) else ""


def _outer_characters(name: str) -> str:
    return name[:2] + name[-2:] if len(name) > 4 and HANZI.search(name) else ""


def _bits(word: str, count: int, names: int) -> float:
    """Return how much a word tells; of a small register, as if it were a large one of which little is seen."""
    told = math.log2(1 + max(names, _LARGE) / count)
    return min(told, _COMMON) if names < _LARGE and word in _common() else told


@cache
def _common() -> frozenset[str]:
    return frozenset(word for words in (bodies(), cognates().values()) for each in words for word in said(each).words)


def _entries(told: pl.DataFrame, ids: Mapping[str, int]) -> tuple[Entry, ...]:
    firsts = told.unique("id", keep="first", maintain_order=True)
    wholes = [
        tuple(dict.fromkeys(ids[each] for each in (parent or "").split("|") if each in ids))
        for parent in firsts["parent"]
    ]
    parts = Counter(parent for each in wholes for parent in each)
    spoken = Counter(ids[each] for each in told["id"])
    found = []
    for number, (each, name, country, city, region) in enumerate(
        firsts.select("id", "name", "country", "city", "region").iter_rows()
    ):
        body = _body(name or "")
        body = "system" if body == "university" and re.search(r"\bsystem\b", name or "", re.IGNORECASE) else body
        umbrella = parts[number] >= _UMBRELLA and body != "university"
        places = (_of_place(city or ""), _of_place(region or ""))
        own = tuple(parent for parent in wholes[number] if parent != number)
        found.append(Entry(each, country or "", *places, body, own, umbrella, spoken[number] + parts[number]))
    return tuple(found)


_of_place = cache(comparable)


def _body(name: str) -> str:
    if HANZI.search(name):
        return next((body for mark, body in _HAN_BODIES if name.endswith(mark)), "other")
    key = f" {' '.join(said(name).words)}"
    parts = set(key.split())
    if any(word in key for word in _MEDICAL):
        return "hospital"
    return next((body for body, marks in _BODIES if not marks.isdisjoint(parts)), "other")


_HAN_BODIES = (
    ("医院", "hospital"),
    ("大学", "university"),
    ("学院", "school"),
    ("所", "institute"),
    ("院", "institute"),
)


def _begun(bearers: Mapping[str, tuple[Bearer, ...]]) -> dict[str, tuple[str, ...]]:
    """Return, by their first two or more words, the names that begin so, where few organisations bear them."""
    found: dict[str, dict[int, str]] = {}
    for key, held in bearers.items():
        parts = key.split(" ")
        for length in range(2, len(parts)):
            names = found.setdefault(" ".join(parts[:length]), {})
            if len(names) <= _FEW:
                names.setdefault(held[0].entry, key)
    return {begin: tuple(names.values()) for begin, names in found.items() if len(names) <= _FEW}
