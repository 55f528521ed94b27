from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.indices import answered, called, write


def test_a_region_is_told_by_its_strengths_weaknesses_and_peers(tmp_path: Path) -> None:
    done = answered(write(tmp_path), "region", "--region", "A")
    assert done["strengths"][0]["leaf"] == "firms"
    assert done["weaknesses"][0]["leaf"] == "rent"
    assert done["strengths"][0]["leaf_zh"] == "企业数"
    score = next(row["score"] for row in done["standing"] if row["indicator"] == "index")
    assert sum(row["contribution"] for row in done["contributions"]) == pytest.approx(score)
    assert done["peers"][0]["region"] == "F"
    part = answered(tmp_path, "region", "--region", "A", "--code", "Costs")
    assert [row["leaf"] for row in part["contributions"]] == ["rent", "tax"]


def test_a_gap_of_the_region_is_said(tmp_path: Path) -> None:
    code, words, _ = called(
        "region", str(write(tmp_path) / "values.csv"), "--tree", str(tmp_path / "tree.csv"), "--region", "F"
    )
    assert code == 0
    assert "1 indicators have no data for this region" in words


def test_the_change_that_a_rank_takes_gives_that_rank(tmp_path: Path) -> None:
    folder = write(tmp_path)
    found = answered(folder, "gain", "--region", "D", "--ranks", "1", "--cost", "tax=inf")
    (gain,), moves = found["gain"], found["moves"]
    assert (gain["reached"], gain["exact"], gain["after"]) == (True, True, gain["before"] - 1)
    assert "tax" not in [move["leaf"] for move in moves]
    header, *lines = (folder / "values.csv").read_text(encoding="utf-8").splitlines()
    row = dict(zip(header.split(","), next(line for line in lines if line.startswith("D")).split(","), strict=True))
    row |= {move["leaf"]: str(move["after"]) for move in moves}
    lines = [",".join(row.values()) if line.startswith("D") else line for line in lines]
    (folder / "changed.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    scores = answered(folder, "rank", values=["changed.csv"])["scores"]
    assert next(r["rank"] for r in scores if r["region"] == "D" and r["indicator"] == "index") == gain["wanted"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("region",), 2, "'index region' needs --region"),
        (("region", "--region", "Z"), 2, "--region Z: is none of the regions"),
        (("region", "--region", "A", "--code", "sise"), 2, "did you mean 'size'"),
        (("gain", "--region", "D", "--ranks", "9"), 1, "it can gain from"),
        (("gain", "--region", "A", "--measure", "most"), 1, "it is total or largest"),
        (("gain", "--region", "D", "--cost", "tax"), 2, "write CODE=VALUE"),
    ],
)
def test_mistakes(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    folder = write(tmp_path)
    ended, _, said = called(words[0], str(folder / "values.csv"), "--tree", str(folder / "tree.csv"), *words[1:])
    assert (ended, says in said) == (code, True), said
