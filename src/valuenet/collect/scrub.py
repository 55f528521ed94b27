"""Cells as a file holds them, turned into text that every later stage can trust."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from valuenet.collect.reject import Reject

LONGEST_CELL = 1_000_000
"""Characters beyond which a cell is no value but a mistake."""
_SHOWN = 200
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def shown(cell: str) -> str:
    r"""Return `cell` short and printable, for a list of rejected cells.

    Bytes that could not be decoded and control characters appear as `\xNN`.

    >>> shown("a\x00b"), len(shown("x" * 5000))
    ('a\\x00b', 201)
    """
    start = _ESCAPED_BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", cell[:_SHOWN])
    start = re.sub(_CONTROL, lambda char: f"\\x{ord(char[0]):02x}", start)
    return start.encode("utf-8", "backslashreplace").decode() + ("…" if len(cell) > _SHOWN else "")


def encodable(cell: str) -> bool:
    r"""Tell whether `cell` is whole text, without a byte that could not be decoded.

    >>> encodable("北京"), encodable("\udcb1")
    (True, False)
    """
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


def text_frame(rows: Sequence[int], cells: Mapping[str, Sequence[str | None]]) -> tuple[pl.DataFrame, list[Reject]]:
    r"""Return a frame of `rows` and their `cells` by column; cells that are not whole text are rejected.

    >>> frame, rejects = text_frame([2, 3], {"city": ["深圳", "\udcb1\udcb1"]})
    >>> frame.rows(), rejects[0].value
    ([(2, '深圳'), (3, None)], '\\xb1\\xb1')
    """
    columns = [pl.Series("row", rows, dtype=pl.UInt32)]
    rejects: list[Reject] = []
    for name, values in cells.items():
        try:
            columns.append(pl.Series(name, values, dtype=pl.String))
        except UnicodeEncodeError:
            bad = [value is not None and not encodable(value) for value in values]
            rejects += [
                _reject(row, name, value or "", "bad_characters")
                for row, value, wrong in zip(rows, values, bad, strict=True)
                if wrong
            ]
            whole = [None if wrong else value for value, wrong in zip(values, bad, strict=True)]
            columns.append(pl.Series(name, whole, dtype=pl.String))
    return pl.DataFrame(columns), rejects


def scrub(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Reject]]:
    r"""Return `frame` with null for every empty, overlong or broken cell, and the last two rejected.

    A cell of white space alone is empty; otherwise outer space stays. Control characters other than
    tab and line breaks mark a cell as broken.

    >>> frame, _ = text_frame([2, 3, 4], {"name": [" ", "\x00", "大疆 "]})
    >>> clean, rejects = scrub(frame)
    >>> clean["name"].to_list(), rejects[0].reason
    ([None, None, '大疆 '], 'control_characters')
    """
    names = frame.columns[1:]
    if not names or frame.is_empty():
        return frame, []
    rejects: list[Reject] = []
    for reason, test, wrong in (
        ("cell_too_long", pl.col(names).str.len_bytes().max() > LONGEST_CELL, _too_long),
        ("control_characters", pl.col(names).str.contains(_CONTROL).any(), _broken),
    ):
        suspects = [name for name, found in frame.select(test).row(0, named=True).items() if found]
        for name in suspects:
            rejects += _rejects(frame.filter(wrong(name)), name, reason)
        frame = frame.with_columns(pl.when(~wrong(name)).then(pl.col(name)).alias(name) for name in suspects)
    filled = pl.col(names).str.strip_chars_start() != ""
    return frame.with_columns(pl.when(filled).then(pl.col(names))), rejects


def _too_long(name: str) -> pl.Expr:
    return pl.col(name).str.len_chars() > LONGEST_CELL


def _broken(name: str) -> pl.Expr:
    return pl.col(name).str.contains(_CONTROL)


def _rejects(bad: pl.DataFrame, name: str, reason: str) -> list[Reject]:
    return [_reject(row, name, cell, reason) for row, cell in bad.select("row", name).iter_rows()]


def _reject(row: int, name: str, cell: str, reason: str) -> Reject:
    detail = f"{len(cell):,} characters" if reason == "cell_too_long" else None
    return Reject(row, "cell", name, shown(cell), reason, detail)
