from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from valuenet.database.check import check, problems
from valuenet.errors import DatabaseError

BREACHES = (
    {
        "INSERT INTO wave SELECT * FROM wave LIMIT 1": "two rows of 'wave' share the key wave: 2018",
        "INSERT INTO subject SELECT * FROM subject ORDER BY subject_id LIMIT 1": (
            "two rows of 'subject' share the key subject_id: alliance-"
        ),
        "INSERT INTO sample SELECT * FROM sample LIMIT 1": "two rows of 'sample' share the key subject_id, wave: ",
        "INSERT INTO vocabulary SELECT * FROM vocabulary WHERE code = 'listed'": (
            "share the key vocabulary, code: status listed"
        ),
    },
    {
        "DELETE FROM subject WHERE subject_id = (SELECT min(ego_id) FROM relation)": (
            "'relation.ego_id' refers to a row that"
        ),
        "UPDATE relation SET first_wave = '2091'": "'relation.first_wave' refers to a row that does not exist: 2091",
        "UPDATE subject SET parent_id = 'nobody'": "'subject.parent_id' refers to a row that does not exist: nobody",
        "DELETE FROM source WHERE source_id = 'ties'": "'name.source_id' refers to a row that does not exist: ties",
        "UPDATE study SET wave = '2020'": "'study.wave' refers to a row that does not exist: 2020",
    },
    {
        "UPDATE subject SET kind = 'firm'": "'subject.kind' holds a code that 'kind' lacks: firm",
        "UPDATE subject SET country = 'XX'": "'subject.country' holds a code that 'country' lacks: XX",
        "UPDATE financing_round SET round = 'z'": "'financing_round.round' holds a code that 'funding_round' lacks: z",
        "UPDATE rejected SET reason = 'bored'": "'rejected.reason' holds a code that 'rejection_reason' lacks: bored",
        "UPDATE attribute SET value = 'hidden' WHERE field = 'status'": "its field's vocabulary lacks: status hidden",
        "UPDATE attribute SET field = 'colour' WHERE field = 'layer'": (
            "'attribute.field' holds an undeclared field: colour"
        ),
        "UPDATE attribute SET value = '-1' WHERE field = 'patents'": (
            "'attribute.value' does not fit its field: patents -1"
        ),
    },
    {
        "UPDATE attribute SET value = 'nan' WHERE field = 'patents'": (
            "'attribute.value' does not fit its field: patents nan"
        ),
        "UPDATE source SET rows_kept = rows_kept - 1 WHERE source_id = 'ties'": (
            "rows read are not rows kept plus rows rejected: ties"
        ),
    },
    {
        "UPDATE attribute SET value = 'many' WHERE field = 'funding_cny'": "does not fit its field: funding_cny many",
        "DELETE FROM rejected WHERE source_id = 'rounds' AND row = 10": (
            "rows rejected are not the rows listed as rejected: rounds"
        ),
    },
    {
        "UPDATE attribute SET value = 'yes' WHERE field = 'operating'": "does not fit its field: operating yes",
        "DELETE FROM study": "there must be one study: 0",
    },
    {
        "UPDATE attribute SET value = '2018年' WHERE field = 'founded'": "does not fit its field: founded 2018年",
        "INSERT INTO study SELECT * REPLACE ('b' AS study) FROM study": "there must be one study: 2",
    },
)
"""Statements that break promises, and the words for each; those of one group do not hide each other's."""


@pytest.fixture(scope="module")
def whole(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The tables of the example study, to be spoilt."""
    con = duckdb.connect()
    con.execute(f"ATTACH '{example_folder / 'example.duckdb'}' AS example (READ_ONLY)")
    tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'example' AND schema_name = 'main'"
    for (table,) in con.execute(tables).fetchall():
        con.execute(f"CREATE TABLE {table} AS SELECT * FROM example.{table}")
    return con


def test_the_example_keeps_every_promise(whole: duckdb.DuckDBPyConnection) -> None:
    check(whole)
    assert problems(whole) == []


@pytest.mark.parametrize("broken", BREACHES)
def test_a_broken_promise_is_named_with_an_example(broken: dict[str, str], whole: duckdb.DuckDBPyConnection) -> None:
    whole.execute("BEGIN")
    try:
        for statement in broken:
            whole.execute(statement)
        with pytest.raises(DatabaseError) as caught:
            check(whole)
    finally:
        whole.execute("ROLLBACK")
    assert str(caught.value).startswith("the database breaks its own rules:\n  ")
    assert [words for words in broken.values() if words not in str(caught.value)] == []


def test_three_examples_are_enough(whole: duckdb.DuckDBPyConnection) -> None:
    whole.execute("BEGIN")
    whole.execute("UPDATE subject SET parent_id = 'x' || subject_id")
    found = problems(whole)
    whole.execute("ROLLBACK")
    assert len(found) == 1
    assert found[0].count("; ") == 2
