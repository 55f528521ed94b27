"""Quantities to rows: printed values by name, the others drawn in bands that keep every printed share and total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.reconstruct.amount import count_of, fitting_total, value_of
from valuenet.reconstruct.fill import Labels, Mask
from valuenet.reconstruct.numbers import Range, numbers_in
from valuenet.reconstruct.recipe import Band, Numbers

REST = "rest"


def quantities(
    declared: Numbers,
    scope: Mask,
    named: Sequence[str],
    figures: Mapping[str, Figure],
    rng: np.random.Generator,
    like: Labels | None = None,
) -> Labels:
    """Return a number (float) for as many rows of the scope as the recipe says, None for the others.

    The first rows are those of `named`; `like` is another quantity that this one goes along with. Raises `DataError`
    where bands and total contradict one another.
    """
    rows = _rows(declared, scope, figures)
    total = _total(declared, rows, figures)
    given = _given(declared, named, total, figures)
    outside = [name for name, at in zip(named, range(len(named)), strict=True) if at in given and not scope[at]]
    if outside:
        raise DataError(f"{', '.join(outside)}: has a printed value, but is not among the rows that can have one")
    drawn = _drawn(declared, rows, list(given.values()), total, figures, rng)
    free = np.setdiff1d(np.flatnonzero(scope), list(given))
    chosen = _chosen(free, len(drawn), len(named), declared.favour, rng)
    if like is not None:
        chosen = chosen[np.argsort(-_blurred(like[chosen], rng), kind="stable")]
    order = np.sort(drawn)[::-1] if declared.favour or like is not None else rng.permutation(drawn)
    found = np.full(len(scope), None, dtype=object)
    for at, value in [*given.items(), *zip(chosen.tolist(), order.tolist(), strict=True)]:
        found[at] = round(float(value), 10)
    return found


def _blurred(like: Labels, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return another quantity of some rows, each off by a random factor, so that the order is alike, not the same."""
    known = np.array([0.0 if value is None else float(value) for value in like], dtype=np.float64)
    return known * rng.lognormal(0.0, 0.4, known.size)


def _rows(declared: Numbers, scope: Mask, figures: Mapping[str, Figure]) -> int:
    if declared.fitting is not None:
        shares = [str(band.rows) for band in declared.bands if band.rows in figures]
        return fitting_total(shares, count_of(declared.fitting, 0, figures), figures)
    return int(scope.sum()) if declared.rows is None else count_of(declared.rows, int(scope.sum()), figures)


def _total(declared: Numbers, rows: int, figures: Mapping[str, Figure]) -> float | None:
    if declared.mean is not None:
        return value_of(declared.mean, figures) * rows
    return None if declared.total is None else value_of(declared.total, figures)


def _given(
    declared: Numbers, named: Sequence[str], total: float | None, figures: Mapping[str, Figure]
) -> dict[int, float]:
    """Return the printed values by the row of who has them."""
    values = {name: value_of(amount, figures) for name, amount in declared.given.items()}
    for name, share in declared.shares.items():
        whole = total if declared.shares_of is None else value_of(declared.shares_of, figures)
        values[name] = round(value_of(share, figures) * (whole or 0) / declared.step) * declared.step
    lacking = sorted(set(values) - set(named))
    if lacking:
        raise DataError(f"{', '.join(lacking)}: has a printed value, but is not among the named subjects of the table")
    return {list(named).index(name): value for name, value in values.items()}


def _drawn(
    declared: Numbers,
    rows: int,
    given: list[float],
    total: float | None,
    figures: Mapping[str, Figure],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    counts = _counts(declared.bands, rows, figures)
    lows = [value_of(band.low, figures) for band in declared.bands]
    ranges = [
        Range(count - _among(given, low, lows), low, value_of(band.high, figures))
        for band, count, low in zip(declared.bands, counts, lows, strict=True)
    ]
    own = [band.total for band in declared.bands]
    left = None if total is None else total - sum(given)
    found = [np.zeros(0)]
    for each, amount in zip(ranges, own, strict=True):
        if amount is not None:
            found.append(numbers_in([each], value_of(amount, figures), declared.step, rng))
    shared = [each for each, amount in zip(ranges, own, strict=True) if amount is None]
    left = left if left is None else left - float(sum(part.sum() for part in found))
    found.append(numbers_in(shared, left if shared else None, declared.step, rng))
    return np.concatenate(found)


def _counts(bands: Sequence[Band], rows: int, figures: Mapping[str, Figure]) -> list[int]:
    counts = [None if band.rows == REST else count_of(band.rows, rows, figures) for band in bands]
    left = rows - sum(count for count in counts if count is not None)
    if left < 0 or (left and None not in counts):
        raise DataError(f"the bands hold {rows - left} values for {rows} rows: give one of them 'rest'")
    return [left if count is None else count for count in counts]


def _among(given: Sequence[float], low: float, lows: Sequence[float]) -> int:
    """Return how many printed values fall into the band that begins at `low` and ends where the next begins."""
    end = min((each for each in lows if each > low), default=np.inf)
    return sum(low <= value < end for value in given)


def _chosen(
    free: NDArray[np.int64], count: int, named: int, favour: bool, rng: np.random.Generator
) -> NDArray[np.int64]:
    if count > free.size:
        raise DataError(f"{count} values for {free.size} rows")
    mixed = rng.permutation(free)
    if favour:
        mixed = np.concatenate([mixed[mixed < named], mixed[mixed >= named]])
    return mixed[:count]
