"""Claims: sentences whose figures know the table they come from, and the rows that they count.

A message of Fluent is written as one text. Each figure that goes into it carries its origin between marks, and
`pieces` takes the finished text apart again: so a translator places the figures, and none loses its origin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from fluent.runtime.types import FluentInt

from valuenet.language import Figure, Language, listed, number, phrase
from valuenet.measures.catalogue import Measure
from valuenet.report.document import Piece, Sentence
from valuenet.report.fit import fitted
from valuenet.report.labels import FIGURES, Labels

RowValues = Mapping[str, Figure]
LONGEST_NAME = 40.0
"""The widest name in a sentence, in widths of a Chinese character."""
Groups = Mapping[tuple[Figure, ...], int]
"""The place of each group of rows among those of its table, by the values of the key."""

# Of Unicode's private use: no source and no message writes them, and none is ever printed.
_OPEN, _TURN, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_MARKED = re.compile(f"{_OPEN}([^{_TURN}]*){_TURN}([^{_CLOSE}]*){_CLOSE}")


class Counted(FluentInt):
    """A whole number that chooses the plural of its message as any other, and is written with its origin."""

    table: str
    group: int | None

    def format(self, locale: Locale) -> str:
        """Return the number as the locale writes it, marked."""
        return marked(super().format(locale), self.table, self.group)


def counted(value: int, table: str, group: int | None = None) -> Counted:
    """Return a whole number that keeps its table, and the group of rows that it counts if there is one.

    >>> counted(3, "enterprises.by_region") == 3
    True
    """
    made = Counted(value)
    made.table, made.group = table, group
    return made


def marked(words: str, table: str, group: int | None = None) -> str:
    """Return a written figure between marks that tell its table and group of rows."""
    return f"{_OPEN}{table}#{'' if group is None else group}{_TURN}{words}{_CLOSE}"


def pieces(text: str) -> Sentence:
    """Take a written sentence apart into words and figures.

    >>> pieces("There are " + marked("42", "sample.totals", 1) + ".")  # doctest: +NORMALIZE_WHITESPACE
    (Piece(text='There are ', table='', group=None), Piece(text='42', table='sample.totals', group=1),
     Piece(text='.', table='', group=None))
    """
    found: list[Piece] = []
    start = 0
    for each in _MARKED.finditer(text):
        found.append(Piece(text[start : each.start()]))
        table, group = each[1].rsplit("#", 1)
        found.append(Piece(each[2], table, int(group) if group else None))
        start = each.end()
    return tuple(piece for piece in (*found, Piece(text[start:])) if piece.text)


def plain(text: str) -> str:
    """Return a text without its marks.

    >>> plain(marked("42", "sample.totals"))
    '42'
    """
    return _MARKED.sub(lambda found: found[2], text)


def short(name: str) -> str:
    """Return a name as a sentence can bear it: of a very long one the beginning, and its table has it whole.

    >>> len(short("长" * 300)), short("Beijing")
    (40, 'Beijing')
    """
    return fitted(name, LONGEST_NAME, 1.0)


def named(names: Sequence[str], most: int, language: Language, count: Callable[[int], Figure] = int) -> str:
    """Return names as one list; of more than `most` the first ones, and how many there are, written by `count`.

    >>> named(["a", "b", "c"], 2, "en"), named(["a", "b"], 2, "en"), named([], 2, "en")
    ('a, b and 1 more', 'a and b', '')
    """
    if len(names) <= most:
        return listed(names, language) if names else ""
    some = phrase("fact-comma", language).join(names[:most])
    return phrase("fact-more", language, names=some, all=count(len(names)), more=count(len(names) - most))


def size(row: RowValues, name: str) -> float:
    """Return the quantity of a cell, to compare rows by; 0 where it has none.

    >>> size({"share": 0.5}, "share"), size({"share": None}, "share")
    (0.5, 0.0)
    """
    value = row[name]
    return 0.0 if value is None or isinstance(value, str) else float(value)


@dataclass(frozen=True)
class Teller:
    """Writes the values of one table into sentences: figures with their origin, codes as their labels."""

    measure: Measure
    labels: Labels
    language: Language
    groups: Groups

    def group(self, rows: Iterable[RowValues]) -> int | None:
        """Return the place of the rows behind one row of the table; None for several, or where none are known."""
        some = list(rows)
        if len(some) != 1 or any(name not in some[0] for name in self.measure.key):
            return None
        return self.groups.get(tuple(some[0][name] for name in self.measure.key))

    def figure(self, value: Figure, unit: str, rows: Sequence[RowValues] = ()) -> str:
        """Return a value as it is written, with the rows that it comes from; without a value, "no data"."""
        words = number(value, unit, self.language)
        return words if value is None else marked(words, self.measure.name, self.group(rows))

    def word(self, row: RowValues, name: str) -> str:
        """Return what is written for one cell: a figure with its origin, or a label."""
        unit = self.measure.columns[name]
        if unit in FIGURES and row[name] is not None:
            return self.figure(row[name], unit, (row,))
        return short(self.labels.word(row[name], unit, self.language))

    def named(self, names: Sequence[str], most: int) -> str:
        """Return names as one list, cut after `most`; the counts keep the table as their origin."""
        return named(names, most, self.language, lambda value: counted(value, self.measure.name))

    def counts(self, found: Mapping[str, Figure]) -> dict[str, Figure]:
        """Give the whole numbers among the arguments of a message the table as their origin."""
        return {
            name: counted(value, self.measure.name) if type(value) is int else value for name, value in found.items()
        }
