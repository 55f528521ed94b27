"""The report in Markdown that Quarto and pandoc read: tables and charts with captions and ids to refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial

from valuenet.language import phrase
from valuenet.report.charts import specification
from valuenet.report.cited import cited
from valuenet.report.document import Chapter, Document, SourceEntry, TableBlock, written
from valuenet.report.html import TAGS
from valuenet.report.panel import linkable
from valuenet.report.render import svg

LONGEST = 60
"""Rows of a folded list that are written; the workbook and the database have them all."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@!&])")
_OPENING = re.compile(r"^(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}))([.)])|^([-+:%])")
_BROKEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WIDEST = 40


def text(words: str) -> str:
    r"""Return words as Markdown that shows them as they are: no mark-up, no HTML, no link, in one line.

    >>> text("a|b *c* <script>\n1. $x$ https://example.org")
    'a\\|b \\*c\\* \\<script\\> 1. \\$x\\$ https:\\//example.org'
    """
    plain = _SPECIAL.sub(r"\\\1", _BROKEN.sub(" ", words).strip())
    return plain.replace("://", ":\\//").replace("www.", "www\\.")


def paragraph(words: str) -> str:
    r"""Return words as a paragraph, which no list, heading or definition begins.

    >>> paragraph("1. place: Beijing"), paragraph("- none")
    ('1\\. place: Beijing', '\\- none')
    """
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text(words))


def identifier(kind: str, name: str) -> str:
    """Return the id by which other text refers to a table or chart, as Quarto wants it.

    >>> identifier("tbl", "enterprises.by_region")
    'tbl-enterprises-by-region'
    """
    return f"{kind}-{name.replace('.', '-').replace('_', '-')}"


def table_markdown(block: TableBlock, *, rows: int | None = None, mark: str = "") -> str:
    """Return a table as a pipe table with its caption and id; `mark` is added to the caption, of `rows` the first."""
    lines = [[text(cell) or " " for cell in row.shown] for row in block.rows[:rows]]
    header = [text(column.label) for column in block.columns]
    widths = [min(_WIDEST, max(3, *map(len, column))) for column in zip(header, *lines, strict=True)]
    rule = [
        "-" * (width - 1) + (":" if column.numeric else "-")
        for width, column in zip(widths, block.columns, strict=True)
    ]
    written_lines = [_line(header), f"|{'|'.join(rule)}|", *map(_line, lines)]
    caption = f": {text(block.title + mark)} {{#{identifier('tbl', block.name)}}}"
    return "\n".join((*written_lines, "", caption))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown(document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a report in one language, by their names: the text, then its charts in a folder beside it.

    Equal documents give equal bytes. A synthetic study says so at the top and in every caption.
    """
    stem = f"{document.study}.{document.language}"
    charts = f"{stem}.charts"
    parts = [_front(document), *(part for chapter in document.chapters for part in _chapter(document, chapter, charts))]
    yield f"{stem}.md", ("\n\n".join((*parts, *_sources(document))) + "\n").encode()
    for chapter in document.chapters:
        for block in chapter.blocks:
            if block.chart is not None:
                drawn = svg(specification(block.chart), block.chart.title, identifier("chart", block.name))
                yield f"{charts}/{block.name}.svg", drawn.encode()


def _front(document: Document) -> str:
    t = partial(phrase, language=document.language)
    head = {
        "title": document.title,
        "subtitle": t("page-wave", wave=document.wave, date=document.date),
        "lang": TAGS[document.language],
        "generator": f"valuenet {document.version}",
    }
    lines = ["---", *(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in head.items()), "---"]
    told = [f"**{text(t('page-synthetic'))}**"] if document.synthetic else []
    figures = "\n".join(f"- {text(label)}: {text(written(shown))}" for label, shown in document.figures)
    return "\n\n".join(("\n".join(lines), *told, figures))


def _chapter(document: Document, chapter: Chapter, charts: str) -> Iterator[str]:
    yield f"# {chapter.number} {text(chapter.title)} {{#sec-{chapter.chapter}}}"
    yield from (paragraph(written(each)) for each in chapter.paragraphs)
    for block in chapter.blocks:
        yield from _block(document, block, charts)


def _block(document: Document, block: TableBlock, charts: str) -> Iterator[str]:
    t = partial(phrase, language=document.language)
    mark = f" · {t('page-synthetic-short')}" if document.synthetic else ""
    yield f"## {block.number} {text(block.title)} {{#sec-{identifier('t', block.name)[2:]}}}"
    yield paragraph(written(block.sentence))
    if not block.rows:
        return
    if block.chart is not None:
        captions = " · ".join((block.chart.title + mark, *block.chart.captions))
        alt = '"' + _BROKEN.sub(" ", block.chart.description).replace("\\", "/").replace('"', "'") + '"'
        yield f"![{text(captions)}]({charts}/{block.name}.svg){{#{identifier('fig', block.name)} fig-alt={alt}}}"
    rows = LONGEST if block.folded else None
    yield table_markdown(block, rows=rows, mark=mark)
    every, shown = len(block.rows) + block.left_out, len(block.rows[:rows])
    if every > shown:
        yield paragraph(t("print-more", shown=shown, all=every))
    if block.note:
        yield paragraph(t("page-note", note=block.note))
    if block.sources:
        numbers = {source.source_id: at for at, source in enumerate(document.sources, start=1)}
        links = " ".join(
            f"[\\[{numbers[each]}\\]](#source-{numbers[each]})" for each in block.sources if each in numbers
        )
        yield f"{text(t('page-sources'))}: {links}"


def _sources(document: Document) -> Iterator[str]:
    yield f"# {text(phrase('print-sources', document.language))} {{#sec-sources}}"
    for at, source in enumerate(document.sources, start=1):
        yield _source(document, source, at)


def _source(document: Document, source: SourceEntry, at: int) -> str:
    lines = [f"{text(label)}: {text(words)}" for label, words in cited(source, document.language)]
    link = f" <{source.url}>" if source.url and linkable(source.url) and re.fullmatch(r"[!-;=?-~]+", source.url) else ""
    return "\\\n".join((f"[\\[{at}\\] **{text(source.title)}**]{{#source-{at}}}{link}", *lines))
