from __future__ import annotations

import json
from pathlib import Path

from valuenet.database.diff.diff import difference
from valuenet.database.diff.sides import sides


def test_a_comparison_is_plain_values(example_folder: Path) -> None:
    told: list[str] = []
    both = sides(example_folder / "example.duckdb", None, ("2018", "2019"))
    found = difference(both, 5, lambda words, done: told.append(words))
    assert json.loads(json.dumps(found, default=str)).keys() == found.keys()
    assert set(found) == {"a", "b", "notes", "sources", "subjects", "relations", "nodes", "results", "index"}
    assert (found["a"]["wave"], found["b"]["wave"]) == ("2018", "2019")
    assert told[0] == "compare subjects"


def test_two_builds_of_the_same_do_not_differ(changing_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(changing_file.read_bytes())
    found = difference(sides(changing_file, copy, ()), 5)
    assert found["sources"] == []
    assert all(not found["subjects"][name]["count"] for name in ("only_a", "only_b", "joined", "parted", "other_id"))
    assert all(row["same"] == row["a"] == row["b"] for row in found["relations"])
    assert (found["nodes"]["changed"], found["results"]["figures_changed"], found["index"]["moved"]) == (0, 0, 0)
