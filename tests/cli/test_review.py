"""Judging doubtful pairs from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from valuenet.cli.entry import app
from valuenet.resolve.judgements import read_judgements

RUN = CliRunner()


@pytest.fixture
def folder(doubted_study: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "study"
    shutil.copytree(doubted_study, copied)
    return copied


def reviewed(folder: Path, *words: str, answers: str = "") -> str:
    """What the command prints when these answers are typed."""
    done = RUN.invoke(app, ["review", str(folder), "--file", str(folder / "tiny.duckdb"), *words], input=answers)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_list_has_the_weightiest_first_and_asks_nothing(folder: Path) -> None:
    lines = reviewed(folder, "--list").splitlines()
    assert [line.split()[0] for line in lines] == ["0.70", "0.60", "0.50"]
    assert "京东" in lines[0]
    assert "(3 relations)" in lines[0]
    assert not (folder / "judgements.csv").exists()


def test_json_has_both_sides_of_every_pair(folder: Path) -> None:
    found = json.loads(reviewed(folder, "--json", "--limit", "2"))
    assert [pair["moved"] for pair in found["pairs"]] == [3, 1]
    assert found["pairs"][0]["left"]["place"]["region"] == "110000"


def test_answers_are_kept_and_reviewing_is_taken_up_again(folder: Path) -> None:
    said = reviewed(folder, "--who", "me", answers="what\ns one group\nq\n")
    assert "1 of 3 pairs judged" in said
    kept = read_judgements(folder / "judgements.csv")
    assert [({each.left, each.right}, each.judgement, each.who, each.why) for each in kept] == [
        ({"京东", "京东云"}, "same", "me", "one group")
    ]
    again = reviewed(folder, "--who", "me", answers="unsure\nnext\n")
    assert "1 of 2 · score 0.60" in again
    assert [each.judgement for each in read_judgements(folder / "judgements.csv")] == ["same", "unsure"]
    assert len(reviewed(folder, "--list").splitlines()) == 1
    assert len(reviewed(folder, "--list", "--unsure").splitlines()) == 2


def test_the_end_of_the_input_quits(folder: Path) -> None:
    assert "0 of 3 pairs judged" in reviewed(folder)


def test_what_is_known_stands_beside_each_other(folder: Path) -> None:
    said = reviewed(folder, answers="q\n")
    assert "1 of 3" in said
    for words in ("Name", "Place", "China, Beijing", "Relations", "Partners", "Found in", "firms:2"):
        assert words in said


def test_nothing_doubtful_is_said(folder: Path) -> None:
    reviewed(folder, answers="d\nd\nd\n")
    assert reviewed(folder) == "no pair is doubtful\n"
