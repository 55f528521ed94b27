"""Rounds of financing whose amounts add up to what each enterprise raised, dated so that they explain its entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from valuenet.reconstruct.lists import Waves
from valuenet.reconstruct.recipe import Finance

ROUNDS = pl.Schema(
    {"number": pl.UInt32, "round": pl.String, "date": pl.String, "amount_cny": pl.Int64, "wave": pl.String}
)
"""One round of the subject `number`; `wave` is the first list in which it can be known."""
_UNIT = 10_000
_YEARS_BEFORE = 2_500  # days before the entry in which a first round lies at the earliest


def rounds_of(frame: pl.DataFrame, declared: Finance, waves: Waves, rng: np.random.Generator) -> pl.DataFrame:
    """Return the rounds (`ROUNDS`) of every row whose `financed` is "true".

    `frame` has number, financed, raised_cny (null where nothing is disclosed), founded (ISO), entry (a wave) and last
    (the wave of the last list that it is in; null is the very last). The first round lies between founding and
    entry, all of them up to the last list; the amounts of a row add up to what it raised.

    >>> rows = {"number": [7], "financed": ["true"], "raised_cny": [3e7], "founded": ["2015-03-01"], "entry": ["2017"],
    ...     "last": [None]}
    >>> plan = Finance(ladder=("angel", "a"), rounds={"0": 1, "20000000": 2})
    >>> found = rounds_of(pl.DataFrame(rows), plan, {"2017": date(2017, 12, 31)}, np.random.default_rng(1))
    >>> found["round"].to_list(), found["amount_cny"].sum()
    (['angel', 'a'], 30000000)
    """
    rows: list[tuple[object, ...]] = []
    financed = frame.filter(pl.col("financed") == "true")
    columns = ("number", "raised_cny", "founded", "entry", "last")
    for number, raised, founded, entry, last in financed.select(columns).iter_rows():
        count = min(_rounds(raised or 0.0, declared.rounds), len(declared.ladder))
        days = _days(count, founded, waves[entry], waves[last or list(waves)[-1]], rng)
        amounts = _amounts(raised, count, rng)
        for name, day, amount in zip(declared.ladder, days, amounts, strict=False):
            wave = max(entry, next(wave for wave, end in waves.items() if day <= end), key=list(waves).index)
            rows.append((number, name, day.isoformat(), amount, wave))
    return pl.DataFrame(rows, schema=ROUNDS, orient="row")


def _rounds(raised: float, table: Mapping[str, int]) -> int:
    return max(count for least, count in table.items() if raised >= float(least))


def _days(count: int, founded: str | None, entry: date, end: date, rng: np.random.Generator) -> list[date]:
    earliest = entry.toordinal() - _YEARS_BEFORE
    start = min(max(earliest, date.fromisoformat(founded).toordinal() if founded else 0), entry.toordinal())
    first = int(rng.integers(start, entry.toordinal() + 1))
    later = np.sort(rng.integers(first, end.toordinal() + 1, count - 1))
    return [date.fromordinal(day) for day in (first, *later.tolist())]


def _amounts(raised: float | None, count: int, rng: np.random.Generator) -> list[int | None]:
    """Part a sum into rounds of growing size, in whole units of ten thousand; nothing where nothing is disclosed."""
    if raised is None:
        return [None] * count
    units = round(raised / _UNIT)
    share = np.cumprod(rng.uniform(1.2, 3.0, count))
    parts = np.maximum(np.floor(units * share / share.sum()), 1).astype(np.int64)
    parts[-1] += units - parts.sum()
    return [int(part) * _UNIT for part in parts]
