"""The report as a PDF: one tagged, bookmarked file a language, set by Typst with fonts that it carries along."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

from valuenet.errors import DataError
from valuenet.language import Language, phrase
from valuenet.report.charts import specification
from valuenet.report.cited import cited
from valuenet.report.document import Chart, Column, Document, Row, Sentence, SourceEntry, TableBlock, written
from valuenet.report.fit import fitted, one_line, width_of
from valuenet.report.font import FAMILIES, stand_ins
from valuenet.report.html import TAGS
from valuenet.report.panel import linkable
from valuenet.report.render import svg
from valuenet.report.shapes import WIDTH
from valuenet.report.terms import Term, parted, terms
from valuenet.report.typeset import typeset

LONGEST = 60
"""Rows of a table that are printed; the workbook and the database have them all."""

_FONTS = tuple(f"Noto Sans {family}" for family in FAMILIES)
_MISSING = "□"
_MOVED = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_WORDS = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_LOOK = re.compile(r'([\w-]+)="([^"]*)"')
_WEIGHTS = {"bold": 700, "600": 600, "700": 700, "500": 500}
_TIMESTAMP = 946_684_800  # not the clock's: equal documents give equal bytes
_RUNNING = 230.0  # points of the title at the head of a page
_LOGO = (200.0, 60.0)  # points: how wide and how high a logo may be
_WIDEST, _NARROWEST, _PAGE = 190.0, 34.0, 460.0  # points: a column's bounds, and the width of the text
_ASIDE = 3.0  # points at either side of a cell
_CODE = 20  # characters from which on a word is broken where its column ends
_WORD = re.compile(r"[^\s\u2e80-\u9fff/-]+-?|[\u2e80-\u9fff]")


def pdf(document: Document, *, paper: str = "a4") -> bytes:
    """Return the report as PDF: front page, contents, lists of tables and charts, chapters, sources, queries.

    `paper` is a size by Typst's name. Of a table the first `LONGEST` rows are printed, and how many there are. Each
    table names its sources and its query by the numbers they have in the appendices. A character that no font of ours
    knows is printed as a box, never as nothing. The file is tagged as PDF/UA-1 asks. Equal documents give equal bytes.
    Raises `DataError` where the fonts are missing.
    """
    told = json.dumps(_told(document, paper), ensure_ascii=False)
    template = (files("valuenet.report") / "print.typ").read_text(encoding="utf-8")
    try:
        return typeset(template, told, _fonts(), _TIMESTAMP)
    except RuntimeError as error:
        raise DataError(f"the PDF cannot be set: {error}") from error


def _fonts() -> list[str]:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl"
    if not folder.is_dir():
        raise DataError("the PDF's fonts are missing; install the package justmytype-intl-cjk again")
    return sorted(str(each) for each in Path(str(folder)).iterdir() if each.is_dir())


def _told(document: Document, paper: str) -> dict[str, Any]:
    """Return the document as JSON values for the template: texts as they are printed, and nothing to be computed."""
    t = partial(phrase, language=document.language)
    numbers = {source.source_id: at for at, source in enumerate(document.sources, start=1)}
    lang, _, region = TAGS[document.language].partition("-")
    footnotes = partial(_footnotes, {term.term: term for term in terms(document.language)}, set(), document.language)
    told = {
        "title": document.title,
        "running": fitted(document.title, _RUNNING, 8.0),
        "author": f"valuenet {document.version}",
        "keywords": [document.study],
        "lang": lang,
        "region": "CN" if region else None,
        "fonts": _FONTS,
        "paper": paper,
        "synthetic": document.synthetic,
        "logo": _logo(document),
        "figures": [(label, written(shown)) for label, shown in document.figures],
        "words": {
            "kicker": t("page-kicker"),
            "wave": t("page-wave", wave=document.wave, date=document.date),
            "made": t("page-made", version=document.version),
            "synthetic": t("page-synthetic"),
            "synthetic_short": t("page-synthetic-short"),
            "contents": t("page-contents"),
            "tables": t("print-tables"),
            "charts": t("print-charts"),
            "query": t("page-query"),
            "sources": t("page-sources"),
            "no_sources": t("page-sources-none"),
            "no_data": t("print-no-data"),
            "sources_appendix": t("print-sources"),
            "queries_appendix": t("print-queries"),
            "queries_about": t("print-queries-about"),
        },
        "chapters": [
            {
                "title": f"{t('page-chapter', number=str(chapter.number))} {chapter.title}",
                "paragraphs": [_paragraph(each) for each in chapter.paragraphs],
                "blocks": [
                    # the first chart stands at its sentence, the last has no text behind it to stand under
                    _block(block, numbers, document.language, floats=0 < at < len(chapter.blocks) - 1)
                    | {"terms": footnotes(block)}
                    for at, block in enumerate(chapter.blocks)
                ],
            }
            for chapter in document.chapters
        ],
        "sources": [_source(source, document.language) for source in document.sources],
    }
    drawn: dict[str, Any] = _translated(told, stand_ins(set().union(*_texts(told)), _MISSING))
    return drawn


def _paragraph(sentence: Sentence) -> dict[str, str]:
    """Return a paragraph and, where it begins with the name of a chapter, that by itself."""
    begun = sentence[0].text if sentence and sentence[0].table and "." not in sentence[0].table else ""
    return {"opening": begun, "said": written(sentence).removeprefix(begun)}


def _logo(document: Document) -> dict[str, Any] | None:
    """Return the logo as bytes, which JSON holds as whole numbers, in points within the bounds of the front page."""
    logo = document.logo
    if logo is None:
        return None
    content = b64decode(logo.content) if logo.media_type == "image/png" else logo.content.encode()
    scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height)
    return {
        "bytes": list(content),
        "format": "png" if logo.media_type == "image/png" else "svg",
        "width": round(logo.width * scale, 2),
        "alt": phrase("logo-alt", document.language),
    }


def _footnotes(known: Mapping[str, Term], seen: set[str], language: Language, block: TableBlock) -> list[str]:
    """Return what the terms mean that the sentence of a table is the first to use."""
    found = (known[term] for _, term in parted(written(block.sentence), language, seen) if term)
    return [phrase("print-term", language, term=term.title, means=term.means) for term in found]


def _block(block: TableBlock, numbers: dict[str, int], language: Language, *, floats: bool) -> dict[str, Any]:
    t = partial(phrase, language=language)
    size = 6.6 if len(block.columns) > 8 else 7.4 if len(block.columns) > 6 else 8.2
    widths = _widths(block, size)
    rows = block.rows[:LONGEST]
    every = len(block.rows) + block.left_out
    return {
        "name": block.name,
        "number": block.number,
        "title": f"{block.number} {block.title}",
        "caption": f"{t('page-table', number=block.number)} {block.title}",
        "sentence": written(block.sentence),
        "note": None if block.note is None else t("page-note", note=block.note),
        "chart": None if block.chart is None else {**_chart(block, block.chart, language), "floats": floats},
        "columns": [
            {"label": column.label, "numeric": column.numeric, "width": round(width, 1)}
            for column, width in zip(block.columns, widths, strict=True)
        ],
        "width": round(sum(widths), 1) if sum(widths) < _PAGE else None,
        "size": size,
        "aside": _ASIDE,
        "one_line": _one_line(rows, widths, size, t("print-no-data")),
        "rows": [[None if value is None else shown for value, shown in zip(row.values, row.shown, strict=True)]
                 for row in rows],
        "more": t("print-more", shown=len(rows), all=every) if every > len(rows) else None,
        "sources": sorted(numbers[source] for source in block.sources if source in numbers),
        "query": block.query.strip(),
    }  # fmt: skip


def _one_line(rows: Sequence[Row], widths: Sequence[float], size: float, no_data: str) -> list[bool]:
    """Tell of each row whether none of its cells can take a second line: its height need not be found by trial."""
    whole = min(1.0, _PAGE / sum(widths))
    rooms = [whole * width - 2 * _ASIDE for width in widths]
    return [
        all(
            one_line(no_data if value is None else shown, room, size)
            for value, shown, room in zip(row.values, row.shown, rooms, strict=True)
        )
        for row in rows
    ]


def _chart(block: TableBlock, chart: Chart, language: Language) -> dict[str, Any]:
    drawn = specification(chart)
    shapes, words = words_apart(svg(drawn, chart.title, f"chart-{block.name}"))
    caption = " · ".join((chart.title, *chart.captions))
    return {
        "svg": shapes,
        "width": WIDTH,
        "height": round(drawn.height, 1),
        "words": words,
        "alt": chart.description,
        "caption": f"{phrase('page-figure', language, number=block.number)} {caption}",
    }


def words_apart(picture: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a drawn chart without its words as a file of its own, and its words: text, place and look of each.

    Places (`x`, `y` of the baseline) and sizes are in pixels of the picture, `anchor` is start, middle or end; words
    with a `rim` of paper hide what they stand on.
    """
    shapes = _WORDS.sub("", picture).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return shapes, [_word(dict(_LOOK.findall(found[1])), unescape(found[2])) for found in _WORDS.finditer(picture)]


def _word(look: Mapping[str, str], text: str) -> dict[str, Any]:
    place = _MOVED.match(look.get("transform", ""))
    return {
        "text": text,
        "x": float(place[1]) if place else 0.0,
        "y": float(place[2]) if place else 0.0,
        "size": float(look.get("font-size", "12px").removesuffix("px")),
        "fill": look.get("fill", "#000000"),
        "weight": _WEIGHTS.get(look.get("font-weight", ""), 400),
        "anchor": look.get("text-anchor", "start"),
        "rim": "paint-order" in look,
    }


def _width(block: TableBlock, at: int) -> float:
    """Return the room that a column wants, in points at the size of a narrow table's type."""
    column: Column = block.columns[at]
    longest = max((width_of(row.shown[at], 8.2) for row in block.rows[:LONGEST]), default=0.0)
    words = max((width_of(word, 8.2) for word in column.label.split()), default=0.0)
    whole = width_of(column.label, 8.2)
    return min(_WIDEST, max(_NARROWEST, longest, min(whole, 1.2 * words, 90.0)) + 8)


def _widths(block: TableBlock, size: float) -> list[float]:
    """Return the room of each column in points; where the page is too narrow, no word is cut while another has air."""
    wanted = [_width(block, at) for at in range(len(block.columns))]
    if sum(wanted) <= _PAGE:
        return wanted
    least = [min(want, _longest_word(block, at, size)) for at, want in enumerate(wanted)]
    spare = _PAGE - sum(least)
    if spare <= 0:
        return [_PAGE * each / sum(least) for each in least]
    return [each + spare * (want - each) / (sum(wanted) - sum(least)) for each, want in zip(least, wanted, strict=True)]


def _longest_word(block: TableBlock, at: int, size: float) -> float:
    """Return the room that the longest word of a column takes; a hanzi is a word, and so are ten letters of a code."""
    said = {block.columns[at].label, *(row.shown[at] for row in block.rows[:LONGEST])}
    words = {word if len(word) < _CODE else word[: _CODE // 2] for text in said for word in _WORD.findall(text)}
    return 1.1 * max((width_of(word, size) for word in words), default=0.0) + 2 * _ASIDE


def _source(source: SourceEntry, language: Language) -> dict[str, Any]:
    return {
        "title": source.title,
        "lines": [f"{label}: {text}" for label, text in cited(source, language)],
        "url": source.url if source.url and linkable(source.url) else None,
    }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for each in value.values() if isinstance(value, dict) else value:
            if isinstance(each, str):  # most values are texts: each saves a step down and up again
                yield each
            else:
                yield from _texts(each)


def _translated(value: Any, table: dict[int, str]) -> Any:
    """Return the same JSON values with characters replaced as `table` says."""
    if not table or not isinstance(value, (str, dict, list, tuple)):
        return value
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(each, table) for key, each in value.items()}
    return [_translated(each, table) for each in value]
