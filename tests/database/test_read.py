from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from valuenet.database.read import Database
from valuenet.errors import DatabaseError
from valuenet.measures.catalogue import catalogue


def test_a_file_knows_its_study_and_its_tables(example: Database) -> None:
    assert (example.study["study"], example.study["wave"], example.study["synthetic"]) == ("example", "2019", True)
    assert set(example.tables) == set(catalogue())
    assert example.table("enterprises.by_region").columns == ["region", "enterprises", "share"]


def test_a_table_that_is_not_there_is_told_with_the_nearest(example: Database) -> None:
    with pytest.raises(
        DatabaseError, match=r"no result table 'enterprises.by_regio'; did you mean 'enterprises.by_region'\?"
    ):
        example.table("enterprises.by_regio")
    with pytest.raises(DatabaseError, match="no result table"):
        example.table('x" UNION SELECT 1 --')


def test_a_query_that_fails_is_told_in_duckdbs_words(example: Database) -> None:
    with pytest.raises(DatabaseError, match=r"example\.duckdb: .*nowhere"):
        example.query("SELECT * FROM nowhere")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM subject",
        "CREATE TABLE x (y INT)",
        "COPY subject TO 'subject.csv'",
        "SELECT * FROM read_csv('study.yaml')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
    ],
)
def test_a_file_is_only_read_and_reaches_nothing_else(statement: str, example: Database) -> None:
    with pytest.raises(DatabaseError):
        example.query(statement)
    assert example.query("SELECT count(*) AS n FROM subject")["n"][0] > 0


def test_what_is_no_database_of_valuenet_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"there is no database file .*make it with 'valuenet build STUDY'"):
        Database(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("name,city\n甲,北京\n" * 999)
    with pytest.raises(DatabaseError, match="it is not a DuckDB file"):
        Database(tmp_path / "text.duckdb")
    with duckdb.connect(str(tmp_path / "foreign.duckdb")) as con:
        con.execute("CREATE TABLE study AS SELECT 1 AS study")
    with pytest.raises(DatabaseError, match=r"is not a database that this valuenet made .*'valuenet build STUDY'"):
        Database(tmp_path / "foreign.duckdb")
    with pytest.raises(DatabaseError, match="it is a folder"):
        Database(tmp_path)


def test_a_damaged_file_is_told(example_folder: Path, tmp_path: Path) -> None:
    whole = (example_folder / "example.duckdb").read_bytes()
    (tmp_path / "half.duckdb").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatabaseError):
        _read_all(tmp_path / "half.duckdb")


def _read_all(path: Path) -> None:
    with Database(path) as database:
        for table in database.tables:
            database.table(table)


def test_a_file_may_be_open_twice(example: Database, example_folder: Path) -> None:
    with Database(example_folder / "example.duckdb") as again:
        assert again.study == example.study
    assert example.query("SELECT 1 AS one")["one"].to_list() == [1]


def test_a_closed_file_answers_no_more(example_folder: Path) -> None:
    with Database(example_folder / "example.duckdb") as database:
        assert database.query("SELECT 1 AS one")["one"].to_list() == [1]
    with pytest.raises(DatabaseError):
        database.query("SELECT 1 AS one")
