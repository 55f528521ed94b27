"""Relations as records: who with whom in words, since when, and from which wave on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from valuenet.reconstruct.lists import Waves


def tie_records(
    relations: pl.DataFrame, parties: pl.DataFrame, years: Mapping[str, float], waves: Waves, rng: np.random.Generator
) -> pl.DataFrame:
    """Return a record for each relation: ego and alter by their names, the alter's place and sector, date, first wave.

    `relations` has ego, alter (numbers) and kind. `parties` has, for every number, name_zh, name_en, kind, country,
    region, sector, home_country, founded (ISO, where it is known) and entry (null for who is on no list). A relation
    begins after the founding of both sides; it belongs to the waves from its own date and the entry of both on, and
    to the last wave in any case.
    """
    egos = relations.select(number="ego").join(parties, on="number", how="left", maintain_order="left")
    alters = relations.select(number="alter").join(parties, on="number", how="left", maintain_order="left")
    days = np.maximum.reduce([_days(relations.height, years, waves, rng), _founded(egos), _founded(alters)])
    order = {wave: at for at, wave in enumerate(waves)}
    ends = np.array([end.toordinal() for end in waves.values()])
    first = np.maximum.reduce(
        [np.searchsorted(ends, np.minimum(days, ends[-1])), _entry(egos, order), _entry(alters, order)]
    )
    names = list(waves)
    return pl.DataFrame(
        {
            "ego_zh": egos["name_zh"],
            "ego_en": egos["name_en"],
            "kind": relations["kind"],
            "alter_zh": alters["name_zh"],
            "alter_en": alters["name_en"],
            **{f"alter_{name}": alters[name] for name in ("kind", "country", "region", "sector", "home_country")},
            "date": [date.fromordinal(int(day)).isoformat() for day in np.minimum(days, ends[-1])],
            "first_wave": [names[at] for at in first],
        }
    )


def _days(
    rows: int, years: Mapping[str, float], waves: Waves, rng: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    weights = np.array(list(years.values()), dtype=float)
    chosen = rng.choice([int(year) for year in years], rows, p=weights / weights.sum())
    starts = {int(year): date(int(year), 1, 1).toordinal() for year in years}
    return np.array([starts[int(year)] for year in chosen], dtype=np.int64) + rng.integers(0, 365, rows)


def _founded(side: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    days = {day: date.fromisoformat(day).toordinal() for day in side["founded"].drop_nulls().unique()}
    return np.array([days.get(day, 0) for day in side["founded"]], dtype=np.int64)


def _entry(side: pl.DataFrame, order: Mapping[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([order.get(wave, 0) for wave in side["entry"]], dtype=np.int64)
