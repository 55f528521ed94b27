from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.hand_made import database
from valuenet.database.derive import write_index, write_results
from valuenet.errors import StudyError
from valuenet.measures.catalogue import catalogue
from valuenet.model.declarations import Indicator


def sampled(**parts: Any) -> duckdb.DuckDBPyConnection:
    """Return a hand-made database all of whose subjects are in the sample at the reported wave."""
    subjects = {name: {"region": region} for name, region in (("甲", "110000"), ("乙", "110000"), ("丙", "440000"))}
    con = database(subjects, **parts, whole=True)
    con.execute("INSERT INTO sample SELECT subject_id, '2019' FROM subject")
    con.execute("INSERT INTO presence SELECT * FROM sample")
    return con


def indicator(code: str, **parts: Any) -> Indicator:
    """Return one node of an index."""
    return Indicator.model_validate({"indicator": code, "title": {"zh": code, "en": code}, **parts})


def test_an_index_is_its_tree_its_values_and_its_scores() -> None:
    con = sampled()
    leaf = indicator("firms", parent="all", weight=2, printed_weight=1.9, measure="number_of_enterprises")
    write_index(con, [indicator("all"), leaf])
    assert con.execute("SELECT indicator, level, weight, printed_weight, measure FROM index_indicator").fetchall() == [
        ("all", 1, 2.0, None, None),
        ("firms", 2, 2.0, 1.9, "number_of_enterprises"),
    ]
    values = con.execute(
        "SELECT region, value, normalised FROM index_value WHERE region IN ('110000', '440000') ORDER BY 1"
    )
    assert [row[:2] for row in values.fetchall()] == [("110000", 2.0), ("440000", 1.0)]
    assert con.execute("SELECT region FROM index_score WHERE indicator = 'all' AND rank = 1").fetchall() == [
        ("110000",)
    ]


def test_no_index_and_an_index_without_data() -> None:
    con = sampled()
    write_index(con, [])
    assert con.execute("SELECT count(*) FROM index_indicator").fetchall() == [(0,)]
    write_index(con, [indicator("number_of_parks", weight=1)])
    assert con.execute("SELECT indicator, measure FROM index_indicator").fetchall() == [("number_of_parks",) * 2]
    assert con.execute("SELECT count(value) FROM index_value").fetchall() == [(0,)]


def test_a_leaf_without_a_query_is_an_error_of_the_study() -> None:
    with pytest.raises(StudyError, match=r"names no measure 'number_of_park'; did you mean 'number_of_parks'\?"):
        write_index(sampled(), [indicator("number_of_park", weight=1)])


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
