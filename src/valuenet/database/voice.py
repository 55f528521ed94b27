"""A study's own voice in its database file: written at the build, read by whoever speaks of the file."""

from __future__ import annotations

from typing import Protocol

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.measures.catalogue import Measure, catalogue
from valuenet.measures.own import own_measures
from valuenet.model.voice import Logo, OwnChapter, OwnMessage, OwnTable, Voice


class Queried(Protocol):
    """Whatever answers queries of a database file."""

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""


def write_voice(con: DuckDBPyConnection, voice: Voice) -> None:
    """Fill the tables `study_message`, `study_chapter`, `study_table` and `study_logo`."""
    rows: dict[str, list[tuple[object, ...]]] = {
        "study_message": [
            (each.language, each.message, at, each.source, each.path, each.line)
            for at, each in enumerate(voice.messages, start=1)
        ],
        "study_chapter": [
            (each.chapter, at, each.title_zh, each.title_en, " ".join(each.paragraphs), " ".join(each.tables))
            for at, each in enumerate(voice.chapters, start=1)
        ],
        "study_table": [
            (each.chapter, each.table, at, each.text, each.path) for at, each in enumerate(voice.tables, start=1)
        ],
        "study_logo": [(one.media_type, one.content, one.width, one.height) for one in (voice.logo,) if one],
    }
    for table, told in rows.items():
        for row in told:
            con.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", list(row))


def voice_of(database: Queried) -> Voice:
    """Return the own voice of the study in a database file."""
    messages, chapters, tables, logos = (
        database.query(f"SELECT * EXCLUDE (ordinal) FROM {table} ORDER BY ordinal").rows(named=True)
        if table != "study_logo"
        else database.query(f"SELECT * FROM {table}").rows(named=True)
        for table in ("study_message", "study_chapter", "study_table", "study_logo")
    )
    return Voice(
        tuple(OwnMessage(**row) for row in messages),
        tuple(
            OwnChapter(
                **{**row, "paragraphs": tuple(row["paragraphs"].split()), "tables": tuple(row["tables"].split())}
            )
            for row in chapters
        ),
        tuple(OwnTable(row["chapter"], row["table_name"], row["text"], row["path"]) for row in tables),
        Logo(**logos[0]) if logos else None,
    )


def measures_of(database: Queried) -> dict[str, Measure]:
    """Return every measure whose result is in a database file: valuenet's, and the study's own, which go before."""
    return {**catalogue(), **own_measures(voice_of(database).tables)}
