"""What tests of several rooms share: the example study built once, and small studies built from Python values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import valuenet as vn
from tests.changing import changing_study
from tests.shared_files import made_once
from tests.studies import declared, write_study
from valuenet.database.read import Database
from valuenet.run.build import build
from valuenet.study.template import new_study

MakeStudy = Callable[..., Path]
BuildStudy = Callable[..., Database]


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study of `valuenet new`, and its database `example.duckdb`."""

    def make(folder: Path) -> None:
        new_study(folder)
        build(folder, out=folder / "example.duckdb")

    return made_once(tmp_path_factory, "example", make)


@pytest.fixture(scope="session")
def example(example_folder: Path) -> Iterator[Database]:
    """The database of the example study."""
    with Database(example_folder / "example.duckdb") as database:
        yield database


@pytest.fixture(scope="session")
def changing_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, without result tables, of a study in which subjects enter and leave and sources disagree."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("valuenet.run.build.write_results", lambda con, tell: None)
            build(changing_study(folder / "study"), out=folder / "changing.duckdb")

    return made_once(tmp_path_factory, "changing", make) / "changing.duckdb"


@pytest.fixture(scope="session")
def changing(changing_file: Path) -> Iterator[Database]:
    """That database, open."""
    with Database(changing_file) as database:
        yield database


@pytest.fixture(scope="session")
def example_again(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Path:
    """The example study's database built once more, as it is done from Python."""

    def make(folder: Path) -> None:
        with vn.build(example_folder, out=folder / "again.duckdb") as built:
            assert built.study["study"] == "example"

    return made_once(tmp_path_factory, "again", make) / "again.duckdb"


@pytest.fixture(scope="session")
def default_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the packaged study."""
    file = "default.duckdb"
    return made_once(tmp_path_factory, "default", lambda folder: build("china_ai_2019", out=folder / file)) / file


@pytest.fixture
def make_study(tmp_path: Path) -> MakeStudy:
    """Write a study of these sources and files: `make_study(sources, files, **parts of the study)`."""

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Path:
        return write_study(tmp_path / "study", declared(sources, **parts), files)

    return make


@pytest.fixture
def no_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out a build's result tables, which take most of its time."""
    monkeypatch.setattr("valuenet.run.build.write_results", lambda con, tell: None)


@pytest.fixture
def build_study(make_study: MakeStudy, tmp_path: Path, no_results: None) -> Iterator[BuildStudy]:
    """Build a study as `make_study` writes it, all but its result tables."""
    opened: list[Database] = []

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Database:
        built = build(make_study(sources, files, **parts), out=tmp_path / "tiny.duckdb")
        opened.append(Database(built.path))
        return opened[-1]

    yield make
    for database in opened:
        database.close()
