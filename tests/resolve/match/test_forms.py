from __future__ import annotations

import polars as pl

from tests.resolve.mentions import mentions, other
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.forms import PARTS, forms, parts_of


def test_a_name_and_those_that_it_holds() -> None:
    parts = parts_of(pl.Series(["寒武纪Cambricon", None, "寒武纪Cambricon", "🚀"]))
    assert parts.schema == PARTS
    assert parts.select("core", "whole").rows() == [
        ("寒武纪cambricon", True),
        ("寒武纪", False),
        ("cambricon", False),
    ]


def test_mentions_that_share_a_key_are_one_already_and_a_single_source_is_none() -> None:
    frame = mentions({"name_zh": "商汤", "name_en": "SenseTime"}, {"name_zh": "商汤"})
    found = forms(frame, mention_keys(frame))
    assert found.select("mention", "met").rows() == [(0, 0), (1, 0), (0, 0)]
    assert found["source"].unique().to_list() == [""]
    two = mentions({"name_zh": "商汤"}, other(name_zh="旷视"))
    assert forms(two, mention_keys(two))["source"].to_list() == ["a", "b"]


def test_no_mentions_have_no_forms() -> None:
    frame = mentions()
    assert forms(frame, mention_keys(frame)).is_empty()
