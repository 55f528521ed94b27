"""Financing rounds that rows tell of: their name, date and amount, in yuan of the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from valuenet.collect.amount import to_cny
from valuenet.collect.cells import REJECTS, blank, cells_of, converted, field_name, mapped, refused
from valuenet.collect.convert import Surroundings, converters, read_cells, with_map
from valuenet.collect.reject import Unconvertible
from valuenet.collect.ties import read_dates
from valuenet.model.source import RoundDeclaration, Source, Value

ROUNDS = pl.Schema(
    {
        "mention": pl.UInt32,
        "round": pl.String,
        "date": pl.Date,
        "amount_cny": pl.Float64,
        "low_cny": pl.Float64,
        "high_cny": pl.Float64,
        "estimated": pl.Boolean,
        "currency": pl.String,
        "row": pl.UInt32,
    }
)
"""One financing round of one mention; an amount that is not disclosed is null, never 0."""

_AMOUNT = ("amount_cny", "low_cny", "high_cny", "estimated", "currency")


def read_rounds(
    rows: pl.DataFrame, subject: pl.DataFrame, declaration: RoundDeclaration, source: Source, around: Surroundings
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Return the rounds (`at` and `ROUNDS`) of the mentions in `subject` (at, mention), and the refused cells.

    A row that tells neither round nor date nor amount is no round.
    """
    names, bad_names = _round_names(rows, declaration.round, source, around)
    days, bad_days = read_dates(rows, declaration.date, around, source.unknown)
    amounts, bad_amounts = _amounts(rows, declaration.amount, days, source, around)
    told = rows.select("at", "row", names.alias("round"), days.alias("date")).hstack(amounts)
    told = told.filter(pl.any_horizontal(pl.col("round", "date", "amount_cny").is_not_null()))
    rounds = told.join(subject.select("at", "mention"), on="at", maintain_order="left_right")
    return rounds.select("at", *ROUNDS), [bad_names, bad_days, bad_amounts]


def _round_names(
    rows: pl.DataFrame, value: Value | None, source: Source, around: Surroundings
) -> tuple[pl.Series, pl.DataFrame]:
    if value is None:
        return blank(rows.height), REJECTS.to_frame()
    code = with_map(converters(around, "CNY", "funding_round")["code"], value)
    good, cells, refusals = converted(rows, value, code, source.unknown)
    return mapped(cells, good), refusals


def _amounts(
    rows: pl.DataFrame, value: Value | None, days: pl.Series, source: Source, around: Surroundings
) -> tuple[pl.DataFrame, pl.DataFrame]:
    schema = {name: ROUNDS[name] for name in _AMOUNT}
    if value is None:
        undisclosed = [blank(rows.height, dtype).alias(name) for name, dtype in schema.items()]
        return pl.DataFrame(undisclosed).with_columns(pl.col("estimated").fill_null(False)), REJECTS.to_frame()
    cells = cells_of(rows, value, source.unknown)
    good, bad = read_cells(cells, with_map(converters(around, value.currency or "CNY", None)["amount"], value))
    pairs = pl.DataFrame({"cell": cells, "date": days})
    table = [
        (cell, day, *_in_cny(cell, good, day or around.known_until, bad))
        for cell, day in pairs.unique(maintain_order=True).iter_rows()
    ]
    known = pl.DataFrame(table, schema={"cell": pl.String, "date": pl.Date, **schema}, orient="row")
    found = pairs.join(known, on=["cell", "date"], how="left", nulls_equal=True, maintain_order="left")
    return found.select(_AMOUNT), refused(rows["row"], cells, bad, field_name(value))


def _in_cny(cell: str | None, good: dict[str, Any], day: date, bad: dict[str, Unconvertible]) -> tuple[Any, ...]:
    found = good.get(cell) if cell is not None else None
    if found is not None:
        try:
            cny = to_cny(found, day)
        except Unconvertible as refusal:
            bad[str(cell)] = refusal
        else:
            return cny.value, cny.low, cny.high, cny.estimated, found.currency
    return None, None, None, False, None
