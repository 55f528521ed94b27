"""Cells as a file holds them, turned into text that every later stage can trust."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from valuenet.collect.reject import Reject

LONGEST_CELL = 1_000_000
"""Characters beyond which a cell is no value but a mistake."""
_LONGEST_SHOWN = 200
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


class Fault(NamedTuple):
    """A cell that is no text: its place in a column, what it shows, and why it is rejected."""

    at: int
    value: str
    reason: str
    detail: str | None = None

    def reject(self, row: int, name: str) -> Reject:
        """Return the rejection of this cell, in the column `name` of a row."""
        return Reject(row, "cell", name, self.value, self.reason, self.detail)


def shown(cell: str) -> str:
    r"""Return `cell` short and printable, for a list of rejected cells.

    Bytes that could not be decoded and control characters appear as `\xNN`.

    >>> shown("a\x00b"), len(shown("x" * 5000))
    ('a\\x00b', 201)
    """
    start = _ESCAPED_BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", cell[:_LONGEST_SHOWN])
    start = re.sub(_CONTROL, lambda char: f"\\x{ord(char[0]):02x}", start)
    return start.encode("utf-8", "backslashreplace").decode() + ("…" if len(cell) > _LONGEST_SHOWN else "")


def encodable(cell: str | None) -> bool:
    r"""Tell whether `cell` is whole text, without a byte that could not be decoded.

    >>> encodable("北京"), encodable("\udcb1")
    (True, False)
    """
    try:
        return cell is None or cell.encode() is not None
    except UnicodeEncodeError:
        return False


def scrub(values: pl.Series) -> tuple[pl.Series, list[Fault]]:
    r"""Return String `values` with null for every empty, overlong or broken cell, and the last two as faults.

    A cell of white space alone is empty; otherwise outer space stays. Control characters other than
    white space mark a cell as broken.

    >>> clean, faults = scrub(pl.Series([" ", "\x00", "大疆 "]))
    >>> clean.to_list(), faults[0].reason
    ([None, None, '大疆 '], 'control_characters')
    """
    faults: list[Fault] = []
    longest = values.str.len_bytes().max()
    if isinstance(longest, int) and longest > LONGEST_CELL:
        values = _without(values, values.str.len_chars() > LONGEST_CELL, "cell_too_long", faults)
    broken = values.str.contains(_CONTROL)
    if broken.any():
        values = _without(values, broken, "control_characters", faults)
    filled = values.str.strip_chars_start() != ""
    return (values if filled.all() else pl.select(pl.when(filled).then(values)).to_series().alias(values.name)), faults


def scrub_frame(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Reject]]:
    """Return `frame`, of "row" and String columns, with every column scrubbed, and the rejected cells.

    >>> scrub_frame(pl.DataFrame({"row": [2], "name": [""]}))[0].rows()
    [(2, None)]
    """
    names = frame.columns[1:]
    if not names:
        return frame, []
    cells = pl.col(names)
    overlong = (cells.str.len_bytes().max() > LONGEST_CELL).fill_null(False)
    suspect = frame.select(overlong | cells.str.contains(_CONTROL).any()).row(0, named=True)
    rejects: list[Reject] = []
    for name in (name for name, found in suspect.items() if found):
        clean, faults = scrub(frame[name])
        frame = frame.with_columns(clean)
        rejects += [fault.reject(frame["row"][fault.at], name) for fault in faults]
    return frame.with_columns(pl.when(cells.str.strip_chars_start() != "").then(cells)), rejects


def text_frame(
    rows: Sequence[int], names: Sequence[str], cells: Sequence[str | None]
) -> tuple[pl.DataFrame, list[Reject]]:
    r"""Return a scrubbed frame of "row" and `names`, and the cells that are no whole text.

    `cells` lie row by row, `len(names)` each: one flat list costs far less than one for each row.

    >>> frame, rejects = text_frame([2, 3], ["city", "note"], ["深圳", "", "\udcb1\udcb1", "x"])
    >>> frame.rows(), rejects[0].value
    ([(2, '深圳', None), (3, None, 'x')], '\\xb1\\xb1')
    """
    values, undecoded = _as_series(cells)
    values, broken = scrub(values)
    width = len(names)
    columns = (pl.col("cell").gather_every(width, at).alias(name) for at, name in enumerate(names))
    numbers = pl.Series("row", rows, dtype=pl.UInt32)
    frame = pl.DataFrame([numbers, *values.to_frame("cell").select(columns).get_columns()])
    return frame, [fault.reject(rows[fault.at // width], names[fault.at % width]) for fault in (*undecoded, *broken)]


def _as_series(cells: Sequence[str | None]) -> tuple[pl.Series, list[Fault]]:
    try:
        return pl.Series(cells, dtype=pl.String), []
    except UnicodeEncodeError:
        whole = [encodable(cell) for cell in cells]
        faults = [
            Fault(at, shown(cell or ""), "bad_characters")
            for at, (cell, good) in enumerate(zip(cells, whole, strict=True))
            if not good
        ]
        kept = [cell if good else None for cell, good in zip(cells, whole, strict=True)]
        return pl.Series(kept, dtype=pl.String), faults


def _without(values: pl.Series, wrong: pl.Series, reason: str, faults: list[Fault]) -> pl.Series:
    for at in wrong.fill_null(False).arg_true():
        cell = values[at]
        faults.append(
            Fault(at, shown(cell), reason, f"{len(cell):,} characters" if reason == "cell_too_long" else None)
        )
    return pl.select(pl.when(~wrong).then(values)).to_series().alias(values.name)
