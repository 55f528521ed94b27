from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.indices import answered, called, write


def test_weights_correlations_alphas_and_removals(tmp_path: Path) -> None:
    done = answered(write(tmp_path), "importance")
    assert sum(row["nominal"] for row in done["importance"]) == pytest.approx(1)
    assert sum(row["variance_share"] for row in done["importance"]) == pytest.approx(1)
    pair = next(row for row in done["correlations"] if (row["first"], row["second"]) == ("firms", "staff"))
    assert (pair["inside"], pair["above"], pair["n"], pair["above_en"]) == (True, "size", 6, "Size")
    assert {row["code"] for row in done["alphas"]} == {"index", "size", "cost", "leaves"}
    assert {row["indicator"] for row in done["removals"]} == {"size", "firms", "staff", "cost", "rent", "tax"}


def test_what_cannot_be_removed_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path, recipe_yaml="weigh: benefit_of_the_doubt\n")
    words = ("--tree", str(folder / "tree.csv"), "--recipe", str(folder / "recipe.yaml"))
    code, said, _ = called("importance", str(folder / "values.csv"), *words)
    assert code == 0
    assert "no removal: benefit of the doubt" in said
