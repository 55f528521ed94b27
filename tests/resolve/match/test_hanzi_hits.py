from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.resolve.match.hanzi_hits import standing
from valuenet.resolve.match.register import REGISTER, register

NAMES = {
    "pku": "北京大学",
    "pku3": "北京大学第三医院",
    "thu": "清华大学",
    "cas": "中国科学院",
    "ucas": "中国科学院大学",
    "ict": "中国科学院计算技术研究所",
    "auto": "自动化研究所",
    "bio": "中国科学院成都生物研究所",
    "njau": "南京农业大学",
    "haut": "河南工业大学",
    "hpu": "河南理工大学",
    "ruijin": "上海交通大学医学院附属瑞金医院",
    "nudt": "中国人民解放军国防科学技术大学",
    "ali": "阿里巴巴集团控股有限公司",
    "cumt": "中国矿业大学(北京)",
}
KNOWN = register(pl.DataFrame([(each, name, "CN", None, None) for each, name in NAMES.items()], REGISTER, orient="row"))


def told(text: str) -> list[str]:
    found = [(KNOWN.entries[KNOWN.bearers[one.name][0].entry].id, one.place) for one in standing(text, KNOWN)]
    return [f"{each} {place}" for each, place in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("清华大学", ["thu whole"]),
        ("清華大學計算機系", ["thu unit"]),
        ("清华大学 电子工程系", ["thu whole"]),
        ("北大法学院，清华", ["pku unit", "thu whole"]),
        ("海淀区清华大学", ["thu part"]),
        ("國立清華大學", ["thu apart"]),
        ("清华大学出版社", ["thu apart"]),
        ("北京大学人民医院", ["pku apart"]),
        ("北京大学第三医院骨科", ["pku3 unit"]),
        ("中科院计算所", ["ict whole"]),
        ("中科院计算所智能信息处理实验室", ["ict unit"]),
        ("中国科学院自动化所", ["cas within", "auto whole"]),
        ("中国科学院生物研究所", ["cas unit"]),
        ("南京农大", ["njau whole"]),
        ("河南工大", ["haut whole"]),
        ("瑞金医院内分泌科", ["ruijin unit"]),
        ("上海交通大学附属瑞金医院", ["ruijin whole"]),
        ("国防科技大学", ["nudt whole"]),
        ("阿里巴巴达摩院", ["ali unit"]),
        ("中国矿业大学 (北京)", ["cumt whole"]),
        ("清华同方", []),
        ("中科院大学", ["ucas whole"]),
        ("Tsinghua", []),
        ("", []),
    ],
)
def test_who_is_named_in_chinese(text: str, found: list[str]) -> None:
    assert told(text) == found


def test_a_name_of_a_hospital_that_many_have_is_none_by_itself() -> None:
    rows = [("a", "甲大学附属儿童医院", "CN", None, None), ("b", "中国移动", "CN", None, None)]
    known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    assert list(standing("儿童医院", known)) == []
    assert list(standing("中国", known)) == []


def test_places_count_the_characters_of_all_that_is_chinese() -> None:
    first, second = standing("清华大学; IBM; 北京大学", KNOWN)
    assert (first.start, first.end) == (0, 4)
    assert second.start >= first.end


@given(st.lists(st.sampled_from([*NAMES.values(), "系", "国立", "医院", "，", " ", "(", "所", "大", "a"]), max_size=6))
def test_no_name_stands_within_another(pieces: list[str]) -> None:
    found = list(standing("".join(pieces), KNOWN))
    assert all(one.name in KNOWN.bearers and 0 < one.share <= 1 for one in found)
    assert not any(
        one is not other
        and other.start <= one.start
        and one.end <= other.end
        and (one.start, one.end) != (other.start, other.end)
        for one in found
        for other in found
    )
