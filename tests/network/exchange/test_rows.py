from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.network.exchange.rows import Cells, Rows, ends_of, table_of


def nodes(*ids: str) -> Rows:
    rows = Rows("node", Path("net.gexf"))
    for line, name in enumerate(ids):
        rows.begin(line + 5, {"id": name})
    return rows


def test_a_table_has_what_the_format_says_and_what_is_declared() -> None:
    rows = nodes("a", "b")
    rows.own[1]["x"] = "1.5"
    rows.attributes = {"0": Cells("x", "int", rows=[0], values=["7"]), "1": Cells("kept", "bool", default="true")}
    assert table_of(rows, {"x": "float"}).to_dicts() == [
        {"id": "a", "x": None, "x_": 7, "kept": True},
        {"id": "b", "x": 1.5, "x_": None, "kept": True},
    ]


def test_an_attribute_that_repeats_the_format_s_own_is_one_column() -> None:
    rows = nodes("a")
    rows.attributes = {"0": Cells("id", rows=[0], values=["a"])}
    assert table_of(rows, {}).columns == ["id"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (Cells("n", "int", rows=[1], values=["x"]), "net.gexf, line 6: the node has the n 'x', which is no integer"),
        (Cells("n", "text", rows=[0, 0], values=["x", "y"]), "net.gexf, line 5: the node has 'n' twice"),
        (Cells("n", "int", default="x"), "net.gexf: 'n' has the default 'x'"),
    ],
)
def test_wrong_values_are_named(cells: Cells, said: str) -> None:
    rows = nodes("a", "b")
    rows.attributes = {"0": cells}
    with pytest.raises(DataError, match=said):
        table_of(rows, {})


def test_ends_are_numbers_of_nodes() -> None:
    edges = Rows("edge", Path("net.gexf"))
    edges.begin(9, {"source": "b", "target": "a"})
    assert [end.tolist() for end in ends_of(nodes("a", "b"), edges)] == [[1], [0]]
    with pytest.raises(DataError, match="line 6: the node 'a' is there twice"):
        ends_of(nodes("a", "a"), edges)
    with pytest.raises(DataError, match="line 9: the edge has the source 'b'"):
        ends_of(nodes("a"), edges)
