"""What an XLSX file is before it is opened: a zip archive that may be broken, a bomb, or a field too wide."""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree

from valuenet.errors import DataError, nearest

MOST_BYTES = 2 * 10**9
"""What a workbook may unpack to."""
MOST_CELLS = 100_000_000
"""The area a sheet may span: its reader takes some 24 bytes for each cell of it, empty or not."""
_COLUMNS, _ROWS = 16_384, 1_048_576
_RATIO, _RATIO_FROM = 200, 100 * 10**6
_BLOCK = 2**22
_ANY = (re.compile(rb"\sr=[\"']([A-Z]+)\d"), re.compile(rb"\sr=[\"'][A-Z]+(\d+)"))
_FILLED = (
    re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+)\d+[\"'](?:[^>]*[^/>])?>"),
    re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"'][A-Z]+(\d+)[\"'](?:[^>]*[^/>])?>"),
)
"""Column and row of every cell, and of those alone that hold a value and not just a format: the latter takes longer."""
_IN_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']e["']""")


def check_archive(path: Path, shown: Path) -> None:
    """Raise `DataError` unless `path` is a whole workbook of a harmless size; `shown` is its name for the reader.

    The archive's own list of sizes is checked first, then each part is unpacked and held against it: a
    list can lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(sum(part.file_size for part in parts), path.stat().st_size, shown)
            if "xl/workbook.xml" not in archive.namelist():
                raise DataError(f"{shown}: this is no XLSX workbook; correct 'format' in the study, or save it as XLSX")
            if any(_size(archive, part) != part.file_size for part in parts):
                raise zipfile.BadZipFile("a part is not as long as the archive says")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DataError(
            f"{shown}: cannot be read as an XLSX workbook ({error}); copy it again, or save it anew, without a password"
        ) from error


def sheet_part(path: Path, sheet: str | None, shown: Path) -> tuple[str, str]:
    """Return the name of the wanted sheet (the first by default) and of its part in the archive.

    Raises `DataError` where there is no such sheet.
    """
    with zipfile.ZipFile(path) as archive:
        try:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        except (ElementTree.ParseError, KeyError) as error:
            raise DataError(f"{shown}: the list of sheets is broken ({error}); save the workbook anew") from error
    sheets = {each.get("name", ""): _attribute(each, "id") for each in book.iter() if each.tag.endswith("}sheet")}
    name = sheet or next(iter(sheets), "")
    if name not in sheets:
        known = ", ".join(f"'{each}'" for each in sheets)
        raise DataError(f"{shown}: no sheet '{name}'{nearest(name, sheets)}. Its sheets are: {known or 'none'}")
    targets = {each.get("Id", ""): each.get("Target", "") for each in links}
    return name, str(PurePosixPath("/xl", targets.get(sheets[name], ""))).lstrip("/")


def check_area(path: Path, part: str, shown: Path) -> None:
    """Raise `DataError` where the filled cells of a sheet span more than `MOST_CELLS`, or lie beyond the last."""
    for cells in (_ANY, _FILLED):
        width, height = _area(path, part, cells)
        if width <= _COLUMNS and height <= _ROWS and width * height <= MOST_CELLS:
            return
    raise DataError(f"{shown}: the sheet spans {width:,} columns and {height:,} rows; delete what stands far off")


def error_cells(path: Path, part: str) -> list[tuple[int, int, str]]:
    """Return row, column and text of each cell in error of a sheet ('#N/A'), rows and columns from 1 as it is shown.

    Columns count from the first that holds anything, as the sheet's reader counts them. A sheet without errors, which
    most are, is only searched for the mark of one.
    """
    with zipfile.ZipFile(path) as archive:
        with archive.open(part) as sheet:
            if not any(_IN_ERROR.search(block) for block in _whole_rows(sheet)):
                return []
        with archive.open(part) as sheet:
            return _error_cells(sheet)


def _error_cells(sheet: IO[bytes]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    first, row, column = _COLUMNS, 0, 0
    for event, element in ElementTree.iterparse(sheet, ("start", "end")):
        kind = element.tag.rpartition("}")[2]
        if event == "start" and kind == "row":
            row, column = int(element.get("r", row + 1)), 0
        elif event == "start" and kind == "c":  # a cell may leave its place out: it is then the next one
            letters = element.get("r", "").rstrip("0123456789")
            column = _number(letters.encode()) if letters else column + 1
        elif event == "end" and kind == "c":
            text = "".join(element.itertext()) if element.get("t") != "e" else _value(element)
            first = min(first, column) if text else first
            if element.get("t") == "e":
                found.append((row, column, text))
        elif event == "end" and kind == "row":
            element.clear()
    return [(row, column - first + 1, text) for row, column, text in found]


def _value(cell: ElementTree.Element) -> str:
    """Return the value saved with a cell, without its formula."""
    return "".join(each.text or "" for each in cell if each.tag.rpartition("}")[2] == "v")


def _area(path: Path, part: str, cells: tuple[re.Pattern[bytes], re.Pattern[bytes]]) -> tuple[int, int]:
    columns: set[bytes] = set()
    height = 0
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        for block in _whole_rows(sheet):
            columns.update(cells[0].findall(block))
            height = max([height, *map(int, set(cells[1].findall(block)))])
    return max(map(_number, columns), default=0), height


def _check_sizes(plain: int, packed: int, shown: Path) -> None:
    if plain > MOST_BYTES or (plain > _RATIO_FROM and plain > _RATIO * packed):
        raise DataError(
            f"{shown}: {packed:,} bytes unpack to {plain:,}, which is no workbook but a bomb; "
            "if you trust it, save the sheet as CSV"
        )


def _size(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how long a part really is; reading past the length it states is what finds a lie."""
    unbound = copy.copy(part)
    unbound.file_size = MOST_BYTES
    size = 0
    with archive.open(unbound) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > part.file_size:
                break
    return size


def _whole_rows(sheet: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := sheet.read(_BLOCK):
        block = rest + block
        cut = block.rfind(b"row>") + 4
        if cut > 3:
            yield block[:cut]
            block = block[cut:]
        rest = block
    yield rest


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), "")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
