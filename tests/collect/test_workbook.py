from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from valuenet.collect import workbook
from valuenet.collect.workbook import check_archive, check_area, error_cells, sheet_part
from valuenet.errors import DataError


def _book(path: Path, *cells: tuple[int, int, str], sheets: tuple[str, ...] = ("one", "数据")) -> Path:
    with xlsxwriter.Workbook(path) as book:
        pages = [book.add_worksheet(name) for name in sheets]
        for row, column, text in cells:
            pages[0].write(row, column, text)
    return path


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_whole_workbook_passes(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", (0, 0, "name"))
    check_archive(path, path)
    name, part = sheet_part(path, None, path)
    assert (name, part) == ("one", "xl/worksheets/sheet1.xml")
    check_area(path, part, path)
    assert sheet_part(path, "数据", path) == ("数据", "xl/worksheets/sheet2.xml")


def test_a_bomb_is_told_by_its_list_of_sizes(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.xlsx", {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(110 * 10**6)})
    with pytest.raises(
        DataError, match=r"bomb\.xlsx: [\d,]+ bytes unpack to 110,000,000, which is no workbook but a bomb"
    ):
        check_archive(path, path)


def test_a_list_of_sizes_that_lies_is_found_out(tmp_path: Path) -> None:
    path = _zip(tmp_path / "liar.xlsx", {"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(5 * 10**6)})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 5 * 10**6), struct.pack("<L", 1000)))
    with pytest.raises(DataError, match="not as long as the archive says"):
        check_archive(path, path)


def test_the_limit_on_the_whole_size_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 1000)
    path = _book(tmp_path / "a.xlsx", (0, 0, "name"))
    with pytest.raises(DataError, match="a bomb"):
        check_archive(path, path)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[:-30],
    "half": lambda content: content[: len(content) // 2],
    "flipped": lambda content: content[:200] + bytes([content[200] ^ 255]) + content[201:],
    "text": lambda _: b"name,city\n",
    "html": lambda _: b"<!DOCTYPE html><table></table>",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_workbook_says_so(tmp_path: Path, damage: str) -> None:
    path = _book(tmp_path / "a.xlsx", (0, 0, "name"))
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with pytest.raises(DataError, match=r"a\.xlsx: cannot be read as an XLSX workbook \(.+\); copy it again"):
        check_archive(path, path)


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {"content.xml": b"<x/>"})
    with pytest.raises(DataError, match="this is no XLSX workbook"):
        check_archive(path, path)


def test_a_missing_sheet_is_named_with_the_others(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", sheets=("Companies", "Rounds"))
    with pytest.raises(
        DataError, match=r"no sheet 'companys'; did you mean 'Companies'\?. Its sheets are: 'Companies', 'Rounds'"
    ):
        sheet_part(path, "companys", path)


def test_a_broken_list_of_sheets_says_so(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<broken", "xl/_rels/workbook.xml.rels": b"<x/>"})
    with pytest.raises(DataError, match="the list of sheets is broken"):
        sheet_part(path, None, path)


def test_a_cell_far_off_is_refused_before_it_takes_the_memory(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", (0, 0, "name"), (200_000, 16_383, "stray"))
    with pytest.raises(DataError, match="the sheet spans 16,384 columns and 200,001 rows; delete what stands far off"):
        check_area(path, "xl/worksheets/sheet1.xml", path)


def test_formats_without_a_value_take_no_area(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page, grey = book.add_worksheet(), book.add_format({"bg_color": "gray"})
        page.write(0, 0, "name")
        page.write(200_000, 1, "大疆")
        page.write_blank(0, 16_383, None, grey)
    check_area(path, "xl/worksheets/sheet1.xml", path)
    assert path.stat().st_size < 10**6


@pytest.mark.parametrize("reference", ["ZZZZ1", "A1048577", "XFE1", "XFD900000"])
def test_a_cell_beyond_what_a_sheet_holds_is_refused(tmp_path: Path, reference: str) -> None:
    sheet = f"<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='{reference}'><v>1</v></c></row></sheetData>"
    path = _zip(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet.encode()})
    with pytest.raises(DataError, match="delete what stands far off"):
        check_area(path, "xl/worksheets/sheet1.xml", path)


def test_cells_are_seen_wherever_a_block_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<x:row r="{row}"><x:c s="1" r="AB{row}"><x:v>1</x:v></x:c></x:row>' for row in range(1, 50))
    for size in (7, 64, 10**6):
        monkeypatch.setattr(workbook, "_BLOCK", size)
        whole = list(workbook._whole_rows(io.BytesIO(rows.encode())))
        assert b"".join(whole).decode() == rows
        for column, row in (workbook._ANY, workbook._FILLED):
            assert {found for block in whole for found in column.findall(block)} == {b"AB"}
            assert max(int(found) for block in whole for found in row.findall(block)) == 49


def _sheet(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sheet.xml", f'<worksheet xmlns="urn:x"><sheetData>{rows}</sheetData></worksheet>')
    return path


def test_error_cells_are_found_where_the_sheet_begins_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(4, 2, ["name", "ratio"])
        page.write_row(5, 2, ["甲"])
        page.write_formula(5, 3, "=1/0", None, "#DIV/0!")
        page.write_formula(7, 3, "=NA()", None, "#N/A")
    assert error_cells(path, "xl/worksheets/sheet1.xml") == [(6, 2, "#DIV/0!"), (8, 2, "#N/A")]


def test_error_cells_that_leave_their_places_out(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c></row><row><c/><c t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
    assert error_cells(_sheet(tmp_path / "a.zip", rows), "sheet.xml") == [(2, 2, "#DIV/0!")]


def test_a_sheet_that_only_speaks_of_errors_has_none(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>t="e"</t></is></c><c r="B1" t="str"><v>#N/A</v></c></row>'
    assert error_cells(_sheet(tmp_path / "a.zip", rows), "sheet.xml") == []
