"""Lists of names, and what brackets after an investor tell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.names import Party, investors, names
from valuenet.collect.numbers import is_unknown

ITJUZI = Path(__file__).parents[3] / "shared" / "data" / "itjuzi_cn_ai_companies_2018"
needs_data = pytest.mark.skipif(not ITJUZI.is_dir(), reason="needs the open data in ../shared/data")

NAME = (
    st.text("深创投腾讯abcXYZ&. 0-9", min_size=1, max_size=8).map(str.strip).filter(lambda name: not is_unknown(name))
)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("宽带资本CBC,盘古创富VANGOO", ("宽带资本CBC", "盘古创富VANGOO")),
        ("深创投，歌华有线、九弦资本；红杉|真格", ("深创投", "歌华有线", "九弦资本", "红杉", "真格")),
        ("Sequoia Capital China, SIG Asia Investments", ("Sequoia Capital China", "SIG Asia Investments")),
        ("Oak HC/FT Partners, IPV Capital/盈富泰克", ("Oak HC/FT Partners", "IPV Capital/盈富泰克")),
        ("Foo Co., Ltd., Bar, Inc.,Baz", ("Foo Co., Ltd.", "Bar, Inc.", "Baz")),
        ("中国移动(中移创新, 产业基金),红杉", ("中国移动(中移创新, 产业基金)", "红杉")),
        ("中国移动(中移, 红杉", ("中国移动(中移", "红杉")),
        ("红杉,,-,未透露,真格,", ("红杉", "真格")),
        ("-", ()),
        ("", ()),
        ("红杉,红杉", ("红杉", "红杉")),
    ],
)
def test_names(cell: str, found: tuple[str, ...]) -> None:
    assert names(cell) == found


def test_a_separator_of_ones_own_is_the_only_one() -> None:
    assert names("Tencent, Inc.|Baidu", "|") == ("Tencent, Inc.", "Baidu")
    assert names("a; b;c", ";") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("cell", "party"),
    [
        ("中国移动(中移创新产业基金)", Party("中移创新产业基金", parent="中国移动")),
        ("Infinity Venture Partners（IVP）", Party("Infinity Venture Partners", aliases=("IVP",))),
        ("Andreessen Horowitz(简称A16Z)", Party("Andreessen Horowitz", aliases=("A16Z",))),
        ("启明创投(原名：启明维创)", Party("启明创投", aliases=("启明维创",))),
        ("软银中国资本(SB China Capital)", Party("软银中国资本", aliases=("SB China Capital",))),
        ("SK电讯创投(中国)", Party("SK电讯创投(中国)")),
        ("Tiger老虎基金(中国)", Party("Tiger老虎基金(中国)")),
        ("腾讯科技（深圳）有限公司", Party("腾讯科技（深圳）有限公司")),
        ("蚂蚁金服(阿里巴巴)", Party("蚂蚁金服(阿里巴巴)", aliases=("蚂蚁金服",))),
        (
            "国家中小企业发展基金（国中创投）",
            Party("国家中小企业发展基金（国中创投）", aliases=("国家中小企业发展基金",)),
        ),
        ("Ridge Ventures( IDG Ventures USA)", Party("Ridge Ventures( IDG Ventures USA)", aliases=("Ridge Ventures",))),
        ("高通(Qualcomm Ventures)", Party("高通(Qualcomm Ventures)", aliases=("高通",))),
        ("深创投", Party("深创投")),
        ("()", Party("()")),
        ("深创投()", Party("深创投()")),
    ],
)
def test_brackets(cell: str, party: Party) -> None:
    assert investors(cell) == (party,)


@pytest.mark.parametrize(
    "cell",
    [
        "深创投领投,红杉跟投",
        "深创投(领投)，红杉",
        "领投：深创投，跟投方：红杉",
        "深创投、红杉等",
        "深创投,红杉等多家机构",
        "深创投,红杉,深创投",
    ],
)
def test_roles_and_others_are_left_out(cell: str) -> None:
    assert [party.name for party in investors(cell)] == ["深创投", "红杉"]


@pytest.mark.parametrize("cell", ["-", "", "N/A", "未透露", "投资方未透露", "未披露投资方"])
def test_nobody(cell: str) -> None:
    assert investors(cell) == ()


@pytest.mark.parametrize("cell", ["领军创投", "隆领投资", "领势投资", "等等资本", "原力资本"])
def test_names_that_look_like_roles_stay(cell: str) -> None:
    assert investors(cell) == (Party(cell),)


@given(st.lists(NAME, max_size=6), st.sampled_from([",", "，", "、", ";", "； ", "|"]))
def test_a_list_keeps_every_name(wanted: list[str], mark: str) -> None:
    assert names(mark.join(wanted)) == tuple(wanted)
    assert names(mark.join(wanted), mark) == tuple(wanted)


@given(st.text(max_size=60) | st.text("深创投(（)）领投等,，基金 ab", max_size=25))
def test_nothing_of_a_name_is_lost(cell: str) -> None:
    for party in investors(cell):
        assert party.name
        assert all(part in cell for part in (party.name, party.parent or "", *party.aliases))


def test_a_huge_cell_is_no_trap() -> None:
    assert len(names("深创投," * 100_000)) == 100_000
    assert len(investors("(" * 50_000)) == 1
    assert len(investors("深" + " " * 20_000 + "(")) == 1


@needs_data
def test_the_open_list_splits_as_its_producer_split_it() -> None:
    def column(name: str, field: str) -> list[str]:
        with (ITJUZI / name).open(encoding="utf-8-sig", newline="") as lines:
            return [row[field] for row in csv.DictReader(lines)]

    cells = column("rounds.csv", "投资方")
    assert [name for cell in cells for name in names(cell)] == column("investments_edges.csv", "investor")
    found = [party for cell in cells for party in investors(cell)]
    assert {party.parent for party in found if party.parent} == {"中国移动", "东方弘道", "力合科创"}
    assert len({party.name for party in found}) == 774
