from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.hand_made import database
from valuenet.database.derive import write_results
from valuenet.measures.catalogue import catalogue


def sampled(**parts: Any) -> duckdb.DuckDBPyConnection:
    """Return a hand-made database all of whose subjects are in the sample at the reported wave."""
    subjects = {name: {"region": region} for name, region in (("甲", "110000"), ("乙", "110000"), ("丙", "440000"))}
    con = database(subjects, **parts, whole=True)
    con.execute("INSERT INTO sample SELECT subject_id, '2019' FROM subject")
    con.execute("INSERT INTO presence SELECT * FROM sample")
    return con


def test_each_measure_is_a_table_and_its_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {name: catalogue()[name] for name in ("enterprises.by_region", "sample.composition")}
    monkeypatch.setattr("valuenet.database.derive.catalogue", lambda: chosen)
    told: list[tuple[str, float]] = []
    con = sampled()
    write_results(con, lambda words, done: told.append((words, done)))
    assert told == [("measure enterprises.by_region", 0.0), ("measure sample.composition", 0.5)]
    assert con.execute("SELECT region, enterprises FROM result.enterprises_by_region").fetchall() == [
        ("110000", 2),
        ("440000", 1),
    ]
