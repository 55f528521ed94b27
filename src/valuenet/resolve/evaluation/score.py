"""Precision and recall of links against gold: by pair, after chaining, by cluster, and over all thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

PAIR = ("left", "right")
CURVE = pl.Schema({"threshold": pl.Float64, "precision": pl.Float64, "recall": pl.Float64, "f1": pl.Float64})


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 with the counts that make them; null where nothing is to be divided by."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return the share of what is true that was found; None where nothing is true."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where neither is known."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else None


@dataclass(frozen=True)
class Evaluation:
    """Links against gold: by pair, by pair after chaining, by whole cluster, over thresholds, and the worst errors.

    `errors` has left, right, score (null where never compared), rule, and `error`: `merged` wrongly or `missed`.
    """

    pairs: Score
    chained: Score
    clusters: Score
    curve: pl.DataFrame
    errors: pl.DataFrame


def evaluated(links: pl.DataFrame, gold: pl.DataFrame, merge: float) -> Evaluation:
    """Return how `links` (left, right, score, rule) of `merge` or more compare with the pairs of `gold` (left, right).

    Whatever stands left or right, a pair is one pair. All pairs that `gold` does not imply are taken to be wrong.

    >>> links = pl.DataFrame({"left": ["a", "a"], "right": ["b", "c"], "score": [0.9, 0.8], "rule": ["core", "core"]})
    >>> found = evaluated(links, pl.DataFrame({"left": ["b"], "right": ["a"]}), 0.5)
    >>> found.pairs, found.pairs.recall
    (Score(right=1, found=2, true=1), 1.0)
    """
    scored = _ordered(links).sort("score", descending=True, maintain_order=True).unique(PAIR, maintain_order=True)
    true = _ordered(gold).select(PAIR).unique(maintain_order=True)
    merged = scored.filter(pl.col("score") >= merge)
    names = pl.concat([scored["left"], scored["right"], true["left"], true["right"]]).unique(maintain_order=True)
    found_in, true_in = components(merged, names), components(true, names)
    return Evaluation(
        pairs=Score(merged.join(true, on=PAIR, how="semi").height, merged.height, true.height),
        chained=_chained(found_in, true_in),
        clusters=_clusters(found_in, true_in),
        curve=curve(scored, true),
        errors=_errors(scored, merged, true),
    )


def _ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    low, high = pl.min_horizontal(PAIR), pl.max_horizontal(PAIR)
    return pairs.with_columns(left=low, right=high).filter(pl.col("left") != pl.col("right"))


def components(pairs: pl.DataFrame, names: pl.Series) -> NDArray[np.int64]:
    """Return the number of the cluster of each of `names`, joined by `pairs` (left, right).

    >>> components(pl.DataFrame({"left": ["a"], "right": ["b"]}), pl.Series(["a", "b", "c"])).tolist()
    [0, 0, 1]
    """
    number = pl.DataFrame({"name": names}).with_row_index("number")
    ends = [pairs.join(number, left_on=side, right_on="name", maintain_order="left")["number"] for side in PAIR]
    shape = (len(names), len(names))
    ties = coo_array((np.ones(pairs.height, np.int8), (ends[0].to_numpy(), ends[1].to_numpy())), shape=shape)
    return connected_components(ties, directed=False)[1].astype(np.int64)


def _chained(found: NDArray[np.int64], true: NDArray[np.int64]) -> Score:
    together = pl.DataFrame({"found": found, "true": true})
    right, ours, theirs = (_pairs(together, by) for by in (["found", "true"], ["found"], ["true"]))
    return Score(right, ours, theirs)


def _pairs(frame: pl.DataFrame, by: list[str]) -> int:
    sizes = frame.group_by(by).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _clusters(found: NDArray[np.int64], true: NDArray[np.int64]) -> Score:
    """Count clusters of two or more; one is right where its members are exactly those of a true one."""
    frame = pl.DataFrame({"found": found, "true": true}).with_columns(
        of_found=pl.len().over("found"), of_true=pl.len().over("true"), of_both=pl.len().over("found", "true")
    )
    several_found, several_true = frame.filter(pl.col("of_found") > 1), frame.filter(pl.col("of_true") > 1)
    exact = several_found.filter((pl.col("of_found") == pl.col("of_both")) & (pl.col("of_true") == pl.col("of_both")))
    return Score(exact["found"].n_unique(), several_found["found"].n_unique(), several_true["true"].n_unique())


def curve(scored: pl.DataFrame, true: pl.DataFrame, steps: int = 21) -> pl.DataFrame:
    """Return precision, recall and F1 by pair at `steps` thresholds from 0 to 1 (columns `CURVE`).

    >>> links = pl.DataFrame({"left": ["a"], "right": ["b"], "score": [0.6]})
    >>> curve(links, pl.DataFrame({"left": ["a"], "right": ["b"]}), 3).rows()
    [(0.0, 1.0, 1.0, 1.0), (0.5, 1.0, 1.0, 1.0), (1.0, None, 0.0, 0.0)]
    """
    told = scored.join(true.with_columns(right_pair=pl.lit(True)), on=PAIR, how="left")
    rows = []
    for threshold in np.linspace(0, 1, steps).round(4).tolist():
        kept = told.filter(pl.col("score") >= threshold)
        score = Score(int(kept["right_pair"].sum()), kept.height, true.height)
        rows.append((threshold, score.precision, score.recall, score.f1))
    return pl.DataFrame(rows, schema=CURVE, orient="row")


def _errors(scored: pl.DataFrame, merged: pl.DataFrame, true: pl.DataFrame) -> pl.DataFrame:
    """Return the errors: wrong merges from the surest down, then misses, those never compared last."""
    columns = [*PAIR, "score", "rule", "error"]
    wrong = merged.join(true, on=PAIR, how="anti").sort("score", descending=True, maintain_order=True)
    lost = true.join(merged, on=PAIR, how="anti").join(scored, on=PAIR, how="left", maintain_order="left")
    lost = lost.sort("score", descending=True, nulls_last=True, maintain_order=True)
    return pl.concat(
        [
            wrong.with_columns(error=pl.lit("merged")).select(columns),
            lost.with_columns(error=pl.lit("missed")).select(columns),
        ]
    )
