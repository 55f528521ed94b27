from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.reconstruct.recipes import FIGURES, NAMES, recipe
from valuenet.errors import DataError
from valuenet.reconstruct.lists import left_rows, listed, rows_with, with_entry
from valuenet.reconstruct.recipe import Lists
from valuenet.reconstruct.table import table

WAVES = {"2018": date(2018, 12, 31), "2019": date(2019, 12, 31)}
LISTS = recipe().lists or Lists(sizes={})


@pytest.fixture(scope="module")
def firms() -> pl.DataFrame:
    return with_entry("firms", table("firms", recipe(), FIGURES, NAMES, 1), LISTS, WAVES, FIGURES, 1)


@pytest.fixture(scope="module")
def gone(firms: pl.DataFrame) -> pl.DataFrame:
    return left_rows("firms", firms, LISTS, WAVES, 1)


def test_entries_leave_room_for_those_that_left(firms: pl.DataFrame) -> None:
    assert dict(firms["entry"].value_counts().iter_rows()) == {"2018": 26, "2019": 14}


def test_nobody_enters_before_it_was_founded(firms: pl.DataFrame) -> None:
    late = firms.filter(pl.col("founded").str.starts_with("2019"))
    assert late.height == 8
    assert set(late["entry"]) == {"2019"}


def test_those_that_left_are_like_invented_rows_and_have_no_name(gone: pl.DataFrame) -> None:
    assert gone.height == 4
    assert gone["name_en"].null_count() == 4
    assert set(gone["last"]) == {"2018"}
    assert set(gone["printed"]) == {"no"}


def test_every_list_has_its_size_and_its_labels(firms: pl.DataFrame, gone: pl.DataFrame) -> None:
    found = listed("firms", firms, gone, LISTS, WAVES, FIGURES, 1)
    assert {wave: frame.height for wave, frame in found.items()} == {"2018": 30, "2019": 40}
    assert dict(found["2018"]["status"].value_counts().iter_rows()) == {"listed": 12, "other": 18}
    assert found["2019"]["status"].to_list() == firms["status"].to_list()


def test_labels_change_only_where_the_margin_asks_for_it(firms: pl.DataFrame, gone: pl.DataFrame) -> None:
    before = listed("firms", firms, gone, LISTS, WAVES, FIGURES, 1)["2018"]
    stayed = before.filter(pl.col("last") == "2019")
    now = firms.filter(pl.col("entry") == "2018")
    listed_now = int((now["status"] == "listed").sum())
    changed = int((stayed["status"] != now["status"]).sum())
    assert changed <= abs(12 - listed_now)


def test_labels_that_do_not_add_up_to_their_list_are_named(firms: pl.DataFrame, gone: pl.DataFrame) -> None:
    wrong = Lists.model_validate(LISTS.model_dump() | {"changing": {"status": {"2018": {"listed": 12, "other": 19}}}})
    with pytest.raises(DataError, match=r"12 \(12\) \+ 19 \(19\) come to 31, but the list has 30"):
        listed("firms", firms, gone, wrong, WAVES, FIGURES, 1)


def test_rows_with_labels(firms: pl.DataFrame) -> None:
    assert rows_with(firms, {"region": "110000"}).sum() == 10
    assert not rows_with(firms, {}).any()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sizes": {"2018": 30, "2019": 39}}, "its last list has 39 rows, the table 40"),
        ({"left": {"2018": 31}}, "31 rows leave, but its lists do not leave room"),
        ({"last": {"region": "110000"}, "sizes": {"2018": 39, "2019": 40}}, "already, its margin"),
    ],
)
def test_lists_that_contradict_one_another_are_named(changes: dict[str, object], says: str) -> None:
    frame = table("firms", recipe(), FIGURES, NAMES, 1)
    wrong = Lists.model_validate(LISTS.model_dump() | changes)
    with pytest.raises(DataError, match=says):
        with_entry("firms", frame, wrong, WAVES, FIGURES, 1)


def test_an_entry_before_the_founding_is_named() -> None:
    frame = table("firms", recipe(), FIGURES, NAMES, 1).with_columns(pl.lit(None, pl.String).alias("entry"))
    young = frame.with_columns(
        pl.when(pl.col("founded").str.starts_with("2019")).then(pl.lit("2018")).otherwise("entry").alias("entry")
    )
    with pytest.raises(DataError, match="is to enter with 2018, before its 'founded'"):
        with_entry("firms", young, LISTS, WAVES, FIGURES, 1)
