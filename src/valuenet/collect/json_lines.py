"""JSON lines: one object a line, its parts named with dots, its numbers kept as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from valuenet.collect.encoding import Text
from valuenet.collect.layout import Wanted, chosen
from valuenet.collect.piece import Piece, row_reject
from valuenet.collect.reject import Reject
from valuenet.collect.scrub import encodable, text_frame
from valuenet.collect.stream import DAMAGE, broken_off
from valuenet.errors import DataError

_ROWS = 20_000
_CELLS = 2_000_000


class Number(str):
    """A number as the file writes it, so that 1.10 and 12345678901234567890 stay what they are."""

    __slots__ = ()


def read_json_lines(text: Text, wanted: Wanted) -> Iterator[Piece]:
    """Yield the lines in pieces; row n is line n, and a piece has those of the columns that occur in it.

    A line that is no JSON object, or names something twice, is rejected as not_json; one that holds
    nothing as blank_row. Raises `DataError` where no line has what is wanted, or where the file breaks off.
    """
    batch = _Batch(wanted)
    row = 0
    try:
        for row, line in enumerate(text.handle, 1):
            batch.take(row, line)
            if len(batch.found) >= _ROWS or len(batch.found) * len(batch.taken_names) >= _CELLS:
                yield batch.taken()
        if not batch.names and batch.bad_line:
            raise DataError(f"{text.path}: none of its lines is a JSON object; row {batch.bad_line}")
        chosen(list(batch.names), wanted)
        yield batch.taken()
    except DAMAGE as error:
        raise broken_off(text.path, row, error) from error


def flat(line: str) -> dict[str, str | None] | None:
    """Return the values of one line as text by their dotted names; None where the line holds nothing.

    Raises `ValueError` where the line is no JSON object or gives one name twice, `RecursionError` where
    it is nested too deeply.

    >>> flat('{"name": "大疆", "amount": {"value": 1.10}, "tags": ["a", 2]}')
    {'name': '大疆', 'amount.value': '1.10', 'tags': '["a", 2]'}
    """
    text = line.strip()
    if not text:
        return None
    record, end = _DECODER.raw_decode(text)
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, len(text) - len(text[end:].lstrip()))
    if not isinstance(record, dict):
        raise ValueError("not an object in braces")
    if not set(map(type, record.values())) <= _PLAIN:
        parts = list(_parts(record, ""))
        record = dict(parts)
        if len(record) < len(parts):
            raise ValueError("two of its names are the same when they are joined with dots")
    return record if any(map(str.strip, filter(None, record.values()))) else None


def json_text(value: Any) -> str:
    """Return a parsed value as JSON text, Chinese as it is and numbers as they were written.

    >>> json_text(["芯片", Number("1.10"), None, {"a": True}])
    '["芯片", 1.10, null, {"a": true}]'
    """
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json_text(name)}: {json_text(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _parts(record: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        name = prefix + key
        if value is None or isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            yield from _parts(value, f"{name}.")
        else:
            yield name, json_text(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a name stands in it twice")
    return record


def _sound(names: Iterable[str]) -> Iterable[str]:
    if not all(map(encodable, names)):
        raise ValueError("a name in it holds characters that cannot be decoded")
    return names


def _constant(word: str) -> Number | None:
    return None if word == "NaN" else Number(word)  # NaN is how R and pandas write a missing number


_PLAIN = {str, Number, type(None)}
_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=Number, parse_int=Number, parse_constant=_constant, strict=False
)


@dataclass
class _Batch:
    """Lines on their way into a piece, and the names in all lines so far, with those that are taken."""

    wanted: Wanted
    names: dict[str, None] = field(default_factory=dict)
    taken_names: list[str] = field(default_factory=list)
    found: list[tuple[int, dict[str, str | None]]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    bad_line: str = ""

    def take(self, row: int, line: str) -> None:
        """Add one line: its record, or why there is none."""
        try:
            record = flat(line)
            if record and not record.keys() <= self.names.keys():
                self.names.update(dict.fromkeys(_sound(record)))
                self.taken_names = list(filter(self.wanted.takes, self.names))
        except (ValueError, RecursionError) as error:
            self.rejects.append(row_reject(row, "not_json", _detail(error)))
            self.bad_line = self.bad_line or f"{row}: {_detail(error)}"
            return
        if record is None:
            self.rejects.append(row_reject(row, "blank_row"))
            return
        if len(self.taken_names) < len(self.names):
            record = {name: record[name] for name in self.taken_names if name in record}
        self.found.append((row, record))

    def taken(self) -> Piece:
        """Return all lines so far as a piece, and begin anew."""
        cells = [record.get(name) for _, record in self.found for name in self.taken_names]
        frame, bad = text_frame([row for row, _ in self.found], self.taken_names, cells)
        breaks = [reject.row for reject in self.rejects if reject.row and reject.reason != "blank_row"]
        piece = Piece(frame, (*self.rejects, *bad), len(self.found) + len(self.rejects), tuple(breaks))
        self.found, self.rejects = [], []
        return piece


def _detail(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
