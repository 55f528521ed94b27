"""Dates as sources write them, to ISO 8601 with the precision they have: `2011`, `2011-03` or `2011-03-14`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from valuenet.collect.numbers import is_unknown
from valuenet.collect.reject import Unconvertible
from valuenet.text import fold

_LONGEST = 80
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(?:[t ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:z|utc|[+-][0-9]{2}:?[0-9]{2})?)?"
_NUMERIC = (
    re.compile(r"(?P<y>[0-9]{4})(?:\.0*)?"),
    re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})" + _CLOCK),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})"),
    re.compile(r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})" + _CLOCK),
)
"""Year first, or the American month/day/year; `2011.0` is a year that passed through a spreadsheet."""
_WORD = re.compile(
    r"(?P<y>(?<![0-9])[0-9]{4}(?:\s*年|(?![0-9])))"
    r"|(?P<m>[0-9]{1,2}\s*月|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)"
    r"|(?P<d>[0-9]{1,2}(?:st|nd|rd|th|\s*[日号])?)(?![0-9])"
    r"|[\s,，.]+"
)
_MONTH_NAME = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_UNTIL = (re.compile(r"\s*(?:–|—|~|至|到|\bto\b)\s*|\s+-\s+"), re.compile(r"\s*-\s*"))
"""What parts the days of a range; a bare hyphen only where nothing clearer does, since dates have hyphens too."""
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")

_Parts = dict[str, int]
"""The year `y`, month `m` and day `d` that a text names, as far as it does."""


def partial_date(cell: str) -> str | None:
    """Return the date in `cell` as ISO 8601 of its own precision; None for no data.

    Reads year-first forms with `-`, `/`, `.` or `年月日`, eight digits, the American `4/7/2017`, English months, a
    clock time after the day (dropped), and of a range its first day. A range over New Year that states one year
    means that of its end. Anything else, or no day of the calendar, raises `Unconvertible` ("not_a_date").

    >>> [partial_date(cell) for cell in ("2011年3月", "4/7/2017", "Nov 20-23, 2023", "2018.0", "-")]
    ['2011-03', '2017-04-07', '2023-11-20', '2018', None]
    """
    text = _REMARK.sub("", fold(cell[: 4 * _LONGEST]))
    if is_unknown(text):
        return None
    if len(cell) > 4 * _LONGEST or len(text) > _LONGEST:
        raise Unconvertible("not_a_date", "the cell is too long to be a date")
    return _iso(_numeric(text) or _range(text, cell), cell)


def first_day(partial: str) -> date:
    """Return the first day of an ISO date of any precision.

    >>> first_day("2011-03"), first_day("2011")
    (datetime.date(2011, 3, 1), datetime.date(2011, 1, 1))
    """
    return date.fromisoformat(partial + "-01" * (2 - partial.count("-")))


def last_day(partial: str) -> date:
    """Return the last day of an ISO date of any precision.

    >>> last_day("2012-02"), last_day("2011")
    (datetime.date(2012, 2, 29), datetime.date(2011, 12, 31))
    """
    whole = partial if partial.count("-") else partial + "-12"
    if whole.count("-") == 2:
        return date.fromisoformat(whole)
    start = first_day(whole)
    return start.replace(day=monthrange(start.year, start.month)[1])


def _numeric(text: str) -> _Parts | None:
    found = next((match for form in _NUMERIC if (match := form.fullmatch(text))), None)
    return {key: int(value) for key, value in found.groupdict().items()} if found else None


def _range(text: str, cell: str) -> _Parts:
    sides = next((sides for mark in _UNTIL if len(sides := mark.split(text)) > 1), [text])
    if len(sides) > 2:
        raise _refused(cell)
    first, last = (_numeric(side) or _named(side, cell) for side in (sides[0], sides[-1]))
    if len(sides) == 1:
        return first
    over_new_year = int("m" in first and first["m"] > last.get("m", 12))
    if "y" in last:
        first.setdefault("y", last["y"] - over_new_year)
    if "m" in last:
        first.setdefault("m", last["m"])
    last.setdefault("y", first.get("y", 0) + over_new_year)
    if "m" in first:
        last.setdefault("m", first["m"])
    start, end = _iso(first, cell), _iso(last, cell)
    if end < start[: len(end)]:
        raise Unconvertible("not_a_date", f"'{cell[:_LONGEST]}' ends before it begins")
    return first


def _named(text: str, cell: str) -> _Parts:
    """Read one side of a range, such as `29 june` or `2018年7月7日`: each part at most once."""
    parts: _Parts = {}
    position = 0
    while position < len(text):
        word = _WORD.match(text, position)
        if not word or (word.lastgroup and word.lastgroup in parts):
            raise _refused(cell)
        if word.lastgroup:
            parts[word.lastgroup] = _value(word[0].strip(), cell)
        position = word.end()
    return parts


def _value(word: str, cell: str) -> int:
    if word[0].isdigit():
        return int(re.match(r"[0-9]+", word)[0])  # type: ignore[index]
    if not _MONTH_NAME.fullmatch(word.rstrip(".")):
        raise _refused(cell)
    return _MONTHS.index(word[:3]) + 1


def _iso(parts: _Parts, cell: str) -> str:
    if "y" not in parts or ("d" in parts and "m" not in parts):
        raise Unconvertible("not_a_date", f"'{cell[:_LONGEST]}' names no {'month' if 'y' in parts else 'year'}")
    try:
        day = date(parts["y"], parts.get("m", 1), parts.get("d", 1))
    except ValueError as wrong:
        raise Unconvertible("not_a_date", f"'{cell[:_LONGEST]}': {wrong}") from None
    return day.isoformat()[: 4 + 3 * ("m" in parts) + 3 * ("d" in parts)]


def _refused(cell: str) -> Unconvertible:
    return Unconvertible("not_a_date", f"'{cell[:_LONGEST]}' is not a date that can be read")
