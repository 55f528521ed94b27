from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from valuenet.errors import UsageError
from valuenet.resolve.evaluation.score import evaluated
from valuenet.resolve.match.records import RECORD_LINKS, fitted, linked

OPEN_DATA = Path(__file__).parents[4] / "shared" / "data" / "er_benchmarks"


def test_weights_are_learnt_from_the_data_alone() -> None:
    """Two independent comparisons with known m and u: EM finds them again (Winkler 1988)."""
    rng = np.random.default_rng(5)
    one = rng.random(20_000) < 0.1
    truth = {"name": (0.9, 0.02), "year": (0.8, 0.1), "place": (0.95, 0.2)}
    levels = {
        field: np.where(rng.random(20_000) < np.where(one, m, u), 0, 1).astype(np.int64)
        for field, (m, u) in truth.items()
    }
    agreeing = sum((level == 0).astype(float) for level in levels.values())
    posterior, weights = fitted(levels, np.where(agreeing > 2, 0.9, 0.05))
    learnt = {row["field"]: (row["m"], row["u"]) for row in weights.filter(pl.col("level") == 0).to_dicts()}
    for field, shares in truth.items():
        assert learnt[field] == pytest.approx(shares, abs=0.05)
    assert posterior.mean() == pytest.approx(0.1, abs=0.02)


def test_a_record_keeps_its_best_link() -> None:
    ours = pl.DataFrame({"id": ["1", "2", "3"], "title": ["query plans", "graph mining", None]})
    theirs = pl.DataFrame({"id": ["a", "b"], "title": ["query plans", "query plan"]})
    found = linked(ours, theirs, {"title": "name"})
    assert found.links.schema == RECORD_LINKS
    assert found.links.filter(pl.col("left") == "1")["right"].to_list() == ["a"]
    assert linked(ours, theirs.clear(), {"title": "name"}).links.is_empty()


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'number'"):
        linked(pl.DataFrame({"id": ["1"], "a": ["x"]}), pl.DataFrame({"id": ["1"], "a": ["x"]}), {"a": "numbr"})


def test_dblp_and_acm() -> None:
    if not OPEN_DATA.is_dir():
        pytest.skip("needs the open data in ../shared/data")
    one, other, gold = (
        pl.read_csv(OPEN_DATA / f"structured_dblp_acm_{part}.csv.gz", infer_schema_length=0)
        for part in ("table_a", "table_b", "gold")
    )
    found = linked(one, other, {"title": "name", "authors": "name", "venue": "name", "year": "date"})
    links = found.links.with_columns(pl.format("a{}", "left").alias("left"), pl.format("b{}", "right").alias("right"))
    true = gold.select(left=pl.format("a{}", "id1"), right=pl.format("b{}", "id2"))
    assert (evaluated(links, true, 0.5).pairs.f1 or 0) > 0.97
