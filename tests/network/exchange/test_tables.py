from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from valuenet.errors import DataError
from valuenet.network.exchange.tables import checked_direction, expect_countable, joined, parts, with_ids

TIES = pl.DataFrame({"source": ["b", "a"], "target": ["c", "b"], "kind": ["x", "y"]})


@pytest.mark.parametrize(
    ("name", "apart", "expected"),
    [
        ("net.csv", False, ["net.nodes.csv", "net.csv"]),
        ("net.edges.csv", False, ["net.nodes.csv", "net.edges.csv"]),
        ("net.nodes.csv", False, ["net.nodes.csv", "net.edges.csv"]),
        ("net.parquet", True, ["net.nodes.parquet", "net.edges.parquet"]),
    ],
)
def test_the_two_files_of_a_network(name: str, apart: bool, expected: list[str]) -> None:
    found = parts(Path("folder", name), Path(name).suffix, exist=False, apart=apart)
    assert [part.name for part in found] == expected
    assert {part.parent.name for part in found} == {"folder"}


def test_files_that_exist_come_first(tmp_path: Path) -> None:
    (tmp_path / "net.edges.csv").touch()
    assert parts(tmp_path / "net.csv", ".csv", exist=True, apart=False)[1].name == "net.edges.csv"
    (tmp_path / "net.csv").touch()
    assert parts(tmp_path / "net.csv", ".csv", exist=True, apart=False)[1].name == "net.csv"


def test_ids_and_numbers_belong_together() -> None:
    nodes = pl.DataFrame({"id": ["a", "b", "c", "d"]})
    for network in (joined(None, TIES, Path("t")), joined(nodes, TIES, Path("t"))):
        assert with_ids(network).equals(TIES)
    assert joined(None, TIES, Path("t")).nodes["id"].to_list() == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("nodes", "ties", "said"),
    [
        (["a", "b"], TIES, "t.csv, row 1: the target 'c' is none of the nodes"),
        (["a", "b", "c", "a"], TIES, "node 'a' is there twice"),
        (None, TIES.with_columns(target=pl.Series(["c", None])), "t.csv, row 2: no target"),
    ],
)
def test_what_does_not_belong_together_is_refused(nodes: list[str] | None, ties: pl.DataFrame, said: str) -> None:
    with pytest.raises(DataError, match=said):
        joined(None if nodes is None else pl.DataFrame({"id": nodes}), ties, Path("t.csv"))


def test_more_than_two_thousand_million_relations_are_refused() -> None:
    expect_countable(2**31 - 1, Path("t.csv"))
    with pytest.raises(DataError, match=r"t\.csv: 2,147,483,648 relations"):
        expect_countable(2**31, Path("t.csv"))


def test_direction_is_known_of_all_or_of_none() -> None:
    with pytest.raises(DataError, match="row 2: 'directed' is missing"):
        checked_direction(TIES.with_columns(directed=pl.Series([True, None])), Path("t.csv"))
    assert checked_direction(TIES, Path("t.csv")) is TIES
