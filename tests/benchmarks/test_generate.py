"""The study that benchmarks measure: the same bytes for the same seed, of the size asked for, and one that builds."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import duckdb
import polars as pl
import pytest

from benchmarks import generate as module
from benchmarks.generate import generate
from valuenet.run.build import build

ENTERPRISES, RELATIONS = 300, 3_000


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    generate(folder, ENTERPRISES, RELATIONS, seed=7)
    return folder


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(study: Path, tmp_path: Path) -> None:
    for name, seed in (("again", 7), ("other", 8)):
        generate(tmp_path / name, ENTERPRISES, RELATIONS, seed=seed)
    assert written(tmp_path / "again") == written(study)
    assert written(tmp_path / "other")["ties.csv"] != written(study)["ties.csv"]


def test_a_packed_study_holds_the_same_rows(study: Path, tmp_path: Path) -> None:
    generate(tmp_path, ENTERPRISES, RELATIONS, seed=7, packed=True)
    assert gzip.decompress((tmp_path / "data" / "ties.csv.gz").read_bytes()) == written(study)["ties.csv"]


def test_there_are_as_many_rows_as_asked_for_and_no_two_enterprises_of_one_name(study: Path) -> None:
    enterprises = pl.read_csv(study / "data" / "enterprises.csv", infer_schema=False)
    ties = pl.read_csv(study / "data" / "ties.csv", infer_schema=False)
    assert (enterprises.height, ties.height) == (ENTERPRISES, RELATIONS)
    assert enterprises["名称"].n_unique() == ENTERPRISES
    assert set(ties["企业"]) <= set(enterprises["名称"])


def test_most_partners_occur_once_and_a_tenth_of_the_ties_stays_inside(study: Path) -> None:
    ties = pl.read_csv(study / "data" / "ties.csv", infer_schema=False)
    enterprises = set(pl.read_csv(study / "data" / "enterprises.csv", infer_schema=False)["名称"])
    often = Counter(name for name in ties["对方"] if name not in enterprises)
    assert sum(often.values()) == RELATIONS * 9 // 10
    assert 0.6 < sum(times == 1 for times in often.values()) / len(often) < 0.8


def test_pieces_are_drawn_on_without_a_seam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "PIECE", 100)
    generate(tmp_path, 250, 120, seed=7)
    enterprises = pl.read_csv(tmp_path / "data" / "enterprises.csv", infer_schema=False)
    assert (enterprises.height, enterprises["名称"].n_unique()) == (250, 250)


def test_more_names_than_three_characters_make_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "MOST", 100)
    with pytest.raises(ValueError, match="need more than 100 names"):
        generate(tmp_path, 90, 1_000)


@pytest.mark.usefixtures("bare_build")
def test_the_study_builds_and_its_rows_add_up(study: Path, tmp_path: Path) -> None:
    built = build(study, out=tmp_path / "benchmark.duckdb")
    assert built.warnings == []
    with duckdb.connect(str(built.path), read_only=True) as con:
        rows = con.execute("SELECT source_id, rows_read, rows_kept + rows_rejected FROM source ORDER BY 1").fetchall()
        assert rows == [("enterprises", ENTERPRISES, ENTERPRISES), ("ties", RELATIONS, RELATIONS)]
        assert con.execute("SELECT synthetic FROM study").fetchall() == [(True,)]
        kept = con.execute("SELECT count(*) FROM relation").fetchone()
        assert kept == con.execute("SELECT rows_kept FROM source WHERE source_id = 'ties'").fetchone()
