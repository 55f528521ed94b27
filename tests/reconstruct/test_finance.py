from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from valuenet.reconstruct.finance import rounds_of
from valuenet.reconstruct.recipe import Finance

WAVES = {"2017": date(2017, 12, 31), "2018": date(2018, 12, 31), "2019": date(2019, 12, 31)}
PLAN = Finance(ladder=("angel", "a", "b"), rounds={"0": 1, "50000000": 2, "500000000": 9})
FIRMS = pl.DataFrame(
    {
        "number": [0, 1, 2, 3, 4],
        "financed": ["true", "true", "true", "false", "true"],
        "raised_cny": [20_000_000.0, 123_450_000.0, 7_000_000_000.0, None, None],
        "founded": ["2015-03-01", "2018-02-01", None, "1999-01-01", "2016-06-06"],
        "entry": ["2017", "2018", "2017", "2017", "2017"],
        "last": [None, None, None, None, "2017"],
    }
)


@pytest.fixture(scope="module")
def rounds() -> pl.DataFrame:
    return pl.concat([rounds_of(FIRMS, PLAN, WAVES, np.random.default_rng(seed)) for seed in range(30)])


def test_amounts_add_up_to_what_was_raised() -> None:
    found = rounds_of(FIRMS, PLAN, WAVES, np.random.default_rng(1))
    sums = dict(found.group_by("number").agg(pl.col("amount_cny").sum()).iter_rows())
    assert sums == {0: 20_000_000, 1: 123_450_000, 2: 7_000_000_000, 4: 0}
    assert found.filter(pl.col("number") == 4)["amount_cny"].to_list() == [None]
    assert found.filter(pl.col("number") == 2)["round"].to_list() == ["angel", "a", "b"]


def test_rounds_lie_between_the_founding_and_the_last_list(rounds: pl.DataFrame) -> None:
    told = rounds.join(FIRMS.with_columns(pl.col("number").cast(pl.UInt32)), on="number")
    assert told.filter(pl.col("date") < pl.col("founded")).is_empty()
    assert rounds["date"].max() <= "2019-12-31"  # type: ignore[operator]
    assert rounds.filter(pl.col("number") == 4)["date"].max() <= "2017-12-31"  # type: ignore[operator]


def test_the_first_round_explains_the_entry_and_no_round_is_known_before_it(rounds: pl.DataFrame) -> None:
    first = rounds.filter(pl.col("round") == "angel", pl.col("number") == 1)
    assert first["date"].max() <= "2018-12-31"  # type: ignore[operator]
    assert set(rounds.filter(pl.col("number") == 1)["wave"]) <= {"2018", "2019"}
    assert (rounds["wave"] >= rounds["date"].str.slice(0, 4)).all()
