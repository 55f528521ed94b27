"""Writing tables into a database file that is still being made, and publishing it in one rename."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import polars as pl

from valuenet.database.create import quoted
from valuenet.errors import DatabaseError


def insert(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Insert the rows of `frame` into `table`; columns are matched by name, absent ones become NULL.

    Raises `DatabaseError` naming the table where a value breaks a NOT NULL or a range.
    """
    if frame.is_empty():
        return
    names = ", ".join(map(quoted, frame.columns))
    con.register("incoming", frame.to_arrow())
    try:
        con.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM incoming")
    except duckdb.ConstraintException as error:
        raise DatabaseError(f"table '{table}' refuses a row: {str(error).splitlines()[0]}") from error
    finally:
        con.unregister("incoming")


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal"), path.with_name(path.name + ".tmp")):
        with suppress(FileNotFoundError, IsADirectoryError):
            leftover.unlink()


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; rename it over `path` on success, remove it on any failure.

    An interrupt, a full disk or an error leaves the file that was at `path` as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.building")
    _remove(beside)
    try:
        yield beside
        os.replace(beside, path)
    finally:
        _remove(beside)
