from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from valuenet.reconstruct.ties import tie_records

WAVES = {"2017": date(2017, 12, 31), "2018": date(2018, 12, 31), "2019": date(2019, 12, 31)}
PARTIES = pl.DataFrame(
    {
        "number": pl.Series([0, 1, 2], dtype=pl.UInt32),
        "name_zh": ["甲", "乙", None],
        "name_en": ["A", "B", "C"],
        "kind": ["enterprise", "enterprise", "investor"],
        "country": ["CN", "CN", "US"],
        "region": ["110000", "310000", None],
        "sector": [None, None, "finance"],
        "home_country": [None, None, "US"],
        "founded": ["2010-01-01", "2018-06-01", None],
        "entry": ["2017", "2019", None],
    }
)


@pytest.fixture(scope="module")
def ties() -> pl.DataFrame:
    relations = pl.DataFrame(
        {"ego": [0, 1, 0] * 100, "alter": [2, 2, 1] * 100, "kind": ["financing", "work", "investment"] * 100},
        schema_overrides={"ego": pl.UInt32, "alter": pl.UInt32},
    )
    return tie_records(relations, PARTIES, {"2015": 1, "2018": 1, "2019": 1}, WAVES, np.random.default_rng(1))


def test_a_record_names_both_sides_and_places_the_other(ties: pl.DataFrame) -> None:
    assert ties.row(0, named=True) | {"date": "", "first_wave": ""} == {
        "ego_zh": "甲", "ego_en": "A", "kind": "financing", "alter_zh": None, "alter_en": "C", "alter_kind": "investor",
        "alter_country": "US", "alter_region": None, "alter_sector": "finance", "alter_home_country": "US",
        "date": "", "first_wave": "",
    }  # fmt: skip


def test_a_relation_begins_after_both_were_founded(ties: pl.DataFrame) -> None:
    assert ties.filter(pl.col("ego_en") == "B")["date"].min() >= "2018-06-01"  # type: ignore[operator]
    assert ties.filter(pl.col("alter_en") == "B")["date"].min() >= "2018-06-01"  # type: ignore[operator]
    assert ties["date"].max() <= "2019-12-31"  # type: ignore[operator]


def test_it_is_on_no_list_before_both_sides_are(ties: pl.DataFrame) -> None:
    young = ties.filter((pl.col("ego_en") == "B") | (pl.col("alter_en") == "B"))
    assert set(young["first_wave"]) == {"2019"}
    old = ties.filter(pl.col("kind") == "financing")
    assert (old["first_wave"] >= old["date"].str.slice(0, 4)).all()
    assert set(old["first_wave"]) == {"2017", "2018", "2019"}
