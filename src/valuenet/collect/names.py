"""Cells that list names, and investors whose brackets tell of a fund, another name or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from valuenet.collect.numbers import is_unknown
from valuenet.model.vocabulary import vocabulary
from valuenet.text import has_hanzi

_LONGEST = 300  # a longer text is no name to be taken apart
_MARKS = frozenset(",，、;；|\n")
_OPEN, _CLOSE = "([（【《<", ")]）】》>"
_LEGAL = re.compile(r"(?:inc|ltd|llc|ll?\.?p|l\.l\.p|co|corp|plc|gmbh|s\.?a|n\.?v|b\.?v|ag|kk|limited)\.?", re.I)
_ROLE = r"(?:联合|共同|独家)?(?:领投|跟投|参投)方?"
_ROLE_BEFORE = re.compile(rf"(?:{_ROLE}|投资方)\s*[:：]\s*")
_ROLE_AFTER = re.compile(rf"\s*(?:[(（](?:{_ROLE}|lead|led)[)）]|{_ROLE})$", re.I)
_OTHERS = re.compile(r"(?<=.)\s*等(?:多?家?(?:机构|投资方|投资人|投资机构|公司))?$")
_NOBODY = frozenset(["投资方未透露", "未透露投资方", "投资方未披露", "未披露投资方", "投资方未知", "投资方不详"])
_BRACKETED = re.compile(r"(?P<outside>[^()（）]*[^()（）\s])\s*[(（]\s*(?P<inside>[^()（）]*[^()（）\s])\s*[)）]")
_FUND = re.compile(
    r"(?:基金|创投|风投|资本|投资|股权|\b(?:capital|ventures?|partners|funds?|investments?|vc|pe))$",
    re.I,
)
_SAID = re.compile(
    r"(?:简称|全称|原名|原称|曾用名|又名|又称|亦称|别名|旧称|英文名|中文名|a\.?k\.?a\.?\s|formerly\s)[:：为]?\s*",
    re.I,
)


@dataclass(frozen=True)
class Party:
    """One name in a list of investors, with the parent and the further names that its brackets tell."""

    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()


def names(cell: str, separator: str | None = None) -> tuple[str, ...]:
    """Return the names that `cell` lists, in order, without those that mean no data.

    Without `separator`, names are parted by comma, enumeration comma, semicolon, bar or line end, except within
    brackets; a legal ending after a comma stays with its name. With one, by exactly that text.

    >>> names("深创投,歌华有线、Foo Partners, Inc.")
    ('深创投', '歌华有线', 'Foo Partners, Inc.')
    >>> names("Tencent / Baidu", "/"), names("-")
    (('Tencent', 'Baidu'), ())
    """
    parts = cell.split(separator) if separator else _rejoined(_split(cell))
    return tuple(name for part in parts if not is_unknown(name := part.strip()))


def investors(cell: str) -> tuple[Party, ...]:
    """Return the investors that `cell` lists, each once; empty for no data.

    A role (`领投`, `跟投`) and a closing `等` are dropped. Of a name that ends in brackets:
    a fund in the brackets of one that is none is a fund and its parent; an abbreviation, a stated other name or
    the name in the other script is an alias; a place is part of the name. What else stands there may be a parent,
    an arm or a former name, and the form does not tell which: the name stays whole, the part before the
    brackets is its alias, and nothing is said of a parent.

    >>> investors("中国移动(中移创新产业基金)")
    (Party(name='中移创新产业基金', parent='中国移动', aliases=()),)
    >>> [party.name for party in investors("深创投领投,蚂蚁金服(阿里巴巴)，SK电讯创投(中国)等")]
    ['深创投', '蚂蚁金服(阿里巴巴)', 'SK电讯创投(中国)']
    """
    plain = (_plain(name) if len(name) <= _LONGEST else name for name in names(cell))
    return tuple(dict.fromkeys(_party(name) for name in plain if name not in _NOBODY and not is_unknown(name)))


def _split(cell: str) -> Iterator[str]:
    depths = _depths(cell)
    start = 0
    for at, char in enumerate(cell):
        if char in _MARKS and depths[at] == 0:
            yield cell[start:at]
            start = at + 1
    yield cell[start:]


def _depths(cell: str) -> list[int]:
    """Return how many brackets are open at each character; none anywhere where they do not pair up."""
    depths, open_now = [], 0
    for char in cell:
        open_now += (char in _OPEN) - (char in _CLOSE)
        if open_now < 0:
            return [0] * len(cell)
        depths.append(open_now)
    return depths if open_now == 0 else [0] * len(cell)


def _rejoined(parts: Iterator[str]) -> Iterator[str]:
    whole = next(parts)
    for part in parts:
        if whole.strip() and _LEGAL.fullmatch(part.strip()):
            whole = f"{whole.rstrip()}, {part.strip()}"
        else:
            yield whole
            whole = part
    yield whole


def _plain(name: str) -> str:
    role = _ROLE_BEFORE.match(name)
    return _ROLE_AFTER.sub("", _OTHERS.sub("", name[role.end() if role else 0 :]).strip()).strip()


def _party(name: str) -> Party:
    found = _BRACKETED.fullmatch(name) if len(name) <= _LONGEST else None
    if not found:
        return Party(name)
    outside, inside = found["outside"].strip(), found["inside"].strip()
    said = _SAID.match(inside)
    if said and inside[said.end() :]:
        return Party(outside, aliases=(inside[said.end() :],))
    if any(vocabulary(kind).find(inside) for kind in ("country", "region", "city")):
        return Party(name)
    if _is_acronym(inside, outside) or _is_translation(inside, outside):
        return Party(outside, aliases=(inside,))
    if _FUND.search(inside) and not _FUND.search(outside) and has_hanzi(inside) == has_hanzi(outside):
        return Party(inside, parent=outside)
    return Party(name, aliases=(outside,))


def _is_acronym(inside: str, outside: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z0-9]+", outside))
    return len(inside) > 1 and inside.casefold() == initials.casefold()


def _is_translation(inside: str, outside: str) -> bool:
    if has_hanzi(inside) == has_hanzi(outside) or not (has_hanzi(inside) or inside.isascii()):
        return False
    return bool(_FUND.search(inside)) == bool(_FUND.search(outside))
