"""Bindings: which table, row and column of the results a published figure speaks of, declared as data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from valuenet.errors import DataError, nearest
from valuenet.measures.catalogue import catalogue
from valuenet.model.figure import Figure
from valuenet.model.printed_name import NAMES, read_printed_names
from valuenet.text import fold

COLUMNS = ("pattern", "measure", "where", "function", "column", "reason_zh", "reason_en")
FUNCTIONS = ("value", "each", "sum", "count", "at_most")
"""What becomes of the rows found: the value of the only one; the value that each has; their sum or number; the value
where another column, given after a space as in `at_most enterprises`, is greatest."""

_SLOT = re.compile(r"\{(\w+)\}|(\*)")
_CONDITION = re.compile(r"(\w+)\s*(>|=)\s*(.+)")


@dataclass(frozen=True)
class Condition:
    """One condition on a column: its operator, `=` or `>`, and what it asks for, as written."""

    column: str
    operator: str
    asked: str


@dataclass(frozen=True)
class Binding:
    """One line of the file: the figures whose id has this pattern, and where their value is computed.

    Without a `measure` no table yields such a figure, and the reasons say why.
    """

    pattern: str
    measure: str
    where: tuple[Condition, ...]
    function: str
    column: str
    by: str
    reason_zh: str
    reason_en: str

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        parts, end = [], 0
        for found in _SLOT.finditer(self.pattern):
            parts.append(re.escape(self.pattern[end : found.start()]))
            parts.append(f"(?P<{found[1]}>[^.]+)" if found[1] else ".*")
            end = found.end()
        return re.compile("".join((*parts, re.escape(self.pattern[end:]))))

    def matches(self, figure_id: str) -> Mapping[str, str] | None:
        """Return what its slots stand for in an id of this pattern, or None for another id.

        >>> Binding("tech.{way}.{rank}.*", "", (), "", "", "", "", "").matches("tech.input.01.didi.taxi")
        {'way': 'input', 'rank': '01'}
        """
        found = self._expression.fullmatch(figure_id)
        return found.groupdict() if found else None


@dataclass(frozen=True)
class Bindings:
    """All bindings in order, and the names of subjects by the label under which a document prints them."""

    rules: tuple[Binding, ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, figure: Figure) -> Iterator[tuple[Binding, Mapping[str, str]]]:
        """Yield the bindings of a figure, first the one that comes first, with what its slots stand for.

        A figure printed in two languages is bound once: a last segment naming the language need not match.
        """
        for rule in self.rules:
            for figure_id in dict.fromkeys((figure.id, figure.base_id)):
                found = rule.matches(figure_id)
                if found is not None:
                    yield rule, {**found, "row": figure.row, "column": figure.column}
                    break


def read_bindings(path: Path | str) -> Bindings:
    """Read a file of bindings, and the printed names in `names.csv` beside it, where there is one.

    Columns: `pattern` of ids, in which `{name}` stands for one segment and `*` for any text; `measure`, a result table;
    `where`, conditions apart by `;`, such as `region={row:region}; year=2010..2017; city=*; new_in_year>0`;
    `function`, one of `FUNCTIONS`; `column`; `reason_zh`, `reason_en`. What stands in braces is a slot of the pattern
    or the figure's `row` or `column`, or else itself; after a colon comes the vocabulary, or `subject` or
    `indicator`, that turns the words into a code. Raises `DataError` that names file and line.
    """
    path = Path(path)
    rules = tuple(_binding(row, f"{path}:{line}") for line, row in _rows(path, COLUMNS))
    beside = path.with_name(NAMES)
    return Bindings(rules, read_names(beside) if beside.is_file() else {})


def read_names(path: Path | str) -> dict[str, tuple[str, ...]]:
    """Read printed names: by each label, folded, the names of the subject it stands for.

    Columns: `printed`, `name_zh`, `name_en`; a subject is found by its printed label and by each of its names.
    """
    found: dict[str, tuple[str, ...]] = {}
    for each in read_printed_names(path):
        names = tuple(dict.fromkeys(name for name in (each.name_zh, each.name_en) if name))
        for label in (each.printed, *names):
            found.setdefault(fold(label), names)
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}): give a CSV file in UTF-8") from None
    reader = csv.DictReader(lines)
    for name in columns:
        if name not in (reader.fieldnames or ()):
            raise DataError(f"{path}:1: there is no column '{name}'{nearest(name, reader.fieldnames or ())}")
    for row in reader:
        yield reader.line_num, {name: (row[name] or "").strip() for name in columns}


def _binding(row: Mapping[str, str], where: str) -> Binding:
    function, _, by = (row["function"] or "value").partition(" ")
    conditions = tuple(_condition(text, where) for text in row["where"].split(";") if text.strip())
    known = {name: row[name] for name in ("pattern", "measure", "column", "reason_zh", "reason_en")}
    binding = Binding(**known, where=conditions, function=function, by=by)
    try:
        binding.matches("")
    except re.error as error:
        raise DataError(f"{where}: pattern '{binding.pattern}' cannot be read ({error})") from None
    if binding.measure:
        _check(binding, where)
    elif not (binding.reason_zh and binding.reason_en):
        raise DataError(f"{where}: '{binding.pattern}' has no measure: give one, or the reason in both languages")
    return binding


def _condition(text: str, where: str) -> Condition:
    found = _CONDITION.fullmatch(text.strip())
    if not found:
        raise DataError(f"{where}: '{text.strip()}' is no condition: write column=value or column>number")
    return Condition(found[1], found[2], found[3])


def _check(binding: Binding, where: str) -> None:
    if binding.measure not in catalogue():
        raise DataError(f"{where}: there is no table '{binding.measure}'{nearest(binding.measure, catalogue())}")
    if binding.function not in FUNCTIONS:
        raise DataError(f"{where}: '{binding.function}' is none of {', '.join(FUNCTIONS)}")
    columns = catalogue()[binding.measure].columns
    for name in (binding.column, binding.by, *(each.column for each in binding.where)):
        if name and name not in columns:
            raise DataError(f"{where}: '{binding.measure}' has no column '{name}'{nearest(name, columns)}")
    if not binding.column and binding.function != "count":
        raise DataError(f"{where}: '{binding.pattern}': function '{binding.function}' needs a column")
    if bool(binding.by) != (binding.function == "at_most"):
        raise DataError(f"{where}: '{binding.pattern}': a second column goes with 'at_most', and only with it")
