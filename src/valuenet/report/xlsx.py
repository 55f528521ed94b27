"""The report as a workbook: one sheet a table, real numbers, headings in every language of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from valuenet.language import Figure, Language, phrase
from valuenet.report.document import Column, Document, Row, TableBlock, written
from valuenet.report.terms import terms

_FORMATS = {
    "count": "#,##0", "rank": "0", "year": "0", "row": "0", "share": "0.0%", "cny": "#,##0", "degree": "#,##0.00",
    "weight": "0.00####", "number": "#,##0.00####",
}  # fmt: skip
"""How a spreadsheet shows the numbers of a unit; the cell holds the whole number."""
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_NO_SHEET = re.compile(r"[\[\]:*?/\\']")
_WHEN = datetime(2000, 1, 1)  # not the clock's: equal inputs give equal bytes
_WIDEST, _NARROWEST = 60, 9


@dataclass(frozen=True)
class _Pen:
    """A workbook being written: the looks of its cells by name."""

    book: xlsxwriter.Workbook
    looks: dict[str, Format]


def workbook(documents: Sequence[Document]) -> bytes:
    """Return an XLSX file of the same report in one or several languages.

    Sheets: contents (with links), sources, definitions (what each column is), then one for each table: titles, what is
    said of it, headings in every language, and rows as stored: shares as parts of one, money in yuan, codes with their
    labels. A cell without data is empty. A synthetic study says so on every sheet. Equal documents give equal bytes.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    first = documents[0]
    title = " / ".join(dict.fromkeys(each.title for each in documents))
    book.set_properties({"title": title, "author": f"valuenet {first.version}", "created": _WHEN})
    pen = _Pen(book, _looks(book))
    tables = list(zip(*(_blocks(each) for each in documents), strict=True))
    names = sheet_names([blocks[0] for blocks in tables])
    _contents(pen, documents, tables, names)
    _sources(pen, documents)
    _definitions(pen, documents, tables)
    for blocks, name in zip(tables, names, strict=True):
        _table(pen, documents, blocks, name)
    book.close()
    return file.getvalue()


def sheet_names(blocks: Sequence[TableBlock]) -> list[str]:
    """Return a name for the sheet of each table: its number and its name, at most 31 characters, each once."""
    taken: set[str] = set()
    names = []
    for block in blocks:
        whole = _NO_SHEET.sub(" ", f"{block.number} {block.name.partition('.')[2]}")
        ends = ("", *(f"~{at}" for at in range(2, len(blocks) + 2)))
        cut = (whole[: _LONGEST_NAME - len(end)] + end for end in ends)
        name = next(each for each in cut if each.lower() not in taken)  # a spreadsheet tells no capitals apart
        taken.add(name.lower())
        names.append(name)
    return names


def _blocks(document: Document) -> list[TableBlock]:
    return [block for chapter in document.chapters for block in chapter.blocks]


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    ink = {"font_name": "Noto Sans SC", "font_size": 10, "valign": "top"}
    looks = {unit: book.add_format({**ink, "num_format": pattern}) for unit, pattern in _FORMATS.items()}
    looks["text"] = book.add_format(ink)
    looks["head"] = book.add_format({**ink, "bold": True, "text_wrap": True, "bg_color": "#e3edf5"})
    looks["under"] = book.add_format({**ink, "bold": True, "text_wrap": True, "bg_color": "#e3edf5", "bottom": 1})
    looks["title"] = book.add_format({**ink, "bold": True, "font_size": 14})
    looks["quiet"] = book.add_format({**ink, "font_color": "#5b6775"})
    looks["synthetic"] = book.add_format({**ink, "bold": True, "font_color": "#9a3a06"})
    looks["link"] = book.add_format({**ink, "font_color": "#0b4f7d", "underline": 1})
    return looks


def _in_all(documents: Sequence[Document], message: str) -> list[str]:
    return list(dict.fromkeys(phrase(message, each.language) for each in documents))


def _opening(pen: _Pen, sheet: Worksheet, documents: Sequence[Document], titles: Sequence[str]) -> int:
    """Write the titles and, where it is so, that the data are synthetic; return the next free row."""
    row = 0
    for title in dict.fromkeys(titles):
        sheet.write_string(row, 0, title, pen.looks["title"])
        row += 1
    if documents[0].synthetic:
        sheet.write_string(row, 0, " / ".join(_in_all(documents, "page-synthetic")), pen.looks["synthetic"])
        row += 1
    return row


def _headed(pen: _Pen, sheet: Worksheet, row: int, headings: Sequence[Sequence[str]]) -> int:
    """Write a heading of one line for each language, and keep it in sight; return the next free row."""
    for at, line in enumerate(headings):
        look = pen.looks["under" if at == len(headings) - 1 else "head"]
        for column, heading in enumerate(line):
            sheet.write_string(row + at, column, heading, look)
    sheet.freeze_panes(row + len(headings), 0)
    return row + len(headings)


def _contents(
    pen: _Pen, documents: Sequence[Document], tables: Sequence[tuple[TableBlock, ...]], names: Sequence[str]
) -> None:
    sheet = pen.book.add_worksheet(_sheet_name(documents, "xlsx-contents"))
    row = _opening(pen, sheet, documents, [each.title for each in documents])
    first = documents[0]
    stamp = f"{first.study} · {first.wave} · {first.date} · valuenet {first.version}"
    sheet.write_string(row, 0, stamp, pen.looks["quiet"])
    sheet.write_string(row + 1, 0, " / ".join(_in_all(documents, "xlsx-empty")), pen.looks["quiet"])
    headings = [
        [phrase("xlsx-number", each.language), phrase("xlsx-table", each.language), phrase("xlsx-rows", each.language)]
        for each in documents
    ]
    row = _headed(pen, sheet, row + 3, headings)
    for blocks, name in zip(tables, names, strict=True):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", pen.looks["link"], blocks[0].number)
        sheet.write_string(row, 1, " / ".join(dict.fromkeys(block.title for block in blocks)), pen.looks["text"])
        sheet.write_number(row, 2, len(blocks[0].rows), pen.looks["count"])
        row += 1
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 90)


def _sources(pen: _Pen, documents: Sequence[Document]) -> None:
    sheet = pen.book.add_worksheet(_sheet_name(documents, "page-sources"))
    row = _opening(pen, sheet, documents, _in_all(documents, "page-sources"))
    keys = ("title", "producer", "licence", "address", "accessed", "file", "hash", "note")
    headings = [
        [phrase("xlsx-code", each.language), *(phrase(f"source-{key}", each.language) for key in keys)]
        for each in documents
    ]
    row = _headed(pen, sheet, row, headings)
    for entries in zip(*(each.sources for each in documents), strict=True):
        one = entries[0]
        titles = " / ".join(dict.fromkeys(each.title for each in entries))
        notes = " / ".join(dict.fromkeys(each.note for each in entries if each.note))
        accessed = one.accessed.isoformat() if one.accessed else None
        cells = (
            one.source_id, titles, one.producer, one.licence, one.url, accessed, one.path, one.sha256, notes or None
        )  # fmt: skip
        for column, cell in enumerate(cells):
            _write(pen, sheet, row, column, cell, "text")
        row += 1
    for column, width in enumerate((24, 60, 24, 20, 40, 12, 40, 20, 60)):
        sheet.set_column(column, column, width)


def _definitions(pen: _Pen, documents: Sequence[Document], tables: Sequence[tuple[TableBlock, ...]]) -> None:
    """Write what each column of each table is: its labels, its unit, the note of its table; then what terms mean."""
    sheet = pen.book.add_worksheet(_sheet_name(documents, "xlsx-definitions"))
    row = _opening(pen, sheet, documents, _in_all(documents, "xlsx-definitions"))
    headings = [
        [phrase(f"xlsx-{key}", each.language) for key in ("number", "name", "column", "meaning", "unit", "definition")]
        for each in documents
    ]
    row = _headed(pen, sheet, row, headings)
    for blocks in tables:
        for columns in zip(*(block.columns for block in blocks), strict=True):
            units = dict.fromkeys(
                phrase(f"xlsx-unit-{_kind_of(column)}", each.language)
                for each, column in zip(documents, columns, strict=True)
            )
            notes = dict.fromkeys(block.note for block in blocks if block.note)
            labels = dict.fromkeys(column.label for column in columns)
            cells = (blocks[0].number, blocks[0].name, columns[0].name, *map(" / ".join, (labels, units, notes)))
            for column, cell in enumerate(cells):
                _write(pen, sheet, row, column, cell or None, "text")
            row += 1
    for same in zip(*(terms(each.language) for each in documents), strict=True):
        words = " / ".join(dict.fromkeys(term.title for term in same))
        means = " / ".join(dict.fromkeys(term.means for term in same))
        for column, cell in ((1, same[0].term), (3, words), (5, means)):
            _write(pen, sheet, row, column, cell, "text")
        row += 1
    for column, width in enumerate((8, 36, 24, 40, 30, 100)):
        sheet.set_column(column, column, width)


def _kind_of(column: Column) -> str:
    return column.unit if column.unit in (*_FORMATS, "boolean", "text", "wave") else "code"


def _table(pen: _Pen, documents: Sequence[Document], blocks: Sequence[TableBlock], name: str) -> None:
    sheet = pen.book.add_worksheet(name)
    row = _opening(pen, sheet, documents, [f"{block.number} {block.title}" for block in blocks])
    for text in dict.fromkeys(text for block in blocks for text in (written(block.sentence), block.note) if text):
        sheet.write_string(row, 0, text[:_LONGEST_TEXT], pen.looks["text"])
        row += 1
    sources = ", ".join(blocks[0].sources)
    if sources:
        words = " / ".join(_in_all(documents, "page-sources"))
        sheet.write_string(row, 0, f"{words}: {sources}"[:_LONGEST_TEXT], pen.looks["quiet"])
        row += 1
    back = " / ".join(_in_all(documents, "xlsx-contents"))
    sheet.write_url(row, 0, f"internal:'{_sheet_name(documents, 'xlsx-contents')}'!A1", pen.looks["link"], back)
    headings = [_headings(block, each.language) for block, each in zip(blocks, documents, strict=True)]
    first = _headed(pen, sheet, row + 2, headings)
    widths = [max(map(_width, column)) for column in zip(*headings, strict=True)]
    for at, rows in enumerate(zip(*(block.rows for block in blocks), strict=True), start=first):
        for column, (cell, unit) in enumerate(_cells(blocks[0].columns, rows)):
            _write(pen, sheet, at, column, cell, unit)
            widths[column] = max(widths[column], _width(cell))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, width + 2)))
    if blocks[0].rows:
        sheet.autofilter(first - 1, 0, first - 1 + len(blocks[0].rows), len(widths) - 1)


def _headings(block: TableBlock, language: Language) -> list[str]:
    found = []
    for column in block.columns:
        if column.coded:  # code, then its label in each language: the heading of a label is the column's
            found.append(phrase("csv-code", language, label=column.label))
        found.append(column.label)
    return found


def _cells(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[Figure, str]]:
    """Yield the cells of one line with their units; a code comes with its labels, joined where they differ."""
    for at, column in enumerate(columns):
        value = rows[0].values[at]
        if column.coded:
            yield value, "text"
            yield None if value is None else " / ".join(dict.fromkeys(row.shown[at] for row in rows)), "text"
        else:
            yield value, column.unit


def _write(pen: _Pen, sheet: Worksheet, row: int, column: int, cell: Figure, unit: str) -> None:
    if cell is None or (isinstance(cell, float) and cell != cell):
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, pen.looks["text"])
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell, pen.looks.get(unit, pen.looks["number"]))
    else:
        sheet.write_string(row, column, cell[:_LONGEST_TEXT], pen.looks["text"])


def _width(cell: Figure) -> int:
    """Return about how many digits wide a cell is: a Chinese character takes two."""
    if isinstance(cell, float):
        return 10
    text = str(cell)[:_WIDEST]
    return len(text) if text.isascii() else sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _sheet_name(documents: Sequence[Document], message: str) -> str:
    return " ".join(_in_all(documents, message))[:_LONGEST_NAME]
