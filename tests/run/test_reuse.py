from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeStudy, bare
from valuenet.run.reuse import database_for

FIRM = {"subject": "enterprise", "fields": {"name_zh": "名称", "patents": "专利"}}
FIRMS = {"firms": {"records": [FIRM]}}
GOOD = "名称,专利\n甲,1\n乙,2\n"


def test_a_database_stands_for_itself_and_a_study_is_built(
    make_study: MakeStudy, example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(monkeypatch)
    file = example_folder / "example.duckdb"
    assert database_for(file, None, tmp_path, print).path == file
    folder = make_study(FIRMS, {"firms.csv": GOOD})
    assert (
        database_for(folder, None, tmp_path / "out", lambda words, done: None).path == tmp_path / "out" / "tiny.duckdb"
    )


def _made(folder: Path, out: Path, *, reuse: bool = True) -> int:
    """Return when the file was written that stands for the study in `folder`."""
    return database_for(folder, None, out, lambda words, done: None, reuse=reuse).path.stat().st_mtime_ns


def test_a_file_is_taken_again_until_something_it_was_made_of_changes(
    make_study: MakeStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(monkeypatch)
    folder, out = make_study(FIRMS, {"firms.csv": GOOD}), tmp_path / "out"
    first = _made(folder, out)
    assert _made(folder, out) == first
    assert _made(folder, out, reuse=False) > first
    second = _made(folder, out)
    (folder / "data" / "firms.csv").write_text(GOOD + "丙,3\n", encoding="utf-8")
    third = _made(folder, out)
    assert third > second
    (folder / "more.sql").write_text("SELECT 1", encoding="utf-8")
    assert _made(folder, out) > third


def test_a_file_that_is_no_database_is_built_anew(
    make_study: MakeStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(monkeypatch)
    folder = make_study(FIRMS, {"firms.csv": GOOD})
    (tmp_path / "tiny.duckdb").write_bytes(b"no database")
    assert database_for(folder, None, tmp_path, lambda words, done: None, reuse=True).path.stat().st_size > 1000
