from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.database.read import Database
from valuenet.errors import UsageError
from valuenet.study.read import read_study
from valuenet.study.template import new_study


def test_the_template_is_a_valid_study_of_its_own_files(tmp_path: Path) -> None:
    written = new_study(tmp_path / "made" / "here")
    study = read_study(tmp_path / "made" / "here")
    wanted = {study.folder / "data" / source.path for source in study.declaration.sources.values()}
    own = set((study.folder / "report").rglob("*.*"))
    assert {path.name for path in own} == {"zh.ftl", "en.ftl", "chapters.csv", "by_age.sql"}
    assert set(written) == {study.path, *wanted, *own}
    assert study.declaration.synthetic


def test_the_template_shows_a_lost_cell_and_rows_without_an_investor(example: Database) -> None:
    lost = example.query("SELECT DISTINCT source_id, scope, reason FROM rejected ORDER BY source_id")
    assert example.query("SELECT min(rows_read) AS fewest FROM source")["fewest"][0] > 0
    assert lost.rows() == [("rounds", "row", "no_name"), ("ties", "cell", "not_a_place")]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for taken in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(UsageError, match="already holds something; give the name of a new folder"):
            new_study(taken)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert tmp_path / "study.yaml" in new_study(tmp_path)
