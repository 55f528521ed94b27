"""The command on indices, as its user calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.called import valuenet

TREE = """code,parent,direction,weight,unit,label_zh,label_en
index,,,,,指数,Index
firms,index,1,0.7,number,企业,Firms
rent,index,-1,0.3,CNY,租金,Rent
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tree.csv").write_text(TREE, encoding="utf-8")
    (tmp_path / "a.csv").write_text("region,firms,rent\n北京,10,5\nB,20,9\nC,15,\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("region,firms,rent\n北京,12,5\nB,20,10\nC,15,7\n", encoding="utf-8")
    (tmp_path / "recipe.yaml").write_text("impute: mean\naggregate: arithmetic\n", encoding="utf-8")
    return tmp_path


def test_an_index_is_told_from_files_alone(folder: Path) -> None:
    done = valuenet("index", "a.csv", "--tree", "tree.csv", "--recipe", "recipe.yaml", "--out", "out", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 cells without data were imputed" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    with (folder / "out" / "scores.csv").open(encoding="utf-8", newline="") as lines:
        rows = {(row["region"], row["indicator"]): row for row in csv.DictReader(lines)}
    assert float(rows["C", "index"]["score"]) == pytest.approx(0.5)
    assert rows["C", "index"]["coverage"] == "0.7"
    assert rows["B", "index"]["rank"] == "1"
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["scores.csv", "values.csv", "weights.csv"]


def test_what_if_and_compare_answer_in_json(folder: Path) -> None:
    words = ("--tree", "tree.csv", "--json")
    done = json.loads(valuenet("index", "what-if", "a.csv", "--weight", "firms=0.2", *words, cwd=folder).stdout)
    assert {row["region"]: row["shift"] for row in done["compared"]} == {"北京": -2, "B": 1, "C": 1}
    assert {row["indicator"]: row["what_if"] for row in done["weights"]} == {"index": 1, "firms": 0.2, "rent": 0.8}
    done = json.loads(valuenet("index", "compare", "a.csv", "b.csv", *words, cwd=folder).stdout)
    for row in done["changes"]:
        parts = row["region_part"] + row["others_part"] + row["coverage_part"]
        assert parts == pytest.approx(row["difference"], abs=1e-12)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("x.csv",), 1, "x.csv: cannot be read"),
        (("a.csv", "b.csv"), 2, "'index' takes 1 STUDY-or-FILE, not 2"),
        (("compare", "a.csv"), 2, "'index compare' takes two targets, or one and two waves"),
        (("what-if", "a.csv"), 2, "needs --weight"),
        (("a.csv", "--weight", "firms=1"), 2, "--weight belongs to 'index what-if'"),
        (("what-if", "a.csv", "--weight", "firms"), 2, "write CODE=VALUE"),
        (("what-if", "a.csv", "--weight", "frims=0.1"), 1, "did you mean 'firms'"),
        (("tree.csv",), 1, "tree.csv, line 1: there is no column for the indicator 'firms'"),
        (("a.csv", "--recipe", "tree.csv"), 1, "tree.csv: a recipe is a mapping of steps"),
    ],
)
def test_a_mistake_ends_in_one_clear_message(words: tuple[str, ...], code: int, says: str, folder: Path) -> None:
    done = valuenet("index", *words, "--tree", "tree.csv", cwd=folder)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
