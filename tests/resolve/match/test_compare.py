from __future__ import annotations

from typing import Any

import pytest

from tests.resolve.mentions import mentions, other
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.blocks import blocked
from valuenet.resolve.match.compare import COMPARISONS, compared
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.weigh import factors


def levels(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    frame = mentions(left, right)
    found = forms(frame, mention_keys(frame))
    sides = compared(blocked(found, 50).pairs, found)
    return sides.select(COMPARISONS).row(0, named=True)


@pytest.mark.parametrize(
    ("left", "right", "comparison", "level"),
    [
        ("北京商汤科技有限公司", "上海商汤科技有限公司", "place", "differ"),
        ("北京商汤科技有限公司", "上海商汤科技有限公司", "registered", "differ"),
        ("广州商汤科技有限公司", "广东商汤科技", "place", "region"),
        ("北京商汤科技有限公司", "商汤科技(北京)有限公司", "registered", "same"),
        ("北京商汤科技有限公司", "商汤", "place", "missing"),
        ("中国移动广东", "中国移动江苏", "arm", "differ"),
        ("招商银行", "招商银行北京分行", "arm", "unit"),
        ("浪潮", "浪潮云", "industry", "narrower"),
        ("商汤科技", "商汤智能科技", "industry", "overlap"),
        ("商汤物流", "商汤教育", "industry", "differ"),
        ("品友互动网", "品友互动图", "core", "near4"),
        ("启明星辰", "起明星辰", "core", "homophone3"),
        ("华为", "Huawei", "core", "sound6"),
        ("Blueprintian", "Blueprintain", "core", "near9"),
        ("浙江大学", "浙大", "core", "body"),
    ],
)
def test_levels(left: str, right: str, comparison: str, level: str) -> None:
    assert levels({"name_zh": left}, {"name_zh": right})[comparison] == level


def test_evidence_beside_names() -> None:
    one = {"name_zh": "商汤", "kind": "university", "country": "CN"}
    two = other(name_zh="商汤科技", kind="enterprise", country="US")
    found = levels(one, two)
    assert (found["kind"], found["place"], found["source"]) == ("differ", "abroad", "other")
    here = {"region": "110000", "country": "CN"}
    placed = levels({"name_zh": "商汤", **here}, {"name_zh": "商汤科技", **here})
    assert placed["place"] == "city"


def test_every_level_has_a_weight() -> None:
    assert set(factors()) == set(COMPARISONS)
    assert min(factor for each in factors().values() for factor in each.values()) > 0
