"""The header of a measure: YAML, of which the few forms that headers are written in are read without a YAML library.

A command that loads all measures reads 150 headers; a YAML library in Python takes most of a second for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ruamel.yaml import YAML

_KEYED = re.compile(r"(\w+):(?: +(.*))?")
_PIECE = re.compile(r"[{}\[\],]|[^{}\[\],]+")
_QUOTED = re.compile(r'"[^"\\\t\n]*"')
_PLAIN = re.compile(r"(?:[^\W\d]|“)(?:(?!: | #|[\t\n]).)*(?<!:)")
"""A text that YAML takes as it stands; what begins with a digit or a mark may be something else."""
_CONSTANT = re.compile(r"true|false|yes|no|on|off|null|y|n", re.IGNORECASE)


class _Unusual(Exception):
    """Something that this reader leaves to a whole one."""


def read_header(text: str) -> dict[str, Any]:
    r"""Return what a header says: texts, lists and mappings, as YAML has them.

    >>> read_header("title: {zh: 名, en: A name}\nnote:\n  en: One line,\n    and another.\nkey: [a, b]")
    {'title': {'zh': '名', 'en': 'A name'}, 'note': {'en': 'One line, and another.'}, 'key': ['a', 'b']}
    """
    try:
        return {key: _value(lines) for key, lines in _entries(text.strip("\n").split("\n"), "")}
    except _Unusual:
        whole: dict[str, Any] = _yaml().load(text)
        return whole


@cache
def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _entries(lines: list[str], indent: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each key that stands at `indent`, with what follows on its line and the lines below that stand deeper."""
    key, found = None, [""]
    for line in lines:
        keyed = _KEYED.fullmatch(line.removeprefix(indent).rstrip(" ")) if line.startswith(indent) else None
        if keyed:
            if key is not None:
                yield key, found
            key, found = _text(keyed[1]), [keyed[2] or ""]
        elif key is None or not line.startswith(f"{indent}  ") or not line.strip(" "):
            raise _Unusual
        else:
            found.append(line)
    if key is None:
        raise _Unusual
    yield key, found


def _value(lines: list[str]) -> Any:
    """Return the value that stands after a key, and on the lines below it."""
    joined = " ".join(line.strip(" ") for line in lines).strip(" ")
    if joined[:1] in ("{", "["):
        pieces = [each for piece in _PIECE.findall(joined) if (each := piece.strip(" "))]
        found = _flow(pieces)
        if pieces:
            raise _Unusual
        return found
    if lines[0]:
        return _text(joined)
    return {key: _text(" ".join(line.strip(" ") for line in inner)) for key, inner in _entries(lines[1:], "  ")}


def _flow(pieces: list[str]) -> Any:
    """Return the mapping or list in brackets that the pieces begin with, and take its pieces away."""
    opening = pieces.pop(0)
    mapping: dict[str, Any] = {}
    items: list[Any] = []
    while pieces and pieces[0] not in ("}", "]"):
        piece = pieces.pop(0)
        if opening == "[":
            items.append(_text(piece))
        else:
            key, colon, rest = piece.partition(":")
            if not colon or (rest and not rest.startswith(" ")) or (not rest and pieces[:1] not in (["["], ["{"])):
                raise _Unusual
            mapping[_text(key)] = _text(rest.strip(" ")) if rest else _flow(pieces)
        if pieces[:1] == [","]:
            pieces.pop(0)
        elif pieces[:1] not in (["}"], ["]"]):
            raise _Unusual
    if not pieces or pieces.pop(0) != {"{": "}", "[": "]"}[opening]:
        raise _Unusual
    return mapping if opening == "{" else items


def _text(text: str) -> str:
    if _QUOTED.fullmatch(text):
        return text[1:-1]
    if not _PLAIN.fullmatch(text) or _CONSTANT.fullmatch(text):
        raise _Unusual
    return text
