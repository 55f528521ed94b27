"""Weights: how much each level of agreement speaks for one organisation, and the score they make together."""

from __future__ import annotations

import csv
from functools import cache, reduce
from importlib.resources import files
from operator import mul

import polars as pl

from valuenet.resolve.match.compare import COMPARISONS


@cache
def factors() -> dict[str, dict[str, float]]:
    """Return, by comparison and level, how many times likelier it is among pairs that are one than among others.

    The factor of `core` is the odds themselves: pairs are compared only because their names share something.
    Source: `weights.csv`, with the reason of each (Fellegi and Sunter 1969, m over u).

    >>> factors()["domain"]["same"]
    30.0
    """
    text = (files("valuenet.resolve.match") / "weights.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["comparison"], {})[row["level"]] = float(row["factor"])
    return found


def weighed(compared: pl.DataFrame) -> pl.DataFrame:
    """Return `compared` (as `compare.compared`, with rivals) with its odds and its score between 0 and 1.

    `rivals` is the number of organisations of full legal name that the shorter of two names may mean: they share the
    odds, but where a place or a domain singles one out.

    >>> levels = {"core": "han4", "place": "city", "industry": "missing", "registered": "missing", "arm": "same"}
    >>> pair = pl.DataFrame({**levels, "domain": "missing", "source": "other", "kind": "same", "rivals": 1})
    >>> round(weighed(pair)["score"][0], 3)
    0.993
    """
    weights = {name: pl.col(name).replace_strict(factors()[name], return_dtype=pl.Float64) for name in COMPARISONS}
    found = scored(compared.select(**weights, rivals="rivals"))
    return pl.concat([compared, found], how="horizontal")


def scored(weights: pl.DataFrame) -> pl.DataFrame:
    """Return odds and score of pairs of which `weights` has the factor of each comparison, and the rivals.

    >>> weights = pl.DataFrame({name: [2.0] for name in COMPARISONS}).with_columns(rivals=pl.lit(2))
    >>> scored(weights)["odds"].to_list()
    [128.0]
    """
    odds = reduce(mul, map(pl.col, COMPARISONS)) / pl.col("rivals").clip(lower_bound=1)
    return weights.select(odds=odds, score=odds / (1 + odds))
