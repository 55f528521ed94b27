"""Writing a database file: beside the earlier one, whole on disk before it takes its place in one rename."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from valuenet.database.create import quoted
from valuenet.engine.duck import connect, register
from valuenet.errors import DatabaseError
from valuenet.model.tables import tables


def insert(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Insert the rows of `frame` into `table`; columns are matched by name, absent ones become NULL.

    Raises `DatabaseError` naming the table where a value breaks a NOT NULL or a range.
    """
    if frame.is_empty():
        return
    names = ", ".join(map(quoted, frame.columns))
    register(con, "incoming", frame)
    try:
        con.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM incoming")
    except duckdb.ConstraintException as error:
        raise DatabaseError(f"table '{table}' refuses a row: {_first_line(error)}") from error
    finally:
        con.unregister("incoming")


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows whose values stand in the order of the table's columns; NaN becomes NULL."""
    types = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}
    schema = {column.column: types[column.type] for column in tables()[table].columns}
    frame = pl.DataFrame([tuple(map(_plain, row)) for row in rows], schema=schema, orient="row", strict=False)
    insert(con, table, frame)


def _plain(value: object) -> object:
    """Return a number of NumPy as one of Python, None for NaN."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


@contextmanager
def new_database(path: Path, memory_limit: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to a new file, which takes the place of `path` once the block ends and all is on disk.

    `memory_limit` as `valuenet.engine.duck.connect` has it. An error, an interrupt or a full disk leaves the file that
    was at `path` as it was, and nothing beside it. What DuckDB or the system refuses comes as `DatabaseError`.
    """
    with _written_beside(path) as beside:
        try:
            con = connect(beside, threads=1, memory_limit=memory_limit)  # one thread: rows come in one order
            try:
                yield con
                con.execute("CHECKPOINT")  # closing writes too, but says nothing where it cannot
            finally:
                con.close()
        except duckdb.Error as error:
            raise _not_written(path, error) from error


@contextmanager
def _written_beside(path: Path) -> Iterator[Path]:
    if path.is_dir():
        raise DatabaseError(f"cannot write {path}: it is a folder; name the database file in it")
    beside = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(beside)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        yield beside
        _rename(beside, path)
    finally:
        _remove(beside)


def _rename(beside: Path, path: Path) -> None:
    try:
        os.replace(beside, path)
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: Exception) -> DatabaseError:
    return DatabaseError(f"cannot write {path}: {_first_line(error)}; an earlier file is left as it was")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{path.name}.tmp"), ignore_errors=True)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
