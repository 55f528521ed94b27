"""Records of delimited text: none lost where quotation marks are broken, none invented."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Lock
from typing import TextIO

from valuenet.collect.stream import DAMAGE

BROKEN: list[str] = []
"""Stands for a line whose quotation marks make no sense; told by identity from an empty line."""
MOST_LINES = 1000
"""Lines that a record may span before its quotation mark is taken for one that nothing closes."""
_WIDEST_FIELD = 2**26
_LINES, _CHARS, _STEP = 500, 2**18, 16

_lock = Lock()
_limits_before: list[int] = []


def blocks(text: TextIO, separator: str) -> Iterator[list[list[str]]]:
    r"""Yield the records of `text` in lists of some hundred; `BROKEN` for one that cannot be split.

    Where a quotation mark is never closed, or is followed by something else than a separator, only the
    line it stands in is lost: those after it are read again, as records of their own. Raises what
    reading `text` raises, after the last whole line before it.

    >>> import io
    >>> [*blocks(io.StringIO('a,"b\nc",d\n"e" f,g\nh,"i\nj,k\n'), ",")]
    [[['a', 'b\nc', 'd'], [], [], ['j', 'k']]]
    """
    with _wide_fields():
        while True:
            lines, damage = _some_lines(text)
            try:
                found = list(csv.reader(lines, delimiter=separator, strict=True))
            except csv.Error:  # a mark is broken, or one is open where the lines end
                found = list(_one_by_one(lines, iter(()) if damage else text, separator))
            if found:
                yield found
            if damage:
                raise damage
            if not lines:
                return


def _some_lines(text: TextIO) -> tuple[list[str], Exception | None]:
    """Return the next lines, few if they are long, and what broke the reading after them."""
    lines: list[str] = []
    size = done = 0
    try:
        while len(lines) < _LINES and size < _CHARS:
            lines.extend(islice(text, _STEP))
            if len(lines) == done:
                break
            size += sum(map(len, lines[done:]))
            done = len(lines)
    except DAMAGE as error:
        return lines, error
    return lines, None


def _one_by_one(lines: list[str], text: Iterator[str], separator: str) -> Iterator[list[str]]:
    """Yield the records that begin in `lines`; the last may take further lines of `text`."""
    again = deque(lines)
    held: list[str] = []  # the lines of the record that is being read

    def feed() -> Iterator[str]:
        while again:
            held.append(again.popleft())
            yield held[-1]
        for line in text:
            held.append(line)
            if len(held) > MOST_LINES:
                raise csv.Error("a quotation mark is not closed")
            yield line

    while again:
        try:
            for record in csv.reader(feed(), delimiter=separator, strict=True):
                held.clear()
                yield record
                if not again:
                    break
        except csv.Error:
            again.extendleft(reversed(held[1:]))
            held.clear()
            yield BROKEN


@contextmanager
def _wide_fields() -> Iterator[None]:
    """Let the csv module take long fields while anyone reads here: its limit is one for the whole process."""
    with _lock:
        before = csv.field_size_limit()
        csv.field_size_limit(max(_WIDEST_FIELD, before))
        _limits_before.append(_limits_before[0] if _limits_before else before)
    try:
        yield
    finally:
        with _lock:
            before = _limits_before.pop()
            if not _limits_before:
                csv.field_size_limit(before)
