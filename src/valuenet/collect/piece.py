"""A run of rows of one source, as every reader of a format hands it on."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from valuenet.collect.reject import Reject


@dataclass(frozen=True)
class Piece:
    """Rows read together: those kept, those rejected, and how many there were.

    `frame` has "row" (UInt32) first, then one String column for each column read; `rows` counts the
    kept and the rejected. `breaks` numbers the rejected rows that may have been a record of their own,
    so that no row after them is taken to continue the record before them.
    """

    frame: pl.DataFrame
    rejects: tuple[Reject, ...]
    rows: int
    breaks: tuple[int, ...] = ()


def row_reject(row: int, reason: str, detail: str | None = None) -> Reject:
    """Return the rejection of a whole row; its cells are not repeated, for some may be personal data.

    >>> row_reject(7, "too_few_cells", "2 cells, the header has 3").reason
    'too_few_cells'
    """
    return Reject(row, "row", None, None, reason, detail)
