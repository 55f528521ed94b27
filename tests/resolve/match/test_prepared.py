from __future__ import annotations

import polars as pl

from valuenet.resolve.evaluation.corrupt import corrupted
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.links import links
from valuenet.resolve.match.prepared import added, prepared


def test_what_is_added_is_linked_as_if_all_had_come_at_once() -> None:
    names = corrupted(150, seed=9)
    frame = names.select(name_zh="name", kind=pl.lit("enterprise")).with_row_index("mention")
    old, new = frame.head(250), frame.tail(50)
    whole = links(frame, mention_keys(frame)).filter(pl.col("right") >= 250)
    found = added(prepared(old, mention_keys(old)), new, mention_keys(new)).links
    shared = mention_keys(frame).select("key", "mention")
    alike = shared.join(shared, on="key", suffix="_r").select(left="mention", right="mention_r").unique()
    one, other = (set(each.select("left", "right").iter_rows()) - set(alike.iter_rows()) for each in (whole, found))
    assert one <= other
    assert other


def test_nothing_is_added_to_nothing() -> None:
    none = pl.DataFrame(schema={"mention": pl.UInt32, "kind": pl.String, "name_zh": pl.String})
    assert added(prepared(none, mention_keys(none)), none, mention_keys(none)).links.is_empty()
