"""Rows met before: none comes twice, none is lost, however they are cut."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.seen import KEY, Seen, keyed

ROWS = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from([None, "", "1"])), max_size=6)


@given(st.lists(ROWS, max_size=5))
def test_every_distinct_row_comes_once_at_its_first_place(slices: list[list[tuple[str, str | None]]]) -> None:
    seen = Seen()
    schema = {"name": pl.String, "value": pl.String}
    frames = [pl.DataFrame(rows, schema=schema, orient="row") for rows in slices]
    fresh = [row for frame in frames for row in seen.fresh(frame, ["name", "value"]).rows()]
    assert fresh == list(dict.fromkeys(row for rows in slices for row in rows))
    assert seen.height == len(fresh)


def test_only_the_named_columns_tell_rows_apart() -> None:
    rows = keyed(pl.DataFrame({"name": ["甲", "甲", "乙"], "row": [2, 3, 4]}), ["name"])
    assert rows.select(KEY).n_unique() == 2
    assert Seen().fresh(rows.drop(KEY), ["name"])["row"].to_list() == [2, 4]


def test_near_are_the_keys_that_share_a_half() -> None:
    seen = Seen()
    seen.fresh(pl.DataFrame({"name": ["甲", "乙", "丙"]}), ["name"])
    assert seen.near(keyed(pl.DataFrame({"name": ["乙", "丁"]}), ["name"])).height == 1
