"""Relations that rows tell of: two ends, a date, and the waves they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import polars as pl

from valuenet.collect import dates
from valuenet.collect.cells import REJECTS, blank, converted, mapped
from valuenet.collect.convert import Converter, Surroundings, converter_for, with_map
from valuenet.collect.numbers import is_unknown, number
from valuenet.collect.reject import Unconvertible
from valuenet.errors import nearest
from valuenet.model.declarations import WaveDeclaration
from valuenet.model.source import RelationDeclaration, Source, Value

RELATIONS = pl.Schema(
    {
        "ego": pl.UInt32,
        "alter": pl.UInt32,
        "kind": pl.String,
        "date": pl.Date,
        "first_wave": pl.String,
        "last_wave": pl.String,
        "weight": pl.Float64,
        "row": pl.UInt32,
    }
)
"""One relation; `ego` and `alter` are numbers of mentions of the same source."""


def read_ties(
    rows: pl.DataFrame,
    ends: tuple[pl.DataFrame, pl.DataFrame],
    declaration: RelationDeclaration,
    source: Source,
    around: Surroundings,
    waves: Sequence[WaveDeclaration],
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Pair the mentions of both ends, row by row, into relations (`at` and `RELATIONS`), and return the refused cells.

    `ends` are (at, mention) of ego and alter; `waves` are in order of their dates.
    """
    ego, alter = (end.select("at", "mention") for end in ends)
    wave = partial(_wave, known=[each.wave for each in waves])
    days, bad_days = read_dates(rows, declaration.date, around, source.unknown)
    first, bad_first = _read(rows, declaration.first_wave, wave, source.unknown, pl.String)
    last, bad_last = _read(rows, declaration.last_wave, wave, source.unknown, pl.String)
    weight, bad_weight = _read(rows, declaration.weight, _weight, source.unknown, pl.Float64)
    ties = (
        rows.select("at", "row", days.alias("date"), first.alias("first_wave"), last.alias("last_wave"))
        .with_columns(weight.fill_null(1.0).alias("weight"), pl.lit(declaration.relation).alias("kind"))
        .join(ego.rename({"mention": "ego"}), on="at", maintain_order="left_right")
        .join(alter.rename({"mention": "alter"}), on="at", maintain_order="left_right")
        .with_columns(_span(source, waves))
    )
    return ties.select("at", *RELATIONS), [bad_days, bad_first, bad_last, bad_weight]


def read_dates(
    rows: pl.DataFrame, value: Value | None, around: Surroundings, unknown: Sequence[str]
) -> tuple[pl.Series, pl.DataFrame]:
    """Return the first day that each row's date can mean, and the refused cells."""
    if value is None:
        return blank(rows.height, pl.Date), REJECTS.to_frame()
    good, cells, refusals = converted(rows, value, converter_for("date", value, around), unknown)
    return mapped(cells, {cell: dates.first_day(found) for cell, found in good.items()}, pl.Date), refusals


def _read(
    rows: pl.DataFrame, value: Value | None, converter: Converter, unknown: Sequence[str], dtype: type[pl.DataType]
) -> tuple[pl.Series, pl.DataFrame]:
    if value is None:
        return blank(rows.height, dtype), REJECTS.to_frame()
    good, cells, refusals = converted(rows, value, with_map(converter, value), unknown)
    return mapped(cells, good, dtype), refusals


def _wave(cell: str, known: Sequence[str]) -> str | None:
    if is_unknown(cell):
        return None
    if cell.strip() not in known:
        raise Unconvertible("unknown_code", f"'{cell}' is not a wave of the study{nearest(cell, known)}")
    return cell.strip()


def _weight(cell: str) -> float | None:
    found = number(cell)
    if found is not None and found < 0:
        raise Unconvertible("out_of_range", "a weight is not below 0")
    return found


def _span(source: Source, waves: Sequence[WaveDeclaration]) -> list[pl.Expr]:
    """A column of the source decides, then the waves the source speaks for, then the tie's date.

    A tie dated after the last wave belongs to none: its first wave stays empty.
    """
    if source.waves:
        spoken = [wave.wave for wave in waves if wave.wave in source.waves]
        last = None if spoken[-1] == waves[-1].wave else spoken[-1]
        told = (pl.lit(spoken[0], pl.String), pl.lit(last, pl.String))
        return [
            pl.coalesce("first_wave", told[0]).alias("first_wave"),
            pl.coalesce("last_wave", told[1]).alias("last_wave"),
        ]
    by_date = pl.lit(None, pl.String)
    for wave in reversed(waves):
        by_date = (
            pl.when(pl.col("date").is_null() | (pl.col("date") <= wave.date)).then(pl.lit(wave.wave)).otherwise(by_date)
        )
    return [pl.coalesce("first_wave", by_date).alias("first_wave")]
