from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from valuenet.cli.diff_shown import diff_words
from valuenet.database.diff.diff import difference
from valuenet.database.diff.sides import sides
from valuenet.database.read import Database
from valuenet.language import LANGUAGES, Language
from valuenet.report.labels import labels
from valuenet.report.method import TERMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_study_is_said_first_and_compared_all_the_same(
    language: Language, changing_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(changing_file.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute("UPDATE study SET study = 'elder'")
        con.execute("UPDATE source SET sha256 = repeat('1', 64) WHERE source_id = 'gone'")
    found = difference(sides(changing_file, copy, ()), 3)
    with Database(changing_file) as database:
        words = diff_words(found, labels(database.query(TERMS), database.query("SELECT * FROM subject")), language, 3)
    said = {
        "en": ("Different studies: tiny and elder.", "Sources that differ (1)"),
        "zh": ("不同的研究：tiny 与 elder", "不同的来源（1 个）"),
    }
    assert all(sentence in words for sentence in said[language])
