from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.mentions import ROR, mentions, other
from valuenet.resolve.keys import ambiguous_keys, mention_keys, spellings
from valuenet.text import name_key

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def ambiguous(*given: dict[str, object]) -> list[str]:
    """Return the ambiguous names of mentions."""
    frame = mentions(*given)
    return ambiguous_keys(mention_keys(frame), frame.select("mention", "source_id")).to_list()


def test_every_name_and_identity_is_a_key_the_best_first() -> None:
    frame = mentions(
        {
            "name_zh": "旷视",
            "name_en": "Megvii Inc.",
            "registered_name": "北京旷视科技有限公司",
            "alias": ["Face++", "旷视"],
        },
        {"kind": "university", "name_zh": "甲", "ror_id": ROR + "1", "stock_code": "600271"},
        {"kind": "policy", "name_zh": "甲"},
        {"name_zh": "!!!"},
    )
    keys = mention_keys(frame)
    assert keys.filter(mention=0).select("key", "class").rows() == [
        ("organisation|北京旷视科技", "registered"),
        ("organisation|旷视", "name"),
        ("organisation|megvii", "name"),
        ("organisation|face", "name"),
    ]
    assert keys.filter(mention=1)["key"].to_list() == ["stock_code:600271", f"ror_id:{ROR}1", "organisation|甲"]
    assert keys.filter(mention=2)["key"].to_list() == ["policy|甲"]
    assert keys.filter(mention=3).is_empty()
    assert all(group["rank"].is_sorted() for _, group in keys.group_by("mention", maintain_order=True))


def test_mentions_need_no_more_columns_than_they_have() -> None:
    frame = pl.DataFrame({"mention": [0], "kind": ["enterprise"], "name_en": ["Foo"]})
    assert mention_keys(frame)["key"].to_list() == ["organisation|foo"]
    assert mention_keys(frame.clear()).is_empty()


def test_a_name_of_two_identities_is_ambiguous() -> None:
    assert ambiguous({"name_zh": "甲", "ror_id": "1"}, other(name_zh="甲", ror_id="2")) == ["organisation|甲"]
    assert ambiguous({"name_zh": "甲", "ror_id": "1"}, other(name_zh="甲", stock_code="2")) == []
    assert ambiguous({"name_zh": "甲", "ror_id": "1"}, other(name_zh="甲", ror_id="1")) == []


def test_a_name_of_two_registered_names_in_one_source_is_ambiguous() -> None:
    assert ambiguous({"name_zh": "甲", "registered_name": "子"}, {"name_zh": "甲", "registered_name": "丑"}) == [
        "organisation|甲"
    ]
    assert ambiguous({"name_zh": "甲", "registered_name": "子"}, other(name_zh="甲", registered_name="丑")) == []


def test_the_registered_name_of_one_as_the_common_name_of_another_is_ambiguous() -> None:
    assert ambiguous(
        {"name_zh": "甲", "registered_name": "甲有限公司"}, {"name_zh": "甲", "registered_name": "乙有限公司"}
    ) == ["organisation|甲"]


def test_spellings_of_text_and_of_lists() -> None:
    lists = pl.DataFrame({"n": [1, 2, 3, 4], "name": [["a", None, "b"], None, [], ["c"]]})
    assert spellings(lists).rows() == [(1, "a"), (1, "b"), (4, "c")]
    assert spellings(pl.DataFrame({"name": ["a", None]})).rows() == [("a",)]


@given(words)
def test_a_name_key_knows_no_case_no_space_and_no_punctuation(name: str) -> None:
    key = name_key(name)
    assert key == name_key(f" {name} ") == name_key(f"{name}。")
    assert not any(char.isspace() or char in "_.,，。()（）-" for char in key)
    assert name_key(key.upper()) in (key, name_key(key))


@given(
    st.text("甲乙丙abc123", min_size=1, max_size=8), st.sampled_from(["有限公司", "股份有限公司", " Co., Ltd.", " Inc"])
)
def test_a_name_key_knows_no_legal_ending(name: str, ending: str) -> None:
    assert name_key(name + ending) == name_key(name)


@given(st.text("甲乙丙", min_size=1, max_size=4), st.text("甲乙丙", min_size=1, max_size=4))
def test_different_words_have_different_keys(one: str, two: str) -> None:
    assert (name_key(one) == name_key(two)) == (one == two)
