"""From a result table to its chart: which rows are drawn, in which order, under which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from statistics import median
from typing import cast

from valuenet.language import Figure, Language, number, phrase
from valuenet.measures.catalogue import Measure
from valuenet.model.vocabulary import vocabulary
from valuenet.report.bars import LONGEST
from valuenet.report.charted import Source, charted, figure_of, with_captions, with_gaps
from valuenet.report.claims import RowValues
from valuenet.report.colours import place_of, series_colours
from valuenet.report.document import Chart, Form, Mark
from valuenet.report.labels import Labels
from valuenet.report.relating import curves, flows, pairs, series

_FROM_ZERO = ("bar", "column", "stacked_bar", "tile_map", "treemap", "dumbbell", "sankey")
"""Forms that begin at zero, and have no place for what is below: such a table stands without a chart."""
CORNERS = ("high_patents_low_rd", "high_patents_high_rd", "low_patents_high_rd", "low_patents_low_rd")
"""The quarters of the scatter, from the upper left one on, clockwise."""


def chart_of(
    measure: Measure,
    rows: Sequence[RowValues],
    labels: Labels,
    language: Language,
    groups: Mapping[tuple[Figure, ...], int] | None = None,
) -> Chart | None:
    """Return the chart that a measure declares, or None where it declares none or fewer than two values are known.

    `groups` gives for the key of a row the place of the rows behind it, to which its mark then leads.
    """
    declared = measure.chart
    if declared is None:
        return None
    label, value = declared["label"], declared.get("drawn", declared["value"])
    named = [row for row in rows if any(row[name] is not None for name in _ends(declared))]
    if len({tuple(row[name] for name in _ends(declared)) for row in named if row[value] is not None}) < 2:
        return None
    source = Source(measure, named, labels, language, label, value, declared.get("colour"), groups or {})
    if declared["form"] in _FROM_ZERO and any((source.size(row) or 0) < 0 for row in named):
        return None
    return with_captions(_draw(cast(Form, declared["form"]), source), len(rows) - len(named))


def _ends(declared: Mapping[str, str]) -> list[str]:
    """Return the columns that name what is drawn: one, or all that may name an end of a flow."""
    return [declared[part] for part in ("label", "else", "end") if part in declared]


def _draw(form: Form, source: Source) -> Chart:
    if form == "scatter":
        return _scatter(source)
    if form in ("grouped_bar", "stacked_bar"):
        return series(form, source)
    if form in ("interval", "slope", "dumbbell"):
        return _spans(form, source)
    if form in ("curves", "distribution"):
        return curves(form, source)
    if form in ("matrix", "sankey"):
        return pairs(source) if form == "matrix" else flows(source)
    if form == "tile_map" and any(str(row[source.label]) in _tiles() for row in source.rows):
        return _tile_map(source)
    return _ranked("bar" if form == "tile_map" else form, source)


def _shown(source: Source, row: RowValues) -> str:
    figure = source.word(row, source.value)
    if source.measure.columns.get("share") != "share" or source.value == "share" or row["share"] is None:
        return figure
    return phrase("chart-share", source.language, value=figure, share=source.word(row, "share"))


def _ranked(form: Form, source: Source) -> Chart:
    rows, language = source.rows, source.language
    if form == "column":
        marks = [source.mark(row, source.word(row, source.value)) for row in rows]
        return charted(form, source, with_gaps(marks) if source.in_years() else marks)
    if form == "treemap":
        return charted(form, source, [source.mark(row, _shown(source, row)) for row in rows])
    cut = (phrase("chart-cut", language, shown=LONGEST, all=len(rows)),) if len(rows) > LONGEST else ()
    rows = rows[:LONGEST]
    marks = [source.mark(row, _shown(source, row)) for row in rows]
    if source.colour is None:
        return charted(form, source, marks, captions=cut)
    return _coloured(charted(form, source, marks, captions=cut), source, rows)


def _coloured(chart: Chart, source: Source, rows: Sequence[RowValues]) -> Chart:
    """Give each bar the colour of its row's code, and name the colours."""
    colour = source.colour or source.label
    unit = source.measure.columns[colour]
    words = {row[colour]: source.word(row, colour) for row in sorted(rows, key=lambda row: place_of(unit, row[colour]))}
    shades = dict(zip(words, series_colours(unit, list(words)), strict=True))
    marks = [replace(mark, colour=shades[row[colour]]) for mark, row in zip(chart.marks, rows, strict=True)]
    return replace(chart, marks=tuple(marks), series=tuple(words.values()), colours=tuple(shades.values()))


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
        if row is None:
            marks.append(Mark(source.labels.term("region", code, language), None, "", tile=tile))
        else:
            marks.append(replace(source.mark(row, source.word(row, source.value)), tile=tile))
    away = [
        phrase("fact-item", language, label=source.word(row, source.label), value=source.word(row, source.value))
        for row in by_code.values()
    ]
    captions = (phrase("chart-not-on-map", language, regions=phrase("fact-and", language).join(away)),) if away else ()
    return charted("tile_map", source, marks, captions=captions)


def _scatter(source: Source) -> Chart:
    """Draw a point a row: the label column across, the value column up, parted at the medians where coloured."""
    columns, language = source.measure.columns, source.language
    unit, up_unit = columns[source.label], columns[source.value]
    named = next((name for name, kind in columns.items() if kind == "subject"), source.label)
    known = [row for row in source.rows if source.size(row) is not None]
    marks = [
        Mark(
            source.word(row, named),
            figure_of(row, source.label),
            f"{source.word(row, source.label)} · {source.word(row, source.value)}",
            height=source.size(row),
            group=source.group(row),
        )
        for row in known
    ]
    splits: tuple[float, float] | None = None
    corners: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    if source.colour:
        splits = (median(mark.value or 0 for mark in marks), median(mark.height or 0 for mark in marks))
        shown = (number(splits[0], unit, language), number(splits[1], up_unit, language))
        captions = (phrase("chart-medians", language, across=shown[0], up=shown[1]),)
        corners = tuple(source.labels.word(code, columns[source.colour], language) for code in CORNERS)
    chart = charted("scatter", source, marks, captions=captions)
    chart = replace(chart, axis=source.heading(source.label), up_axis=source.heading(source.value))
    return replace(chart, unit=unit, up_unit=up_unit, splits=splits, corners=corners)


def _spans(form: Form, source: Source) -> Chart:
    """Draw a line a row: an interval about the value, or the way from the value before to the value."""
    columns = source.measure.chart or {}
    marks = [mark for row in source.rows if (mark := _span(form, source, row))]
    chart = charted(form, source, marks[:LONGEST] if form == "dumbbell" else marks)
    if form == "interval":
        return chart
    if len(marks) > len(chart.marks):
        cut = phrase("chart-cut", source.language, shown=len(chart.marks), all=len(marks))
        chart = replace(chart, captions=(*chart.captions, cut))
    return replace(chart, axis=source.heading(columns["before"]), up_axis=source.heading(source.value))


def _span(form: Form, source: Source, row: RowValues) -> Mark | None:
    value, language = source.size(row), source.language
    before, low, high = (source.part(row, part) for part in ("before", "low", "high"))
    if form != "interval":
        if value is None or before is None:
            return None
        ends = [number(end, source.measure.columns[source.value], language) for end in (before, value)]
        return replace(source.mark(row, " → ".join(ends)), value=before, height=value)
    if value is None or low is None or high is None:
        return None
    ends = [number(end, source.measure.columns[source.value], language) for end in (low, high)]
    shown = ends[0] if low == high else phrase("chart-span", language, low=ends[0], high=ends[1])
    return replace(source.mark(row, shown), low=low, high=high)
