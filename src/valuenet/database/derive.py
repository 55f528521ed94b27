"""Tables computed from the others by measures: one result table each."""

from __future__ import annotations

from collections.abc import Callable

from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.measures.catalogue import catalogue


def write_results(con: DuckDBPyConnection, tell: Callable[[str, float], None], chapter: str | None = None) -> None:
    """Make one table in the schema `result` for each measure, named `chapter_table`, in the measure's order of rows.

    With `chapter`, only the tables of that one are made, and take the place of those that are there.
    """
    measures = [each for each in catalogue().values() if chapter in (None, each.chapter)]
    for number, measure in enumerate(measures):
        tell(f"measure {measure.name}", number / len(measures))
        con.execute(f"CREATE OR REPLACE TABLE result.{quoted(f'{measure.chapter}_{measure.table}')} AS {measure.sql}")
