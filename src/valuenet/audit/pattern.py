"""Patterns over dotted ids: `{p..}.{thing}_new`, `network.*.<total>`, `{p}.{what:base}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from valuenet.errors import DataError

LATEST = "latest"
_PIECE = re.compile(r"\{(\w+)(\.\.|:\w+)?\}|<(\w+)>|(\*)")


@lru_cache(maxsize=4096)
def _compiled(pattern: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    known = dict(words)
    seen: set[str] = set()
    parts, end = [], 0
    for found in _PIECE.finditer(pattern):
        parts.append(re.escape(pattern[end : found.start()]))
        end = found.end()
        name, many, word, _ = found.groups()
        if name in seen:
            parts.append(f"(?P={name})")
        elif name:
            seen.add(name)
            parts.append(f"(?P<{name}>{_inside(pattern, many, known)})")
        elif word == LATEST:
            parts.append(f"(?P<{LATEST}>(?:19|20)\\d\\d)")
        elif word:
            parts.append(_inside(pattern, f":{word}", known))
        else:
            parts.append("[^.]+?")
    return re.compile("".join(parts) + re.escape(pattern[end:]))


def _inside(pattern: str, kind: str | None, known: Mapping[str, tuple[str, ...]]) -> str:
    if not kind:
        return "[^.]+?"
    if kind == "..":
        return r"[^.]+(?:\.[^.]+)*?"
    if kind[1:] not in known:
        raise DataError(f"pattern '{pattern}': '{kind[1:]}' is no list of words; known: {', '.join(known)}")
    return "(?:" + "|".join(map(re.escape, known[kind[1:]])) + ")"


def matcher(pattern: str, words: Mapping[str, frozenset[str]]) -> Callable[[str], dict[str, str] | None]:
    """Make of a pattern a function of a whole id: what each name in braces stands for, None where it does not match.

    >>> matcher("{p..}.{thing}_new", {})("linker.park.alliances_new")
    {'p': 'linker.park', 'thing': 'alliances'}
    >>> matcher("{p..}.<total>", {"total": frozenset({"total"})})("a.b") is None
    True
    """
    known = tuple((name, tuple(sorted(each, key=len, reverse=True))) for name, each in sorted(words.items()))
    compiled = _compiled(pattern, known)

    def match(path: str) -> dict[str, str] | None:
        found = compiled.fullmatch(path)
        return found.groupdict() if found else None

    return match


def filled(pattern: str, names: Mapping[str, str]) -> str:
    """Put what is known into a pattern, and leave the rest open.

    >>> filled("{p..}.{kind}.<total>", {"p": "a.b"})
    'a.b.{kind}.<total>'
    """
    return _PIECE.sub(lambda found: names.get(found[1], found[0]) if found[1] else found[0], pattern)


def is_open(pattern: str) -> bool:
    """Tell whether a pattern may stand for more than one id."""
    return bool(_PIECE.search(pattern))
