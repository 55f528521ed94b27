from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.indices import answered, called, write

FACTORS = """weights: {spread: 0.5}
scale: {options: [{}, {normalise: rank}]}
nothing: {options: [{}, {}]}
data: {error: 0.1, counts: [firms, staff], versions: 8}
"""


def test_ranks_have_intervals_and_probabilities_and_an_idle_factor_scores_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, factors_yaml=FACTORS)
    words = ("--factors", str(folder / "factors.yaml"), "--draws", "32", "--seed", "3")
    done = answered(folder, "uncertainty", *words)
    assert done == answered(folder, "uncertainty", *words)
    for row in done["intervals"]:
        assert 1 <= row["best"] <= row["low"] <= row["median"] <= row["high"] <= row["worst"] <= 6
        shares = [each["probability"] for each in done["ranks"] if each["region"] == row["region"]]
        assert sum(shares) == pytest.approx(1)
    orders = {(row["region"], row["before"]): row["probability"] for row in done["orders"]}
    assert orders["A", "B"] + orders["B", "A"] == pytest.approx(1)
    totals = {(row["factor"], row["region"]): row["total"] for row in done["sensitivity"]}
    assert totals["nothing", "shift"] == 0
    assert max(totals[name, "shift"] for name in ("weights", "scale", "data")) > 0


def test_monte_carlo_and_the_usual_factors(tmp_path: Path) -> None:
    done = answered(write(tmp_path), "uncertainty", "--draws", "100", "--method", "monte-carlo")
    assert done["sensitivity"] == []
    assert "100 builds, seed 0; varied at once: weights, scale, outliers, gaps" in done["notes"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--draws", "100"), 1, "take 128"),
        (("--method", "sobel"), 2, "it is sobol or monte-carlo"),
        (("--spread", "2"), 1, "spread is 2, it is from 0 to below 1"),
        (("--factors", "factors.yaml", "--spread", "0.1"), 2, "with --factors, the file says"),
        (("--region", "A"), 2, "--region belongs to 'index region or gain'"),
    ],
)
def test_mistakes(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    folder = write(tmp_path, factors_yaml=FACTORS)
    given = ("uncertainty", str(folder / "values.csv"), "--tree", str(folder / "tree.csv"), *words)
    ended, _, said = called(*given)
    assert (ended, says in said) == (code, True), said
