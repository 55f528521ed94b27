"""Mentions of one source: one number for one description, in whatever slice or record it is told."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.cells import REJECTS
from valuenet.collect.mentions import MENTIONS, Mentions
from valuenet.collect.subjects import Subjects


def told(names: list[str], declared: bool = True) -> Subjects:
    """Return the subjects of one slice: a row for each name, a mention for each distinct one."""
    distinct = list(dict.fromkeys(names))
    mentions = pl.DataFrame(
        {"mention": range(len(distinct)), "row": range(2, len(distinct) + 2), "kind": "enterprise", "name_zh": distinct}
    ).with_columns(pl.lit(declared).alias("declared"))
    whole = pl.concat([MENTIONS.to_frame(), mentions.cast({"mention": pl.UInt32, "row": pl.UInt32})], how="diagonal")
    rows = pl.DataFrame(
        {"at": range(len(names)), "row": range(len(names)), "mention": [distinct.index(name) for name in names]},
        schema={"at": pl.UInt32, "row": pl.UInt32, "mention": pl.UInt32},
    )
    return Subjects(rows, whole, ATTRIBUTES.to_frame(), REJECTS.to_frame())


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_description_has_one_number_over_all_slices(slices: list[list[str]]) -> None:
    known = Mentions()
    numbered: list[tuple[str, int]] = []
    new = []
    for names in slices:
        found = known.numbered(told(names))
        new.append(found.mentions)
        numbered += zip(names, found.rows["mention"].to_list(), strict=True)
    by_number = dict(pl.concat(new).select("mention", "name_zh").iter_rows())
    assert all(by_number[number] == name for name, number in numbered)
    assert sorted(by_number) == list(range(len({name for name, _ in numbered})))


def test_listed_and_only_an_end_are_two_mentions() -> None:
    known = Mentions()
    found = [known.numbered(told(["甲"], declared=declared)).mentions for declared in (True, False)]
    assert [each.select("mention", "declared").rows() for each in found] == [[(0, True)], [(1, False)]]


def test_the_input_is_not_changed() -> None:
    found = told(["甲", "乙", "甲"])
    before = (found.rows.clone(), found.mentions.clone())
    Mentions().numbered(found)
    assert found.rows.equals(before[0])
    assert found.mentions.equals(before[1])
