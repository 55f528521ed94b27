"""The hand-made study of the measures with its result tables, as a comparison reads it."""

from __future__ import annotations

import polars as pl
import pytest

from tests.measures.tiny_study import Connection, tiny, viewed
from valuenet.database.derive import write_results
from valuenet.engine.duck import query_frame


class Results:
    """A database in memory."""

    def __init__(self, con: Connection) -> None:
        self.con = con

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""
        return query_frame(self.con, sql)


def named(con: Connection) -> Connection:
    """The study with a row of names for each subject, and one name that is nobody's label."""
    con.execute("INSERT INTO name SELECT subject_id, name_zh, 'zh', 'common', 'firms', 2 FROM subject")
    con.execute("INSERT INTO name VALUES ('intel', 'Intel''s', 'en', 'alias', 'firms', 2)")
    return con


@pytest.fixture(scope="session")
def results() -> Results:
    """The hand-made study with its results."""
    con = viewed(named(tiny()))
    write_results(con, lambda words, done: None)
    return Results(con)
