from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest

from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.records import TABLES
from valuenet.database.create import create_tables
from valuenet.database.fill import create_staging, stage_rows, staged_mentions, write_resolved, write_vocabularies
from valuenet.model.vocabulary import vocabulary

NAMED = pl.DataFrame(
    {"mention": [0, 1, 2, 3], "row": [2, 3, 4, 5], "kind": "enterprise", "declared": [True, True, True, False]},
    schema_overrides={"mention": pl.UInt32, "row": pl.UInt32},
)


def spoken(*given: tuple[str, str, int, int]) -> pl.DataFrame:
    """Return the sources (id, name in the study, first and last wave) as `write_resolved` takes them."""
    columns = ["source_id", "declared_id", "first_ordinal", "last_ordinal"]
    return pl.DataFrame(given, schema=columns, orient="row").with_columns(explicit=pl.lit(True))


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """An empty database into which records can be put by."""
    con = duckdb.connect(config={"threads": 1})
    create_tables(con)
    create_staging(con, TABLES)
    return con


def resolved(con: duckdb.DuckDBPyConnection) -> None:
    """Say that four mentions, of the sources `it's` and `more`, are three subjects."""
    subject_of = pl.Series("subject_id", ["x", "y", "x", "z"])
    write_resolved(con, subject_of, spoken(("it's", "it's", 1, 1), ("more", "more", 2, 2)))


def test_records_come_to_the_subject_of_their_mention(con: duckdb.DuckDBPyConnection) -> None:
    rows = [(0, "layer", "base", None, 2), (1, "layer", "base", "2018", 3)]
    more = [(2, "layer", "base", None, 2), (3, "layer", "base", "2018", 3)]
    for source, given in (("it's", rows), ("more", more)):
        stage_rows(con, source, "attribute", pl.DataFrame(given, schema=ATTRIBUTES, orient="row"))
    resolved(con)
    assert con.execute("SELECT * FROM attribute ORDER BY source_id, row").fetchall() == [
        ("x", "layer", "base", None, "it's", 2),
        ("y", "layer", "base", "2018", "it's", 3),
        ("x", "layer", "base", None, "more", 2),
        ("z", "layer", "base", "2018", "more", 3),
    ]


def test_relations_and_rounds_have_ids_that_only_their_place_decides(con: duckdb.DuckDBPyConnection) -> None:
    tie = (0, 1, "work", date(2018, 5, 1), "2018", None, 1.0, 2)
    ties = pl.DataFrame([(0, *tie), (1, *tie)], schema=TABLES["relation"], orient="row")
    rounds = pl.DataFrame(
        [(0, 3, "a", None, 1e6, 1e6, None, True, "USD", 2)], schema=TABLES["financing_round"], orient="row"
    )
    for source in ("a", "b", "a"):
        stage_rows(con, source, "relation", ties)
    stage_rows(con, "a", "financing_round", rounds)
    resolved(con)
    ids = [row[0] for row in con.execute("SELECT relation_id FROM relation ORDER BY rowid").fetchall()]
    assert len(set(ids[:4])) == 4
    assert ids[:2] == ids[4:]
    assert con.execute("SELECT DISTINCT ego_id, alter_id, kind, date, first_wave FROM relation").fetchall() == [
        ("x", "y", "work", date(2018, 5, 1), "2018")
    ]
    assert con.execute("SELECT subject_id, amount_cny, high_cny, source_id FROM financing_round").fetchall() == [
        ("z", 1e6, None, "a")
    ]


def test_no_rows_leave_no_rows_and_nothing_put_by(con: duckdb.DuckDBPyConnection) -> None:
    stage_rows(con, "a", "relation", TABLES["relation"].to_frame())
    resolved(con)
    assert con.execute("SELECT count(*) FROM relation").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'staged%'").fetchall() == [(0,)]


def test_mentions_come_back_in_order_with_the_columns_that_hold_anything(con: duckdb.DuckDBPyConnection) -> None:
    for source, at in (("it's", slice(0, 2)), ("more", slice(2, 4))):
        stage_rows(con, source, "mention", NAMED[at])
    found = staged_mentions(con)
    assert found.columns == ["mention", "source_id", "row", "kind", "name_zh"]
    assert found["mention"].to_list() == [0, 1, 2, 3]
    assert found["source_id"].to_list() == ["it's", "it's", "more", "more"]


def test_what_a_source_says_of_a_subject_in_several_mentions_is_one_row(con: duckdb.DuckDBPyConnection) -> None:
    mentions = [(0, "a/1", True), (1, "a/2", True), (2, "a/2", True), (4, "a/1", False), (5, "b", True)]
    for mention, source, declared in mentions:
        row = NAMED[:1].with_columns(pl.lit(mention, pl.UInt32).alias("mention"), declared=pl.lit(declared))
        stage_rows(con, source, "mention", row)
    subject_of = pl.Series("subject_id", ["x", "y", "x", "z", "x", "x"])
    write_resolved(con, subject_of, spoken(("a/1", "a", 1, 1), ("a/2", "a", 2, 3), ("b", "b", 1, 1)))
    assert con.execute("SELECT * FROM mentioned ORDER BY ALL").fetchall() == [
        ("x", "a", 1, 1, True, False),
        ("x", "a", 1, 3, True, True),
        ("x", "b", 1, 1, True, True),
        ("y", "a", 2, 3, True, True),
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
