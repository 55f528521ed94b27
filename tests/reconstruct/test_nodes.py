from __future__ import annotations

import polars as pl

from valuenet.reconstruct.nodes import degrees, with_nodes

NODES = pl.DataFrame(
    {
        "number": pl.Series([5, 6, 7, 8, 9], dtype=pl.UInt32),
        "kind": ["university", "university", "university", "investor", "university"],
        "name_en": ["Tsinghua University", None, None, "ZhenFund", None],
        "name_zh": ["清华大学", None, None, "真格基金", None],
        "country": ["CN", "CN", "CN", "CN", "US"],
        "region": ["110000", "110000", "310000", "110000", None],
        "home_country": [None, None, None, "CN", None],
    },
    schema_overrides={"home_country": pl.String},
)
TIES = pl.DataFrame({"ego": [0, 1, 0, 1], "alter": [6, 8, 6, 9]}, schema={"ego": pl.UInt32, "alter": pl.UInt32})


def test_a_degree_counts_both_ends() -> None:
    assert degrees(NODES, TIES)["degree"].to_list() == [0, 2, 0, 1, 1]


def test_rows_become_the_nodes_of_their_name_or_of_their_region() -> None:
    universities = pl.DataFrame(
        {"name_en": ["Tsinghua University", None, None, None], "name_zh": ["清华大学", None, None, None],
         "region": ["110000", "110000", "110000", "310000"]}
    )  # fmt: skip
    found = with_nodes(universities, degrees(NODES, TIES), "university", "CN")
    assert found["number"].to_list() == [5, 6, None, 7]


def test_a_table_without_regions_takes_any_node_with_its_place() -> None:
    investors = pl.DataFrame(
        {"name_en": [None, None], "name_zh": [None, None]}, schema=dict.fromkeys(["name_en", "name_zh"], pl.String)
    )
    found = with_nodes(investors, degrees(NODES, TIES), "investor", "CN")
    assert found["number"].to_list() == [8, None]
    assert found["name_en"].to_list() == ["ZhenFund", None]
    assert found["region"].to_list() == ["110000", None]
