"""Charts of more than one quantity a label: series, columns side by side, pairs, flows and curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from valuenet.language import Figure, number, phrase
from valuenet.report.bars import LONGEST
from valuenet.report.charted import Source, charted, figure_of, with_gaps
from valuenet.report.claims import RowValues
from valuenet.report.colours import series_colours
from valuenet.report.document import Chart, Form, Mark

MOST_SERIES = 8
"""Colours that can be told apart; further series are in the table only."""
_ORDERED = frozenset({"wave", "year", "rd_band", "funding_band"})
"""Units of series that follow one another."""


def series(form: Form, source: Source) -> Chart:
    """Draw the rows in the colours of their series; rows of one label and series are added.

    Where the chart declares columns as `series`, the columns are the series.
    """
    columns = _columns(source)
    colour = source.colour or source.label
    marks = _beside(source, columns) if columns else _added(source, colour)
    marks = with_gaps(marks) if source.in_years() else marks
    names = list(dict.fromkeys(mark.series or "" for mark in marks))
    keys = list(dict.fromkeys(mark.key for mark in marks))
    kept = keys[-LONGEST:] if source.in_years() else keys[:LONGEST]
    known = {mark.key for mark in marks if mark.value is not None}
    cuts = (
        ("chart-cut", len(known & set(kept)), len(known)),
        ("chart-series-cut", min(MOST_SERIES, len(names)), len(names)),
    )
    captions = [phrase(said, source.language, shown=shown, all=all_) for said, shown, all_ in cuts if shown < all_]
    if not columns and len(marks) < len(source.rows):
        captions.append(phrase("chart-added", source.language))
    drawn = [mark for mark in marks if mark.key in kept and mark.series in names[:MOST_SERIES]]
    chart = replace(charted(form, source, drawn, captions=tuple(captions)), series=tuple(names[:MOST_SERIES]))
    return replace(chart, colours=_colours(source, columns, colour)[:MOST_SERIES])


def _columns(source: Source) -> list[str]:
    return ((source.measure.chart or {}).get("series") or "").split()


def _colours(source: Source, columns: Sequence[str], colour: str) -> tuple[str, ...]:
    if columns:
        return series_colours("column", columns)
    codes = list(dict.fromkeys(row[colour] for row in source.rows))
    unit = source.measure.columns[colour]
    return series_colours(unit, codes, ordered=unit in _ORDERED)


def _beside(source: Source, columns: Sequence[str]) -> list[Mark]:
    """Return a mark for each of the columns of each row."""
    return [
        replace(
            source.mark(row, source.word(row, name)),
            value=figure_of(row, name),
            series=source.heading(name),
        )
        for row in source.rows
        for name in columns
    ]


def _added(source: Source, colour: str) -> list[Mark]:
    found: dict[tuple[str, str], list[RowValues]] = {}
    for row in source.rows:
        found.setdefault((str(row[source.label]), source.word(row, colour)), []).append(row)
    marks = []
    for (_, name), rows in found.items():
        sizes = [size for row in rows if (size := source.size(row)) is not None]
        value = sum(sizes) if sizes else None
        shown = number(value, source.measure.columns[source.value], source.language)
        group = source.group(rows[0]) if len(rows) == 1 else None
        marks.append(replace(source.mark(rows[0], shown), value=value, series=name, group=group))
    return marks


def pairs(source: Source) -> Chart:
    """Draw a matrix: the label down, the colour across, in the order of the rows, with the ratio to the expected."""
    assert source.colour is not None
    known = [row for row in source.rows if row[source.colour] is not None]
    marks = [
        replace(
            source.mark(row, source.word(row, source.value)),
            series=source.word(row, source.colour),
            height=source.part(row, "ratio"),
        )
        for row in known
    ]
    chart = charted("matrix", source, marks)
    columns = tuple(dict.fromkeys(mark.series or "" for mark in marks))
    axis = f"{source.heading(source.label)} →"
    return replace(chart, series=columns, axis=axis, up_axis=source.heading(source.colour))


def flows(source: Source) -> Chart:
    """Draw what flows into groups from the ends of the label column, and out of them to those of the column `end`.

    Where a row has no label, the column `else` names its end. The side is a code of the column `outward`, whose first
    code flows in.
    """
    assert source.colour is not None
    declared = source.measure.chart or {}
    ends = [name for name in (source.label, declared.get("else"), declared.get("end")) if name]
    sides = list(dict.fromkeys(row[declared["outward"]] for row in source.rows))
    marks = []
    for row in source.rows:
        named = next((name for name in ends if row[name] is not None), None)
        if named is not None:
            shown, group = source.word(row, source.value), source.word(row, source.colour)
            mark = Mark(source.word(row, named), source.size(row), shown, key=str(row[named]), series=group)
            marks.append(replace(mark, outward=row[declared["outward"]] != sides[0], group=source.group(row)))
    names = tuple(dict.fromkeys(mark.series or "" for mark in marks))[:MOST_SERIES]
    chart = charted("sankey", source, [mark for mark in marks if mark.series in names])
    unit = source.measure.columns[declared["outward"]]
    words = [source.labels.word(side, unit, source.language) for side in sides[:2]]
    codes = list(dict.fromkeys(row[source.colour] for row in source.rows))
    shades = series_colours(source.measure.columns[source.colour], codes)[: len(names)]
    return replace(chart, series=names, colours=shades, axis=words[0], up_axis=words[1] if len(words) > 1 else "")


def curves(form: Form, source: Source) -> Chart:
    """Draw a line a series over the label column, in a panel for each code of the column `panel` where there is one."""
    assert source.colour is not None
    panel = (source.measure.chart or {}).get("panel")
    unit, up_unit = source.measure.columns[source.label], source.measure.columns[source.value]
    marks = []
    for row in source.rows:
        across = f"{source.heading(source.label)} {source.word(row, source.label)}"
        mark = Mark(
            across,
            figure_of(row, source.label),
            source.word(row, source.value),
            series=source.word(row, source.colour),
            height=source.size(row),
            low=source.part(row, "low"),
            high=source.part(row, "high"),
            panel=source.word(row, panel) if panel else "",
            group=source.group(row),
        )
        marks.append(mark)
    names = tuple(dict.fromkeys(mark.series or "" for mark in marks))[:MOST_SERIES]
    chart = charted(form, source, [mark for mark in marks if mark.series in names])
    codes: list[Figure] = list(dict.fromkeys(row[source.colour] for row in source.rows))
    shades = series_colours(source.measure.columns[source.colour], codes)[:MOST_SERIES]
    chart = replace(chart, axis=source.heading(source.label), up_axis=source.heading(source.value))
    return replace(chart, series=names, colours=shades, unit=unit, up_unit=up_unit)
