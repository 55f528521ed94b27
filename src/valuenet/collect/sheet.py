"""One sheet of an XLSX workbook, every cell as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import fastexcel
import polars as pl

from valuenet.collect.layout import Wanted, chosen, header_names, header_rows
from valuenet.collect.piece import Piece, row_reject
from valuenet.collect.reject import Reject
from valuenet.collect.workbook import check_archive, check_area, sheet_part
from valuenet.errors import DataError

_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_ERROR = r"Error\((\w+)\)"
_SHOWN = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


class _Cells(NamedTuple):
    """Cells as text, in columns named by their place, and a row for each cell in error: row, place, error."""

    frame: pl.DataFrame
    errors: pl.DataFrame


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
        return _read(fastexcel.read_excel(path), name, header_rows(header), wanted)
    except (fastexcel.FastExcelError, KeyError, pl.exceptions.PanicException) as error:
        raise DataError(f"{shown}: sheet '{name}' cannot be read ({error}); save the workbook anew") from error


def _read(book: fastexcel.ExcelReader, name: str, numbers: list[int], wanted: Wanted) -> Piece:
    last = numbers[-1]
    head = _cells(book, name, rows=last).frame
    if head.height < last:
        raise DataError(f"{wanted.path}: the header should be in row {last}, but sheet '{name}' has {head.height} rows")
    names = header_names([[cell or "" for cell in head.row(number - 1)] for number in numbers])
    places = chosen(names, wanted)
    open_places = [at for at, column in enumerate(names) if not wanted.is_personal(column)]
    return _piece(_cells(book, name, skip=last, places=open_places), places, last + 1)


def _piece(cells: _Cells, places: dict[str, int], first: int) -> Piece:
    body = cells.frame
    names = {at: name for name, at in places.items()}
    rows = pl.Series("row", range(first, first + body.height), dtype=pl.UInt32)
    texts = body.select(pl.col(str(at)).str.replace(_MIDNIGHT, "$1").alias(name) for at, name in names.items())
    filled = pl.any_horizontal(pl.lit(False), pl.all().str.strip_chars_start() != "").fill_null(False)
    blank = ~(body.select(filled).to_series() | rows.is_in(cells.errors["row"].implode())) if body.height else rows > 0
    rejects = [row_reject(row, "blank_row") for row in rows.filter(blank)]
    rejects += [
        Reject(row, "cell", names[at], error, "formula_error") for row, at, error in cells.errors.rows() if at in names
    ]
    return Piece(texts.insert_column(0, rows).filter(~blank), tuple(rejects), body.height)


def _cells(
    book: fastexcel.ExcelReader, name: str, *, skip: int = 0, rows: int | None = None, places: list[int] | None = None
) -> _Cells:
    none = pl.DataFrame(schema={str(at): pl.String for at in places or ()})
    try:
        sheet: Any = book.load_sheet(
            name, header_row=None, skip_rows=skip, n_rows=rows, use_columns=places, dtypes="string"
        )
    except fastexcel.InvalidParametersError:  # fewer rows than are to be skipped
        return _Cells(none, _errors([]))
    if not sheet.width:
        return _Cells(none, _errors([]))
    batch, errors = sheet.to_arrow_with_errors()
    frame = pl.DataFrame(pl.from_arrow(batch)).cast(pl.String)
    return _Cells(
        frame.rename(lambda column: column.removeprefix("__UNNAMED__")), _errors(errors.errors if errors else [])
    )


def _errors(found: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": [error.position[0] + 1 for error in found],
            "place": [error.position[1] for error in found],
            "error": [error.detail for error in found],
        },
        schema={"row": pl.UInt32, "place": pl.UInt32, "error": pl.String},
    ).with_columns(pl.col("error").str.extract(_ERROR).replace(_SHOWN).fill_null(pl.col("error")))
