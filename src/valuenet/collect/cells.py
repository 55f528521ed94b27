"""Columns of a raw frame: which cells a declared value reads, which rows a condition keeps, what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from valuenet.collect.convert import Converter, read_cells, text
from valuenet.collect.numbers import unknown_cells
from valuenet.collect.reject import Reject, Unconvertible
from valuenet.model.source import Condition, Value

REJECTS = pl.Schema(
    {
        "row": pl.UInt32,
        "scope": pl.String,
        "field": pl.String,
        "value": pl.String,
        "reason": pl.String,
        "detail": pl.String,
    }
)
"""Columns of a frame of rejected rows and cells, as in `Reject`."""

SHOWN_CHARACTERS = 200


def blank(height: int, dtype: pl.DataType | type[pl.DataType] = pl.String) -> pl.Series:
    """Return a column of `height` nulls."""
    return pl.Series([None], dtype=dtype).new_from_index(0, height)


def cells_of(frame: pl.DataFrame, value: Value, unknown: Sequence[str] = ()) -> pl.Series:
    """Return the text that `value` reads in each row: the first filled of its columns, or its constant."""
    if value.constant is not None:
        return pl.Series([value.constant], dtype=pl.String).new_from_index(0, frame.height)
    present = [pl.col(column) for column in value.columns if column in frame.columns]
    if not present:
        return blank(frame.height)
    markers = [*unknown, *value.unknown]
    known = [pl.when(~cell.str.strip_chars().is_in(markers)).then(cell) for cell in present] if markers else present
    return frame.select(pl.coalesce(known).alias("cell")).to_series()


def parts_of(cells: pl.Series, separator: str | None) -> dict[str, list[str]]:
    """Return the parts of each distinct cell, stripped, without the empty ones; the cell where nothing separates.

    >>> parts_of(pl.Series(["Tsinghua University, Zhipu AI"]), ",")
    {'Tsinghua University, Zhipu AI': ['Tsinghua University', 'Zhipu AI']}
    """
    distinct = cells.drop_nulls().unique(maintain_order=True)
    split = {cell: cell.split(separator) if separator else [cell] for cell in distinct}
    return {cell: [part.strip() for part in parts if part.strip()] for cell, parts in split.items()}


def holds(condition: Condition) -> pl.Expr:
    """Return the expression that is true in the rows `condition` keeps.

    An empty cell is kept by `not_in` and by `present: false` only.
    """
    cell = pl.col(condition.column).str.strip_chars()
    tests = []
    if condition.among is not None:
        tests.append(cell.is_in(list(condition.among)))
    if condition.not_in is not None:
        tests.append(~cell.is_in(list(condition.not_in)).fill_null(False))
    if condition.matches is not None:
        tests.append(cell.str.contains(condition.matches))
    if condition.present is not None:
        tests.append(cell.is_not_null() if condition.present else cell.is_null())
    return pl.all_horizontal(*tests, True).fill_null(False)


def converted(
    frame: pl.DataFrame, value: Value, converter: Converter, unknown: Sequence[str] = ()
) -> tuple[dict[str, Any], pl.Series, pl.DataFrame]:
    """Return the values by cell, the cells of each row, and the refused cells as a frame of rejects."""
    cells = cells_of(frame, value, unknown)
    good, bad = read_cells(cells, converter)
    return good, cells, refused(frame["row"], cells, bad, field_name(value))


def texts_of(
    frame: pl.DataFrame, value: Value, converter: Converter, unknown: Sequence[str] = ()
) -> tuple[pl.Series, pl.DataFrame]:
    """Return the text that each row's cell converts to, null where there is none, and the refused cells.

    Plain text, which most names are, is read a column at a time: no cell of it can be refused.
    """
    if converter is text:
        cells = cells_of(frame, value, unknown)
        stripped = cells.str.strip_chars()
        return stripped.set(unknown_cells(cells) | (stripped == ""), None), REJECTS.to_frame()
    good, cells, refusals = converted(frame, value, converter, unknown)
    return mapped(cells, good), refusals


def field_name(value: Value) -> str | None:
    """Return how a reject names the place of a value: its column, or its columns joined."""
    return " | ".join(value.columns) or None


def mapped(cells: pl.Series, good: Mapping[str, Any], dtype: pl.DataType | type[pl.DataType] = pl.String) -> pl.Series:
    """Return the value of each row's cell, null where there is none."""
    if not good:
        return blank(len(cells), dtype)
    table = pl.DataFrame(
        {"cell": list(good), "value": pl.Series(list(good.values()), dtype=dtype)}, schema_overrides={"cell": pl.String}
    )
    found = cells.rename("cell").to_frame().join(table, on="cell", how="left", maintain_order="left")
    return found["value"].rename(cells.name)


def refused(rows: pl.Series, cells: pl.Series, bad: Mapping[str, Unconvertible], field: str | None) -> pl.DataFrame:
    """Return one reject a row whose cell is among the `bad` ones; the row itself is kept."""
    if not bad:
        return REJECTS.to_frame()
    reasons = pl.DataFrame(
        {"cell": list(bad), "reason": [b.reason for b in bad.values()], "detail": [b.detail for b in bad.values()]},
        schema={"cell": pl.String, "reason": pl.String, "detail": pl.String},
    )
    return (
        pl.DataFrame({"row": rows, "cell": cells.rename("cell")})
        .join(reasons, on="cell", how="inner", maintain_order="left")
        .select(
            pl.col("row").cast(pl.UInt32),
            pl.lit("cell").alias("scope"),
            pl.lit(field, dtype=pl.String).alias("field"),
            pl.col("cell").str.head(SHOWN_CHARACTERS).alias("value"),
            "reason",
            "detail",
        )
    )


def as_frame(rejects: Sequence[Reject]) -> pl.DataFrame:
    """Return rejects as a frame of the columns `REJECTS`."""
    return pl.DataFrame([asdict(reject) for reject in rejects], schema=REJECTS, orient="row")
