"""The same words on a database file as on files; every mistake in one message that names the indicator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.indices import TREE, VALUES, answered, called, write


def of(database: Path, *words: str) -> Any:
    code, printed, said = called(*words, str(database), "--json")
    assert code == 0, said
    return json.loads(printed)


def test_a_database_has_its_own_tree_names_and_waves(database: Path, tmp_path: Path) -> None:
    done = of(database, "rank")
    roots = [row for row in done["scores"] if row["indicator"] == "regional_competitiveness"]
    best = next(row["region"] for row in roots if row["rank"] == 1)
    names = next(row for row in done["regions"] if row["region"] == best)
    for word in names.values():
        told = of(database, "region", "--region", word)
        assert told["standing"][0]["rank"] == 1
    weights = {row["indicator"]: row for row in of(database, "what-if", "--weight", "number_of_parks=0.5")["weights"]}
    assert weights["number_of_parks"]["what_if"] == 0.5
    assert weights["number_of_parks"]["indicator_zh"] == "产业园区数"
    code, printed, said = called("compare", str(database), str(database), "--json")
    assert code == 0, said
    assert {row["difference"] for row in json.loads(printed)["changes"]} == {0}
    code, _, said = called("uncertainty", str(database), "--draws", "8", "--out", str(tmp_path))
    assert code == 0, said
    assert "region_zh" in (tmp_path / "intervals.csv").read_text(encoding="utf-8").splitlines()[0]


def test_what_does_not_belong_is_refused(database: Path, tmp_path: Path) -> None:
    folder = write(tmp_path)
    values, tree = str(folder / "values.csv"), str(folder / "tree.csv")
    for words, says in [
        ((str(database), "--tree", tree), "--tree belongs to a file of values"),
        ((values,), "give --tree TREE.csv"),
        ((values, "--tree", tree, "--wave", "2019"), "--wave belongs to a study or a database"),
        ((str(database), "--wave", "1066"), "has no wave '1066'"),
        ((str(database), "--wave", "2018", "--wave", "2019"), "'index rank' takes one --wave"),
        ((values, "--tree", tree, "--lang", "fr"), "it is zh or en"),
    ]:
        code, _, said = called(*words)
        assert (code, says in said) == (2, True), said


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


EQUAL = "region,firms,staff,rent,tax\nA,1,30,9,4\nB,1,20,4,5\n"
GONE = "region,firms,staff,rent,tax\nA,,30,9,4\nB,NA,20,4,5\n"
ONE = "region,firms,staff,rent,tax\nA,90,30,9,4\n"
BAD: dict[str, tuple[dict[str, str], str]] = {
    "a circle": ({"tree_csv": changed(TREE, ("size,index", "size,firms"))}, "indicator 'size' is its own ancestor"),
    "an orphan": ({"tree_csv": changed(TREE, ("tax,cost", "tax,costs"))}, "indicator 'tax': its parent 'costs' is not"),
    "a leaf twice": ({"tree_csv": TREE + "tax,size,1,0.1,,\n"}, "indicator 'tax' is in the tree twice"),
    "two roots": ({"tree_csv": TREE + "other,,1,0.1,,\n"}, "one indicator without a parent"),
    "no weight": ({"tree_csv": changed(TREE, ("tax,cost,-1,0.1", "tax,cost,-1,"))}, "indicator 'tax': a leaf needs"),
    "weights of zero": (
        {"tree_csv": changed(TREE, ("0.4", "0"), ("0.2", "0"), ("0.3", "0"), ("0.1", "0"))},
        "index 'index': all its leaves weigh 0",
    ),
    "a group of zero": (
        {"tree_csv": changed(TREE, ("0.3", "0"), ("0.1", "0")), "recipe_yaml": "aggregate: arithmetic"},
        "indicator 'cost': its children all weigh 0",
    ),
    "a negative weight": ({"tree_csv": changed(TREE, ("0.1", "-0.1"))}, "indicator 'tax': weight is -0.1"),
    "all values equal": ({"values_csv": EQUAL}, "indicator 'firms': all its values are equal"),
    "all missing": ({"values_csv": GONE}, "indicator 'firms': it has no data"),
    "one region": ({"values_csv": ONE}, "indicator 'firms': there is one region only"),
    "below zero in a geometric mean": (
        {"recipe_yaml": "normalise: z_score\naggregate: geometric"},
        "has no place in the geometric mean of",
    ),
    "a wrong column": ({"tree_csv": changed(TREE, ("code,parent", "code,above"))}, "there is no column 'above'"),
    "no column for a leaf": (
        {"values_csv": changed(VALUES, ("staff", "stuff"))},
        "indicator 'staff'; did you mean",
    ),
    "an empty file": ({"values_csv": ""}, "values.csv: holds no rows"),
    "a header alone": ({"values_csv": "region,firms,staff,rent,tax\n"}, "values.csv: holds no rows"),
    "an empty tree": ({"tree_csv": ""}, "tree.csv"),
    "text in numbers": ({"values_csv": changed(VALUES, ("70", "many"))}, "(firms): 'many' is no number"),
    "infinity": ({"values_csv": changed(VALUES, ("70", "inf"))}, "(firms): 'inf' is no number"),
    "a region twice": ({"values_csv": changed(VALUES, ("B,70", "A,70"))}, "region 'A' is there twice"),
    "a short row": ({"values_csv": changed(VALUES, ("B,70,20,4,5", "B,70,20,4"))}, "has 4 cells, the header has 5"),
    "an empty region": ({"values_csv": changed(VALUES, ("B,70", ",70"))}, "is empty: name the region"),
    "a tree of other columns": ({"tree_csv": "code,parent,weight\ni,,\nzebra,i,1\n"}, "for the indicator 'zebra'"),
    "a wrong step": ({"recipe_yaml": "normalize: rank"}, "did you mean 'normalise'"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_mistake_is_one_message_with_the_code_of_the_indicator(case: str, tmp_path: Path) -> None:
    files, says = BAD[case]
    folder = write(tmp_path, **{"recipe_yaml": "", **files})
    options = ("--tree", str(folder / "tree.csv"), "--recipe", str(folder / "recipe.yaml"))
    code, printed, said = called(str(folder / "values.csv"), *options)
    assert (code, printed, said.count("error: "), "Traceback" in said) == (1, "", 1, False), said
    assert says in said


def test_weights_that_do_not_sum_are_said_and_used_as_they_are(tmp_path: Path) -> None:
    folder = write(tmp_path, tree_csv=changed(TREE, ("size,index,,", "size,index,,0.7"), ("0.3", "0.35")))
    notes = answered(folder, "rank")["notes"]
    assert "indicator 'index': its weight is 1, its leaves sum to 1.05" in notes
    assert "indicator 'size': its weight is 0.7, its leaves sum to 0.6" in notes


def test_a_region_without_data_has_no_rank(tmp_path: Path) -> None:
    folder = write(tmp_path, values_csv=VALUES + "G,,,,\n")
    (row,) = (r for r in answered(folder, "rank")["scores"] if (r["region"], r["indicator"]) == ("G", "index"))
    assert (row["score"], row["rank"], row["coverage"]) == (None, None, 0)
