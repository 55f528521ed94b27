"""Writing, fetching and checking a study from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.called import Said, valuenet
from valuenet.database.read import Database


def test_new_writes_a_study_that_builds(said: dict[str, Said], example_folder: Path, example_again: Path) -> None:
    """In processes of their own, from nothing to the finished file; the same is built from Python."""
    assert said["new"].returncode == 0
    assert (said["build"].returncode, said["build"].stderr) == (0, "")
    assert said["build"].stdout.endswith("wrote out/example.duckdb\n")
    with Database(example_folder / "example.duckdb") as one, Database(example_again) as other:
        assert one.table("network.structure").equals(other.table("network.structure"))


def test_new_refuses_a_folder_that_holds_something(study: Path) -> None:
    done = valuenet("new", str(study))
    assert (done.returncode, "already holds something" in done.stderr) == (2, True)


def test_check_writes_nothing(study: Path, tmp_path: Path) -> None:
    done = valuenet("check", str(study), cwd=tmp_path)
    assert done.returncode == 0
    assert "enterprises: 22 rows read = 22 kept + 0 rejected" in done.stdout
    assert list(tmp_path.iterdir()) == []
