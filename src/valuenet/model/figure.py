"""Published figures: numbers as a document printed them, with their place, and how a file of them is read."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from valuenet.errors import DataError, nearest

STATUSES = ("exact", "rounding", "definitional", "typo", "irreconcilable")
"""What is known of a figure: it holds; it is off by a last digit; it holds in another reading; it is a misprint; it
cannot hold beside the others."""
_THINGS = (
    "papers",
    "patents",
    "people",
    "persons",
    "enterprises",
    "firms",
    "institutes",
    "items",
    "records",
    "relations",
)
COUNTED = frozenset(("count", "rank", "year", "number", "degree", *_THINGS))
"""Units of things that are counted one by one."""
REQUIRED = ("id", "value", "unit")
ALSO_CALLED = {"chapter": "section"}
LANGUAGES = ("zh", "en")

_NUMERAL = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_MAGNITUDE = re.compile(r"(.+)_1e(\d{1,2})")


@dataclass(frozen=True)
class Figure:
    """One printed figure: where it stands (`chapter` to `column`), what it says, and what is known of it.

    `value` is the numeral as printed, in `unit` (a percentage is 37.37, never 0.3737), with `decimals` digits
    after the point. A unit ending in `_1eN` counts in 10 to the N: 15298.06 `yuan_1e8`.
    `language` is zh, en, both or empty; `reason` is English, `reason_zh` says the same in Chinese.
    """

    id: str
    chapter: str
    table: str
    row: str
    column: str
    value: float
    printed: str
    decimals: int
    unit: str
    document: str = ""
    line: int | None = None
    language: str = ""
    status: str = "exact"
    reason: str = ""
    reason_zh: str = ""
    note: str = ""
    parent: str = ""

    @property
    def exact_count(self) -> bool:
        """Whether the figure counts things one by one, so that nothing was rounded away."""
        return self.unit in COUNTED and self.decimals == 0

    @property
    def half_width(self) -> float:
        """Half of the last printed digit: the true value lies at most so far away; 0 for a count.

        >>> Figure("a.share", "", "", "", "", 37.37, "37.37", 2, "percent").half_width
        0.005
        """
        return 0.0 if self.exact_count else 0.5 * math.pow(10, -self.decimals)

    @property
    def magnitude(self) -> int:
        """What one of the unit stands for: 100000000 for `yuan_1e8`, else 1."""
        found = _MAGNITUDE.fullmatch(self.unit)
        return int("1" + "0" * int(found[2])) if found else 1

    @property
    def plain_unit(self) -> str:
        """The unit without its magnitude: `yuan` for `yuan_1e8`."""
        found = _MAGNITUDE.fullmatch(self.unit)
        return found[1] if found else self.unit

    @property
    def base_id(self) -> str:
        """The id without a last segment that names a language: twins in two languages share it."""
        stem, _, last = self.id.rpartition(".")
        return stem if stem and last in LANGUAGES else self.id

    @property
    def place(self) -> str:
        """Where it was printed, as `document:line`; empty where that is not known."""
        return f"{self.document}:{self.line}" if self.document and self.line else self.document

    def agrees(self, computed: float) -> bool:
        """Tell whether `computed`, in the same unit, is printed as this figure is.

        >>> share = Figure("a.share", "", "", "", "", 37.37, "37.37", 2, "percent")
        >>> share.agrees(37.3660), share.agrees(37.38)
        (True, False)
        """
        slack = 1e-9 * max(1.0, abs(computed), abs(self.value))
        return abs(computed - self.value) <= 0.5 * math.pow(10, -self.decimals) + slack


def numeral(text: str) -> tuple[float, int]:
    """Read a printed numeral: its value, and how many decimals it shows.

    Thousands may be grouped by commas and a percent sign may follow; full-width digits are read as digits.
    Raises `ValueError` for anything else, infinity and NaN among it.

    >>> numeral("1,529.81"), numeral("3.70%"), numeral("21413")
    ((1529.81, 2), (3.7, 2), (21413.0, 0))
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").removesuffix("%").strip()
    found = _NUMERAL.fullmatch(plain)
    value = float(plain.replace(",", "")) if found else math.nan
    if found is None or not math.isfinite(value):
        raise ValueError(f"'{text}' is not a numeral")
    return value, len(found[3] or "")


def read_figures(path: Path | str) -> dict[str, Figure]:
    """Read a CSV file of published figures, in the order of the file, by id.

    Needed columns: `id`, `value`, `unit`. Read too: the other fields of `Figure`, `section` for `chapter`, and
    `source`, as `file:line`, for `document` and `line`. Missing `decimals` are those of the numeral.
    Raises `DataError` that names file and line.
    """
    path = Path(path)
    figures: dict[str, Figure] = {}
    seen: dict[str, int] = {}
    for line, row in _rows(path):
        figure = _figure(row, f"{path}:{line}")
        if figure.id in figures:
            raise DataError(f"{path}:{line}: id '{figure.id}' was given in line {seen[figure.id]}: ids must differ")
        figures[figure.id], seen[figure.id] = figure, line
    if not figures:
        raise DataError(f"{path}: there is not one figure below the header: add rows, one for each printed figure")
    return figures


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, path)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                words = f"{len(cells)} cells, but the header has {len(header)}"
                raise DataError(f"{path}:{reader.line_num}: {words}: put cells that hold a comma in quotes")
            yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise DataError(f"{path}:{reader.line_num}: not readable as CSV ({error}): mend the quotes there") from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}): name a CSV file of figures") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8 text: save it as 'CSV UTF-8'") from None


def _check_header(header: list[str], path: Path) -> None:
    for name in REQUIRED:
        if name not in header:
            has = ", ".join(filter(None, header)) or "no columns"
            raise DataError(f"{path}:1: there is no column '{name}'{nearest(name, header)}; the file has: {has}")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise DataError(f"{path}:1: column '{twice[0]}' comes twice: rename or remove one")


def _figure(row: Mapping[str, str], where: str) -> Figure:
    if not row["id"]:
        raise DataError(f"{where}: the figure has no id: give it one, dotted, such as 'sample.2019.total'")
    try:
        value, shown = numeral(row["value"])
        printed = row.get("printed") or row["value"]
        decimals = int(row["decimals"]) if row.get("decimals") else max(shown, numeral(printed)[1])
    except ValueError:
        given = ", ".join(f"{name} '{row[name]}'" for name in ("value", "printed", "decimals") if row.get(name))
        words = f"cannot read {given or 'an empty value'}: give a number such as 37.37 or 1,095"
        raise DataError(f"{where}: figure '{row['id']}': {words}") from None
    if not 0 <= decimals <= 12:
        raise DataError(f"{where}: figure '{row['id']}': decimals is {decimals}, it is from 0 to 12")
    status = row.get("status") or "exact"
    if status not in STATUSES:
        raise DataError(f"{where}: status '{status}' is none of {', '.join(STATUSES)}{nearest(status, STATUSES)}")
    document, line = _place(row, where)
    text = {name: row.get(name) or row.get(ALSO_CALLED.get(name, ""), "") for name in _TEXTS}
    return Figure(**text, value=value, printed=printed, decimals=decimals, document=document, line=line, status=status)


_TEXTS = ("id", "chapter", "table", "row", "column", "unit", "language", "reason", "reason_zh", "note", "parent")


def _place(row: Mapping[str, str], where: str) -> tuple[str, int | None]:
    """Return document and line; of a source `file:107/225`, which has two lines, the first."""
    if row.get("document") or row.get("line"):
        document, line = row.get("document", ""), row.get("line", "")
    else:
        document, _, line = row.get("source", "").rpartition(":")
        if not re.match(r"\d", line):
            document, line = row.get("source", ""), ""
    number = re.match(r"\d+", line)
    if line and not number:
        raise DataError(f"{where}: line '{line}' is not a number: give the line of the document, or leave it empty")
    return document, int(number[0]) if number else None
