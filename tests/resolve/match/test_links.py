from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.mentions import mentions, other
from valuenet.resolve.evaluation.corrupt import corrupted
from valuenet.resolve.evaluation.score import evaluated
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.links import LINKS, links, matched
from valuenet.resolve.match.settings import Settings

OPEN_DATA = Path(__file__).parents[4] / "shared" / "data"


def linked(*given: dict[str, Any], **told: Any) -> list[tuple[int, int, str]]:
    frame = mentions(*given)
    found = links(frame, mention_keys(frame), Settings(**told))
    assert found.schema == LINKS
    return list(found.select("left", "right", "decision").iter_rows())


def test_a_brand_meets_its_legal_name() -> None:
    assert linked({"name_zh": "品友互动"}, other(registered_name="北京品友互动信息技术有限公司")) == [(0, 1, "merge")]


def test_a_brand_that_several_firms_bear_is_nobodys() -> None:
    firms = [
        other(registered_name=f"{town}星云图{word}有限公司") for town, word in (("北京", "科技"), ("上海", "物流"))
    ]
    assert {decision for _, _, decision in linked({"name_zh": "星云图"}, *firms)} <= {"review"}
    placed = linked({"name_zh": "星云图", "region": "310000", "city": "310000"}, *firms)
    assert (0, 2, "merge") in placed
    assert (0, 1, "merge") not in placed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中国移动广东", "中国移动江苏"),
        ("北京大学", "北京大学第一医院"),
        ("北京大学", "北大青鸟"),
        ("中国石油大学(北京)", "中国石油大学(华东)"),
        ("北京星云图科技有限公司", "上海星云图物流有限公司"),
        ("招商银行", "招商银行北京分行"),
        ("南京经济技术开发区", "南通经济技术开发区"),
        ("清华大学", "清华控股"),
        ("浪潮", "浪潮云"),
        ("科技有限公司", "北京科技有限公司"),
    ],
)
def test_look_alikes_stay_apart(left: str, right: str) -> None:
    assert [link for link in linked({"name_zh": left}, other(name_zh=right)) if link[2] == "merge"] == []


def test_a_brand_with_a_business_that_its_legal_name_lacks_may_be_an_arm() -> None:
    whole = other(name_zh="阿里巴巴")
    arm = {"name_zh": "阿里巴巴机器人", "registered_name": "杭州阿里巴巴智能科技有限公司"}
    assert linked(arm, whole) == [(0, 1, "review")]
    assert linked({"registered_name": arm["registered_name"]}, whole) == [(0, 1, "merge")]
    firm = {"name_zh": "阿里巴巴机器人", "registered_name": "杭州阿里巴巴机器人科技有限公司"}
    assert linked(firm, whole) == [(0, 1, "merge")]


def test_a_domain_decides_between_cities() -> None:
    frame = mentions({"name_zh": "地平线"}, other(registered_name="南京地平线集成电路有限公司"))
    both = frame.with_columns(domain=pl.lit("horizon.ai"))
    alone = links(frame, mention_keys(frame))["score"].to_list()
    assert links(both, mention_keys(both))["score"][0] > alone[0]


def test_aliases_join_what_no_rule_can() -> None:
    aliases = pl.DataFrame({"left": ["腾讯"], "right": ["Tencent"]})
    assert linked({"name_zh": "腾讯"}, other(name_en="Tencent"), aliases=aliases) == [(0, 1, "merge")]
    assert linked({"name_zh": "腾讯"}, other(name_en="Tencent")) == []


def test_nothing_to_link() -> None:
    assert linked() == []
    assert linked({"name_zh": "🚀"}, {"name_zh": ""}, {"kind": "policy", "name_zh": "商汤"}) == []


def test_a_hub_name_is_cut_and_told() -> None:
    firms = [{"registered_name": f"北京星云图科技有限公司{'一二三四五六七八九十'[n % 10]}{n}厂"} for n in range(12)]
    shared = mentions(*firms).with_columns(domain=pl.lit("park.cn"))
    found = matched(shared, mention_keys(shared), Settings(block=5))
    assert ("domain", "park.cn") in found.cut.select("block", "key").rows()


@settings(max_examples=6)
@given(st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(random: Any) -> None:
    names = corrupted(12, seed=3)["name"].to_list()
    shuffled = list(names)
    random.shuffle(shuffled)

    def pairs(given: list[str]) -> set[frozenset[str]]:
        frame = mentions(*({"name_zh": name} for name in given))
        return {
            frozenset((given[left], given[right]))
            for left, right in links(frame, mention_keys(frame)).select("left", "right").iter_rows()
        }

    assert pairs(names) == pairs(shuffled)


def test_corrupted_names_are_found_again() -> None:
    names = corrupted(600, seed=11)
    frame = names.with_row_index("mention").select(
        "mention", "subject", "change", name_zh="name", kind=pl.lit("enterprise")
    )
    keys = mention_keys(frame)
    found = links(frame, keys).filter(pl.col("decision") == "merge")
    same = keys.select(left=pl.col("mention").min().over("key"), right="mention", score=pl.lit(1.0), rule=pl.lit("key"))
    true = frame.join(frame, on="subject", suffix="_r").select(left="mention", right="mention_r")
    together = pl.concat([same, found.select("left", "right", "score", "rule")], how="vertical_relaxed")
    result = evaluated(together, true.filter(pl.col("left") < pl.col("right")), 0.9)
    assert (result.pairs.precision or 0) > 0.97
    assert (result.pairs.recall or 0) > 0.7
