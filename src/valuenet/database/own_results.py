"""Result tables of a study's own queries, which may read the file that is being built, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.engine.duck import query_frame, register
from valuenet.errors import DatabaseError, StudyError
from valuenet.measures.catalogue import HEADER, Measure
from valuenet.measures.own import own_measures
from valuenet.model.vocabulary import vocabulary_names
from valuenet.model.voice import OwnTable

_NUMBERS = frozenset({"count", "share", "number", "degree", "cny", "rank", "weight", "year", "row"})
_TABLE_FUNCTIONS = ("range", "generate_series", "unnest")
"""Functions that give a table and read nothing but their arguments."""
_UNSTEADY = """
SELECT DISTINCT function_name FROM duckdb_functions()
WHERE (function_type = 'scalar' AND stability <> 'CONSISTENT' AND function_name <> 'error')
    OR (function_type IN ('table', 'table_macro') AND function_name NOT IN ?)
"""
_ASIDE = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_CALLED = re.compile(r"\b([a-z_][a-z0-9_]*)\s*\(", re.IGNORECASE)
_NAMED = re.compile(r"(?:with name |column \"?|string '|[Ff]unction \"?)([\w.]+)")
"""What DuckDB names in a complaint."""
_NOW = re.compile(r"\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b", re.IGNORECASE)


def write_own_results(con: DuckDBPyConnection, tables: Iterable[OwnTable]) -> None:
    """Make the result table of each of a study's own tables, in place of valuenet's where that has its name.

    A query is one SELECT; it runs in a transaction that only reads, and calls nothing that would give another answer
    tomorrow. Raises `StudyError` with file and line where it cannot run or gives something else than its header says.
    """
    for own in tables:
        measure = own_measures([own])[own.name]
        frame = answer(con, own, measure)
        if wrong := list(_misfits(con, measure, frame)):
            raise StudyError("\n".join(f"{own.path}:2: {message}" for message in wrong))
        register(con, "own_rows", frame)
        name = quoted(f"{own.chapter}_{own.table}")
        con.execute(f"CREATE OR REPLACE TABLE result.{name} AS SELECT * FROM own_rows")
        con.unregister("own_rows")


def answer(con: DuckDBPyConnection, own: OwnTable, measure: Measure) -> pl.DataFrame:
    """Return the rows of a study's own query; raise `StudyError` with file and line where it may not or cannot run."""
    first = _first_line(own)
    for name in _unsteady_calls(con, measure.sql):
        raise StudyError(
            f"{own.path}:{first}: '{name}' is not for a table of a report: equal data would give other tables, "
            "or it reads what is not in the database"
        )
    con.execute("BEGIN TRANSACTION READ ONLY")
    try:
        return query_frame(con, measure.sql)
    except DatabaseError:
        raise StudyError(f"{own.path}:{first}: the query must be one SELECT, and nothing before or after it") from None
    except duckdb.Error as error:
        message, line = _said(str(error), measure.sql)
        raise StudyError(f"{own.path}:{first + line - 1}: the query cannot run: {message}") from error
    finally:
        con.execute("ROLLBACK")


def _first_line(own: OwnTable) -> int:
    """Return the line in which the query begins."""
    text = own.text.replace("\r\n", "\n").removeprefix("\ufeff")
    head = HEADER.match(text)
    end = head.end() if head else 0
    return text[: end + len(text[end:]) - len(text[end:].lstrip())].count("\n") + 1


def _said(error: str, sql: str) -> tuple[str, int]:
    """Return the first lines of what DuckDB says, and the line of the query that it means: by number, or by a name."""
    words = " ".join(part for part in error.split("\n\nLINE ")[0].splitlines()[:2] if part.strip())
    if line := re.search(r"^LINE (\d+):", error, re.MULTILINE):
        return words, int(line[1])
    named = _NAMED.search(words)
    at = sql.find(named[1]) if named else 0
    return words, sql[: max(0, at)].count("\n") + 1


def _unsteady_calls(con: DuckDBPyConnection, sql: str) -> Iterator[str]:
    bare = _ASIDE.sub(" ", sql)
    unsteady = {row[0] for row in con.execute(_UNSTEADY, [list(_TABLE_FUNCTIONS)]).fetchall()}
    yield from (name for name in _CALLED.findall(bare) if name.lower() in unsteady)
    yield from _NOW.findall(bare)


def _misfits(con: DuckDBPyConnection, measure: Measure, frame: pl.DataFrame) -> Iterator[str]:
    declared = list(measure.columns)
    if frame.columns != declared:
        yield f"the query gives the columns {', '.join(frame.columns)}; the header declares {', '.join(declared)}"
        return
    if frame.select(measure.key).is_duplicated().any():
        yield f"two rows of the query share the key {', '.join(measure.key)}"
    for name, unit in measure.columns.items():
        column = frame[name]
        if unit in _NUMBERS and not (column.dtype.is_numeric() or column.dtype == pl.Null):
            yield f"the column '{name}' is declared as {unit}, but is no number ({column.dtype})"
        elif unit in vocabulary_names():
            known = con.execute("SELECT code FROM vocabulary WHERE vocabulary = ?", [unit]).fetchall()
            strange = set(column.drop_nulls().cast(pl.String)) - {row[0] for row in known}
            if strange:
                yield f"the column '{name}' holds '{min(strange)}', which is no code of '{unit}'"
