from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.mentions import mentions, other
from tests.studies import told
from valuenet.resolve.subjects import Resolved, resolve


def resolved(*given: dict[str, Any]) -> Resolved:
    """Return what mentions resolve to."""
    return resolve(mentions(*given))


def test_one_subject_of_two_sources_keeps_both_names_and_sources() -> None:
    found = resolved(
        {"name_zh": "旷视科技"}, other(name_zh="旷视科技有限公司", name_en="Megvii", region="110000", country="CN")
    )
    assert told(found.subjects, "kind", "name_zh", "name_en", "region") == [
        ("enterprise", "旷视科技", "Megvii", "110000")
    ]
    assert sorted(told(found.names, "name", "source_id", "row")) == [
        ("Megvii", "b", 3),
        ("旷视科技", "a", 2),
        ("旷视科技有限公司", "b", 3),
    ]
    assert found.subject_of.n_unique() == 1


def test_a_registered_identity_joins_different_names() -> None:
    found = resolved({"name_zh": "航天信息", "stock_code": "600271"}, other(name_en="Aisino", stock_code="600271"))
    assert found.subjects.height == 1
    found = resolved({"name_zh": "甲", "registered_name": "北京甲科技有限公司"}, other(name_zh="北京甲科技有限公司"))
    assert found.subjects.height == 1


def test_an_alias_joins_and_is_kept_as_such() -> None:
    found = resolved({"name_zh": "腾讯", "alias": ["Tencent", "鹅厂"]}, other(name_en="TENCENT"))
    assert told(found.names.sort("name"), "name", "name_kind", "language") == [
        ("TENCENT", "common", "en"),
        ("Tencent", "alias", "en"),
        ("腾讯", "common", "zh"),
        ("鹅厂", "alias", "zh"),
    ]


def test_two_bearers_of_one_name_stay_two() -> None:
    found = resolved(
        {"name_zh": "甲", "ror_id": "1", "region": "110000"}, {"name_zh": "甲", "ror_id": "2", "region": "310000"}
    )
    assert sorted(told(found.subjects, "region")) == ["110000", "310000"]
    found = resolved({"name_zh": "甲", "registered_name": "子"}, {"name_zh": "甲", "registered_name": "丑"})
    assert found.subjects.height == 2


def test_what_has_only_an_ambiguous_name_is_one_subject_in_one_source() -> None:
    bearers = [{"name_zh": "甲", "ror_id": "1"}, {"name_zh": "甲", "ror_id": "2"}]
    found = resolved(
        *bearers, {"name_zh": "甲"}, {"name_zh": "甲"}, other(name_zh="甲"), {"name_zh": "甲", "region": "110000"}
    )
    assert found.subjects.height == 5
    assert found.subject_of[2] == found.subject_of[3]


def test_the_kind_that_says_most_is_the_subjects() -> None:
    for kinds in (
        ("organisation", "investor", "enterprise"),
        ("enterprise", "organisation"),
        ("enterprise", "investor"),
    ):
        assert told(resolved(*({"name_zh": "甲", "kind": kind} for kind in kinds)).subjects, "kind") == ["enterprise"]
    assert told(
        resolved({"name_zh": "甲", "kind": "investor"}, other(name_zh="甲", kind="university")).subjects, "kind"
    ) == ["university"]


def test_the_first_source_decides_and_of_places_the_most_exact() -> None:
    found = resolved(
        other(name_zh="甲", name_en="Second", country="CN", region="310000", home_country="US"),
        {"name_zh": "甲", "name_en": "First", "country": "CN", "alias": None},
        {"source_id": "c", "ordinal": 3, "name_zh": "甲", "country": "CN", "region": "110000", "city": "110000"},
    )
    assert told(found.subjects, "name_en", "country", "home_country") == [("First", "CN", "US")]
    assert told(found.subjects, "region", "city") == [("110000", "110000")]


def test_a_place_abroad_told_later_is_not_more_exact() -> None:
    found = resolved({"name_zh": "甲", "country": "US"}, other(name_zh="甲", country="CN", region="110000"))
    assert told(found.subjects, "country", "region") == [("US", None)]


def test_a_subject_without_a_common_name_has_its_registered_name_or_alias() -> None:
    found = resolved(
        {"registered_name": "北京甲科技有限公司"}, {"alias": ["Bravo"]}, {"registered_name": "Charlie Ltd"}
    )
    assert sorted(told(found.subjects, "name_zh", "name_en"), key=str) == [
        ("北京甲科技有限公司", None),
        (None, "Bravo"),
        (None, "Charlie Ltd"),
    ]


def test_a_parent_becomes_a_subject_with_the_name_that_each_source_gives() -> None:
    found = resolved(
        {"name_zh": "中移基金", "kind": "investor", "parent": "中国移动"},
        {"name_zh": "另一基金", "kind": "investor", "parent": "中国移动"},
        other(name_zh="第三基金", kind="investor", parent="中国移动有限公司"),
    )
    parent = found.subjects.filter(name_zh="中国移动")
    assert told(parent, "kind", "parent_id") == [("organisation", None)]
    assert set(told(found.subjects.filter(kind="investor"), "parent_id")) == {parent["subject_id"][0]}
    assert sorted(told(found.names.filter(pl.col("name").str.starts_with("中国移动")), "name", "source_id", "row")) == [
        ("中国移动", "a", 2),
        ("中国移动有限公司", "b", 4),
    ]


def test_a_parent_that_is_known_is_that_subject_and_nobody_is_its_own() -> None:
    found = resolved(
        {"name_zh": "阿里巴巴", "name_en": "Alibaba"},
        {"name_zh": "阿里云", "parent": "Alibaba"},
        {"name_zh": "己", "parent": "己"},
    )
    by_name = {
        name: (subject, parent) for name, subject, parent in told(found.subjects, "name_zh", "subject_id", "parent_id")
    }
    assert by_name["阿里云"][1] == by_name["阿里巴巴"][0]
    assert by_name["己"][1] is None
    assert found.subjects.height == 3


def test_a_subject_is_synthetic_where_all_that_is_known_of_it_is() -> None:
    found = resolved(
        {"name_zh": "甲", "synthetic": True}, other(name_zh="甲"), {"name_zh": "乙", "synthetic": True, "parent": "丙"}
    )
    assert sorted(told(found.subjects, "name_zh", "synthetic")) == [("丙", True), ("乙", True), ("甲", False)]
    assert told(resolved({"name_zh": "甲", "parent": "乙"}).subjects, "synthetic") == [False, False]


def test_every_mention_has_a_subject_and_every_subject_a_name() -> None:
    found = resolved({"name_zh": "甲", "parent": "丁"}, {"name_zh": "乙"}, other(name_zh="甲"))
    assert set(found.subject_of) == set(found.subjects["subject_id"]) == set(found.names["subject_id"])
    assert found.subject_of[0] == found.subject_of[2]
    assert found.subjects["subject_id"].is_sorted()


def test_no_mentions_are_no_subjects() -> None:
    found = resolved()
    assert (found.subjects.height, found.names.height, found.subject_of.len()) == (0, 0, 0)


ROWS = st.lists(
    st.fixed_dictionaries(
        {"name_zh": st.sampled_from("甲乙丙丁"), "source_id": st.sampled_from("ab")},
        optional={
            "ror_id": st.sampled_from(["1", "2"]),
            "registered_name": st.sampled_from(["子", "丑"]),
            "alias": st.lists(st.sampled_from("甲戊己"), max_size=2),
            "kind": st.sampled_from(["enterprise", "investor", "organisation"]),
            "parent": st.sampled_from("甲庚"),
        },
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=20)
@given(ROWS, st.randoms(use_true_random=False))
def test_ids_stay_whatever_the_order_of_the_rows(rows: list[dict[str, Any]], random: Any) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    given_order = resolved(*rows)
    shuffled = resolved(*(rows[at] for at in order))
    assert set(shuffled.subjects["subject_id"]) == set(given_order.subjects["subject_id"])
    assert [shuffled.subject_of[place] for place in range(len(rows))] == [given_order.subject_of[at] for at in order]
    assert resolved(*rows).subjects.equals(given_order.subjects)
