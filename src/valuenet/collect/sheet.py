"""One sheet of an XLSX workbook, every cell as text."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import ParseError

import fastexcel
import polars as pl

from valuenet.collect.layout import Wanted, chosen, header_names, header_rows
from valuenet.collect.piece import Piece, row_reject
from valuenet.collect.reject import Reject
from valuenet.collect.scrub import scrub_frame
from valuenet.collect.workbook import check_archive, check_area, error_cells, sheet_part
from valuenet.errors import DataError

_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"


def read_sheet(path: Path, sheet: str | None, header: int | tuple[int, ...], wanted: Wanted) -> Piece:
    """Return the rows below the header of one sheet, the first by default; rows are those the spreadsheet shows.

    A formula counts by the value saved with it. Whole numbers have no fraction ('2019'), dates are ISO
    and without a time where that is midnight; a cell in error (#N/A) is rejected as formula_error.
    Raises `DataError` where the workbook is broken, too large, or lacks the sheet or what is wanted.
    """
    shown = wanted.path
    check_archive(path, shown)
    name, part = sheet_part(path, sheet, shown)
    try:
        check_area(path, part, shown)
        frame = _cells(fastexcel.read_excel(path), name)
        return _read(frame, _errors(error_cells(path, part)), header_rows(header), wanted, name)
    except (fastexcel.FastExcelError, ParseError, KeyError) as error:
        reason = str(error).partition("\n")[0]
        raise DataError(f"{shown}: sheet '{name}' cannot be read ({reason}); save the workbook anew") from error


def _read(frame: pl.DataFrame, errors: pl.DataFrame, numbers: list[int], wanted: Wanted, name: str) -> Piece:
    last = numbers[-1]
    if frame.height < last:
        raise DataError(
            f"{wanted.path}: its header should be in row {last}, but sheet '{name}' has {frame.height} rows"
        )
    names = header_names([[cell or "" for cell in frame.row(number - 1)] for number in numbers])
    places = chosen(names, wanted)
    personal = [column for column, title in zip(frame.columns, names, strict=True) if wanted.is_personal(title)]
    return _piece(frame.slice(last).drop(personal), errors, places, last + 1)


def _piece(body: pl.DataFrame, errors: pl.DataFrame, places: dict[str, int], first: int) -> Piece:
    names = {at: name for name, at in places.items()}
    rows = pl.Series("row", range(first, first + body.height), dtype=pl.UInt32)
    texts = body.select(pl.col(str(at)).str.replace(_MIDNIGHT, "$1").alias(name) for at, name in names.items())
    filled = pl.any_horizontal(pl.lit(False), pl.all().str.strip_chars_start() != "").fill_null(False)
    blank = ~(body.select(filled).to_series() | rows.is_in(errors["row"].implode())) if body.height else rows > 0
    frame, faults = scrub_frame(pl.DataFrame([rows, *texts.get_columns()]).filter(~blank))
    rejects = [row_reject(row, "blank_row") for row in rows.filter(blank)]
    wrong = [
        Reject(row, "cell", names[at], error, "formula_error")
        for row, at, error in errors.rows()
        if at in names and row >= first
    ]
    return Piece(frame, (*rejects, *wrong, *faults), body.height)


def _cells(book: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    """Return all cells as text, in columns named by their place; cells in error are null."""
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width:
        return pl.DataFrame()
    frame = pl.DataFrame(sheet).cast(pl.String)
    frame.columns = list(map(str, range(frame.width)))
    return frame


def _errors(found: list[tuple[int, int, str]]) -> pl.DataFrame:
    """Return a row for each cell in error: its row from 1, its place among the columns from 0, and what it shows."""
    schema = {"row": pl.UInt32, "place": pl.UInt32, "error": pl.String}
    return pl.DataFrame([(row, column - 1, text) for row, column, text in found], schema=schema, orient="row")
