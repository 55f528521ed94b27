"""The tables' SQL in the dialect of Spark."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, ParseError, SqlglotError, UnsupportedError

from valuenet.errors import DatabaseError


def to_spark(sql: str) -> str:
    """Return one statement of DuckDB's SQL as Spark's SQL.

    Raises `DatabaseError` for what is not one statement, and for what Spark has no word for: a construct that sqlglot
    cannot say, or a function that it does not know and would pass on as it stands.

    >>> to_spark("SELECT count(*) FILTER (WHERE n > 1) AS several, 7 // 2 AS half FROM t")
    'SELECT COUNT(*) FILTER(WHERE n > 1) AS several, 7 DIV 2 AS half FROM t'
    """
    try:
        statements = [statement for statement in sqlglot.parse(sql, read="duckdb") if statement is not None]
    except SqlglotError as error:
        raise DatabaseError(f"this is not SQL as DuckDB reads it: {_described(error)}") from error
    if len(statements) != 1:
        raise DatabaseError(f"give one statement, not {len(statements)}")
    unknown = sorted({function.name for function in statements[0].find_all(exp.Anonymous)})
    if unknown:
        raise DatabaseError(f"Spark may not know the function {', '.join(unknown)}: use one of standard SQL")
    try:
        return statements[0].sql("spark", unsupported_level=ErrorLevel.RAISE)
    except UnsupportedError as error:
        raise DatabaseError(f"this query has no counterpart on Spark: {error}; say it in plainer SQL") from error


def _described(error: SqlglotError) -> str:
    """Say what is wrong and where; sqlglot's own text marks the place with codes for a terminal."""
    if not isinstance(error, ParseError) or not error.errors:
        return str(error)
    first = error.errors[0]
    return f"line {first['line']}, column {first['col']}: {first['description']}"
