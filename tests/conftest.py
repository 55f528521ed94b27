"""What tests of several rooms share: the example study built once, and small studies built from Python values."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import settings

import valuenet as vn
from tests.changing import changing_study
from tests.cli.called import process
from tests.shared_files import made_once
from tests.studies import both, declared, write_study
from valuenet.database.measured_network import write_network
from valuenet.database.read import Database
from valuenet.resolve.match.links import LINKS
from valuenet.run.build import build

MakeStudy = Callable[..., Path]
BuildStudy = Callable[..., Database]

# Of the 350 random tests each draws 40 of Hypothesis's hundred examples in every run, all of them in `make test-slow`.
settings.register_profile("ci", settings.get_profile("ci"), max_examples=40)


def pytest_collection() -> None:
    """Look for no garbage while the ten thousand tests are gathered: there is none."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave the tests themselves out whenever garbage is looked for from here on."""
    gc.freeze()
    gc.enable()


def pytest_sessionfinish() -> None:
    """Let everything be garbage at the end: libraries complain of what is still held then."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study and its database `example.duckdb`, made by commands in processes of their own.

    What the commands said is beside it, in `said.json`.
    """

    def make(folder: Path) -> None:
        around = folder.parent
        ended = [process(*words, cwd=around) for words in (("new", folder.name), ("build", folder.name))]
        said = [[each.returncode, each.stdout, each.stderr] for each in ended]
        (around / "said.json").write_text(json.dumps(said), encoding="utf-8")
        assert (around / "out" / "example.duckdb").is_file(), said
        (around / "out" / "example.duckdb").rename(folder / "example.duckdb")

    return made_once(tmp_path_factory, "example", make)


@pytest.fixture(scope="session")
def example(example_folder: Path) -> Iterator[Database]:
    """The database of the example study."""
    with Database(example_folder / "example.duckdb") as database:
        yield database


FIRM = {"subject": "enterprise", "fields": {"name_zh": "名称", "region": "省", "ai_focus": {"constant": "true"}}}
TIE = {
    "relation": "technology_input",
    "ego": {"subject": "enterprise", "fields": {"name_zh": "甲方"}},
    "alter": {"subject": "enterprise", "fields": {"name_zh": "乙方"}},
}
DOUBTED = {("京东", "京东云"): 0.7, ("腾讯", "腾讯云"): 0.6, ("百度", "百度风投"): 0.5}


def doubted_links(mentions: pl.DataFrame, *_: Any) -> pl.DataFrame:
    """The links of the study `doubted`: to review, whatever the matcher thinks of these names."""
    named = dict(zip(mentions["name_zh"], mentions["mention"], strict=True))
    rows = [
        (*sorted((named[one], named[other])), score, "core", "review")
        for (one, other), score in DOUBTED.items()
        if one in named and other in named
    ]
    return pl.DataFrame(rows, schema=LINKS, orient="row")


@pytest.fixture(scope="session")
def doubted_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of seven firms, three pairs of which are doubtful, and its database `tiny.duckdb` beside its data."""
    places = {"腾讯": "广东", "腾讯云": "广东", "商汤": "上海"}
    names = ("京东", "京东云", "腾讯", "腾讯云", "百度", "百度风投", "商汤")
    firms = ["名称,省", *(f"{name},{places.get(name, '北京')}" for name in names)]
    index = {"tree": "standard", "recipe": {"normalise": "rank", "aggregate": "median"}}
    pairs = ("京东,商汤", "京东云,商汤", "京东云,百度", "京东云,腾讯", "京东,百度", "腾讯云,商汤", "腾讯,京东")
    ties = ["甲方,乙方", *pairs]
    sources = {"firms": {"records": [FIRM]}, "ties": {"records": [TIE]}}
    files = {"firms.csv": "\n".join(firms), "ties.csv": "\n".join(ties)}
    rule = {"rule": "ai", "kind": "enterprise", "title": both("ai"), "test": {"is": {"ai_focus": ["true"]}}}

    def make(folder: Path) -> None:
        write_study(folder, declared(sources, screening=[rule], index=index), files)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("valuenet.resolve.matching.links", doubted_links)
            little_chance(patch)
            build(folder, out=folder / "tiny.duckdb")

    return made_once(tmp_path_factory, "doubted", make)


@pytest.fixture(scope="session")
def changing_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, without result tables, of a study in which subjects enter and leave and sources disagree."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            little_chance(patched)
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
    """The database of the packaged study, with few random networks: no published figure is about them."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            few_networks(patched)
            build("china_ai_2019", out=folder / "default.duckdb")

    return made_once(tmp_path_factory, "default", make) / "default.duckdb"


@pytest.fixture
def make_study(tmp_path: Path) -> MakeStudy:
    """Write a study of these sources and files: `make_study(sources, files, **parts of the study)`."""

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Path:
        return write_study(tmp_path / "study", declared(sources, **parts), files)

    return make


def little_chance(patch: pytest.MonkeyPatch) -> None:
    """Leave out a build's result tables, and draw the few random networks that make every row, instead of many."""
    patch.setattr("valuenet.run.build.write_results", lambda con, tell: None)
    few_networks(patch)


def few_networks(patch: pytest.MonkeyPatch) -> None:
    """Draw the few random networks that make every row, instead of many."""
    patch.setattr("valuenet.run.build.write_network", partial(write_network, networks=2))
    patch.setattr("valuenet.database.measured_network._TAILS", 2)


def bare(patch: pytest.MonkeyPatch) -> None:
    """Leave out of a build all that is computed of subjects and relations once they are known."""
    patch.setattr("valuenet.run.build.write_results", lambda con, tell: None)
    patch.setattr("valuenet.run.build.write_network", lambda con, tell: None)
    patch.setattr("valuenet.run.build.write_index", lambda con, index, tell: [])


@pytest.fixture
def bare_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out of builds their network, index and result tables."""
    bare(monkeypatch)


@pytest.fixture
def build_study(make_study: MakeStudy, tmp_path: Path, bare_build: None) -> Iterator[BuildStudy]:
    """Build a study as `make_study` writes it, all but its network, index and result tables."""
    opened: list[Database] = []

    def make(sources: Mapping[str, Any], files: Mapping[str, str | bytes], **parts: Any) -> Database:
        built = build(make_study(sources, files, **parts), out=tmp_path / "tiny.duckdb")
        opened.append(Database(built.path))
        return opened[-1]

    yield make
    for database in opened:
        database.close()
