"""DDL of the database file, derived from the model's tables."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from valuenet.model.tables import Column, Table, tables


def quoted(name: str) -> str:
    """Return `name` as a quoted SQL identifier.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def _column_ddl(column: Column) -> str:
    parts = [quoted(column.column), column.sql_type]
    if not column.nullable:
        parts.append("NOT NULL")
    bounds = [(">=", column.minimum), ("<=", column.maximum)]
    tests = [f"{quoted(column.column)} {sign} {bound:g}" for sign, bound in bounds if bound is not None]
    if tests:
        parts.append(f"CHECK ({' AND '.join(tests)})")
    return " ".join(parts)


def table_ddl(table: Table) -> str:
    """Return the CREATE TABLE statement of `table`.

    Keys and references are not declared to DuckDB, whose indexes would cost more memory than the
    data at ten million relations: `valuenet.database.check` tests them by set queries instead.

    >>> from valuenet.model.tables import tables
    >>> print(table_ddl(tables()["presence"]))
    CREATE TABLE "presence" ("subject_id" VARCHAR NOT NULL, "wave" VARCHAR NOT NULL)
    """
    return f"CREATE TABLE {quoted(table.table)} ({', '.join(map(_column_ddl, table.columns))})"


def create_tables(con: DuckDBPyConnection) -> None:
    """Create every table of the model, empty, and the schema for results."""
    for table in tables().values():
        con.execute(table_ddl(table))
    con.execute("CREATE SCHEMA result")
