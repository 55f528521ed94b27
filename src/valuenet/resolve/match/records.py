"""Records of two tables linked by all their fields, with weights that the data themselves tell (EM)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from valuenet.errors import UsageError, nearest
from valuenet.resolve.match.fields import KINDS, Levels, levels_of, weighted_words

RECORD_LINKS = pl.Schema({"left": pl.String, "right": pl.String, "score": pl.Float64, "rule": pl.String})
"""Ids of two records, how likely they are one, and the comparison that speaks most for it."""
WEIGHTS = pl.Schema({"field": pl.String, "level": pl.Int64, "m": pl.Float64, "u": pl.Float64, "bits": pl.Float64})
"""Of a comparison's level: its share among pairs that are one (m), among others (u), and log2 of m over u."""
_NEAREST = 10
_ROUNDS = 60


@dataclass(frozen=True)
class Linked:
    """Links of records (`RECORD_LINKS`), the weights learnt (`WEIGHTS`) and the number of pairs compared."""

    links: pl.DataFrame
    weights: pl.DataFrame
    compared: int


def linked(left: pl.DataFrame, right: pl.DataFrame, kinds: Mapping[str, str], single: bool = True) -> Linked:
    """Return the links between the records of two tables, whose first column is the id, by the fields of `kinds`.

    `kinds` gives each field to compare its kind, one of `KINDS`; the first should be the one that names the record.
    Of each record the ten whose words are nearest are compared. How much each level of agreement weighs is learnt
    from these pairs by expectation and maximisation (Fellegi and Sunter 1969; Winkler 1988). With `single`, a record
    keeps the best link only, and only where it is that of the other side too. Raises `UsageError` for an unknown kind.

    >>> ours = pl.DataFrame({"id": ["1", "2"], "title": ["graph mining at scale", "query plans"]})
    >>> theirs = pl.DataFrame({"id": ["a", "b"], "title": ["query plans", "mining graphs at scale"]})
    >>> linked(ours, theirs, {"title": "name"}).links.select("left", "right").rows()
    [('1', 'b'), ('2', 'a')]
    """
    for field, kind in kinds.items():
        if kind not in KINDS:
            raise UsageError(f"'{kind}' of '{field}' is no kind of field{nearest(kind, KINDS)} ({', '.join(KINDS)})")
    ones, others = (frame.with_columns(pl.all().cast(pl.String)) for frame in (left, right))
    pairs = _candidates(ones, others, kinds)
    if pairs.is_empty():
        return Linked(RECORD_LINKS.to_frame(), WEIGHTS.to_frame(), 0)
    levels = _levels(ones, others, kinds, pairs)
    posterior, weights = fitted(levels, _prior(pairs))
    bits = {name: np.array(_bits(weights, name)) for name in levels}
    most = np.array(list(levels))[np.argmax([bits[name][levels[name] + 1] for name in levels], axis=0)]
    ids = (ones.to_series(0).gather(pairs["left"]), others.to_series(0).gather(pairs["right"]))
    found = pl.DataFrame({"left": ids[0], "right": ids[1], "score": posterior, "rule": most}, RECORD_LINKS)
    near = found.with_columns(alike=pairs["alike"])
    return Linked(_singles(near) if single else found, weights, pairs.height)


def _candidates(ones: pl.DataFrame, others: pl.DataFrame, kinds: Mapping[str, str]) -> pl.DataFrame:
    """Return, for every record, the records of the other table whose words are nearest: left, right, alike."""
    spoken = [field for field, kind in kinds.items() if kind in ("name", "text")][:1] or list(kinds)[:1]
    both = weighted_words(ones[spoken[0]], others[spoken[0]])
    product = (both.left @ both.right.T).tocoo()
    near = pl.DataFrame({"left": product.row, "right": product.col, "alike": product.data})
    ranks = [pl.col("alike").rank("ordinal", descending=True).over(side) <= _NEAREST for side in ("left", "right")]
    return near.sort("left", "right").filter(ranks[0] | ranks[1])


def _levels(
    ones: pl.DataFrame, others: pl.DataFrame, kinds: Mapping[str, str], pairs: pl.DataFrame
) -> dict[str, Levels]:
    found: dict[str, Levels] = {}
    for field, kind in kinds.items():
        sides = (ones[field].gather(pairs["left"]), others[field].gather(pairs["right"]))
        found |= {f"{field} {part}": levels for part, levels in levels_of(kind, *sides).items()}
    nearness = np.digitize(-pairs["alike"].to_numpy(), [-0.9, -0.75, -0.6, -0.45, -0.3]).astype(np.int64)
    return found | {"rare words": nearness}


def _prior(pairs: pl.DataFrame) -> NDArray[np.float64]:
    """Return where to begin: the nearest pair of either side is likelier to be one than the others."""
    best = [pairs["alike"] == pairs.select(pl.col("alike").max().over(side))["alike"] for side in ("left", "right")]
    alike = pairs["alike"].to_numpy()
    return np.where((best[0] & best[1]).to_numpy(), np.clip(alike, 0.05, 0.95), 0.01)


def fitted(levels: Mapping[str, Levels], start: NDArray[np.float64]) -> tuple[NDArray[np.float64], pl.DataFrame]:
    """Return how likely each pair is one, and the weights, by expectation and maximisation from `start`.

    Comparisons are taken to be independent given what a pair is; a missing value speaks neither way.

    >>> levels = np.array([0, 0, 1, 1, 1, 1])
    >>> score, _ = fitted({"name": levels, "year": levels}, np.where(levels == 0, 0.9, 0.1))
    >>> bool(score[0] > 0.9), bool(score[5] < 0.1)
    (True, True)
    """
    posterior = start
    shares: dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]] = {}
    for _ in range(_ROUNDS):
        odds = np.full(len(start), np.log(posterior.mean() / (1 - posterior.mean())))
        for name, level in levels.items():
            shares[name] = (_shares(level, posterior), _shares(level, 1 - posterior))
            odds += np.log(shares[name][0] / shares[name][1])[level + 1]
        moved = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
        if np.abs(moved - posterior).max() < 1e-6:
            break
        posterior = np.clip(moved, 1e-9, 1 - 1e-9)
    rows = [
        (name, level - 1, float(m[level]), float(u[level]), float(np.log2(m[level] / u[level])))
        for name, (m, u) in shares.items()
        for level in range(len(m))
    ]
    return posterior, pl.DataFrame(rows, WEIGHTS, orient="row")


def _shares(level: Levels, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of each level, none of them nothing; the first is that of missing values, 1 on either side."""
    counts = np.bincount(level + 1, weights=weight, minlength=int(level.max()) + 2) + 0.05
    counts[0] = 0.0
    shares = counts / counts.sum()
    shares[0] = 1.0
    return shares


def _bits(weights: pl.DataFrame, name: str) -> list[float]:
    return weights.filter(pl.col("field") == name).sort("level")["bits"].to_list()


def _singles(found: pl.DataFrame) -> pl.DataFrame:
    """Keep a link only where it is the best of both its records."""
    order = found.sort("score", "alike", "left", "right", descending=[True, True, False, False])
    first = [pl.int_range(pl.len()).over(side) == 0 for side in ("left", "right")]
    return order.filter(first[0] & first[1]).select(*RECORD_LINKS).sort("left", "right")
