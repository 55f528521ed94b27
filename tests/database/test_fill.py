from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest

from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.rounds import ROUNDS
from valuenet.collect.ties import RELATIONS
from valuenet.database.create import create_tables
from valuenet.database.fill import stage_rows, write_mentioned, write_resolved, write_rows, write_vocabularies
from valuenet.model.vocabulary import vocabulary


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """An empty database in which four mentions are three subjects."""
    con = duckdb.connect()
    create_tables(con)
    write_resolved(con, pl.Series("subject_id", ["x", "y", "x", "z"]))
    return con


def test_mentions_count_from_the_first_of_their_source(con: duckdb.DuckDBPyConnection) -> None:
    rows = pl.DataFrame(
        [(0, "layer", "base", None, 2), (1, "layer", "base", "2018", 3)], schema=ATTRIBUTES, orient="row"
    )
    for number, (source, offset) in enumerate((("it's", 0), ("more", 2))):
        stage_rows(con, "attribute", rows, number)
        write_rows(con, "attribute", number, source, offset)
    assert con.execute("SELECT * FROM attribute ORDER BY source_id, row").fetchall() == [
        ("x", "layer", "base", None, "it's", 2),
        ("y", "layer", "base", "2018", "it's", 3),
        ("x", "layer", "base", None, "more", 2),
        ("z", "layer", "base", "2018", "more", 3),
    ]


def test_relations_and_rounds_have_ids_that_only_their_place_decides(con: duckdb.DuckDBPyConnection) -> None:
    tie = (0, 1, "work", date(2018, 5, 1), "2018", None, 1.0, 2)
    ties = pl.DataFrame([tie, tie], schema=RELATIONS, orient="row")
    rounds = pl.DataFrame([(1, "a", None, 1e6, 1e6, None, True, "USD", 2)], schema=ROUNDS, orient="row")
    for number, source in enumerate(("a", "b", "a")):
        stage_rows(con, "relation", ties, number)
        write_rows(con, "relation", number, source, 0)
    stage_rows(con, "financing_round", rounds, 0)
    write_rows(con, "financing_round", 0, "a", 2)
    ids = [row[0] for row in con.execute("SELECT relation_id FROM relation ORDER BY rowid").fetchall()]
    assert len(set(ids[:4])) == 4
    assert ids[:2] == ids[4:]
    assert con.execute("SELECT DISTINCT ego_id, alter_id, kind, date, first_wave FROM relation").fetchall() == [
        ("x", "y", "work", date(2018, 5, 1), "2018")
    ]
    assert con.execute("SELECT subject_id, amount_cny, high_cny, source_id FROM financing_round").fetchall() == [
        ("z", 1e6, None, "a")
    ]


def test_a_source_without_rows_writes_none(con: duckdb.DuckDBPyConnection) -> None:
    stage_rows(con, "relation", RELATIONS.to_frame(), 0)
    write_rows(con, "relation", 0, "a", 0)
    assert con.execute("SELECT count(*) FROM relation").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'staged%'").fetchall() == [(0,)]


def test_what_a_source_says_of_a_subject_in_several_mentions_is_one_row(con: duckdb.DuckDBPyConnection) -> None:
    spoken = [
        (0, "a", 1, 1, True),
        (1, "a", 2, 2, True),
        (2, "a", 2, 3, True),
        (0, "a", 1, 1, False),
        (0, "b", 1, 1, True),
    ]
    columns = ["mention", "source_id", "first_ordinal", "last_ordinal", "declared"]
    given = pl.DataFrame(spoken, schema=columns, orient="row").with_columns(explicit=pl.lit(True))
    for source in ("a", "b"):
        write_mentioned(con, given.filter(source_id=source))
    assert con.execute("SELECT * FROM mentioned ORDER BY ALL").fetchall() == [
        ("x", "a", 1, 1, True, False),
        ("x", "a", 1, 3, True, True),
        ("x", "b", 1, 1, True, True),
        ("y", "a", 2, 2, True, True),
    ]


def test_vocabularies_are_written_in_their_order_with_the_broader_code(con: duckdb.DuckDBPyConnection) -> None:
    known = {name: vocabulary(name) for name in ("layer", "relation_kind")}
    write_vocabularies(con, known)
    assert con.execute("SELECT code FROM vocabulary WHERE vocabulary = 'layer' ORDER BY ordinal").fetchall() == [
        (term.code,) for term in known["layer"].terms
    ]
    assert con.execute("SELECT label_zh, label_en, broader FROM vocabulary WHERE code = 'study'").fetchall() == [
        ("学习经历", "Study", "human_capital")
    ]
