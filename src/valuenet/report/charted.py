"""A result table on its way to a chart: its rows, the parts its columns play, and the words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from valuenet.language import Figure, Language, no_data, phrase
from valuenet.measures.catalogue import Measure, column_labels
from valuenet.report.claims import RowValues
from valuenet.report.colours import colour_of
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.facts import said
from valuenet.report.labels import Labels

LONGEST_GAP = 60
"""Years from the first column to the last, up to which empty years keep their place."""


@dataclass(frozen=True)
class Source:
    """A table on its way to a chart: its rows with a label, its columns by their parts, and the words for them.

    `groups` gives for the key of a row the place of the rows behind it.
    """

    measure: Measure
    rows: Sequence[RowValues]
    labels: Labels
    language: Language
    label: str
    value: str
    colour: str | None
    groups: Mapping[tuple[Figure, ...], int] = field(default_factory=dict)

    def word(self, row: RowValues, name: str) -> str:
        """Return the words for a cell."""
        return said(name, row[name], self.measure, self.labels, self.language)

    def size(self, row: RowValues) -> float | None:
        """Return the charted value of a row."""
        return figure_of(row, self.value)

    def part(self, row: RowValues, part: str) -> float | None:
        """Return the value of the column that plays a part in the declared chart, or None where none does."""
        return figure_of(row, (self.measure.chart or {}).get(part))

    def group(self, row: RowValues) -> int | None:
        """Return the place of the rows behind a row, where there are any."""
        return self.groups.get(tuple(row[name] for name in self.measure.key)) if self.measure.key else None

    def in_years(self) -> bool:
        """Tell whether the labels are years."""
        return self.measure.columns[self.label] == "year"

    def heading(self, name: str) -> str:
        """Return the label of a column."""
        own = self.measure.labels.get(name)
        return own[self.language == "en"] if own else column_labels()[name][self.language]

    def mark(self, row: RowValues, shown: str) -> Mark:
        """Return the mark of a row, in the colour of what it is about where that has one."""
        colour = colour_of(self.measure.columns[self.label], row[self.label])
        return Mark(
            self.word(row, self.label),
            self.size(row),
            shown,
            key=str(row[self.label]),
            group=self.group(row),
            colour=colour,
        )


def figure_of(row: RowValues, name: str | None) -> float | None:
    """Return a cell as a number, or None where it is none."""
    value = row[name] if name else None
    return None if value is None or isinstance(value, str) else float(value)


def charted(form: Form, source: Source, marks: Iterable[Mark], *, captions: tuple[str, ...] = ()) -> Chart:
    """Return a chart of marks with the words around them."""
    title = source.measure.title(source.language)
    words = {"title": title, "value": source.heading(source.value), "label": source.heading(source.label)}
    return Chart(
        form=form,
        title=title,
        description=phrase("chart-description", source.language, **words),
        language=source.language,
        marks=tuple(marks),
        unit=source.measure.columns[source.value],
        captions=captions,
        table=source.measure.name,
    )


def with_gaps(marks: Sequence[Mark]) -> list[Mark]:
    """Give the years between that have no row an empty place."""
    known = [int(mark.key) for mark in marks]
    first, last = min(known), max(known)
    if last - first > LONGEST_GAP:
        return list(marks)
    empty = [
        Mark(str(year), None, "", key=str(year), series=marks[0].series)
        for year in range(first, last + 1)
        if year not in known
    ]
    return sorted((*marks, *empty), key=lambda mark: int(mark.key))


def with_captions(chart: Chart, unlabelled: int) -> Chart:
    """Say under a chart how many rows it leaves out for want of a label."""
    if not unlabelled:
        return chart
    left_out = phrase("chart-without-label", chart.language, label=no_data(chart.language))
    return replace(chart, captions=(*chart.captions, left_out))
