from __future__ import annotations

import polars as pl
import pytest

from tests.studies import AROUND, Cells, collected, raw, told
from valuenet.collect.subjects import localised, read_subjects
from valuenet.model.source import SubjectDeclaration

PLACES = ("country", "region", "city")


def test_like_descriptions_are_one_mention_at_their_first_row() -> None:
    declaration = SubjectDeclaration.model_validate({"subject": "enterprise", "fields": {"name_zh": "n", "place": "p"}})
    rows: list[Cells] = [("甲", "北京"), ("甲", "上海"), ("甲", "北京市"), (None, "北京")]
    frame = raw(("n", "p"), rows).frame.with_row_index("at")
    found = read_subjects(frame, declaration, AROUND, (), declared=True)
    assert told(found.mentions, "mention", "row", "name_zh", "region") == [
        (0, 2, "甲", "110000"),
        (1, 3, "甲", "310000"),
    ]
    assert told(found.rows, "at", "mention") == [(0, 0), (1, 1), (2, 0)]
    assert told(found.mentions, "declared") == [True, True]


def test_a_kind_may_stand_in_a_column() -> None:
    kind = {"column": "k", "map": {"高校": "university"}, "otherwise": "organisation"}
    records = collected(
        ("n", "k"), [("甲", "高校"), ("乙", "其他"), ("丙", None)], {"subject": kind, "fields": {"name_zh": "n"}}
    )
    assert told(records.mentions, "name_zh", "kind") == [("甲", "university"), ("乙", "organisation")]
    assert told(records.rejects, "row", "reason") == [(4, "no_name")]


@pytest.mark.parametrize("column", ["name_zh", "name_en", "registered_name", "alias"])
def test_any_name_is_enough(column: str) -> None:
    records = collected(("n",), [("甲",), (None,)], {"subject": "enterprise", "fields": {column: "n"}})
    assert (records.mentions.height, records.rows_rejected) == (1, 1)


def test_columns_of_their_own_go_before_the_place_in_one_cell() -> None:
    rows: list[Cells] = [("甲", "北京", "440000", "440300"), ("乙", "北京", None, None), ("丙", "仙境", None, None)]
    for order in (("place", "region", "city"), ("city", "region", "place")):
        fields = {
            "name_zh": "n",
            **dict(zip(order, [{"place": "p", "region": "r", "city": "c"}[o] for o in order], strict=True)),
        }
        records = collected(("n", "p", "r", "c"), rows, {"subject": "enterprise", "fields": fields})
        assert told(records.mentions, *PLACES) == [
            ("CN", "440000", "440300"),
            ("CN", "110000", "110000"),
            (None, None, None),
        ]
        assert told(records.rejects, "field", "value", "reason") == [("p", "仙境", "not_a_place")]


def test_a_city_gives_its_region_and_a_region_its_country() -> None:
    described = pl.DataFrame(
        {
            "country": [None, None, "US", "HK", None],
            "region": [None, "110000", None, None, None],
            "city": ["440300", *[None] * 4],
        },
        schema=dict.fromkeys(PLACES, pl.String),
    )
    assert localised(described, AROUND).rows() == [
        ("CN", "440000", "440300"),
        ("CN", "110000", None),
        ("US", None, None),
        ("CN", "810000", None),
        (None, None, None),
    ]


def test_words_for_no_data_may_be_the_sources_own() -> None:
    fields = {"name_zh": "n", "founded": {"column": "f", "unknown": ["近年"]}}
    rows: list[Cells] = [("甲", "近年"), ("乙", "待补"), ("丙", "2011")]
    records = collected(("n", "f"), rows, {"subject": "enterprise", "fields": fields}, unknown=["待补"])
    assert records.rejects.is_empty()
    assert told(records.attributes, "value") == ["2011"]


def test_identities_describe_and_are_values_too() -> None:
    fields = {"name_zh": "n", "stock_code": "s"}
    records = collected(("n", "s"), [("甲", "SH600271"), ("乙", "很多")], {"subject": "enterprise", "fields": fields})
    assert told(records.mentions, "name_zh", "stock_code") == [("甲", "600271"), ("乙", None)]
    assert told(records.attributes, "field", "value") == [("stock_code", "600271")]
    assert told(records.rejects, "row", "reason") == [(3, "not_an_identifier")]
