"""The views of a database as they are at another wave, for the time of a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.database.views import view_statements

_OF_ALL_WAVES = ("effective_value", "_by_wave")
"""Ends of the names of views that do not depend on the reported wave."""
_HELD = "SELECT table_name FROM duckdb_tables() WHERE temporary"
_VIEWS = "SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"


@contextmanager
def at_wave(con: DuckDBPyConnection, wave: str, views: Sequence[str]) -> Iterator[None]:
    """Let the `views`, named in an order in which they can be computed, show `wave` inside the block.

    Their rows are held for that time; what the connection held before stands again afterwards. The file is not
    written to, so it may be open for reading only.

    >>> from valuenet.database.create import create_tables
    >>> from valuenet.engine.duck import connect
    >>> con = connect(":memory:")
    >>> create_tables(con)
    >>> with at_wave(con, "2018", ()):
    ...     con.execute("SELECT count(*) FROM study WHERE wave = '2018'").fetchone()
    (0,)
    """
    held = [name for name in _names(con, _HELD) if name in views or name == "study"]
    for name in held:
        con.execute(f"ALTER TABLE temp.{quoted(name)} RENAME TO {quoted(f'reported {name}')}")
    hidden = set(_names(con, _VIEWS)) & set(views)
    reported = 'temp."reported study"' if "study" in held else "main.study"
    try:
        con.execute(f"CREATE TEMP TABLE study AS SELECT * REPLACE (? AS wave) FROM {reported}", [wave])
        for name in views:
            _show(con, name, replaces=name in hidden)
        yield
    finally:
        for name in (*views, "study"):
            con.execute(f"DROP TABLE IF EXISTS temp.{quoted(name)}")
        for name in held:
            con.execute(f"ALTER TABLE temp.{quoted(f'reported {name}')} RENAME TO {quoted(name)}")


def of_one_wave(name: str) -> bool:
    """Tell whether a view shows the reported wave.

    >>> of_one_wave("enterprise"), of_one_wave("enterprise_by_wave")
    (True, False)
    """
    return not name.endswith(_OF_ALL_WAVES)


def _names(con: DuckDBPyConnection, query: str) -> list[str]:
    return [row[0] for row in con.execute(query).fetchall()]


def _show(con: DuckDBPyConnection, name: str, *, replaces: bool) -> None:
    """Hold the rows that a view has at the wave; its query finds the temporary tables before those of the file."""
    if replaces:
        con.execute(f"DROP VIEW temp.{quoted(name)}")
    query = view_statements()[name].strip().split(" AS", 1)[1]
    con.execute(f"CREATE TEMP TABLE {quoted(name)} AS {query}")
