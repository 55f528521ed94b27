from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from tests.reconstruct.test_subjects import NODES, ground
from valuenet.errors import DataError, StudyError
from valuenet.reconstruct.build import NetworkOf, read_names, reconstruct, reconstruct_folder
from valuenet.reconstruct.network.assemble import Network
from valuenet.reconstruct.write import digests, write_tables
from valuenet.run.prepare import reconstruct_study
from valuenet.study.read import read_study

PACKAGED = Path(str(files("valuenet"))) / "studies" / "china_ai_2019"


def silent(words: str, done: float) -> None:
    """Progress that nobody looks at."""


def tiny_network() -> NetworkOf:
    """A network of two relations among the enterprises and nodes of the small study."""
    nodes = NODES.with_columns(pl.lit(None, pl.String).alias("sector"))
    schema = {"ego": pl.UInt32, "alter": pl.UInt32, "kind": pl.String}
    relations = pl.DataFrame({"ego": [0, 1], "alter": [40, 41], "kind": ["financing", "work"]}, schema=schema)
    return lambda enterprises, seed: Network(nodes, relations)


def test_a_reconstruction_has_lists_rounds_and_relations() -> None:
    tables = reconstruct(ground(), tiny_network(), 1, silent)
    assert set(tables) == {
        "firms_2018", "firms_2019", "funds_2018", "funds_2019", "places",
        "financing_rounds_2018", "financing_rounds_2019", "relations",
    }  # fmt: skip
    assert tables["relations"].select("ego_en", "alter_en").rows() == [
        ("Tencent", "Synthetic investor 00040"), ("Baidu", "Intel"),
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_tables() -> None:
    first, again, other = (reconstruct(ground(), tiny_network(), seed, silent) for seed in (1, 1, 2))
    assert all(table.equals(again[name]) for name, table in first.items())
    assert not all(table.equals(other[name]) for name, table in first.items())


def test_a_study_without_figures_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"figures\.csv: there is no such file"):
        reconstruct_folder(tmp_path, "CN", {"2019": date(2019, 12, 31)}, 1, silent)


def test_names_are_read_by_the_english_one(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("printed,name_zh,name_en\nHicloud,华为云,Huawei Cloud\nLvjing,,Lvjing\n", encoding="utf-8")
    assert read_names(path) == {"Huawei Cloud": ("华为云", "Huawei Cloud"), "Lvjing": (None, "Lvjing")}
    path.write_text("label\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names\.csv:1: there is no column 'printed'"):
        read_names(path)


def test_the_packaged_study_reads_and_is_synthetic_throughout() -> None:
    declared = read_study("china_ai_2019").declaration
    assert declared.synthetic
    assert all(source.synthetic for source in declared.sources.values())
    assert {source.path for source in declared.sources.values()} == {
        f"data/{name}" for name in digests(PACKAGED / "data")
    }
    assert sum(path.stat().st_size for path in (PACKAGED / "data").iterdir()) <= 3_000_000


def test_the_shipped_seed_gives_the_shipped_bytes(tmp_path: Path) -> None:
    written = reconstruct_study("china_ai_2019", tmp_path, None, silent)
    assert [path.name for path in sorted(written)] == list(digests(PACKAGED / "data"))
    assert digests(tmp_path) == digests(PACKAGED / "data")


def test_tables_go_to_files_as_they_are(tmp_path: Path) -> None:
    tables = reconstruct(ground(), tiny_network(), 1, silent)
    for path in write_tables(tables, tmp_path):
        assert pl.read_parquet(path).equals(tables[path.stem])
