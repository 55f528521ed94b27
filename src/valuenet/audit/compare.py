"""Published figures against what a database computes: figure by figure, with the query behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from valuenet.audit.binding import Binding, Bindings
from valuenet.audit.query import LABELS, Words, expected_rows, figure_query, names_query, spelling, subject_names
from valuenet.database.read import Database
from valuenet.measures.catalogue import chapters
from valuenet.model.figure import Figure

OUTCOMES = ("equal", "rounding", "differs", "no_data", "unbound")
"""Equal at the printed precision; off by one in the last printed digit; different; bound to a table that has no such
row or no value in it; and a figure that no table yields, which is not counted."""

_TOGETHER = 25  # figures asked for in one query


class Results(Protocol):
    """What a comparison asks of a database: the answer to a query."""

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""


@dataclass(frozen=True)
class Compared:
    """One figure and what became of it; `computed` is in the figure's unit, `query` gives it in the table's."""

    figure: Figure
    outcome: str
    computed: float | None = None
    measure: str | None = None
    query: str | None = None
    unbound_zh: str = ""
    unbound_en: str = ""

    @property
    def computed_text(self) -> str:
        """The computed value written as the figure was, empty where there is none."""
        if self.computed is None:
            return ""
        grouped = "," if "," in self.figure.printed else ""
        return f"{self.computed:{grouped}.{self.figure.decimals}f}"

    @property
    def fails(self) -> bool:
        """Whether a figure that should hold does not."""
        return self.figure.status == "exact" and self.outcome not in ("equal", "unbound")

    @property
    def reason(self) -> str:
        """Why no table yields the figure, or what is known of it beside its status."""
        return self.unbound_en if self.outcome == "unbound" else self.figure.reason


@dataclass(frozen=True)
class Asked:
    """A figure bound to a query, or to none."""

    figure: Figure
    binding: Binding | None
    query: str | None


def compare(database: Results | Path | str, figures: Mapping[str, Figure], bindings: Bindings) -> list[Compared]:
    """Compare each figure with what the database computes, in the order of the figures.

    `database` is an open one, or the path of one. A figure without a binding is `unbound`, as is one whose binding
    names no table. Raises `DatabaseError` where the file cannot be read or lacks a result table.
    """
    if isinstance(database, Path | str):
        with Database(Path(database)) as opened:
            return compare(opened, figures, bindings)
    words = _words(database, figures, bindings)
    asked = [_ask(figure, bindings, words) for figure in figures.values()]
    answers = _answers(database, [each.query for each in asked if each.query])
    return [_compared(each, answers) for each in asked]


def _words(database: Results, figures: Mapping[str, Figure], bindings: Bindings) -> Words:
    codes: dict[tuple[str, str], str] = {}
    for name, code, *labels in database.query(LABELS).iter_rows():
        for label in (code, *labels):
            codes.setdefault((name, spelling(label)), code)
    subjects: dict[str, tuple[str, ...]] = {}
    for name, subject_id in database.query(names_query(subject_names(figures.values(), bindings))).iter_rows():
        subjects[name] = (*subjects.get(name, ()), subject_id)
    return Words(codes, subjects)


def _ask(figure: Figure, bindings: Bindings, words: Words) -> Asked:
    first: Binding | None = None
    for binding, values in bindings.of(figure):
        first = first or binding
        if not binding.measure:
            return Asked(figure, binding, None)
        query = figure_query(binding, values, bindings.names, words)
        if query:
            return Asked(figure, binding, query)
    return Asked(figure, first, None)


def _answers(database: Results, queries: Sequence[str]) -> dict[str, list[float]]:
    """Return the known values that each query gives; many queries are put as one."""
    found: dict[str, list[float]] = {query: [] for query in queries}
    every = list(found)
    for start in range(0, len(every), _TOGETHER):
        some = every[start : start + _TOGETHER]
        numbered = (f"SELECT {at} AS number, CAST(value AS DOUBLE) AS value FROM ({q})" for at, q in enumerate(some))
        for number, value in database.query(" UNION ALL ".join(numbered)).iter_rows():
            if value is not None:
                found[some[number]].append(value)
    return found


def _compared(asked: Asked, answers: Mapping[str, list[float]]) -> Compared:
    figure, binding = asked.figure, asked.binding
    if binding is None or not binding.measure:
        reasons = (binding.reason_zh, binding.reason_en) if binding else ("", "")
        return Compared(figure, "unbound", unbound_zh=reasons[0], unbound_en=reasons[1])
    computed = _value(figure, binding, answers.get(asked.query or "", []))
    return Compared(figure, outcome(figure, computed), computed, binding.measure, asked.query)


def _value(figure: Figure, binding: Binding, found: list[float]) -> float | None:
    """Return the one value in the figure's unit; of several that should be one, the farthest from the printed."""
    rows = expected_rows(binding) if binding.function == "each" else None
    if not found or (rows is not None and len(found) < rows):
        return None
    scale = 100.0 if figure.plain_unit == "percent" else 1.0 / figure.magnitude
    return max((value * scale for value in found), key=lambda value: abs(value - figure.value))


def outcome(figure: Figure, computed: float | None) -> str:
    """Return what became of a figure; a count is never off by rounding.

    >>> weight = Figure("w", "", "", "", "", 0.2127, "0.2127", 4, "weight")
    >>> [outcome(weight, value) for value in (0.21266, 0.2126, 0.21, None)]
    ['equal', 'rounding', 'differs', 'no_data']
    """
    if computed is None:
        return "no_data"
    if figure.agrees(computed):
        return "equal"
    near = abs(computed - figure.value) < 1.5 * 10.0**-figure.decimals
    return "rounding" if near and not figure.exact_count else "differs"


@dataclass(frozen=True)
class Count:
    """How the figures of a chapter came out; `counted` leaves out those that no table yields."""

    chapter: str
    figures: int
    equal: int
    rounding: int
    differs: int
    no_data: int
    unbound: int

    @property
    def counted(self) -> int:
        """The figures that some table yields."""
        return self.figures - self.unbound

    def __str__(self) -> str:
        return f"{self.equal} of {self.counted} exact"


def summary(compared: Iterable[Compared]) -> list[Count]:
    """Return the counts by chapter: those of the report in its order, then others as the figures have them."""
    by_chapter: dict[str, list[Compared]] = {}
    for each in compared:
        by_chapter.setdefault(each.figure.chapter, []).append(each)
    return [count(chapter, by_chapter[chapter]) for chapter in in_order(by_chapter)]


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of chapters in the order of the report, those that it does not have at the end.

    >>> in_order(["background", "index", "sample"])
    ['sample', 'index', 'background']
    """
    known = list(chapters())
    return sorted(names, key=lambda name: known.index(name) if name in known else len(known))


def count(chapter: str, compared: Sequence[Compared]) -> Count:
    """Return the counts of some figures under the name of a chapter, or of all under an empty name."""
    by = {each: sum(one.outcome == each for one in compared) for each in OUTCOMES}
    return Count(chapter, len(compared), **by)


def residue(compared: Iterable[Compared]) -> Iterator[Compared]:
    """Yield the counted figures that are not equal."""
    return (each for each in compared if each.outcome not in ("equal", "unbound"))
