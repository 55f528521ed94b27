"""A register of organisations, made ready to be looked up in: its entries, and who bears which name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from valuenet.resolve.names.latin import words
from valuenet.resolve.names.lists import linking
from valuenet.resolve.names.script import HANZI, simplified, unified

REGISTER = pl.Schema({"id": pl.String, "name": pl.String, "country": pl.String, "city": pl.String, "parent": pl.String})
"""One row a name: an organisation has as many as it has names; country is a code, city a text, parent an id or null."""
_FEW = 12  # more organisations than this whose names begin alike are not told apart
_HAN_MARKS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Entry:
    """One organisation of a register: id, first name made comparable, country, city, and the entry above it."""

    id: str
    key: str
    country: str
    city: str
    parent: int | None = None


@dataclass(frozen=True)
class Register:
    """A register made ready: its entries, the entries that bear each name, and how rare each word of the names is.

    `reordered` gives the name of each set of words in alphabetical order, `begun` the few that begin so.
    """

    entries: tuple[Entry, ...]
    bearers: Mapping[str, tuple[int, ...]]
    names: Mapping[str, str]
    rarity: Mapping[str, float]
    reordered: Mapping[str, str]
    begun: Mapping[str, tuple[str, ...]]


def register(frame: pl.DataFrame) -> Register:
    """Return a register made ready to be looked up in; `frame` has the columns `REGISTER` (parent may be missing).

    >>> one = pl.DataFrame({"id": ["r1"], "name": ["Peking University"], "country": ["CN"], "city": ["Beijing"]})
    >>> register(one).bearers
    {'peking university': (0,)}
    """
    whole = frame if "parent" in frame.columns else frame.with_columns(parent=pl.lit(None, pl.String))
    firsts = whole.unique("id", keep="first", maintain_order=True)
    ids = {each: number for number, each in enumerate(firsts["id"])}
    entries = tuple(
        Entry(each, comparable(name or ""), country or "", comparable(city or ""), ids.get(parent))
        for each, name, country, city, parent in firsts.select(*REGISTER).iter_rows()
    )
    bearers: dict[str, dict[int, None]] = {}
    names: dict[str, str] = {}
    for each, name in whole.select("id", "name").iter_rows():
        key = comparable(name or "")
        if len(key) > 1:
            bearers.setdefault(key, {})[ids[each]] = None
            names.setdefault(key, name)
    counts = Counter(word for key in bearers for word in set(key.split(" ")))
    rarity = {word: math.log2(1 + len(bearers) / count) for word, count in counts.items()}
    held = {key: tuple(found) for key, found in bearers.items()}
    return Register(entries, held, names, rarity, _reordered(held), _begun(held))


def _reordered(bearers: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    return {" ".join(sorted(key.split(" "))): key for key in bearers if " " in key}


def _begun(bearers: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[str, ...]]:
    """Return, by their first two or more words, the names that begin so, where few organisations bear them."""
    found: dict[str, dict[int, str]] = {}
    for key, held in bearers.items():
        said = key.split(" ")
        for length in range(2, len(said)):
            begun = found.setdefault(" ".join(said[:length]), {})
            if len(begun) <= _FEW:
                begun.setdefault(held[0], key)
    return {begin: tuple(names.values()) for begin, names in found.items() if len(names) <= _FEW}


def comparable(text: str) -> str:
    """Return `text` as it is looked up: simplified characters without marks, or its words without the linking ones.

    >>> comparable("國立臺灣大學"), comparable("Univ. of Oxford"), comparable("Chinese Academy of Sciences")
    ('国立台湾大学', 'university oxford', 'chinese academy science')
    """
    plain = unified(text)
    if HANZI.search(plain):
        return _HAN_MARKS.sub("", simplified(plain).casefold())
    said = words(plain).split(" ")
    return " ".join(map(singular, [word for word in said if word not in linking()] or said))


def singular(word: str) -> str:
    """Return an English word without the s of its plural.

    >>> singular("sciences"), singular("campus")
    ('science', 'campus')
    """
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "su" else word
