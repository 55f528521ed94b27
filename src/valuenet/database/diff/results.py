"""Results of both sides: every figure that differs, the largest changes first, and the ranks of regions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from valuenet.database.diff.sides import Side, Sides
from valuenet.errors import DatabaseError, DataError, UsageError
from valuenet.index.build import build
from valuenet.measures.catalogue import Measure, catalogue

_AT_REPORTED_WAVE = re.compile(r"\b(network_[a-z]+|shock_[a-z]+|index_[a-z]+|comparison|figure)\b")
_VIEWS = {"network_relation", "network_node"}
_SCORES = """
SELECT s.region, s.score, s.rank FROM index_score s JOIN index_indicator i ON i.indicator = s.indicator
WHERE i.parent IS NULL AND s.wave = (SELECT wave FROM study) ORDER BY s.region
"""


def result_tables(both: Sides) -> Iterator[tuple[str, pl.DataFrame | None, pl.DataFrame | None, str | None]]:
    """Yield the name of each table of the report, the table on both sides, and why it is not compared.

    A side at its reported wave has its tables in the file. At another wave they are computed, but for those of the
    network's structure, the shock, the index and the audit, which a build finds out for its reported wave alone.
    """
    for side in (both.a, both.b):
        if not side.reported and side.whole:
            side.database.show_wave(side.wave)
            side.database.hold_views()
    for name, measure in catalogue().items():
        try:
            yield name, _table(both.a, measure), _table(both.b, measure), None
        except DatabaseError:
            yield name, None, None, "other_wave" if _bound(measure) else "not_there"


def _bound(measure: Measure) -> bool:
    return bool(set(_AT_REPORTED_WAVE.findall(measure.sql)) - _VIEWS)


def _table(side: Side, measure: Measure) -> pl.DataFrame:
    if side.reported:
        return side.database.table(measure.name)
    if _bound(measure) or not side.whole:
        raise DatabaseError(f"'{measure.name}' is there for the reported wave only")
    return side.database.query(measure.sql)


def result_diff(both: Sides, top: int) -> dict[str, Any]:
    """Return how many figures of how many tables differ, the tables by that number, and the largest changes."""
    told: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    skipped: dict[str, list[str]] = {}
    equal = 0
    for name, a, b, why in result_tables(both):
        if a is None or b is None:
            skipped.setdefault(str(why), []).append(name)
            continue
        found = list(_cells(catalogue()[name], a, b))
        equal += not found
        if found:
            told.append({"table": name, "figures": len(found), "rows_a": a.height, "rows_b": b.height})
        changes += found
    told.sort(key=lambda each: (-each["figures"], each["table"]))
    changes.sort(
        key=lambda each: (
            None in (each["a"], each["b"]),
            -_weight(each),
            each["table"],
            str(each["key"]),
            each["column"],
        )
    )
    return {
        "tables_equal": equal,
        "tables_changed": len(told),
        "tables": told[: top or None],
        "figures_changed": len(changes),
        "largest": changes[: top or None],
        "not_compared": skipped,
    }


def _weight(change: Mapping[str, Any]) -> float:
    """Return how large a change is: the ratio of the figures, which counts the more the larger they are."""
    a, b = (abs(change[side] or 0.0) for side in ("a", "b"))
    return abs(math.log((b + 1) / (a + 1))) * math.log(1 + max(a, b))


def _cells(measure: Measure, a: pl.DataFrame, b: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield every figure that differs; a row that is on one side only is told by its first figure."""
    key = [name for name in measure.key if name in a.columns and name in b.columns]
    figures = [name for name in measure.columns if name in a.columns and name in b.columns and name not in key]
    figures = [name for name in figures if a[name].dtype.is_numeric() and b[name].dtype.is_numeric() and name != "rank"]
    left, right = ({tuple(row[name] for name in key): row for row in side.iter_rows(named=True)} for side in (a, b))
    for one in dict.fromkeys([*left, *right]):
        here, there = left.get(one), right.get(one)
        for name in figures if here and there else figures[:1]:
            was, now = (row[name] if row else None for row in (here, there))
            if not _same(was, now):
                words = {"table": measure.name, "key": dict(zip(key, one, strict=True)), "column": name}
                yield {**words, "a": was, "b": now}


def _same(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12))


def index_diff(both: Sides, top: int) -> dict[str, Any]:
    """Return the rank and score of every region on both sides, those that moved furthest first."""
    scores = [_scores(side) for side in (both.a, both.b)]
    if any(each.is_empty() for each in scores):
        return {"regions": 0, "moved": 0, "largest": []}
    beside = scores[0].join(scores[1], on="region", how="full", coalesce=True, suffix="_b")
    beside = beside.select(
        "region",
        score_a="score",
        score_b="score_b",
        rank_a="rank",
        rank_b="rank_b",
        moved=pl.col("rank") - pl.col("rank_b"),
    )
    ordered = beside.sort(pl.col("moved").abs(), "rank_b", "region", descending=[True, False, False], nulls_last=True)
    moved = beside.filter(pl.col("moved").ne_missing(0)).height
    return {"regions": beside.height, "moved": moved, "largest": ordered.head(top or ordered.height).to_dicts()}


def _scores(side: Side) -> pl.DataFrame:
    """Return region, score and rank of the whole index; of another wave than the reported one it is built anew."""
    nothing = pl.DataFrame(schema={"region": pl.String, "score": pl.Float64, "rank": pl.Int64})
    try:
        if side.reported:
            return side.database.query(_SCORES)
        index = side.database.index(side.wave)
        found = build(index.named.tree, index.table, index.recipe)
    except (DatabaseError, DataError, UsageError):  # a version or a study without an index, or a wave without its data
        return nothing
    (root,) = (code for code in index.named.tree.codes if index.named.tree.levels[code] == 1)
    scored = [(row[0], row[2], row[3]) for row in found.score_rows() if row[1] == root]
    return pl.DataFrame(scored, schema=nothing.schema, orient="row").sort("region")
