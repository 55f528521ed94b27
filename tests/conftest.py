"""What tests of several rooms share: the example study built once, and small studies built from Python values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.changing import changing_study
from tests.studies import declared, write_study
from valuenet.database.read import Database
from valuenet.run.build import build
from valuenet.study.template import new_study

MakeStudy = Callable[..., Path]
BuildStudy = Callable[..., Database]


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study of `valuenet new`, and its database `example.duckdb`."""
    folder = tmp_path_factory.mktemp("example") / "study"
    new_study(folder)
    build(folder, out=folder / "example.duckdb")
    return folder


@pytest.fixture(scope="session")
def example(example_folder: Path) -> Iterator[Database]:
    """The database of the example study."""
    with Database(example_folder / "example.duckdb") as database:
        yield database


@pytest.fixture(scope="session")
def changing_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, without result tables, of a study in which subjects enter and leave and sources disagree."""
    folder = tmp_path_factory.mktemp("changing")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("valuenet.run.build.write_results", lambda con, tell: None)
        return build(changing_study(folder / "study"), out=folder / "changing.duckdb").path


@pytest.fixture(scope="session")
def changing(changing_file: Path) -> Iterator[Database]:
    """That database, open."""
    with Database(changing_file) as database:
        yield database


@pytest.fixture
def make_study(tmp_path: Path) -> MakeStudy:
    """Write a study of these sources and files: `make_study(sources, files, **parts of the study)`."""

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Path:
        return write_study(tmp_path / "study", declared(sources, **parts), files)

    return make


@pytest.fixture
def build_study(make_study: MakeStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BuildStudy]:
    """Build a study as `make_study` writes it, all but its result tables, which take most of the time."""
    opened: list[Database] = []

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Database:
        monkeypatch.setattr("valuenet.run.build.write_results", lambda con, tell: None)
        built = build(make_study(sources, files, **parts), out=tmp_path / "tiny.duckdb")
        opened.append(Database(built.path))
        return opened[-1]

    yield make
    for database in opened:
        database.close()
