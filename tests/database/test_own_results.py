"""A study's own query reads the file and nothing else, and gives what its header says."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.hand_made import database
from valuenet.database.own_results import write_own_results
from valuenet.engine.duck import connect
from valuenet.errors import StudyError
from valuenet.model.voice import OwnTable

HEAD = "/*\ntitle: {zh: 甲, en: A}\nkey: [kind]\ncolumns: {kind: kind, subjects: count}\n*/\n"
BASIS = "WITH basis AS (\n    SELECT subject_id, kind FROM subject\n)\n"
QUERY = BASIS + "SELECT kind, count(*) AS subjects\nFROM basis\nGROUP BY kind\nORDER BY kind"


def own(query: str) -> OwnTable:
    return OwnTable("outlook", "kinds", HEAD + query, "report/tables/outlook/kinds.sql")


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of two subjects, shut as a build's is."""
    with database({"e1": {}, "u1": {"kind": "university"}}, whole=True) as made:
        made.execute("CREATE SCHEMA IF NOT EXISTS result")
        yield made


def test_the_result_is_a_table_of_the_file(con: duckdb.DuckDBPyConnection) -> None:
    write_own_results(con, [own(QUERY)])
    assert con.execute("FROM result.outlook_kinds").fetchall() == [("enterprise", 1), ("university", 1)]


@pytest.mark.parametrize(
    ("query", "line", "words"),
    [
        (QUERY.replace("FROM subject", "FROM subjekt"), 7, "Table with name subjekt does not exist"),
        (QUERY.replace("GROUP BY kind", "GROUP kind"), 11, "syntax error"),
        (QUERY + " LIMIT 'x'::INT", 12, "Could not convert"),
        (QUERY + ";\nDROP TABLE subject", 6, "must be one SELECT"),
        ("INSERT INTO subject VALUES (1)", 6, "must be one SELECT"),
        (QUERY.replace("basis AS (", "gone AS (DELETE FROM subject), basis AS ("), 6, "read-only"),
        (QUERY.replace("count(*)", "count(*) + random()"), 6, "'random' is not for a table"),
        (QUERY.replace("count(*)", "year(current_date)"), 6, "'current_date' is not for a table"),
        (QUERY.replace("FROM subject", "FROM read_csv('a.csv')"), 6, "'read_csv' is not for a table"),
        (QUERY.replace("count(*)", "'many'"), 2, "declared as count, but is no number"),
        (QUERY.replace("SELECT kind,", "SELECT kind || 's' AS kind,"), 2, "'enterprises', which is no code of 'kind'"),
        (QUERY.replace("AS subjects", "AS n"), 2, "the query gives the columns kind, n"),
        (BASIS + "SELECT kind, 1 AS subjects FROM basis, range(2) ORDER BY kind", 2, "share the key kind"),
    ],
)
def test_a_query_that_may_not_or_cannot_run_is_named_with_its_line(
    con: duckdb.DuckDBPyConnection, query: str, line: int, words: str
) -> None:
    with pytest.raises(StudyError) as error:
        write_own_results(con, [own(query)])
    assert f"kinds.sql:{line}: " in str(error.value)
    assert words in str(error.value)
    assert con.execute("SELECT count(*) FROM subject").fetchone() == (2,)


def test_words_in_texts_and_remarks_call_nothing(con: duckdb.DuckDBPyConnection) -> None:
    write_own_results(con, [own(QUERY.replace("count(*)", "count(*) -- now(), random()\n + length('now()') * 0"))])


def test_no_file_is_read_or_written() -> None:
    with connect(":memory:") as con, pytest.raises(StudyError, match="is not for a table"):
        write_own_results(con, [own(QUERY.replace("FROM subject", "FROM glob('*')"))])
