"""One table of a database as a file: CSV, Parquet, a workbook, Markdown, HTML or Typst."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Literal

import polars as pl

from valuenet.database.voice import measures_of, voice_of
from valuenet.language import Language, own_words, phrase
from valuenet.measures.catalogue import Measure
from valuenet.report.chapters import document_of, table_block
from valuenet.report.document import Chapter, Document, TableBlock, written
from valuenet.report.download import csv_text
from valuenet.report.html import TAGS
from valuenet.report.markdown import identifier, paragraph, table_markdown
from valuenet.report.material import Results, gather
from valuenet.report.method import method_measures

TableFormat = Literal["csv", "parquet", "xlsx", "md", "html", "typst"]
TABLE_FORMATS: tuple[TableFormat, ...] = ("csv", "parquet", "xlsx", "md", "html", "typst")
BINARY: tuple[TableFormat, ...] = ("parquet", "xlsx")
"""Formats that are not for a terminal."""

_READ_ALONG = ("index.tree", "index.left_out")  # why a table of the index is empty stands there


def table_names(database: Results) -> dict[str, Measure]:
    """Return the measures of all tables that a database's report has, by name."""
    return {**method_measures(), **measures_of(database)}


def table_of(database: Results, name: str, language: Language, form: TableFormat) -> bytes:
    """Return the table `chapter.table` of a database in a format; synthetic data say so in each.

    Codes and ids come with their labels in the language. CSV is in UTF-8 with its mark; Parquet has the columns by
    their names in the database, a label beside each code as `COLUMN_label`; Markdown and Typst have a caption and an
    id (`tbl-CHAPTER-TABLE`). Only this table is read. The name must be one of `table_names`.
    """
    told = table_document(database, name, language)
    (block,) = told.chapters[0].blocks
    with own_words(voice_of(database).messages):
        return _WRITERS[form](told, block)


def table_document(database: Results, name: str, language: Language) -> Document:
    """Return a document that holds one table and nothing else."""
    measure = table_names(database)[name]
    with own_words(voice_of(database).messages):
        material = gather(database, lambda words, done: None, (name, *_READ_ALONG))
        block = table_block(measure, "1", material, language)
        return document_of(material, (Chapter(measure.chapter, 1, measure.title(language), (), (block,)),), language)


def _csv(told: Document, block: TableBlock) -> bytes:
    return csv_text(block, told.language, synthetic=told.synthetic).encode("utf-8-sig")


def _parquet(told: Document, block: TableBlock) -> bytes:
    columns = []
    for at, column in enumerate(block.columns):
        columns.append(pl.Series(column.name, [row.values[at] for row in block.rows], strict=False))
        if column.coded:
            shown = [None if row.values[at] is None else row.shown[at] for row in block.rows]
            columns.append(pl.Series(f"{column.name}_label", shown, dtype=pl.String))
    if told.synthetic:
        columns.append(pl.Series("synthetic", [True] * len(block.rows), dtype=pl.Boolean))
    frame = pl.DataFrame(columns)
    file = BytesIO()
    metadata = {"title": block.title, "language": told.language, "synthetic": str(told.synthetic).lower()}
    frame.with_columns(pl.col(pl.Null).cast(pl.String)).write_parquet(file, metadata=metadata)
    return file.getvalue()


def _xlsx(told: Document, block: TableBlock) -> bytes:
    from valuenet.report.xlsx import workbook

    return workbook([told])


def _mark(told: Document) -> str:
    return f" · {phrase('page-synthetic-short', told.language)}" if told.synthetic else ""


def _md(told: Document, block: TableBlock) -> bytes:
    table = table_markdown(block, mark=_mark(told)) if block.rows else paragraph(written(block.sentence))
    note = ["", paragraph(phrase("page-note", told.language, note=block.note))] if block.note and block.rows else []
    return "\n".join((table, *note, "")).encode()


def _html(told: Document, block: TableBlock) -> bytes:
    title = escape(f"{block.title}{_mark(told)}")
    numeric = [' class="n"' if column.numeric else "" for column in block.columns]
    heads = "".join(f'<th scope="col"{side}>{escape(column.label)}</th>'
                    for column, side in zip(block.columns, numeric, strict=True))  # fmt: skip
    rows = [
        "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row.shown, numeric, strict=True))
        for row in block.rows
    ]
    body = "\n".join(f"<tr>{cells}</tr>" for cells in rows)
    below = (
        [block.note and phrase("page-note", told.language, note=block.note)]
        if block.rows
        else [written(block.sentence)]
    )
    below += [phrase("page-synthetic", told.language)] if told.synthetic else []
    words = "\n".join(f"<p>{escape(line)}</p>" for line in below if line)
    return f"""<!doctype html>
<html lang="{TAGS[told.language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<table id="{identifier("tbl", block.name)}">
<caption>{title}</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{body}
</tbody>
</table>
{words}
</body>
</html>
""".encode()


def _typst(told: Document, block: TableBlock) -> bytes:
    sides = ", ".join("right" if column.numeric else "left" for column in block.columns)
    head = ", ".join(_literal(column.label) for column in block.columns)
    rows = "".join(f"    {', '.join(map(_literal, row.shown))},\n" for row in block.rows)
    return f"""#figure(
  kind: table,
  caption: {_literal(f"{block.title}{_mark(told)}")},
  table(
    columns: {len(block.columns)},
    align: ({sides},),
    table.header({head}),
{rows}  ),
) <{identifier("tbl", block.name)}>
""".encode()


def _literal(words: str) -> str:
    r"""Return words as a string of Typst: nothing in it is mark-up or code.

    >>> print(_literal('a "b" #c'))
    "a \"b\" #c"
    """
    return '"' + " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem;color:#1c2733}table{border-collapse:collapse}"
    "caption{text-align:left;font-weight:600;padding-bottom:.5rem}"
    "th,td{padding:.25rem .75rem;border-bottom:1px solid #d5dbe1;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere;max-width:40rem}.n{text-align:right;font-variant-numeric:tabular-nums}"
)
_WRITERS: dict[TableFormat, Callable[[Document, TableBlock], bytes]] = {
    "csv": _csv, "parquet": _parquet, "xlsx": _xlsx, "md": _md, "html": _html, "typst": _typst
}  # fmt: skip
