from __future__ import annotations

import polars as pl
import pytest

from valuenet.resolve.match.explain import SCORED, explained, scored_pairs
from valuenet.resolve.match.settings import Settings


def test_a_merge_is_explained_to_its_odds() -> None:
    found = explained("北京品友互动信息技术有限公司", "品友互动")
    odds = 1.0
    for part in found.parts:
        odds *= part.factor
        assert part.why_zh
        assert part.why_en
    assert found.score == pytest.approx(odds / (1 + odds))
    assert (found.decision, found.rule) == ("merge", "core")
    assert [step.step for step in found.steps_left] == ["legal form", "leading place", "industry"]


def test_thresholds_decide() -> None:
    assert explained("品友互动", "品友互动网络", Settings(merge=0.999, review=0.5)).decision == "review"
    assert explained("商汤", "旷视").decision == "apart"
    assert explained("", "商汤").rule == "nothing"
    assert explained("🚀", "\x00").score == 0


def test_pairs_keep_their_order_and_odd_names_score_nothing() -> None:
    pairs = pl.DataFrame({"left": ["商汤科技", "", "华为"], "right": ["北京商汤科技有限公司", "商汤", "Huawei"]})
    found = scored_pairs(pairs)
    assert found.schema == SCORED
    assert found["left"].to_list() == pairs["left"].to_list()
    assert found["score"].to_list()[1] == 0.0
    assert found["rule"].to_list() == ["core", "asked", "sound"]
