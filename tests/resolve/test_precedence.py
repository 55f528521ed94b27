from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from valuenet.model.precedence import Precedence, Rule
from valuenet.resolve.precedence import asked_first, ruled_places
from valuenet.resolve.subjects import resolve

TOLD = pl.DataFrame(
    {
        "subject": [0, 0, 0, 1],
        "home_country": ["US", "CN", "CN", None],
        "date": [date(2018, 1, 1), None, date(2019, 1, 1), None],
        "series": ["a", "b", "c", "a"],
        "declared_id": ["a", "b", "c", "a"],
    }
)


@pytest.mark.parametrize(
    ("rule", "first"), [("source", "a"), ("recency", "c"), ("majority", "b"), (("b", "a"), "b"), (("x",), "a")]
)
def test_who_is_asked_first(rule: Rule, first: str) -> None:
    asked = asked_first(TOLD, "home_country", rule)
    assert asked["declared_id"][0] == first
    assert sorted(asked["declared_id"]) == ["a", "b", "c"]
    assert asked.columns == TOLD.columns


def test_editions_of_one_list_have_one_voice() -> None:
    editions = TOLD.with_columns(
        pl.when(pl.col("series") == "a").then(pl.lit("a")).otherwise(pl.lit("b")).alias("series")
    )
    assert asked_first(editions, "home_country", "majority")["home_country"][0] == "US"


def test_a_place_is_chosen_from_the_widest_part_inward() -> None:
    told = pl.DataFrame(
        {
            "subject": [0, 0, 0, 1],
            "country": ["US", "CN", "CN", "JP"],
            "region": [None, "110000", "440000", None],
            "city": ["x", None, "440300", None],
            "date": [date(2017, 1, 1), date(2018, 1, 1), date(2019, 1, 1), None],
        }
    )
    assert ruled_places(told, ("country", "region", "city"), "recency").rows() == [
        (0, "CN", "440000", "440300"),
        (1, "JP", None, None),
    ]
    assert ruled_places(told, ("country", "region", "city"), "source").row(0) == (0, "US", None, "x")


def test_subjects_follow_the_declared_rule() -> None:
    same = {"kind": "enterprise", "name_zh": "甲", "synthetic": False}
    told = [("a", "US", "110000", "One"), ("b", "CN", "310000", "Two"), ("c", "CN", "310000", "Three")]
    rows = [
        {
            **{**same, "mention": at, "row": 2, "ordinal": at + 1, "date": date(2018 + at, 1, 1)},
            **dict.fromkeys(("source_id", "declared_id", "series"), source),
            **{"home_country": home, "country": "CN", "region": region, "name_en": name},
        }
        for at, (source, home, region, name) in enumerate(told)
    ]
    mentions = pl.DataFrame(rows, schema_overrides={"mention": pl.UInt32, "row": pl.UInt32})
    columns = ("home_country", "region", "name_en")

    def shown(**declared: object) -> tuple[object, ...]:
        precedence = Precedence.model_validate(declared)
        return tuple(resolve(mentions, precedence).subjects.select(columns).row(0))

    assert shown() == ("US", "110000", "One")
    assert shown(rule="majority") == ("CN", "310000", "One")
    assert shown(rule="recency") == ("CN", "310000", "Three")
    assert shown(fields={"place": ["b"], "name_en": ["c", "b"]}) == ("US", "310000", "Three")
