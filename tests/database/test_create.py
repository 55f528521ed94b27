from __future__ import annotations

import duckdb
import pytest

from valuenet.database.create import create_tables, quoted, table_ddl
from valuenet.model.tables import tables


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """An empty database with every table."""
    con = duckdb.connect()
    create_tables(con)
    return con


def test_every_table_of_the_model_is_made_with_its_columns_and_types(con: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
    found = set(con.execute(f"{query} WHERE table_schema = 'main'").fetchall())
    assert found == {
        (table.table, column.column, column.sql_type, "YES" if column.nullable else "NO")
        for table in tables().values()
        for column in table.columns
    }


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO presence VALUES (NULL, '2018')",
        "INSERT INTO wave VALUES ('2018', DATE '2018-12-31', 0)",
        "INSERT INTO index_order VALUES ('110000', '440000', 1.5)",
        "INSERT INTO rejected VALUES ('s', 0, 'row', NULL, NULL, 'no_name', NULL)",
    ],
)
def test_nulls_and_ranges_are_refused(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    with pytest.raises(duckdb.ConstraintException):
        con.execute(statement)


def test_bounds_stand_in_the_statement() -> None:
    assert 'CHECK ("amount_cny" >= 0 AND "amount_cny" <= 1e+14)' in table_ddl(tables()["financing_round"])
    assert '"direction" BIGINT NOT NULL CHECK ("direction" >= -1 AND "direction" <= 1)' in table_ddl(
        tables()["index_indicator"]
    )


def test_a_quoted_name_is_one_name(con: duckdb.DuckDBPyConnection) -> None:
    name = quoted('a; DROP TABLE wave; --"')
    con.execute(f"CREATE TABLE {name} (x INT)")
    assert con.execute("SELECT count(*) FROM wave").fetchall() == [(0,)]
