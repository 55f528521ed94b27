"""Rows on how sure ranks are: probabilities add up, and a build without draws says nothing."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import pytest

from tests.database.indexed import index, sampled
from valuenet.database.measured_index import write_index


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    made = sampled()
    write_index(made, index())
    return made


def test_probabilities_are_shares_of_the_draws(con: duckdb.DuckDBPyConnection) -> None:
    sums: dict[str, float] = defaultdict(float)
    for region, share in con.execute("SELECT region, probability FROM index_rank_probability").fetchall():
        sums[region] += share
    assert sums == pytest.approx(dict.fromkeys(sums, 1.0))
    assert con.execute("SELECT count(*), min(probability) >= 0 FROM index_order").fetchall() == [(10, True)]
    inside = "SELECT bool_and(best <= low AND low <= median AND median <= high AND high <= worst) FROM index_interval"
    assert con.execute(inside).fetchall() == [(True,)]


def test_what_was_varied_is_told(con: duckdb.DuckDBPyConnection) -> None:
    found = dict(con.execute("SELECT quantity, value FROM index_quantity").fetchall())
    assert (found["draws"], found["builds"], found["versions"], found["level"]) == (32, 16 * 7, 8, 0.9)
    factors = con.execute("SELECT DISTINCT factor FROM index_option ORDER BY 1").fetchall()
    assert [row[0] for row in factors] == ["data", "imputation", "judgements", "method", "weights"]


def test_without_draws_there_is_nothing() -> None:
    made = sampled()
    write_index(made, index(uncertainty={"draws": 0}))
    assert made.execute("SELECT count(*) FROM index_interval").fetchall() == [(0,)]
    assert made.execute("SELECT count(*) > 0 FROM index_gain").fetchall() == [(True,)]


def test_the_same_build_gives_the_same_rows(con: duckdb.DuckDBPyConnection) -> None:
    again = sampled()
    write_index(again, index())
    query = "SELECT * FROM index_sensitivity ORDER BY ALL"
    assert again.execute(query).fetchall() == con.execute(query).fetchall()
