import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import fastexcel
import pytest

from tests.report.conftest import FORMULA, block
from valuenet.report.document import Document, written
from valuenet.report.xlsx import sheet_names, workbook


@pytest.fixture(scope="module")
def book(chinese: Document, english: Document) -> bytes:
    return workbook([chinese, english])


def rows_of(book: bytes, sheet: str) -> list[tuple[Any, ...]]:
    loaded: Any = fastexcel.read_excel(book).load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    return list(loaded.to_polars().rows())


def sheet_of(english: Document, name: str) -> str:
    blocks = [each for chapter in english.chapters for each in chapter.blocks]
    return dict(zip((each.name for each in blocks), sheet_names(blocks), strict=True))[name]


def test_every_table_has_its_sheet(book: bytes, english: Document) -> None:
    blocks = [each for chapter in english.chapters for each in chapter.blocks]
    sheets = fastexcel.read_excel(book).sheet_names
    assert sheets == ["目录 Contents", "来源 Sources", "定义 Definitions", *sheet_names(blocks)]
    assert all(len(sheet) <= 31 for sheet in sheets)
    assert len({sheet.lower() for sheet in sheets}) == len(sheets)


def test_a_sheet_holds_numbers_under_headings_in_both_languages(
    book: bytes, chinese: Document, english: Document
) -> None:
    name = "enterprises.by_region"
    table, own = block(english, name), block(chinese, name)
    rows = rows_of(book, sheet_of(english, name))
    text = [row[0] for row in rows]
    assert text[:2] == [f"{own.number} {own.title}", f"{table.number} {table.title}"]
    assert {written(own.sentence), written(table.sentence)} <= set(text)
    head = rows.index(("省份（代码）", "省份", "企业数", "占比"))
    assert rows[head + 1] == ("Province (code)", "Province", "Enterprises", "Share")
    assert rows[head + 2] == ("110000", "北京 / Beijing", "2", "0.5")
    cells = zipfile.ZipFile(io.BytesIO(book)).read(_part(book, sheet_of(english, name))).decode()
    assert re.search(r'<c r="D\d+" s="\d+"><v>0\.5</v>', cells)  # a number, not a text


def _part(book: bytes, sheet: str) -> str:
    place = fastexcel.read_excel(book).sheet_names.index(sheet) + 1
    return f"xl/worksheets/sheet{place}.xml"


def test_what_is_not_known_is_an_empty_cell(book: bytes, english: Document) -> None:
    name = "enterprises.by_application_field"
    table = block(english, name)
    empty = [at for at, row in enumerate(table.rows) if row.values[0] is None]
    assert empty
    rows = rows_of(book, sheet_of(english, name))
    assert rows[len(rows) - len(table.rows) + empty[0]][:2] == (None, None)


def test_no_text_is_taken_for_a_formula_or_a_link(book: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(book))
    strings = archive.read("xl/sharedStrings.xml").decode()
    assert FORMULA.replace('"', "&quot;") in strings or FORMULA in strings
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            assert "<f>" not in archive.read(part).decode()
        if part.endswith(".rels"):
            assert "example.org" not in archive.read(part).decode()


def test_sources_and_definitions_are_told(book: bytes, english: Document) -> None:
    sources = rows_of(book, "来源 Sources")
    assert ("list", "来源1 / Source 1") in {row[:2] for row in sources}
    defined = {(row[1], row[2], row[4]) for row in rows_of(book, "定义 Definitions")}
    assert ("enterprises.by_region", "share", "比例（1 为全部） / share (1 is the whole)") in defined
    columns = {(each.name, one.name) for chapter in english.chapters for each in chapter.blocks for one in each.columns}
    assert columns <= {(row[1], row[2]) for row in rows_of(book, "定义 Definitions")}


def test_one_language_alone_and_equal_bytes(english: Document) -> None:
    book = workbook([english])
    assert fastexcel.read_excel(book).sheet_names[:3] == ["Contents", "Sources", "Definitions"]
    assert workbook([english]) == book


def test_a_synthetic_study_says_so_on_every_sheet(english: Document) -> None:
    book = workbook([replace(english, synthetic=True)])
    for sheet in fastexcel.read_excel(book).sheet_names:
        assert any("Synthetic data" in str(row[0]) for row in rows_of(book, sheet)[:4]), sheet


def test_names_of_sheets_are_cut_and_kept_apart(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    long = [replace(table, name=f"chapter.{'a' * 40}{end}", number="1.1") for end in map(str, range(30))]
    names = sheet_names(long)
    assert len({name.lower() for name in names}) == 30
    assert all(len(name) <= 31 for name in names)
