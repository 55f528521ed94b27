"""Tables of an index, without a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.cli.index_shown import compared_shown, index_shown, what_if_shown, write_tables
from valuenet.errors import DataError
from valuenet.index.read import read_recipe, read_table, read_tree

NAMED = read_tree("code,parent,weight,label_en\nindex,,,Index\nfirms,index,0.7,Firms\nrent,index,0.4,\n")
FIRST = read_table("region,firms,rent\n=A,10,5\nB,20,9\nC,15,\nD,,\n", NAMED.tree)
LAST = read_table("region,firms,rent\nB,10,5\nC,20,9\nE,15,3\n", NAMED.tree)


def test_regions_come_by_rank_and_those_without_one_last() -> None:
    shown = index_shown(NAMED, FIRST, read_recipe(""))
    words = shown.words()
    assert words.index("\n B ") < words.index("\n C ") < words.index("\n =A ") < words.index("\n D ")
    assert "note: indicator 'index': its weight is 1, its leaves sum to 1.1" in words
    assert [row["rank"] for row in shown.tables["scores"] if row["indicator"] == "index"] == [3, 1, 2, None]


def test_two_waves_show_regions_of_either_and_changes_of_both() -> None:
    shown = compared_shown(NAMED, (FIRST, LAST), read_recipe(""))
    assert [row["region"] for row in shown.tables["compared"]] == ["=A", "B", "C", "D", "E"]
    assert [row["region"] for row in shown.tables["changes"]] == ["B", "C"]
    assert "2 regions in both" in shown.words()


def test_what_if_is_refused_where_weights_are_not_the_trees() -> None:
    with pytest.raises(DataError, match="which this recipe does not use"):
        what_if_shown(NAMED, FIRST, read_recipe("weigh: equal"), {"firms": 0.1})
    assert what_if_shown(NAMED, FIRST, read_recipe(""), {"firms": 0.1}).tables["weights"][1]["what_if"] == 0.1


def test_files_hold_no_formulas(tmp_path: Path) -> None:
    shown = index_shown(NAMED, FIRST, read_recipe("weigh: benefit_of_the_doubt"))
    files = write_tables(shown, tmp_path)
    assert files == [str(tmp_path / "scores.csv"), str(tmp_path / "values.csv")]
    assert not any(line.startswith("=") for line in (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines())
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="cannot be written to"):
        write_tables(shown, tmp_path / "file")
