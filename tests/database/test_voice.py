from pathlib import Path

import polars as pl

from tests.study.voices import in_use
from valuenet.database.create import create_tables
from valuenet.database.voice import measures_of, voice_of, write_voice
from valuenet.engine.duck import connect, query_frame
from valuenet.measures.catalogue import catalogue
from valuenet.model.voice import Logo, Voice
from valuenet.study.voice import read_voice


class Open:
    """An empty database with a voice."""

    def __init__(self, voice: Voice) -> None:
        self.con = connect(":memory:")
        create_tables(self.con)
        write_voice(self.con, voice)

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""
        return query_frame(self.con, sql)


def test_a_voice_is_read_as_it_was_written(tmp_path: Path) -> None:
    read = read_voice(in_use(tmp_path / "new"))
    voice = Voice(read.messages, read.chapters, read.tables, Logo("image/svg+xml", "<svg/>", 3.0, 1.0))
    assert voice_of(Open(voice)) == voice
    assert list(measures_of(Open(voice))) == [*catalogue(), "outlook.by_age"]


def test_most_files_have_none() -> None:
    assert voice_of(Open(Voice())) == Voice()
