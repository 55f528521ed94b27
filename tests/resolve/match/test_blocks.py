from __future__ import annotations

import polars as pl
import pytest

from tests.resolve.mentions import mentions
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.blocks import Blocked, blocked
from valuenet.resolve.match.forms import forms


def met(*names: str, limit: int = 50, aliases: pl.DataFrame | None = None) -> Blocked:
    frame = mentions(*({"name_zh": name} for name in names))
    return blocked(forms(frame, mention_keys(frame)), limit, aliases)


@pytest.mark.parametrize(
    ("left", "right", "block"),
    [
        ("北京商汤科技有限公司", "商汤智能", "core"),
        ("商汤", "Shangtang", "sound"),
        ("Medical University of Vienna", "University of Vienna Medical", "words"),
        ("北京品友互动科技", "北京品友户动科技", "sound"),
        ("品友互动网", "品友互动图", "slip"),
        ("Acme Robotcis", "Acme Robotics Ltd", None),
        ("Blueprintian", "Blueprintain", "slip"),
        ("HKUST Alumni", "旷视", None),
        ("ABCD", "Alpha Beta Common Dwarf", "initials"),
    ],
)
def test_names_meet_by_what_they_share(left: str, right: str, block: str | None) -> None:
    assert met(left, right).pairs["block"].to_list() == ([block] if block else [])


def test_aliases_meet_by_their_whole_names() -> None:
    aliases = pl.DataFrame({"left": ["腾讯"], "right": ["tencent"]})
    assert met("腾讯", "Tencent", aliases=aliases).pairs["block"].to_list() == ["alias"]


def test_a_large_block_is_parted_and_what_stays_large_is_told() -> None:
    towns = ("北京", "上海", "深圳")
    names = [f"{town}星云{word}有限公司" for town in towns for word in ("科技", "传媒", "物流", "教育")]
    assert met(*names, limit=12).pairs.height == 66
    parted = met(*names, limit=4)
    assert (parted.pairs.height, parted.cut.height) == (18, 0)
    alike = met(*(f"北京星云科技有限公司{number}号" for number in "一二三"), "星云", limit=50)
    assert alike.cut.is_empty()
    cut = met(*(f"星云{char}" for char in ("有限公司", "股份有限公司", "集团", "(集团)有限公司")), limit=1)
    assert cut.pairs.is_empty()


def test_a_poisonous_name_costs_no_more_than_its_bound() -> None:
    poison = [f"{char}{other}科技有限公司" for char in "甲乙丙丁戊己庚辛" for other in "子丑寅卯"]
    found = met(*poison, *["科技有限公司"] * 40, limit=5)
    assert found.pairs.height <= len(poison) * 5
