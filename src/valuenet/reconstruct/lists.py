"""Lists of a table wave by wave: who enters with which list, who has left, and whose labels were others before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.reconstruct.amount import count_of
from valuenet.reconstruct.fill import Labels, Mask, empty, fill
from valuenet.reconstruct.recipe import Lists
from valuenet.reconstruct.table import generator

Waves = Mapping[str, date]
"""The date of each wave, in order."""


def with_entry(
    name: str, frame: pl.DataFrame, lists: Lists, waves: Waves, figures: Mapping[str, Figure], seed: int
) -> pl.DataFrame:
    """Return `frame` (the last list) with `entry`, the wave of the first list that each row is in."""
    order = [wave for wave in waves if wave in lists.sizes]
    gone = sum(lists.left.values())
    sizes = [count_of(lists.sizes[wave], 0, figures) for wave in order]
    if sizes[-1] != frame.height:
        raise DataError(f"table '{name}': its last list has {sizes[-1]} rows, the table {frame.height}")
    still = [size - sum(_still_there(lists, wave, order)) for size, wave in zip(sizes, order, strict=True)]
    margin = {wave: now - before for wave, now, before in zip(order, still, [0, *still], strict=False)}
    if min(margin.values()) < 0:
        raise DataError(f"table '{name}': {gone} rows leave, but its lists do not leave room: {margin}")
    told = frame["entry"].to_list() if "entry" in frame.columns else [None] * frame.height
    labels = np.array(told, dtype=object)
    last = rows_with(frame, lists.last)
    labels[last & empty(labels)] = order[-1]
    allowed = _allowed(frame, lists, order, waves) or {}
    for wave, can in allowed.items():
        if early := np.flatnonzero((labels == wave) & ~can).tolist():
            raise DataError(f"table '{name}': row {early[0]} is to enter with {wave}, before its '{lists.not_before}'")
    entries = fill(labels, margin, generator(seed, name, "entry"), allowed)
    return frame.with_columns(pl.Series("entry", entries.tolist(), dtype=pl.String))


def _still_there(lists: Lists, wave: str, order: list[str]) -> list[int]:
    """Return, for each later leaving, how many of this wave's list are rows that leave after this wave or later."""
    return [count for last, count in lists.left.items() if order.index(last) >= order.index(wave)]


def _allowed(frame: pl.DataFrame, lists: Lists, order: list[str], waves: Waves) -> dict[str, Mask] | None:
    if lists.not_before is None:
        return None
    since = frame[lists.not_before].str.slice(0, 4).cast(pl.Int64).fill_null(0).to_numpy()
    return {wave: since <= waves[wave].year for wave in order}


def rows_with(frame: pl.DataFrame, labels: Mapping[str, str]) -> Mask:
    """Return which rows have all of `labels`; none where no label is given."""
    if not labels:
        return np.zeros(frame.height, dtype=bool)
    alike = [pl.col(field).eq_missing(pl.lit(label)) for field, label in labels.items()]
    return frame.select(pl.all_horizontal(alike)).to_series().to_numpy()


def left_rows(name: str, frame: pl.DataFrame, lists: Lists, waves: Waves, seed: int) -> pl.DataFrame:
    """Return the rows that have left (with `last`, the wave of their last list), like random rows of the first list.

    They resemble invented rows with the labels `leaving`; their names are null, to be invented.
    """
    first = next(wave for wave in waves if wave in lists.sizes)
    rows = sum(lists.left.values())
    alike = frame.filter(pl.col("entry") == first, pl.col("printed") == "no")
    if lists.leaving:
        alike = alike.filter(pl.Series(rows_with(alike, lists.leaving)))
    if alike.is_empty() and rows:
        raise DataError(f"table '{name}': no row of the first list is like those that are to leave")
    at = generator(seed, name, "left").integers(0, max(alike.height, 1), rows)
    last = [wave for wave, count in lists.left.items() for _ in range(count)]
    unnamed = [pl.lit(None, pl.String).alias(name) for name in ("name_zh", "name_en")]
    return alike.select(pl.all().gather(at)).with_columns(*unnamed, pl.Series("last", last, dtype=pl.String))


def listed(
    name: str,
    frame: pl.DataFrame,
    gone: pl.DataFrame,
    lists: Lists,
    waves: Waves,
    figures: Mapping[str, Figure],
    seed: int,
) -> dict[str, pl.DataFrame]:
    """Return the list of each wave: the rows that had entered and had not left, with the labels they had then.

    Labels are taken back from the last list: those that have left, and as few others as can be, differ from later.
    """
    order = [wave for wave in waves if wave in lists.sizes]
    everyone = pl.concat([frame.with_columns(pl.lit(order[-1]).alias("last")), gone], how="diagonal")
    place = {wave: at for at, wave in enumerate(order)}
    began, ended = (everyone[column].replace_strict(place).to_numpy() for column in ("entry", "last"))
    found: dict[str, pl.DataFrame] = {}
    labels = {field: _unknown_of_gone(everyone[field], frame.height) for field in lists.changing}
    for wave in reversed(order):
        there = (began <= place[wave]) & (place[wave] <= ended)
        for field, margins in lists.changing.items():
            if wave in margins:
                rng = generator(seed, name, field, wave)
                keep = rows_with(everyone, lists.keep)
                labels[field] = _taken_back(labels[field], there, keep, margins[wave], figures, rng)
        now = everyone.with_columns(pl.Series(field, each.tolist(), dtype=pl.String) for field, each in labels.items())
        found[wave] = now.filter(pl.Series(there))
    return {wave: found[wave] for wave in order}


def _unknown_of_gone(column: pl.Series, members: int) -> Labels:
    labels = np.array(column.to_list(), dtype=object)
    labels[members:] = None
    return labels


def _taken_back(
    labels: Labels,
    there: Mask,
    keep: Mask,
    amounts: Mapping[str, int | float | str],
    figures: Mapping[str, Figure],
    rng: np.random.Generator,
) -> Labels:
    """Return the labels of a wave from those of the next, changing only as many as its margin asks for."""
    margin = {label: count_of(amount, int(there.sum()), figures) for label, amount in amounts.items()}
    if sum(margin.values()) != there.sum():
        words = " + ".join(f"{amounts[label]} ({count})" for label, count in margin.items())
        raise DataError(f"{words} come to {sum(margin.values())}, but the list has {there.sum()}: correct one of them")
    now = labels.copy()
    for label, wanted in margin.items():
        rows = np.flatnonzero(there & (now == label) & ~keep)
        surplus = int((there & (now == label)).sum()) - wanted
        if surplus > rows.size:
            raise DataError(f"'{label}' has {surplus} rows too many, but only {rows.size} may change")
        if surplus > 0:
            now[rng.choice(rows, surplus, replace=False)] = None
    now[there] = fill(now[there], margin, rng)
    return now
