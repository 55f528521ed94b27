"""Reading a finished database file: result tables, queries, and the study it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from valuenet.database.views import held_views, hold_views
from valuenet.engine.duck import connect, query_frame
from valuenet.errors import DatabaseError, nearest
from valuenet.model.tables import tables as model_tables
from valuenet.network.network import Network

if TYPE_CHECKING:
    from valuenet.database.index import StudyIndex


class Database:
    """A finished file, opened for reading only; close it or use it in a `with` block.

    Raises `DatabaseError` where the file is missing, no DuckDB file, or not one that valuenet made: it must have the
    tables `needs`, by default all that this version makes.
    """

    def __init__(self, path: Path, needs: Iterable[str] | None = None) -> None:
        self.path = path
        self._con = connect(path, read_only=True)
        missing = sorted(set(model_tables() if needs is None else needs) - set(self._names("main")))
        if missing:
            self._con.close()
            raise DatabaseError(
                f"{path} is not a database that this valuenet made (it has no table '{missing[0]}'); "
                "make one with 'valuenet build STUDY'"
            )

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _names(self, schema: str) -> list[str]:
        query = "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name"
        return [row[0] for row in self._con.execute(query, [schema]).fetchall()]

    def close(self) -> None:
        """Close the file."""
        self._con.close()

    @cached_property
    def study(self) -> Mapping[str, Any]:
        """The one row of the table `study`, by column."""
        return self.query("SELECT * FROM study").row(0, named=True)

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query of DuckDB's SQL; raise `DatabaseError` with DuckDB's own words if it cannot."""
        try:
            return query_frame(self._con, sql)
        except duckdb.Error as error:
            raise DatabaseError(f"{self.path.name}: {error}") from error

    def hold_views(self) -> None:
        """Compute every view once and keep its rows with this connection, for many queries that follow."""
        hold_views(self._con)

    def held_views(self) -> AbstractContextManager[None]:
        """Hold every view inside a `with` block, for the queries in it."""
        return held_views(self._con)

    def show_wave(self, wave: str) -> None:
        """Let every view and query of this connection show `wave` instead of the reported one; the file stays."""
        from valuenet.database.network import hold_wave

        hold_wave(self._con, wave)

    def network(self, wave: str | None = None) -> Network:
        """Return the value network of a wave, by default the reported one; see `valuenet.database.network`."""
        from valuenet.database.network import read_network

        return read_network(self._con, wave)

    def index(self, wave: str | None = None) -> StudyIndex:
        """Return the index of a wave, by default the reported one; see `valuenet.database.index`."""
        from valuenet.database.index import read_index

        return read_index(self._con, wave)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the result tables, as `chapter.table`, in alphabetical order."""
        return tuple(name.replace("_", ".", 1) for name in self._names("result"))

    def table(self, name: str) -> pl.DataFrame:
        """Return the result table `chapter.table`; raise `DatabaseError` with the nearest name if it is not there."""
        if name not in self.tables:
            raise DatabaseError(f"{self.path.name} has no result table '{name}'{nearest(name, self.tables)}")
        return self.query(f'SELECT * FROM result."{name.replace(".", "_", 1)}"')
