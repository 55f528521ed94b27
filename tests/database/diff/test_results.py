from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from valuenet.database.diff.results import index_diff, result_diff
from valuenet.database.diff.sides import sides
from valuenet.measures.catalogue import catalogue


@pytest.fixture
def example_file(example_folder: Path) -> Path:
    return example_folder / "example.duckdb"


def test_a_changed_figure_and_a_lost_row_are_found(example_file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(example_file, tmp_path / "copy.duckdb"))
    with duckdb.connect(str(copy)) as con:
        con.execute("UPDATE result.enterprises_by_layer SET enterprises = enterprises + 7 WHERE layer = 'base'")
        con.execute("DELETE FROM result.enterprises_by_status WHERE status = 'listed'")
        con.execute("DROP TABLE result.sample_totals")
    found = result_diff(sides(example_file, copy, ()), 10)
    assert [(row["table"], row["figures"]) for row in found["tables"]] == [
        ("enterprises.by_layer", 1),
        ("enterprises.by_status", 1),
    ]
    assert [(row["key"], row["column"]) for row in found["largest"]] == [
        ({"layer": "base"}, "enterprises"),
        ({"status": "listed"}, "enterprises"),
    ]
    assert found["largest"][0]["b"] == found["largest"][0]["a"] + 7
    assert found["largest"][1]["b"] is None
    assert found["not_compared"] == {"not_there": ["sample.totals"]}
    assert found["tables_equal"] == len(catalogue()) - 3


def test_a_wave_other_than_the_reported_one_is_computed(example_file: Path) -> None:
    both = sides(example_file, None, ("2018", "2019"))
    found = result_diff(both, 3)
    assert "network.structure" in found["not_compared"]["other_wave"]
    assert found["tables_changed"] + found["tables_equal"] + len(found["not_compared"]["other_wave"]) == len(
        catalogue()
    )
    assert len(found["largest"]) == 3
    index = index_diff(both, 2)
    assert index["regions"] > 1
    assert len(index["largest"]) == 2


def test_the_index_of_the_reported_wave_is_that_of_the_build(example_file: Path) -> None:
    one = sides(example_file, None, ("2018", "2019"))
    there = {row["region"]: row["rank_b"] for row in index_diff(one, 0)["largest"]}
    root = "SELECT region, rank FROM index_score JOIN index_indicator USING (indicator) "
    root += "WHERE parent IS NULL AND wave = '2019'"
    built = dict(one.b.database.query(root).iter_rows())
    assert {region: rank for region, rank in there.items() if rank is not None} == {
        r: k for r, k in built.items() if k is not None
    }
