"""The one way to open a DuckDB file, shut off from everything but that file, and to read a query as a table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from valuenet.errors import DatabaseError

_CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_extension_repositories": "forbidden",
    "allow_persistent_secrets": "false",
}
"""A query reads and writes the tables of its own file, never other files, extensions or addresses."""


def connect(
    path: str | Path, *, memory_limit: str | None = None, threads: int | None = None, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open the DuckDB file at `path`, made if it is not there and may be written; `:memory:` opens none.

    `memory_limit` such as "4GB" (default: 80 % of the machine's), beyond which DuckDB spills into `<path>.tmp`, a
    folder that it removes; `threads` from 1 (default: all processors). External files, extensions and further
    settings are out of reach of its queries; `register` hands frames in. Raises `DatabaseError` where the
    file is missing (read only), no DuckDB file, made by a later DuckDB, or open elsewhere.

    >>> with connect(":memory:") as con:
    ...     con.execute("SELECT 6 * 7").fetchone()
    (42,)
    """
    file = None if str(path) == ":memory:" else Path(path)
    config: dict[str, str | bool | int | float | list[str]] = {**_CLOSED}
    config["temp_directory"] = f"{file}.tmp" if file else ""
    if memory_limit is not None:
        config["memory_limit"] = memory_limit
    if threads is not None:
        config["threads"] = threads
    if file is not None:
        _check_place(file, read_only=read_only)
    try:
        con = duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.Error as error:
        raise DatabaseError(f"cannot open {path}: {_reason(str(error))}") from error
    if con.execute("SELECT current_setting('lock_configuration')").fetchall() == [(False,)]:
        con.execute("SET enable_progress_bar = false")
        con.execute("SET lock_configuration = true")  # for every later connection of this program to the file, too
    return con


def query_frame(con: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    """Run one SELECT and return its rows; anything else is refused with `DatabaseError` before it has run.

    DuckDB's 128-bit integers, the type of a sum of integers, come as Int64, its decimals as Float64. What DuckDB
    itself finds wrong comes as `duckdb.Error`.

    >>> with connect(":memory:") as con:
    ...     query_frame(con, "SELECT sum(n) AS total, 0.5 AS half FROM range(4) AS numbers(n)").to_dicts()
    [{'total': 6, 'half': 0.5}]
    """
    con.complete()  # a result of execute() that nobody read to its end would bar every other query
    if [statement.type.name for statement in con.extract_statements(sql)] != ["SELECT"]:
        raise DatabaseError(f"a query is one SELECT, which this is not: {' '.join(sql.split())[:200]}")
    found = con.sql(sql)
    if len(set(found.columns)) < len(found.columns):
        found = found.project("*")  # so DuckDB names a second `n` `n_1`
    frame = pl.DataFrame(_Stream(found))
    decimal = {name: kind.scale for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal)}
    if not decimal:
        return frame
    return frame.with_columns(pl.col(name).cast(pl.Float64 if scale else pl.Int64) for name, scale in decimal.items())


def register(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Let queries of `con` read `frame` as the table `name`; a column of nulls without a type becomes one of texts.

    >>> with connect(":memory:") as con:
    ...     register(con, "pair", pl.DataFrame({"left": [1, 2], "right": [None, None]}))
    ...     con.execute("FROM pair").fetchall()
    [(1, None), (2, None)]
    """
    con.register(name, _Stream(frame.with_columns(pl.col(pl.Null).cast(pl.String))))


class _Stream:
    """A table as an Arrow stream and nothing more: so neither side takes it for a thing that needs pyarrow.

    Nor does polars keep DuckDB's own class, of which DuckDB would complain when the program ends.
    """

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def _check_place(file: Path, *, read_only: bool) -> None:
    if file.is_dir():
        raise DatabaseError(f"cannot open {file}: it is a folder, name the database file in it")
    if read_only and not file.exists():
        raise DatabaseError(f"there is no database file {file}: make it with 'valuenet build STUDY'")
    if not file.parent.is_dir():
        raise DatabaseError(f"cannot open {file}: there is no folder {file.parent}")


def _reason(message: str) -> str:
    """Say in the reader's words why DuckDB could not open a file."""
    holder = re.search(r"Conflicting lock is held in (.*?)\(PID (\d+)\)", message)
    if holder:
        return f"process {holder[2]} has it open ({holder[1].strip()}); close it there, then try again"
    if "different configuration" in message:
        return "this program has it open with other settings; close that connection first"
    if "not a valid DuckDB" in message:
        return "it is not a DuckDB file; name the file that 'valuenet build' wrote"
    if re.search(r"newer version|version number \d+, but", message):
        return f"another version of DuckDB made it; build it again with this one ({_first_line(message)})"
    if "not read enough bytes" in message or "Corrupt" in message:
        return f"the file is damaged; build it again ({_first_line(message)})"
    return _first_line(message)


def _first_line(message: str) -> str:
    return message.strip().splitlines()[0]
