"""The tables' SQL in the dialect of Spark."""

from __future__ import annotations

import sqlglot
from sqlglot.errors import ErrorLevel, ParseError, TokenError, UnsupportedError

from valuenet.errors import DatabaseError


def to_spark(sql: str) -> str:
    """Return one statement of DuckDB's SQL as Spark's SQL; raise `DatabaseError` where Spark has no word for it.

    >>> to_spark("SELECT count(*) FILTER (WHERE n > 1) AS several FROM t")
    'SELECT COUNT(*) FILTER(WHERE n > 1) AS several FROM t'
    """
    try:
        statements = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
    except (ParseError, TokenError) as error:
        raise DatabaseError(f"this is not SQL as DuckDB reads it: {error}") from error
    except UnsupportedError as error:
        raise DatabaseError(f"this query has no counterpart on Spark: {error}; say it in plainer SQL") from error
    if len(statements) != 1:
        raise DatabaseError(f"give one statement, not {len(statements)}")
    return statements[0]
