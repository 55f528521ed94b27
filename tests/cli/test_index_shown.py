"""Tables of an index, without a process of its own."""

from __future__ import annotations

from typing import Any

import pytest

from valuenet.cli.index_shown import compared_shown, index_shown, what_if_shown
from valuenet.cli.index_tables import Asked, rows_of
from valuenet.errors import DataError
from valuenet.index.read import read_recipe, read_table, read_tree
from valuenet.index.table import Table

NAMED = read_tree("code,parent,weight,label_en\nindex,,,Index\nfirms,index,0.7,Firms\nrent,index,0.4,\n")
FIRST = read_table("region,firms,rent\n=A,10,5\nB,20,9\nC,15,\nD,,\n", NAMED.tree)
LAST = read_table("region,firms,rent\nB,10,5\nC,20,9\nE,15,3\n", NAMED.tree)


def asked(table: Table = FIRST, recipe: str = "", **more: Any) -> Asked:
    return Asked(NAMED, table, read_recipe(recipe), **more)


def test_regions_come_by_rank_and_those_without_one_last() -> None:
    shown = index_shown(asked())
    words = shown.words()
    assert words.index("\n B ") < words.index("\n C ") < words.index("\n =A ") < words.index("\n D ")
    assert "note: indicator 'index': its weight is 1, its leaves sum to 1.1" in words
    assert [row["rank"] for row in rows_of(shown.tables["scores"]) if row["indicator"] == "index"] == [3, 1, 2, None]


def test_two_waves_show_regions_of_either_and_changes_of_both() -> None:
    shown = compared_shown(asked(), asked(LAST))
    assert [row["region"] for row in rows_of(shown.tables["compared"])] == ["=A", "B", "C", "D", "E"]
    assert [row["region"] for row in rows_of(shown.tables["changes"])] == ["B", "C"]
    assert "2 regions in both" in shown.words()


def test_what_if_is_refused_where_weights_are_not_the_trees() -> None:
    with pytest.raises(DataError, match="which this recipe does not use"):
        what_if_shown(asked(recipe="weigh: equal"), {"firms": 0.1})
    weights = list(rows_of(what_if_shown(asked(), {"firms": 0.1}).tables["weights"]))
    assert (weights[1]["what_if"], weights[1]["indicator_en"]) == (0.1, "Firms")


def test_more_regions_than_are_listed_are_said() -> None:
    words = index_shown(asked(top=2)).words()
    assert "=A" not in words
    assert "2 more regions: --top 4 lists them" in words


def test_different_trees_are_compared_without_parts() -> None:
    other = read_tree("code,parent,weight\nindex,,\nfirms,index,0.2\nrent,index,0.8\n")
    shown = compared_shown(asked(), Asked(other, LAST, read_recipe("")))
    assert "changes" not in shown.tables
    assert "different trees or recipes" in shown.words()
