from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.measures.tiny_study import Connection, declared, tiny
from valuenet.database.measured_network import code_of, null_models, write_network
from valuenet.database.network import read_network
from valuenet.database.views import create_views
from valuenet.model.tables import tables
from valuenet.model.vocabulary import vocabulary
from valuenet.network.analysis import analyse
from valuenet.network.chance import bounded, significance, survey
from valuenet.network.position.positions import position_columns

WRITTEN = tuple(name for name in tables() if name.startswith(("network_", "shock_")))


@pytest.fixture(scope="module")
def written() -> Connection:
    """The hand-made study, its network measured."""
    con = tiny()
    for table in WRITTEN:
        con.execute(f"DELETE FROM {table}")
    create_views(con)
    write_network(con, lambda words, done: None, networks=12)
    return con


def _rows(con: Connection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_statistics_are_those_of_the_engine(written: Connection) -> None:
    found = analyse(read_network(written))
    sql = "SELECT statistic, reading, value FROM network_statistic ORDER BY ALL"
    expected = sorted((s.statistic, s.reading, s.value) for s in found.statistics)
    assert [row[:2] for row in _rows(written, sql)] == [row[:2] for row in expected]
    values = [row[2] for row in _rows(written, sql)]
    assert values == [None if row[2] is None else pytest.approx(row[2]) for row in expected]


def test_every_table_of_the_network_is_filled(written: Connection) -> None:
    empty = [table for table in WRITTEN if not _rows(written, f"SELECT 1 FROM {table} LIMIT 1")]
    assert empty == []


def test_every_node_has_its_position_and_place(written: Connection) -> None:
    nodes = _rows(written, "SELECT subject_id FROM network_node ORDER BY ALL")
    assert _rows(written, "SELECT subject_id FROM network_position ORDER BY ALL") == nodes
    assert _rows(written, "SELECT count(*) FROM network_position WHERE x IS NULL OR y IS NULL") == [(0,)]
    degrees = _rows(written, "SELECT subject_id, weighted_degree FROM network_node ORDER BY ALL")
    assert _rows(written, "SELECT subject_id, weighted_degree FROM network_position ORDER BY ALL") == degrees


def test_the_ensemble_behind_every_tested_figure_is_kept(written: Connection) -> None:
    models = [code_of(model.name) for model in null_models()]
    assert [row[0] for row in _rows(written, "SELECT DISTINCT model FROM network_significance ORDER BY 1")] == models[
        ::-1
    ]
    means = "SELECT model, statistic, reading, mean FROM network_significance WHERE mean IS NOT NULL ORDER BY ALL"
    kept = """
        SELECT n.model, n.statistic, n.reading, avg(n.value) FROM network_null n
        JOIN network_significance s USING (model, statistic, reading) WHERE s.mean IS NOT NULL
        GROUP BY ALL ORDER BY ALL
    """
    for (*key, mean), (*other, average) in zip(_rows(written, means), _rows(written, kept), strict=True):
        assert key == other
        assert mean == pytest.approx(average)


@pytest.mark.parametrize("table", WRITTEN)
def test_every_code_is_one_of_its_vocabulary(table: str, written: Connection) -> None:
    for column in tables()[table].columns:
        if column.vocabulary:
            codes = [row[0] for row in _rows(written, f'SELECT DISTINCT "{column.column}" FROM {table}')]
            known = vocabulary(column.vocabulary)
            assert [code for code in codes if code is not None and code not in known] == []


def test_every_reason_has_its_words() -> None:
    reasons = [significance.FIXED, significance.MERGED, significance.NO_DATA, significance.FEW, significance.CONSTANT]
    reasons += [bounded.TOO_LARGE, survey.GROWS, survey.UNSEEN, survey.OUTSIDE, survey.FEW_EGOS, survey.NO_DATA]
    assert {code_of(reason) for reason in reasons} <= {term.code for term in vocabulary("no_figure").terms}
    methods = [survey.BOOTSTRAP, survey.JACKKNIFE]
    assert {code_of(method) for method in methods} == {term.code for term in vocabulary("interval_method").terms}


def test_columns_of_positions_are_declared_as_the_engine_has_them() -> None:
    engine = position_columns().filter(pl.col("column") != "id")
    declared_columns = {column.column: column for column in tables()["network_position"].columns}
    assert list(declared_columns) == ["subject_id", *engine["column"], "coreness", "in_core", "x", "y"]
    for row in engine.iter_rows(named=True):
        column = declared_columns[row["column"]]
        assert (column.label_zh, column.label_en) == (row["label_zh"], row["label_en"])


def test_a_study_that_holds_nothing_has_no_figures() -> None:
    con = declared()
    create_views(con)
    write_network(con, lambda words, done: None, networks=3)
    assert _rows(con, "SELECT count(value), count(*) > 0 FROM network_statistic") == [(0, True)]
    assert _rows(con, "SELECT count(*) FROM network_position") == [(0,)]
    assert _rows(con, "SELECT count(*) FROM shock_summary") == [(0,)]
