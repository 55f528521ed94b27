"""The command on who is who, as its user calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.called import valuenet

NAMES = "name\n北京品友互动信息技术有限公司\n品友互动\n商汤科技\n商汤\n🚀\n"
REGISTER = (
    "id,name,country,city\nr1,Peking University,CN,Beijing\nr1,北京大学,CN,Beijing\nr2,University of Oxford,GB,Oxford\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "texts.csv").write_text(
        "text\n北大光华管理学院\nPhysics; University of Oxford\nnowhere\n", encoding="utf-8"
    )
    (tmp_path / "gold.csv").write_text(
        "left,right,same\n品友互动,北京品友互动信息技术有限公司,yes\n商汤,旷视,no\n", encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text(
        "id,title,year\n1,graph mining at scale,2001\n2,query plans,1999\n", encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text(
        "id,title,year\nx,query plans,1999\ny,mining graphs at scale,2001\n", encoding="utf-8"
    )
    (tmp_path / "ids.csv").write_text("left,right\n1,y\n2,x\n", encoding="utf-8")
    return tmp_path


def test_two_names_are_explained() -> None:
    done = valuenet("resolve", "explain", "北京品友互动信息技术有限公司", "品友互动")
    assert (done.returncode, done.stderr) == (0, "")
    assert "leading place" in done.stdout
    assert done.stdout.strip().endswith("one organisation")


def test_a_list_of_names_is_resolved(folder: Path) -> None:
    done = valuenet("resolve", "names", "names.csv", "--out", "out/who.csv", "--json", cwd=folder)
    assert json.loads(done.stdout)["organisations"] == 3
    with (folder / "out" / "who.csv").open(encoding="utf-8", newline="") as lines:
        who = [row["organisation"] for row in csv.DictReader(lines)]
    assert who[0] == who[1] != who[2] == who[3]


def test_texts_are_looked_up_in_a_register(folder: Path) -> None:
    done = valuenet("resolve", "names", "texts.csv", "--register", "register.csv", cwd=folder)
    assert done.stdout.startswith("3 texts: 2 found, 0 doubtful, 1 not found")


def test_matching_is_held_against_gold(folder: Path) -> None:
    done = valuenet("resolve", "evaluate", "--gold", "gold.csv", "--json", cwd=folder)
    assert json.loads(done.stdout)["pairs"]["f1"] == 1.0
    words = ("--left", "a.csv", "--right", "b.csv", "--field", "title=name", "--field", "year=date", "--merge", "0.5")
    done = valuenet("resolve", "evaluate", "--gold", "ids.csv", *words, cwd=folder)
    assert "2 x 2 records" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("explain", "a"), 2, "takes 2 words"),
        (("explian", "a", "b"), 2, "say explain A B"),
        (("evaluate",), 2, "needs --gold FILE"),
        (("evaluate", "--gold", "missing.csv"), 1, "cannot read missing.csv"),
        (("evaluate", "--gold", "ids.csv", "--left", "a.csv"), 2, "go together"),
        (
            ("evaluate", "--gold", "ids.csv", "--left", "a.csv", "--right", "b.csv", "--field", "x=name"),
            2,
            "no column of both",
        ),
        (
            ("evaluate", "--gold", "ids.csv", "--left", "a.csv", "--right", "b.csv", "--field", "year=yeer"),
            2,
            "no kind of field",
        ),
        (("names", "missing.csv"), 1, "cannot read missing.csv"),
        (("names", "names.csv", "--register", "names.csv"), 1, "lacks the column id"),
    ],
)
def test_a_mistake_is_told(folder: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = valuenet("resolve", *words, cwd=folder)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
