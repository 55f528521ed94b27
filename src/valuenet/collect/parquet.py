"""Parquet files, every value as the text that the converters expect."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from valuenet.collect.layout import Wanted, chosen
from valuenet.collect.piece import Piece, row_reject
from valuenet.collect.reject import Reject
from valuenet.collect.scrub import scrub_frame, text_frame
from valuenet.errors import DataError

_ROWS = 500_000
_FAULTS = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def read_parquet(path: Path, wanted: Wanted, max_bytes: int) -> Iterator[Piece]:
    """Yield the rows in pieces of 500,000; the first is row 2, as in a table with its header in row 1.

    The parts of a struct are columns of their own (`amount.value`). Raises `DataError` where the file is
    broken, lacks a wanted column, or holds more than `max_bytes`.
    """
    shown, read = wanted.path, 0
    try:
        table = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        parts = dict(_parts(table.collect_schema()))
        places = chosen(list(parts), wanted)
        height = table.select(pl.len()).collect().item()
        for start in range(0, max(height, 1), _ROWS):
            frame = table.slice(start, _ROWS).select(parts[name].alias(name) for name in places).collect()
            read += int(frame.estimated_size())
            if read > max_bytes:
                raise DataError(f"{shown}: holds more than {max_bytes:,} bytes; split it into several files")
            rows = min(_ROWS, height - start)
            yield _piece(frame, range(start + 2, start + 2 + rows), table.slice(start, _ROWS))
    except _FAULTS as error:
        reason = str(error).partition("\n")[0]
        raise DataError(f"{shown}: cannot be read as a Parquet file ({reason}); fetch or copy it again") from error


def as_text(values: pl.Series) -> pl.Series:
    """Return `values` of any type but bytes as text: ISO dates, numbers without exponent, lists as JSON.

    NaN is no data; whole numbers have no fraction, and a time of midnight is left out.

    >>> as_text(pl.Series([2019.0, 1e-7, float("nan")])).to_list()
    ['2019', '0.0000001', None]
    >>> as_text(pl.Series([["芯片", "云"], []])).to_list()
    ['["芯片", "云"]', '[]']
    """
    kind = values.dtype
    if kind.is_float():
        return _plain_numbers(values)
    if isinstance(kind, pl.Datetime):
        iso = values.dt.to_string("iso").str.replace(r"\.0+($|[+-])", "$1")
        return iso.str.replace(r" 00:00:00$", "")
    if isinstance(kind, pl.Duration):
        return values.dt.to_string("iso")
    if kind.is_nested() or kind == pl.Object:
        return pl.Series(values.name, [None if each is None else _json(each) for each in values], dtype=pl.String)
    return values.cast(pl.String)


def _plain_numbers(values: pl.Series) -> pl.Series:
    text = values.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
    if not text.str.contains("e").any():
        return text
    plain = [format(Decimal(each), "f") if each and "e" in each else each for each in text]
    return pl.Series(values.name, plain, dtype=pl.String)


def _json(value: object) -> str:
    return json.dumps(value.to_list() if isinstance(value, pl.Series) else value, ensure_ascii=False, default=str)


def _parts(schema: pl.Schema) -> Iterator[tuple[str, pl.Expr]]:
    for name, kind in schema.items():
        yield from _of_struct(name, kind, pl.col(name))


def _of_struct(name: str, kind: pl.DataType, value: pl.Expr) -> Iterator[tuple[str, pl.Expr]]:
    if not isinstance(kind, pl.Struct):
        yield name, value
        return
    for field in kind.fields:
        yield from _of_struct(f"{name}.{field.name}", field.dtype, value.struct.field(field.name))  # type: ignore[arg-type]


def _piece(frame: pl.DataFrame, rows: Sequence[int], table: pl.LazyFrame) -> Piece:
    rejects: list[Reject] = []
    columns = [pl.Series("row", rows, dtype=pl.UInt32)]
    for values in frame:
        if values.dtype == pl.Binary:
            texts = [None if each is None else each.decode("utf-8", "surrogateescape") for each in values]
            whole, bad = text_frame(rows, [values.name], texts)
            columns.append(whole[values.name])
            rejects += bad
        else:
            columns.append(as_text(values))
    full = pl.DataFrame(columns)
    if len(rows) and frame.select(_empty()).to_series().any():
        empty = table.select(_empty()).collect().to_series()
        rejects += [row_reject(row, "blank_row") for row in full.filter(empty)["row"]]
        full = full.filter(~empty)
    full, faults = scrub_frame(full)
    return Piece(full, (*rejects, *faults), len(rows))


def _empty() -> pl.Expr:
    text = pl.selectors.string()
    blank = [(text.fill_null("").str.strip_chars_start() == ""), (~text).is_null()]
    return pl.all_horizontal(*blank).alias("empty")
