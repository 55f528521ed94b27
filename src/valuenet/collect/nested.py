"""Rows that continue the record above them, as spreadsheets of companies and their rounds have it."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from valuenet.collect.piece import row_reject
from valuenet.collect.reject import Reject
from valuenet.model.source import Nested


def continued(
    frame: pl.DataFrame, nested: Nested, breaks: Collection[int] = (), starts: Collection[int] = ()
) -> tuple[pl.DataFrame, list[Reject]]:
    """Fill each row that has no `nested.key` from the record above it, and number that record's row.

    `frame` has "row" (ascending) and String columns. Every empty cell of a continuing row outside
    `nested.own` takes the record's; "_parent_row" (UInt32) is the record's row, null in the record itself.
    `breaks` are rejected rows that may have been records; `starts` are rows whose key was rejected as a
    cell: they are records all the same. A row with no sure record above it is rejected as no_parent_row.

    >>> frame = pl.DataFrame({"row": [2, 3], "name": ["大疆", None], "round": ["A", "B"]})
    >>> continued(frame, Nested(key="name", own=("round",)))[0].rows()
    [(2, '大疆', 'A', None), (3, '大疆', 'B', 2)]
    """
    marked = _parents(frame, nested.key, breaks, starts)
    orphans = marked.filter(pl.col("_lost"))
    kept = marked.filter(~pl.col("_lost")).drop("_lost")
    record = pl.when(pl.col("_parent_row").is_null()).then(pl.int_range(pl.len())).forward_fill()
    others = [name for name in frame.columns if name != "row" and name not in nested.own]
    filled = kept.with_columns(pl.coalesce(pl.col(name), pl.col(name).gather(record)) for name in others)
    return filled, [_orphan(row, above) for row, above in orphans.select("row", "_parent_row").iter_rows()]


def _parents(frame: pl.DataFrame, key: str, breaks: Collection[int], starts: Collection[int]) -> pl.DataFrame:
    """Add "_parent_row" and "_lost"; of a lost row, the former is the rejected row above it."""
    row = pl.col("row").cast(pl.UInt32)
    begins = pl.col(key).is_not_null() | pl.col("row").is_in(list(starts))
    marks = pl.concat(
        [
            frame.select(row, begins.alias("begins"), pl.lit(False).alias("broken")),
            pl.DataFrame({"row": list(breaks)}, schema={"row": pl.UInt32}).select(
                row, pl.lit(True).alias("begins"), pl.lit(True).alias("broken")
            ),
        ]
    ).sort("row")
    above = marks.with_columns(
        pl.when("begins").then("row").forward_fill().alias("above"), pl.when("begins").then("broken").forward_fill()
    ).filter(pl.col("row").is_in(frame["row"].cast(pl.UInt32).implode()))
    continues = ~above["begins"]
    return frame.with_columns(
        pl.select(pl.when(continues).then(above["above"])).to_series().alias("_parent_row"),
        (continues & (above["above"].is_null() | above["broken"].fill_null(True))).alias("_lost"),
    )


def _orphan(row: int, above: int | None) -> Reject:
    detail = "no record stands above it" if above is None else f"row {above}, which it may continue, was rejected"
    return row_reject(row, "no_parent_row", detail)
