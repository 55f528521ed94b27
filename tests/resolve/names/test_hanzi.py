from __future__ import annotations

import pytest

from valuenet.resolve.names.hanzi import STEPS, Found, is_body, is_generic
from valuenet.resolve.names.parse import parsed


@pytest.mark.parametrize(
    ("name", "core", "place", "form"),
    [
        ("北京品友互动信息技术有限公司", "品友互动", "110000", "limited"),
        ("深圳市腾讯计算机系统有限公司", "腾讯", "440300", "limited"),
        ("广东省深圳市南山区大疆创新科技有限公司", "大疆", "440300", "limited"),
        ("百度在线网络技术（北京）有限公司", "百度", "110000", "limited"),
        ("用友网络科技股份有限公司", "用友", "", "joint_stock"),
        ("某某中心（有限合伙）", "某某", "", "partnership"),
        ("上海电气", "上海电气", "310000", ""),
        ("招商银行", "招商银行", "", ""),
        ("北京大学", "北京大学", "110000", ""),
        ("南京经济技术开发区", "南京经济技术开发区", "320100", ""),
        ("阿里巴巴", "阿里巴巴", "", ""),
        ("東方網力科技股份有限公司", "东方网力", "", "joint_stock"),
    ],
)
def test_a_name_is_taken_apart(name: str, core: str, place: str, form: str) -> None:
    found = parsed(name)
    assert (found.core, found.place, found.legal_form) == (core, place, form)


@pytest.mark.parametrize("name", ["科技有限公司", "有限公司", "信息技术", "北京", "中国", "公司"])
def test_what_many_names_hold_leaves_no_core(name: str) -> None:
    assert parsed(name).core == ""


@pytest.mark.parametrize(
    ("name", "unit", "branch", "parent"),
    [
        ("中国移动广东", "", "440000", ""),
        ("中国移动通信集团广东有限公司", "", "440000", ""),
        ("中国电信股份有限公司北京分公司", "branch", "110000", ""),
        ("北京大学第一医院", "hospital", "", "北京大学"),
        ("浙江大学城市学院", "school", "", "浙江大学"),
        ("中国科学院自动化研究所", "institute", "", "中国科学院"),
        ("微软(中国)有限公司", "", "CN", ""),
        ("中国石油大学(北京)", "", "110000", ""),
        ("中国石油大学（华东）", "", "华东", ""),
    ],
)
def test_arms_are_told_from_wholes(name: str, unit: str, branch: str, parent: str) -> None:
    found = parsed(name)
    assert (found.unit, found.branch, found.parent) == (unit, branch, parent)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("北大", "北京大学"),
        ("清华", "清华大学"),
        ("浙大医院", "浙江大学医院"),
        ("清华控股", "清华"),
        ("北大荒", "北大荒"),
        ("中科院自动化所", "中国科学院自动化研究所"),
        ("农科院作物所", "中国农业科学院作物研究所"),
        ("中科大", "中国科技大学"),
        ("中山大学第一附属医院", "中山大学附属第一医院"),
        ("上海证券交易所", "上海证券交易所"),
        ("株式会社日立製作所", "日立制作所"),
    ],
)
def test_abbreviations_are_written_in_full_where_they_are_universities(name: str, full: str) -> None:
    assert parsed(name).core == full


def test_further_names_in_brackets_and_scripts() -> None:
    assert parsed("华昇诊断中心有限公司 (Sunrise Diagnostic Centre Limited)").others == (
        "sunrise diagnostic centre limited",
    )
    assert parsed("某某医学（简称：某医）").others == ("某医",)
    assert parsed("商汤科技SenseTime").others == ("商汤科技", "sensetime")
    assert parsed("甲乙丙(A(B)").core  # brackets that do not pair up are dropped


def test_generic_and_body() -> None:
    assert is_generic("人工智能信息技术")
    assert not is_generic("品友")
    assert is_body("中科院自动化研究所")
    assert not is_body("大学")


def test_a_step_on_nothing_finds_nothing() -> None:
    found: Found = {}
    assert [work("", found) for _, work in STEPS] == [""] * len(STEPS)
