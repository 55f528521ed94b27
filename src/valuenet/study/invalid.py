"""What pydantic finds wrong in a study file, in words of the study file and at the places of its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from valuenet.errors import nearest
from valuenet.study.yaml_file import Location, Problem

_ENDS = (("ego",), ("alter",))
_EITHER = (("index",), ("tree",), ("column",), ("header",))
"""Words whose value may have one of two forms; pydantic then complains of each."""

_RECORDS = ("subject", "relation", "financing_round")
_WORDS = {
    "model_type": "must hold words with their values, as in `word: value`",
    "dict_type": "must hold words with their values, as in `word: value`",
    "tuple_type": "must be a list, as in [a, b]",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "date_type": "must be a date, as in 2019-12-31",
    "date_parsing": "must be a date, as in 2019-12-31",
    "date_from_datetime_parsing": "must be a date, as in 2019-12-31",
    "date_from_datetime_inexact": "must be a date, as in 2019-12-31",
}
_FORMS = {
    r"^[A-Za-z][A-Za-z0-9_]*$": "must be a word of letters, digits and _, beginning with a letter",
    r"^[0-9a-f]{64}$": "must be a SHA-256: 64 digits from 0 to 9 and a to f",
}


def problems_in(error: ValidationError) -> list[Problem]:
    """Return the place and the words of every problem that validation found.

    Of a value that fits neither of two forms, the complaint that reaches deepest is kept.
    """
    found: dict[Location, list[tuple[Location, str]]] = {}
    for item in error.errors():
        location, root = _unbranched(tuple(item["loc"]))
        found.setdefault(root, []).append((_reached(location, item), _message(location, item)))
    return [problem for root, problems in found.items() for problem in _deepest(root, problems)]


def _unbranched(location: Location) -> tuple[Location, Location]:
    """Return a location without the parts that only name a form of a value, and the place of that value."""
    plain: list[str | int] = []
    root: Location | None = None
    for at, part in enumerate(location):
        if _names_branch(location[:at], part):
            root = tuple(plain)
        elif part != "[key]" and not _names_tag(location[:at], part):
            plain.append(part)
    return tuple(plain), tuple(plain) if root is None else root


def _names_branch(before: Location, part: str | int) -> bool:
    return before[-1:] in _EITHER and (part in ("str", "int", "Index") or str(part).startswith(("tuple[", "literal[")))


def _names_tag(before: Location, part: str | int) -> bool:
    if before[-1:] in _ENDS:
        return part in ("word", "subject")
    return before[-2:-1] == ("records",) and part in _RECORDS


def _reached(location: Location, item: Mapping[str, Any]) -> Location:
    return (*location, item["ctx"]["word"]) if item["type"] == "unknown_word" else location


def _message(location: Location, item: Mapping[str, Any]) -> str:
    kind, given = item["type"], item["input"]
    if kind == "unknown_word" and location[-2:-1] == ("records",):
        word = item["ctx"]["word"]
        return f"unknown word '{word}'{nearest(word, _RECORDS) or '; a record begins with ' + ', '.join(_RECORDS)}"
    if kind == "missing":
        return f"'{location[-1]}' is missing"
    if kind == "string_type":
        return _not_text(given)
    if kind == "string_pattern_mismatch":
        return f"'{given}' {_FORMS[item['ctx']['pattern']]}"
    if kind == "literal_error":
        return f"'{given}' must be {item['ctx']['expected']}"
    return _WORDS.get(kind) or str(item["msg"]).removeprefix("Value error, ")


def _not_text(given: Any) -> str:
    if given is None:
        return "is empty; text is needed"
    if isinstance(given, bool | int | float):
        return f"must be text; put {str(given).lower()} in quotes"
    return "must be text"


def _deepest(root: Location, problems: Iterable[Problem]) -> list[Problem]:
    listed = list(problems)
    depth = max(len(location) for location, _ in listed)
    kept = [(location, message) for location, message in listed if len(location) == depth]
    if depth > len(root) or len(kept) == 1:
        return kept
    return [(root, " or ".join(dict.fromkeys(message for _, message in kept)))]
