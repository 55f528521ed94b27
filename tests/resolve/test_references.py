from __future__ import annotations

import pytest

from tests.resolve.mentions import mentions, other
from valuenet.resolve.cluster import cluster
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.references import Meant, digest, meant

FRAME = mentions(
    {"name_zh": "百度", "registered_name": "北京百度网讯科技有限公司"},
    other(name_zh="百度", name_en="Baidu"),
    {"name_zh": "甲", "ror_id": "1"},
    other(name_zh="甲", ror_id="2", row=9),
    other(name_zh="乙", row=9),
)
KEYS = mention_keys(FRAME)
CLUSTERS = cluster(KEYS, FRAME.select("mention", "source_id")).numbers


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("百度", (0, 1)),
        ("BAIDU Inc.", (1,)),
        ("北京百度网讯科技股份有限公司", (0,)),
        ("a:2", (0,)),
        ("乙@b:9", (4,)),
        ("甲@b:9", (3,)),
        (f"enterprise-{digest('organisation|baidu')}", (1,)),
        (f"university-{digest('ror_id:1')}", (2,)),
    ],
)
def test_what_a_reference_means(reference: str, expected: tuple[int, ...]) -> None:
    assert meant([reference], FRAME, KEYS, CLUSTERS)[reference] == Meant(expected, bearers=1)


@pytest.mark.parametrize(
    ("reference", "problem", "bearers"),
    [
        ("甲", "unclear", 2),
        ("b:9", "unclear", 2),
        ("丙", "missing", 0),
        ("b:99", "missing", 0),
        ("c:2", "missing", 0),
        ("enterprise-0123456789abcdef", "missing", 0),
        ("。", "missing", 0),
    ],
)
def test_a_reference_to_nothing_or_to_several_is_told(reference: str, problem: str, bearers: int) -> None:
    assert meant([reference], FRAME, KEYS, CLUSTERS)[reference] == Meant((), problem, bearers)
