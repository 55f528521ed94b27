"""Weights from comparisons: the worked example of Saaty (1980), several experts, spoilers; and published weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.indices import TREE, called

# Saaty, How to make a decision: the analytic hierarchy process, EJOR 48 (1990), the purchase of a house: the matrix of
# eight criteria, its priorities, largest eigenvalue, index and ratio as printed.
HOUSE = """,size,transport,neighbourhood,age,yard,modern,condition,financing
size,1,5,3,7,6,6,1/3,1/4
transport,1/5,1,1/3,5,3,3,1/5,1/7
neighbourhood,1/3,3,1,6,3,4,6,1/5
age,1/7,1/5,1/6,1,1/3,1/4,1/7,1/8
yard,1/6,1/3,1/3,3,1,1/2,1/5,1/6
modern,1/6,1/3,1/4,4,2,1,1/5,1/6
condition,3,5,1/6,7,5,5,1,1/2
financing,4,7,5,8,6,6,2,1
"""
PRINTED = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]


def ahp(*files: Path) -> Any:
    code, printed, said = called("ahp", *map(str, files), "--json")
    assert code == 0, said
    return json.loads(printed)


def test_the_house_of_saaty(tmp_path: Path) -> None:
    (tmp_path / "house.csv").write_text(HOUSE, encoding="utf-8")
    done = ahp(tmp_path / "house.csv")
    assert [row["eigenvector"] for row in done["weights"]] == pytest.approx(PRINTED, abs=0.001)
    (found,) = done["consistency"]
    assert found["largest_eigenvalue"] == pytest.approx(9.669, abs=0.001)
    assert found["consistency_index"] == pytest.approx(0.238, abs=0.001)
    assert found["consistency_ratio"] == pytest.approx(0.169, abs=0.001)
    worst = done["spoilers"][0]
    assert {worst["first"], worst["second"]} == {"neighbourhood", "condition"}  # 6, where all others say less than 1
    assert "contradict each other too much" in done["notes"][0]


def test_experts_are_joined_and_gaps_are_told(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(",a,b,c\na,1,2,4\nb,,1,2\nc,,,1\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text(",c,b,a\nc,1,1/2,\nb,,1,1/8\na,,,1\n", encoding="utf-8")
    done = ahp(tmp_path / "one.csv", tmp_path / "two.csv")
    assert [row["file"].rpartition("/")[2] for row in done["consistency"]] == ["one.csv", "two.csv", "joined"]
    assert [row["missing"] for row in done["consistency"]] == [0, 1, 0]
    ratio = done["weights"][0]["joined_weights"] / done["weights"][1]["joined_weights"]
    assert ratio == pytest.approx(4)  # the geometric mean of 2 and 8


def test_published_weights_are_possible_or_not(tmp_path: Path) -> None:
    (tmp_path / "tree.csv").write_text(TREE, encoding="utf-8")
    code, printed, _ = called("forensics", str(tmp_path / "tree.csv"), "--decimals", "2", "--json")
    done = json.loads(printed)
    assert code == 0
    verdicts = {(row["indicator"], row["group"]): row["verdict"] for row in done["verdicts"]}
    assert verdicts["cost", "children"] == "possible"  # 0.3 to 0.1 is 3
    assert verdicts["size", "children"] == "possible"  # 0.4 to 0.2 is 2
    assert {row["indicator_zh"] for row in done["verdicts"]} >= {"指数", "成本"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no comparisons"),
        (",a,b\na,1,3\nb,1/2,1\n", "contradict each other"),
        (",a,b\na,1,0\n", "comparison of 'a' with 'b'"),
        (",a,b\na,1,2\nx,1,1\n", "line 3: the row 'x' is none of the columns a, b"),
        (",a,b\na,1\n", "line 2: has 2 cells"),
        (",a,a\na,1,2\n", "there twice"),
        (",a,b,c\na,1,2,\n", "no chain of comparisons leads from 'a' to 'c'"),
    ],
)
def test_mistakes(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    code, _, said = called("ahp", str(tmp_path / "m.csv"))
    assert (code, "error: m.csv" in said, says in said) == (1, True, True), said
