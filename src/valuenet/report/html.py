"""The report as a page: one self-contained HTML file, readable without a network and without JavaScript."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from html import escape
from importlib.resources import files
from shlex import quote
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from valuenet.language import Language, phrase
from valuenet.report.chapters import traced_columns
from valuenet.report.charts import specification
from valuenet.report.colours import css
from valuenet.report.document import Column, Document, Group, Row, TableBlock
from valuenet.report.download import csv_address
from valuenet.report.render import svg
from valuenet.report.trace import LIMIT

TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
"""The language tags of pages (BCP 47)."""


def body(document: Document, others: Sequence[tuple[Language, str]] = ()) -> str:
    """Return what the reader sees of a report; `others` are (language, file name) of its other languages."""
    words = partial(phrase, language=document.language)
    language, synthetic = document.language, document.synthetic
    return _template("body").render(
        document=document,
        others=others,
        tags=TAGS,
        t=lambda message_id, **arguments: words(message_id, **arguments),
        titles={source.source_id: source.title for source in document.sources},
        drawing=_drawing,
        rows=_rows,
        download=lambda block: csv_address(block, language, synthetic=synthetic),
        linkable=linkable,
        logo=_logo_address(document),
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
    style = _font_face(font, document.language) + _text("page.css") + css() + _printed_mark(document)
    script = _text("page.js")
    return _template("page").render(
        document=document,
        tag=TAGS[document.language],
        policy=_policy(style, script),
        style=Markup(style),
        body=Markup(content),
        data=Markup(_script_text(trace_data(document))),
        script=Markup(script),
    )


def linkable(url: str) -> bool:
    """Tell whether an address may become a link: web addresses only.

    >>> linkable("https://example.org/list.csv"), linkable("javascript:alert(1)")
    (True, False)
    """
    return url.lower().startswith(("https://", "http://"))


def _text(name: str) -> str:
    return (files("valuenet.report") / name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_text(f"{name}.html.jinja"))


def _policy(style: str, script: str) -> str:
    def allowed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    parts = ("default-src 'none'", f"style-src {allowed(style)}", f"script-src {allowed(script)}")
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


def _rows(block: TableBlock) -> Markup:
    """Write the rows: the first column that is no figure heads the row, figures with records behind them are buttons.

    Long lists have a hundred thousand cells: each is escaped once, as plain text, and marked safe as a whole.
    """
    traced = traced_columns(block)
    head = next((at for at, column in enumerate(block.columns) if not column.numeric), None)
    shapes = [_shape(column, head=at == head) for at, column in enumerate(block.columns)]
    return Markup("\n".join(_line(row, shapes, traced) for row in block.rows))


def _shape(column: Column, *, head: bool) -> tuple[str, str, str]:
    """Return the opening of a column's cells, the same for a missing value, and the closing."""
    tag, scope = ("th", ' scope="row"') if head else ("td", "")
    full, empty = (' class="n"', ' class="n none"') if column.numeric else ("", ' class="none"')
    return f"<{tag}{scope}{full}>", f"<{tag}{scope}{empty}>", f"</{tag}>"


def _line(row: Row, shapes: Sequence[tuple[str, str, str]], traced: frozenset[int]) -> str:
    cells = []
    for at, (full, empty, end) in enumerate(shapes):
        shown, value = escape(row.shown[at]), row.values[at]
        if value and row.group is not None and at in traced:
            shown = f'<button type="button" data-group="{row.group}">{shown}</button>'
        cells.append(f"{empty if value is None else full}{shown}{end}")
    return f"<tr>{''.join(cells)}</tr>"


def trace_data(document: Document) -> dict[str, Any]:
    """Return what the page's script needs to list the records behind a figure, as JSON values.

    Subjects, relations, kinds and sources stand once, in lists; everything refers to them by their place.
    """
    t = partial(phrase, language=document.language)
    sources = {source.source_id: at for at, source in enumerate(document.sources)}
    subjects = {subject_id: at for at, subject_id in enumerate(document.subjects)}
    relations = {relation_id: at for at, relation_id in enumerate(document.relations)}
    kinds = {kind: at for at, kind in enumerate(document.kinds)}
    blocks = [block for chapter in document.chapters for block in chapter.blocks if block.groups]
    return {
        "limit": LIMIT,
        "words": {
            "rows": t("trace-rows", rows="{}"),
            "more": t("trace-more", shown="{shown}", more="{more}"),
            "within": t("fact-within"),
            "matches": t("page-matches", shown="{shown}", all="{all}"),
            "subject": t("trace-subject"),
            "relation": t("trace-relation"),
            "synthetic": [t("csv-synthetic")] if document.synthetic else [],
        },
        "sources": [
            [each.title, each.path, each.url if each.url and linkable(each.url) else ""] for each in document.sources
        ],
        "kinds": list(document.kinds.values()),
        "subjects": [
            [each.name, [[sources[name], row] for name, row in each.places]] for each in document.subjects.values()
        ],
        "relations": [
            [subjects[each.ego_id], subjects[each.alter_id], kinds[each.kind], sources[each.source_id], each.row]
            for each in document.relations.values()
        ],
        "tables": {
            block.name: [_group(block, group, subjects, relations) for group in block.groups] for block in blocks
        },
    }


def _group(block: TableBlock, group: Group, subjects: dict[str, int], relations: dict[str, int]) -> list[Any]:
    keys = (
        f"{name}={'' if value is None else str(value).lower() if isinstance(value, bool) else value}"
        for name, value in group.key
    )
    command = " ".join(["valuenet trace FILE", block.name, *map(quote, keys)])
    listed = len(group.subjects) + len(group.relations)
    return [
        group.rows,
        [subjects[each] for each in group.subjects],
        [relations[each] for each in group.relations],
        command if group.rows > listed >= LIMIT else "",
    ]


def _script_text(value: Any) -> str:
    """Write JSON that ends no script element: `<` only ever stands inside a string."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def characters(contents: Iterable[str], documents: Iterable[Document]) -> set[str]:
    """Return every character that the pages draw: their content, and the names that a click brings up."""
    used = set().union(*contents)
    for document in documents:
        used |= set().union(*(entry.name for entry in document.subjects.values()))
    return {character for character in used if character.isprintable()}
