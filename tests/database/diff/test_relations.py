from __future__ import annotations

from pathlib import Path

import polars as pl

from valuenet.database.diff.relations import node_diff, relation_diff
from valuenet.database.diff.sides import sides

NOBODY = pl.DataFrame(schema={"a_id": pl.String, "b_id": pl.String})


def test_relations_are_known_again_by_ends_kind_and_date(changing_file: Path, other_file: Path) -> None:
    kind = {"kind": "technology_input"}
    assert relation_diff(sides(changing_file, None, ("2018", "2019"))) == [
        {**kind, "a": 2, "b": 3, "same": 2, "only_a": 0, "only_b": 1}
    ]
    assert relation_diff(sides(changing_file, other_file, ())) == [
        {**kind, "a": 3, "b": 3, "same": 3, "only_a": 0, "only_b": 0}
    ]


def test_nodes_whose_degree_changed_most_come_first(changing_file: Path) -> None:
    found = node_diff(sides(changing_file, None, ("2018", "2019")), NOBODY, 1)
    assert found["changed"] == 2
    assert [(row["name"], row["degree_a"], row["degree_b"], row["change"]) for row in found["largest"]] == [
        ("某大学", 1, 2, 1)
    ]
    first = {row["name"]: (row["rank_a"], row["rank_b"]) for row in found["first"]}
    assert first == {"甲": (1, 1)}
