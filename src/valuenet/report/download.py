"""A table as a CSV file: values as stored, codes with their labels, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from base64 import b64encode
from collections.abc import Iterator
from io import StringIO

from valuenet.language import Language, phrase
from valuenet.report.document import Column, Row, TableBlock
from valuenet.text import inert


def csv_text(block: TableBlock, language: Language, *, synthetic: bool) -> str:
    """Return the table as CSV: a header, then one line a row; missing values are empty cells.

    A column of codes or ids becomes two, code and label. A synthetic study says so on every line.
    """
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    extra = [phrase("csv-synthetic", language)] if synthetic else []
    writer.writerow([inert(cell) for cell in (*_header(block, language), *extra)])
    writer.writerows([inert(cell) for cell in (*_cells(block.columns, row), *extra)] for row in block.rows)
    return lines.getvalue()


def csv_address(block: TableBlock, language: Language, *, synthetic: bool) -> str:
    """Return the CSV as a `data:` address, in UTF-8 with the mark by which Excel knows it."""
    body = csv_text(block, language, synthetic=synthetic).encode("utf-8-sig")
    return f"data:text/csv;charset=utf-8;base64,{b64encode(body).decode('ascii')}"


def _header(block: TableBlock, language: Language) -> Iterator[str]:
    for column in block.columns:
        if column.coded:
            yield phrase("csv-code", language, label=column.label)
        yield column.label


def _cells(columns: tuple[Column, ...], row: Row) -> Iterator[str]:
    for column, value, shown in zip(columns, row.values, row.shown, strict=True):
        empty = value is None
        if column.coded:
            yield "" if empty else str(value)
            yield "" if empty else shown
        else:
            yield "" if empty else shown if isinstance(value, bool) else str(value)
