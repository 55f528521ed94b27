from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from valuenet.collect.layout import Wanted
from valuenet.collect.sheet import read_sheet
from valuenet.errors import DataError


def _book(path: Path, rows: Sequence[Sequence[object]], name: str = "one") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return path


CELLS: list[tuple[object, str]] = [
    ("00123", "00123"),
    (2019, "2019"),
    (2019.5, "2019.5"),
    (0.1 + 0.2, "0.3"),
    (1e22, "10000000000000000000000"),
    (1e-7, "0.0000001"),
    (True, "true"),
    (dt.datetime(2020, 1, 2), "2020-01-02"),
    (dt.datetime(2020, 1, 2, 3, 4, 5), "2020-01-02 03:04:05"),
    (" 大疆 ", " 大疆 "),
]


def test_cells_are_text_as_a_reader_sees_them(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [[f"c{at}" for at in range(len(CELLS))], [cell for cell, _ in CELLS]])
    assert read_sheet(path, None, 1, Wanted(path)).frame.row(0)[1:] == tuple(text for _, text in CELLS)


def test_a_formula_counts_by_the_value_saved_with_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["sum", "text"])
        page.write_formula(1, 0, "=1+1", None, 2)
        page.write_formula(1, 1, '="a"&"b"', None, "ab")
    assert read_sheet(tmp_path / "a.xlsx", None, 1, Wanted(Path("a.xlsx"))).frame.rows() == [(2, "2", "ab")]


def test_rows_are_those_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "a.xlsx",
        [[], ["band"], [], ["", "name", "city"], ["", "大疆", "深圳"], [], ["", " ", ""], ["x", "商汤"]],
    )
    piece = read_sheet(path, "one", 4, Wanted(path))
    assert piece.frame.rows() == [(5, "大疆", "深圳"), (8, "商汤", None)]
    assert [(each.row, each.reason) for each in piece.rejects] == [(6, "blank_row"), (7, "blank_row")]
    assert piece.rows == 4


def test_a_table_away_from_the_corner_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(2, 3, ["name", "city"])
        page.write_row(3, 3, ["大疆", "深圳"])
    piece = read_sheet(tmp_path / "a.xlsx", None, 3, Wanted(Path("a.xlsx")))
    assert piece.frame.rows(named=True) == [{"row": 4, "name": "大疆", "city": "深圳"}]


def test_bands_personal_and_unread_columns(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "a.xlsx",
        [["企业", "", "融资"], ["名称", "电话", "金额", "x"], ["大疆", "138", "1亿", "y"], ["", "139"]],
    )
    wanted = Wanted(path, columns=frozenset({"企业 / 名称", "融资 / 金额"}), personal=frozenset({"企业 / 电话"}))
    piece = read_sheet(path, None, (1, 2), wanted)
    assert piece.frame.rows(named=True) == [{"row": 3, "企业 / 名称": "大疆", "融资 / 金额": "1亿"}]
    assert [(each.row, each.reason) for each in piece.rejects] == [(4, "blank_row")]


def test_a_cell_in_error_is_rejected_and_its_row_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["name", "ratio", "note"])
        page.write_row(1, 0, ["大疆"])
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 1, "=NA()", None, "#N/A")
        page.write_formula(2, 2, "=NA()", None, "#N/A")
    piece = read_sheet(path, None, 1, Wanted(path, columns=frozenset({"name", "ratio"})))
    assert piece.frame.rows() == [(2, "大疆", None), (3, None, None)]
    assert [(each.row, each.field, each.value, each.reason) for each in piece.rejects] == [
        (2, "ratio", "#DIV/0!", "formula_error"),
        (3, "ratio", "#N/A", "formula_error"),
    ]


def test_a_header_alone_and_a_header_too_low(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [["name", "city"]])
    piece = read_sheet(path, None, 1, Wanted(path))
    assert (piece.rows, piece.rejects) == (0, ())
    assert piece.frame.schema == {"row": pl.UInt32, "name": pl.String, "city": pl.String}
    with pytest.raises(DataError, match="its header should be in row 3, but sheet 'one' has 1 rows"):
        read_sheet(path, None, 3, Wanted(path))


def test_an_empty_sheet_says_so(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [])
    with pytest.raises(DataError, match="its header should be in row 1, but sheet 'one' has 0 rows"):
        read_sheet(path, None, 1, Wanted(path))


def test_no_column_at_all_may_be_wanted(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [["name"], ["大疆"], [" "]])
    piece = read_sheet(path, None, 1, Wanted(path, columns=frozenset()))
    assert (piece.frame.rows(), piece.rows) == ([(2,)], 2)


def test_five_thousand_columns_are_no_matter(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [[f"c{at}" for at in range(5000)], *[list(range(5000))] * 3])
    piece = read_sheet(path, None, 1, Wanted(path))
    assert piece.frame.shape == (3, 5001)
    assert piece.frame["c4999"].to_list() == ["4999"] * 3


def test_a_sheet_that_the_workbook_does_not_hold(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", [["name"]])
    with pytest.raises(DataError, match="no sheet 'two'"):
        read_sheet(path, "two", 1, Wanted(path))
