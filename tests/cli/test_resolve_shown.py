from __future__ import annotations

import polars as pl

from valuenet.cli.resolve_shown import explained_shown, names_evaluated, names_shown
from valuenet.resolve.match.settings import Settings


def test_steps_parts_and_decision_stand_in_words_and_in_the_object() -> None:
    shown = explained_shown("中国移动广东", "中国移动江苏", Settings())
    assert "trailing place" in shown.words
    assert shown.told["decision"] == "apart"
    assert shown.table["comparison"].to_list()[0] == "core"
    assert max(map(len, shown.words.splitlines())) <= 80


def test_doubtful_pairs_and_cut_blocks_are_listed() -> None:
    names = pl.DataFrame({"name": ["星云图", "北京星云图科技有限公司", "上海星云图物流有限公司", None]})
    shown = names_shown(names, None, Settings())
    assert "?=" in shown.words
    assert shown.table.height == 4


def test_nothing_found_is_no_data() -> None:
    gold = pl.DataFrame({"left": ["商汤"], "right": ["旷视"], "same": [True]})
    assert "no data" in names_evaluated(gold, Settings()).words
