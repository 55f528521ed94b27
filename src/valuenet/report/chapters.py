"""What a report says: its chapters in order, each table with its sentence, its chart and the rows behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from valuenet.language import Figure, Language, in_sentence, number, phrase
from valuenet.measures.catalogue import Measure, catalogue, chapters, column_labels
from valuenet.report.claims import RowValues, counted, pieces
from valuenet.report.document import Chapter, Chart, Column, Document, Piece, Row, Sentence, SourceEntry, TableBlock
from valuenet.report.drawing import chart_of
from valuenet.report.labels import FIGURES, PLAIN
from valuenet.report.material import Material
from valuenet.report.method import AFTER, BEFORE, LISTS, WHO, method_measures
from valuenet.report.networks import picture
from valuenet.report.overview import overview
from valuenet.report.own import arranged
from valuenet.report.sentences import has_data, sentence, silence
from valuenet.report.trace import Traced, relation_entries, subject_entries

_ACCOUNT = {
    "sources": "sample.sources",
    "rows_read": "sample.sources",
    "rows_kept": "sample.sources",
    "rows_rejected": "sample.rejected",
    "enterprises_collected": "method.funnel",
    "enterprises": "method.funnel",
    "failed": "method.failed_subjects",
}
"""The figures of the account of rows and subjects, and the table that each is found in."""
_FRONT = {
    **{name: table for name, table in _ACCOUNT.items() if name != "failed"},
    "nodes": "network.structure",
    "relations": "network.structure",
}
"""The figures of the front page, in order."""
_TRACED, _TRACED_ELSE = frozenset({"count", "degree", "cny"}), frozenset({"number"})


def document(material: Material, language: Language) -> Document:
    """Return the report of a database in one language."""
    own = [table_block(measure, "", material, language) for measure in material.measures.values()]
    chapters_ = tuple(_all_chapters(material, language))
    return document_of(material, arranged(chapters_, own, material, language), language)


def document_of(material: Material, built: tuple[Chapter, ...], language: Language) -> Document:
    """Return a document of these chapters, with what stands around them."""
    blocks = [block for chapter in built for block in chapter.blocks]
    relations = relation_entries(blocks, material.origins)
    study = material.study
    return Document(
        study=study["study"],
        title=study[f"title_{language}"],
        language=language,
        synthetic=study["synthetic"],
        wave=study["wave"],
        date=str(material.counts["date"]),
        version=study["version"],
        figures=_front(material.counts, {block.name for block in blocks}, language),
        chapters=built,
        sources=tuple(_source(row, language) for row in material.sources),
        subjects=subject_entries(blocks, relations, material.origins, material.labels, language),
        relations=relations,
        logo=material.voice.logo,
        kinds={each.kind: material.labels.term("relation_kind", each.kind, language) for each in relations.values()},
        reading=study["reading"],
    )


def _all_chapters(material: Material, language: Language) -> Iterator[Chapter]:
    """Give the summary, the method, the chapters of the catalogue, the conclusion, and those that are appendices."""
    inner = [_method_chapter(material, language), *_catalogue_chapters(material, language)]
    yield overview("summary", inner, material, language)
    yield from (chapter for chapter in inner if not _is_appendix(chapter))
    yield overview("conclusion", inner, material, language)
    yield from filter(_is_appendix, inner)


def _is_appendix(chapter: Chapter) -> bool:
    known = chapters().get(chapter.chapter)
    return known is not None and known.optional


def _front(counts: Mapping[str, Any], tables: Collection[str], language: Language) -> tuple[tuple[str, Sentence], ...]:
    """Return the figures of the front page, each with its label; one of a table that is left out leads nowhere."""
    return tuple(
        (
            phrase(f"front-{name.replace('_', '-')}", language),
            (Piece(number(counts[name], "count", language), table if table in tables else ""),),
        )
        for name, table in _FRONT.items()
    )


def _source(row: Mapping[str, Any], language: Language) -> SourceEntry:
    same = ("source_id", "producer", "licence", "url", "accessed", "path", "sha256", "pinned")
    return SourceEntry(
        title=row[f"title_{language}"], note=row[f"note_{language}"], **{name: row[name] for name in same}
    )


def _method_chapter(material: Material, language: Language) -> Chapter:
    rejected, *own = method_measures().values()
    before, who, after = ([catalogue()[name] for name in names] for names in (BEFORE, WHO, AFTER))
    who = [measure for measure in who if not material.tables[measure.name].is_empty()]  # nothing doubtful, nothing said
    measures = [*before, rejected, *who, *own, *after]
    counts, study = material.counts, material.study
    country = in_sentence(material.labels.term("country", study["country"], language), language)
    said = {name: counted(int(counts[name] or 0), table) for name, table in _ACCOUNT.items()}
    paragraphs = (
        phrase(
            "method-study",
            language,
            title=study[f"title_{language}"],
            country=country,
            wave=study["wave"],
            date=str(counts["date"]),
        ),
        phrase("method-account", language, **said),
        phrase(f"method-reading-{study['reading']}", language),
        phrase("method-words", language, country=country),
        phrase("method-trace", language),
    )
    said_of_all = tuple(map(pieces, paragraphs))
    return Chapter("method", 0, phrase("method-title", language), said_of_all, _blocks(measures, material, language))


def _catalogue_chapters(material: Material, language: Language) -> Iterable[Chapter]:
    elsewhere = {*BEFORE, *WHO, *AFTER}
    for chapter in chapters().values():
        names = (f"{chapter.chapter}.{table}" for table in chapter.tables)
        measures = [catalogue()[name] for name in names if name not in elsewhere]
        if chapter.chapter == "index" and material.tables["index.tree"].is_empty():
            measures = measures[:1]  # a study without an index says so once
        if chapter.optional:
            measures = [measure for measure in measures if not material.tables[measure.name].is_empty()]
        if not measures:
            continue
        yield Chapter(chapter.chapter, 0, chapter.title(language), (), _blocks(measures, material, language))


def _blocks(measures: Iterable[Measure], material: Material, language: Language) -> tuple[TableBlock, ...]:
    return tuple(table_block(measure, "", material, language) for measure in measures)


def table_block(measure: Measure, place: str, material: Material, language: Language) -> TableBlock:
    """Return one table as the report shows it; without data it has a sentence that says so, and no rows."""
    table = material.tables[measure.name]
    rows = list(table.iter_rows(named=True))
    empty = not has_data(measure, table)
    traced = material.behind[measure.name]
    groups = tuple(traced.groups.values())
    index = {key: at for at, key in enumerate(traced.groups)}
    left_out = material.counts["rejections"] - len(rows) if measure.name == "method.rejected_rows" else 0
    return TableBlock(
        name=measure.name,
        number=place,
        title=measure.title(language),
        sentence=silence(measure, material, language) if empty else sentence(measure, rows, material, language),
        columns=columns_of(measure, language),
        rows=() if empty else tuple(_row(measure, row, index, material, language) for row in rows),
        query=measure.sql,
        note=measure.note(language),
        chart=None if empty else _drawn(measure, rows, index, material, language),
        sources=() if empty else _sources(table, traced),
        groups=() if empty else groups,
        left_out=max(0, left_out),
        folded=measure.name in LISTS,
    )


def _drawn(
    measure: Measure,
    rows: Sequence[RowValues],
    index: Mapping[tuple[Figure, ...], int],
    material: Material,
    language: Language,
) -> Chart | None:
    """Return the chart that the measure declares, or the picture of the network that belongs to it."""
    declared = chart_of(measure, rows, material.labels, language, index)
    return declared or picture(measure.name, material.network, material.labels, language)


def columns_of(measure: Measure, language: Language) -> tuple[Column, ...]:
    """Return the columns of a measure with their labels; codes and ids are marked."""
    return tuple(
        Column(name, column_label(name, language, measure), unit, numeric=unit in FIGURES, coded=unit not in PLAIN)
        for name, unit in measure.columns.items()
    )


def column_label(name: str, language: Language, measure: Measure | None = None) -> str:
    """Return the label of a column of the catalogue or of the report's own tables, or as a study's table has it.

    >>> column_label("step", "zh")
    '步骤'
    """
    if measure and name in measure.labels:
        return measure.labels[name][language == "en"]
    known = column_labels().get(name)
    return known[language] if known else phrase(f"column-{name.replace('_', '-')}", language)


def _row(
    measure: Measure, row: RowValues, index: Mapping[tuple[Figure, ...], int], material: Material, language: Language
) -> Row:
    shown = tuple(material.labels.word(row[name], unit, language) for name, unit in measure.columns.items())
    group = index.get(tuple(row[name] for name in measure.key)) if measure.key else None
    return Row(tuple(row[name] for name in measure.columns), shown, group)


def _sources(table: pl.DataFrame, traced: Traced) -> tuple[str, ...]:
    if "places" in table.columns:
        places = table["places"].drop_nulls().str.split("|").explode()
        return tuple(places.str.replace(r" \d+$", "").unique().sort().to_list())
    if traced.sources or "source_id" not in table.columns:
        return traced.sources
    return tuple(table["source_id"].drop_nulls().unique().sort().to_list())


def traced_columns(block: TableBlock) -> frozenset[int]:
    """Return the places of the columns whose figures lead to rows: counts and sums, or else other quantities.

    The first count is the number of the rows; further columns of a line are computed from the same rows.
    """
    units = {column.unit for column in block.columns}
    traced = _TRACED if units & _TRACED else _TRACED_ELSE
    return frozenset(at for at, column in enumerate(block.columns) if column.unit in traced)
