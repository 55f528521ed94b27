"""From a result table to its chart: which rows are drawn, in which order, under which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import cast

from valuenet.language import Language, no_data, number, phrase
from valuenet.measures.catalogue import Measure, column_labels
from valuenet.model.vocabulary import vocabulary
from valuenet.report.bars import LONGEST
from valuenet.report.claims import RowValues
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.facts import said
from valuenet.report.labels import Labels

MOST_SERIES = 8
"""Colours that can be told apart; further series are in the table only."""
_FROM_ZERO = ("bar", "column", "stacked_bar", "tile_map")
"""Forms that begin at zero, and have no place for what is below: such a table stands without a chart."""
LONGEST_GAP = 60
"""Years from the first column to the last, up to which empty years keep their place."""


@dataclass(frozen=True)
class Source:
    """A table on its way to a chart: its rows with a label, its columns by their parts, and the words for them."""

    measure: Measure
    rows: Sequence[RowValues]
    labels: Labels
    language: Language
    label: str
    value: str
    colour: str | None

    def word(self, row: RowValues, name: str) -> str:
        """Return the words for a cell."""
        return said(name, row[name], self.measure, self.labels, self.language)

    def size(self, row: RowValues) -> float | None:
        """Return the charted value of a row."""
        value = row[self.value]
        return None if value is None or isinstance(value, str) else float(value)

    def in_years(self) -> bool:
        """Tell whether the labels are years."""
        return self.measure.columns[self.label] == "year"

    def heading(self, name: str) -> str:
        """Return the label of a column."""
        own = self.measure.labels.get(name)
        return own[self.language == "en"] if own else column_labels()[name][self.language]


def chart_of(measure: Measure, rows: Sequence[RowValues], labels: Labels, language: Language) -> Chart | None:
    """Return the chart that a measure declares, or None where it declares none or fewer than two values are known."""
    declared = measure.chart
    if declared is None:
        return None
    label, value = declared["label"], declared["value"]
    named = [row for row in rows if row[label] is not None]
    if len({row[label] for row in named if row[value] is not None}) < 2:
        return None
    source = Source(measure, named, labels, language, label, value, declared.get("colour"))
    if declared["form"] in _FROM_ZERO and any((source.size(row) or 0) < 0 for row in named):
        return None
    return _with_captions(_draw(cast(Form, declared["form"]), source), len(rows) - len(named))


def _draw(form: Form, source: Source) -> Chart:
    if form == "scatter":
        return _scatter(source)
    if form in ("grouped_bar", "stacked_bar"):
        return _series(form, source)
    if form in ("interval", "slope"):
        return _spans(form, source)
    if form == "tile_map" and any(str(row[source.label]) in _tiles() for row in source.rows):
        return _tile_map(source)
    return _ranked("column" if form == "column" else "bar", source)


def _chart(form: Form, source: Source, marks: Sequence[Mark], *, captions: tuple[str, ...] = ()) -> Chart:
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
    )


def _shown(source: Source, row: RowValues) -> str:
    figure = source.word(row, source.value)
    if source.measure.columns.get("share") != "share" or source.value == "share" or row["share"] is None:
        return figure
    return phrase("chart-share", source.language, value=figure, share=source.word(row, "share"))


def _ranked(form: Form, source: Source) -> Chart:
    rows, language = source.rows, source.language
    if form == "column":
        marks = [_mark(source, row, source.word(row, source.value)) for row in rows]
        return _chart(form, source, _with_gaps(marks) if source.in_years() else marks)
    marks = [_mark(source, row, _shown(source, row)) for row in rows]
    cut = (phrase("chart-cut", language, shown=LONGEST, all=len(marks)),) if len(marks) > LONGEST else ()
    return _chart(form, source, marks[:LONGEST], captions=cut)


def _mark(source: Source, row: RowValues, shown: str) -> Mark:
    return Mark(source.word(row, source.label), source.size(row), shown, key=str(row[source.label]))


def _with_gaps(marks: Sequence[Mark]) -> list[Mark]:
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


def _series(form: Form, source: Source) -> Chart:
    """Draw the rows in the colours of their series; rows of one label and series are added."""
    marks = _added(source, source.colour or source.label)
    marks = _with_gaps(marks) if source.in_years() else marks
    names = list(dict.fromkeys(mark.series or "" for mark in marks))
    keys = list(dict.fromkeys(mark.key for mark in marks))
    kept = keys[-LONGEST:] if source.in_years() else keys[:LONGEST]
    known = {mark.key for mark in marks if mark.value is not None}
    cuts = (
        ("chart-cut", len(known & set(kept)), len(known)),
        ("chart-series-cut", min(MOST_SERIES, len(names)), len(names)),
    )
    captions = [phrase(said, source.language, shown=shown, all=all_) for said, shown, all_ in cuts if shown < all_]
    if len(marks) < len(source.rows):
        captions.append(phrase("chart-added", source.language))
    drawn = [mark for mark in marks if mark.key in kept and mark.series in names[:MOST_SERIES]]
    return replace(_chart(form, source, drawn, captions=tuple(captions)), series=tuple(names[:MOST_SERIES]))


def _added(source: Source, colour: str) -> list[Mark]:
    found: dict[tuple[str, str], list[RowValues]] = {}
    for row in source.rows:
        found.setdefault((str(row[source.label]), source.word(row, colour)), []).append(row)
    marks = []
    for (key, series), rows in found.items():
        sizes = [size for row in rows if (size := source.size(row)) is not None]
        value = sum(sizes) if sizes else None
        shown = number(value, source.measure.columns[source.value], source.language)
        marks.append(Mark(source.word(rows[0], source.label), value, shown, series=series, key=key))
    return marks


@cache
def _tiles() -> dict[str, tuple[int, int]]:
    terms = vocabulary("region").terms
    return {
        term.code: (int(term.extra["tile_row"]), int(term.extra["tile_col"]))
        for term in terms
        if "tile_row" in term.extra
    }


def _tile_map(source: Source) -> Chart:
    """Draw every region that has a tile; those without data stay empty, those without a tile are listed."""
    language, by_code = source.language, {str(row[source.label]): row for row in source.rows}
    marks = []
    for code, tile in _tiles().items():
        row = by_code.pop(code, None)
        size, shown = (None, "") if row is None else (source.size(row), source.word(row, source.value))
        marks.append(Mark(source.labels.term("region", code, language), size, shown, tile=tile))
    away = [
        phrase("fact-item", language, label=source.word(row, source.label), value=source.word(row, source.value))
        for row in by_code.values()
    ]
    captions = (phrase("chart-not-on-map", language, regions=phrase("fact-and", language).join(away)),) if away else ()
    return _chart("tile_map", source, marks, captions=captions)


def _scatter(source: Source) -> Chart:
    """Draw a point a row: the label column across, the value column up, parted at the medians where coloured."""
    columns, language = source.measure.columns, source.language
    unit, up_unit = columns[source.label], columns[source.value]
    named = next((name for name, kind in columns.items() if kind == "subject"), source.label)
    known = [row for row in source.rows if source.size(row) is not None]
    across, up = [cast(float, row[source.label]) for row in known], [cast(float, row[source.value]) for row in known]
    marks = [Mark(source.word(row, named), x, "", height=y) for row, x, y in zip(known, across, up, strict=True)]
    splits = (median(across), median(up)) if source.colour else None
    shown = (number(splits[0], unit, language), number(splits[1], up_unit, language)) if splits else ("", "")
    captions = (phrase("chart-medians", language, across=shown[0], up=shown[1]),) if splits else ()
    chart = _chart("scatter", source, marks, captions=captions)
    chart = replace(chart, axis=source.heading(source.label), up_axis=source.heading(source.value))
    return replace(chart, unit=unit, up_unit=up_unit, splits=splits)


def _spans(form: Form, source: Source) -> Chart:
    """Draw a line a row: an interval about the value, or the way from the value before to the value."""
    columns = source.measure.chart or {}
    marks = []
    for row in source.rows:
        value = source.size(row)
        before, low, high = (_number(row, columns.get(part)) for part in ("before", "low", "high"))
        if form == "slope" and value is not None and before is not None:
            marks.append(replace(_mark(source, row, ""), value=before, height=value))
        elif form == "interval" and None not in (value, low, high):
            ends = [number(end, source.measure.columns[source.value], source.language) for end in (low, high)]
            shown = ends[0] if low == high else phrase("chart-span", source.language, low=ends[0], high=ends[1])
            marks.append(replace(_mark(source, row, shown), low=low, high=high))
    chart = _chart(form, source, marks)
    if form == "slope":
        return replace(chart, axis=source.heading(columns["before"]), up_axis=source.heading(source.value))
    return chart


def _number(row: RowValues, name: str | None) -> float | None:
    value = row[name] if name else None
    return None if value is None or isinstance(value, str) else float(value)


def _with_captions(chart: Chart, unlabelled: int) -> Chart:
    if not unlabelled:
        return chart
    left_out = phrase("chart-without-label", chart.language, label=no_data(chart.language))
    return replace(chart, captions=(*chart.captions, left_out))
