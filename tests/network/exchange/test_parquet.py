from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.network.exchange.networks import again, assert_equal
from valuenet.errors import DataError
from valuenet.network.exchange import parquet
from valuenet.network.network import Network


def test_every_type_comes_back(tmp_path: Path) -> None:
    nodes = pl.DataFrame({"id": ["a", "b"], "day": [date(2019, 5, 1), None], "tags": [["x"], []]})
    relations = pl.DataFrame({"source": [1], "target": [0], "small": pl.Series([3], dtype=pl.Int8)})
    assert_equal(again(Network(nodes, relations), tmp_path / "net.parquet"), Network(nodes, relations))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["net.edges.parquet", "net.nodes.parquet"]
    for part in tmp_path.iterdir():
        assert_equal(parquet.read(part).network, Network(nodes, relations))


def test_one_of_the_two_is_enough(tmp_path: Path) -> None:
    pl.DataFrame({"to": [1, 7], "from": [7, 7], "n": [0.5, None]}).write_parquet(tmp_path / "ties.parquet")
    found = parquet.read(tmp_path / "ties.parquet").network
    assert (found.nodes["id"].to_list(), found.relations.rows()) == (["7", "1"], [(0, 1, 0.5), (0, 0, None)])
    pl.DataFrame({"name": ["x"]}).write_parquet(tmp_path / "only.nodes.parquet")
    assert parquet.read(tmp_path / "only.nodes.parquet").network.nodes.rows() == [("x",)]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pl.DataFrame({"a": ["x"]}), "1 columns"),
        (pl.DataFrame({"a": [0.5], "b": ["x"]}), "the ids in 'a' are Float64"),
        (pl.DataFrame({"a": ["x"], "b": [None]}), "row 1: no target"),
        (
            pl.DataFrame({"a": ["x"], "b": ["x"], "directed": pl.Series([None], dtype=pl.Boolean)}),
            "row 1: 'directed' is",
        ),
    ],
)
def test_tables_that_are_no_relations_are_refused(table: pl.DataFrame, said: str, tmp_path: Path) -> None:
    table.write_parquet(tmp_path / "ties.parquet")
    with pytest.raises(DataError, match=said):
        parquet.read(tmp_path / "ties.parquet")


def test_nodes_without_an_id_are_refused(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["x", None]}).write_parquet(tmp_path / "net.nodes.parquet")
    with pytest.raises(DataError, match="row 2: no id"):
        parquet.read(tmp_path / "net.parquet")
