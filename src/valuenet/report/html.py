"""The report as a page: one self-contained HTML file, readable without a network and without JavaScript."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from valuenet.language import Language, phrase
from valuenet.report.cells import rows_html
from valuenet.report.charts import specification
from valuenet.report.document import Chapter, Document, TableBlock
from valuenet.report.download import csv_address
from valuenet.report.panel import linkable, page_words, trace_data, unit_of
from valuenet.report.render import svg
from valuenet.report.terms import Term, parted, terms
from valuenet.report.themes import colour_rules

TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
"""The language tags of pages (BCP 47)."""
_STYLES = ("page.css", "controls.css", "print.css")
_SCRIPTS = ("start.js", "contents.js", "tables.js", "panel.js", "search.js")


def body(document: Document, others: Sequence[tuple[Language, str]] = ()) -> str:
    """Return what the reader sees of a report; `others` are (language, file name) of its other languages."""
    language, synthetic = document.language, document.synthetic
    words, told = partial(phrase, language=language), Told(language)
    return _template("body").render(
        document=document,
        others=others,
        tags=TAGS,
        t=lambda message_id, **arguments: words(message_id, **arguments),
        titles={source.source_id: source.title for source in document.sources},
        figures=figure_numbers(document.chapters),
        drawing=_drawing,
        rows=rows_html,
        download=lambda block: csv_address(block, language, synthetic=synthetic),
        linkable=linkable,
        logo=_logo_address(document),
        unit_of=unit_of,
        told=told,
        terms=lambda: told.used(_labels(document)),
    )


def _logo_address(document: Document) -> str:
    """Return the logo as a `data:` address; as an image it runs nothing and asks for nothing."""
    logo = document.logo
    if logo is None:
        return ""
    content = logo.content if logo.media_type == "image/png" else b64encode(logo.content.encode()).decode("ascii")
    return f"data:{logo.media_type};base64,{content}"


def page(document: Document, content: str, font: bytes | None) -> str:
    """Return the whole page around `content`, the result of `body`; `font` is a WOFF file or None for system fonts."""
    style = _font_face(font, document.language) + colour_rules() + "".join(map(_text, _STYLES))
    style += _printed_mark(document)
    first = _text("first.js")
    script = f'"use strict";\n(() => {{\n{"".join(map(_text, _SCRIPTS))}}})();\n'
    return _template("page").render(
        document=document,
        tag=TAGS[document.language],
        policy=_policy(style, first, script),
        style=Markup(style),
        first=Markup(first),
        body=Markup(content),
        words=Markup(_script_text(page_words(document))),
        data=Markup(_script_text(trace_data(document))),
        script=Markup(script),
    )


class Told:
    """Links terms where a chapter first uses them, and remembers which the page used."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._chapter: set[str] = set()
        self._page: set[str] = set()

    def chapter(self) -> str:
        """Begin a chapter: each term may be linked anew. Returns nothing to print."""
        self._page |= self._chapter
        self._chapter.clear()
        return ""

    def linked(self, text: str) -> Markup:
        """Return a text with a link to the meaning of each term that the chapter has not used yet."""
        return Markup("").join(
            Markup('<a class="term" href="#term-{}">{}</a>').format(term, words) if term else words
            for words, term in parted(text, self._language, self._chapter)
        )

    def used(self, labels: Iterable[str]) -> list[Term]:
        """Return the terms that were linked, those that `labels` name, and those that every text takes for granted."""
        seen = self._page | self._chapter
        for label in labels:
            for _ in parted(label, self._language, seen):
                pass
        return [term for term in terms(self._language) if term.term in seen or not term.words]


def _labels(document: Document) -> Iterator[str]:
    """Go through the words that head columns and rows; those of long lists are names."""
    for block in (block for chapter in document.chapters for block in chapter.blocks if not block.folded):
        yield " · ".join((block.title, *(column.label for column in block.columns)))
        coded = [at for at, column in enumerate(block.columns) if column.coded and column.unit != "subject"]
        yield from {row.shown[at]: None for row in block.rows for at in coded}


def figure_numbers(chapters: Iterable[Chapter]) -> Mapping[str, str]:
    """Return the numbers of charts by their tables: they are counted through each chapter."""
    found: dict[str, str] = {}
    for chapter in chapters:
        drawn = [block.name for block in chapter.blocks if block.rows and block.chart]
        found |= {name: f"{chapter.number}.{at}" for at, name in enumerate(drawn, start=1)}
    return found


@cache
def _text(name: str) -> str:
    return (files("valuenet.report") / "page" / name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    loader = FunctionLoader(_text)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=loader
    )
    return environment.get_template(f"{name}.html.jinja")


def _policy(style: str, *scripts: str) -> str:
    def allowed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    parts = ("default-src 'none'", f"style-src {allowed(style)}", f"script-src {' '.join(map(allowed, scripts))}")
    return "; ".join((*parts, "font-src data:", "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _font_face(font: bytes | None, language: Language) -> str:
    if font is None:
        return ""
    # The font draws quotation marks, dashes and dots as wide as a Chinese character: English takes them from another.
    covered = "" if language == "zh" else ";unicode-range:U+0-2012,U+2027-10FFFF"
    address = f"data:font/woff;base64,{b64encode(font).decode('ascii')}"
    return f'@font-face{{font-family:"Noto Sans SC";font-weight:100 900;src:url({address}) format("woff"){covered}}}\n'


def _printed_mark(document: Document) -> str:
    """Return the rule that writes into the margin of every printed page that the data are synthetic."""
    if not document.synthetic:
        return ""
    words = json.dumps(phrase("page-synthetic-short", document.language), ensure_ascii=False)
    return (
        f"@page {{ @bottom-right {{ content: {words}; color: #9a3a06; font: 600 8pt 'Noto Sans SC', sans-serif }} }}\n"
    )


def _drawing(block: TableBlock) -> Markup:
    assert block.chart is not None
    return Markup(svg(specification(block.chart), block.chart.title, f"chart-{block.name}"))


def _script_text(value: Any) -> str:
    """Write JSON that ends no script element: `<` only ever stands inside a string."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def characters(contents: Iterable[str], documents: Iterable[Document]) -> set[str]:
    """Return every character that the pages draw: their content, and the words and names that a click brings up."""
    used = set().union(*contents)
    for document in documents:
        used |= set(_script_text(page_words(document)))
        used |= set().union(*(entry.name for entry in document.subjects.values()))
    return {character for character in used if character.isprintable()}
