"""Places in Chinese and English, in either order, at home and abroad."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.place import Place, place
from valuenet.collect.reject import Unconvertible
from valuenet.model.term import Term
from valuenet.model.vocabulary import vocabulary

SHARED = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the open data in ../shared/data")
REGIONS, CITIES = vocabulary("region"), vocabulary("city")


@pytest.mark.parametrize(
    ("cell", "region", "city"),
    [
        ("北京-朝阳区", "110000", "110000"),
        ("上海-浦东新区", "310000", "310000"),
        ("上海-崇明县", "310000", "310000"),
        ("陕西-西安", "610000", "610100"),
        ("广东-深圳", "440000", "440300"),
        ("香港-沙田区", "810000", "810000"),
        ("台湾-台北市", "710000", None),
        ("北京市", "110000", "110000"),
        ("吉林", "220000", None),
        ("吉林-吉林", "220000", "220200"),
        ("Jilin City, Jilin", "220000", "220200"),
        ("辽宁-朝阳", "210000", "211300"),
        ("Chaoyang, Beijing", "110000", "110000"),
        ("Guangzhou, Guangdong", "440000", "440100"),
        ("Shenzhen", "440000", "440300"),
        ("Hangzhou, China", "330000", "330100"),
        ("Nanjing， China", "320000", "320100"),
        ("Ürümqi, Xinjiang", "650000", "650100"),
        ("Xi’an, Shaanxi", "610000", "610100"),
        ("Guangxi Autonomous region", "450000", None),
        ("Hengqin, Zhuhai, China", "440000", "440400"),
        ("Nankai University, Tianjin, China", "120000", "120000"),
        ("Kunshan, Suzhou, Jiangsu", "320000", "320583"),
        ("Suzhou", "320000", "320500"),
        ("Suzhou, Anhui", "340000", "341300"),
        ("Taizhou, Zhejiang", "330000", "331000"),
        ("Macau SAR, China", "820000", "820000"),
        ("Hong Kong", "810000", "810000"),
        ("Cordis, Hong Kong SAR, China", "810000", "810000"),
        ("Taipei, Taiwan, China", "710000", None),
        ("Hsinchu, Taiwan， China", "710000", None),
        ("广东省深圳市南山区", "440000", "440300"),
        ("中国广东深圳", "440000", "440300"),
        ("内蒙古自治区呼和浩特市", "150000", "150100"),
        ("成都市 高新区", "510000", "510100"),
        ("延边朝鲜族\\n自治州", "220000", "222400"),
        ("Guangzhou, China (and hybrid)", "440000", "440100"),
        ("440300", "440000", "440300"),
        ("China", None, None),
        ("China (People’s Republic of)", None, None),
    ],
)
def test_places_in_china(cell: str, region: str | None, city: str | None) -> None:
    assert place(cell) == Place("CN", region, city)


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("北美洲-美国", "US"),
        ("亚洲-以色列", "IL"),
        ("Vancouver, British Columbia, Canada", "CA"),
        ("Vancouver BC Canada", "CA"),
        ("Toronto, Ontario, CA", "CA"),
        ("Baltimore, Maryland USA", "US"),
        ("Boulder, Colorado", "US"),
        ("Athens, Georgia, USA", "US"),
        ("Tbilisi, Georgia, GE", "GE"),
        ("Georgia", "GE"),
        ("VA, USA", "US"),
        ("New Brunswick, New Jersey, USA", "US"),
        ("Belfast, Northern Ireland", "GB"),
        ("Egham, England", "GB"),
        ("Lugano-Viganello, Switzerland", "CH"),
        ("Amalfi, Italy / Virtual venue", "IT"),
        ("Bruges, Belgium and Online", "BE"),
        ("Vienna, Austria.", "AT"),
        ("Rotterdam, The Netherlands.", "NL"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Singapore, Singapore", "SG"),
        ("Seoul, S. Korea (hybrid), South Korea", "KR"),
        ("CA", "CA"),
        ("CHN", "CN"),
        ("NA", "NA"),
    ],
)
def test_places_abroad_are_their_country(cell: str, country: str) -> None:
    assert place(cell) == Place(country)


@pytest.mark.parametrize(
    "cell", ["Virtual", "Online", "Virtual Conference", "TBD", "-", "", "线上", "Online and Physical (Location TBC)"]
)
def test_nowhere_is_no_data(cell: str) -> None:
    assert place(cell) is None


@pytest.mark.parametrize(
    ("cell", "detail"),
    [
        ("Beijng, China", "'Beijng' is not a known place"),
        ("广东-火星市", "'火星市' is not a known place"),
        ("Foo, Guangdong", "'Foo' is not a known place"),
        ("北京大学", "'北京大学' is not a known place"),
        ("Beijing Start Advantage Technology Co., Ltd.", "is not a known place"),
        ("Paris", "'Paris' is not a known place"),
        ("Chongqing, Sichuan", "regions that are not in one another"),
        ("Suzhou, Zhejiang", "'Suzhou' is in another region"),
        ("Guangzhou, Shenzhen", "more than one city"),
        ("Taizhou", "which 'Taizhou'"),
        ("San Francisco, CA", "whether 'CA' is a country or a state"),
        ("Atlanta, Georgia", "whether 'Georgia' is a country or a state"),
        ("United States of America,Norway", "more than one country"),
        ("欧洲", "states no country"),
        ("海外", "states no country"),
        ("Multinational", "states no country"),
        ("x" * 300, "too long"),
    ],
)
def test_what_is_no_place_is_refused(cell: str, detail: str) -> None:
    with pytest.raises(Unconvertible) as refused:
        place(cell)
    assert refused.value.reason == "not_a_place"
    assert detail in (refused.value.detail or "")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Hong Kong", Place("HK")),
        ("Hong Kong, China", Place("HK")),
        ("Taipei, Taiwan, China", Place("TW")),
        ("台湾", Place("TW")),
        ("Shenzhen, China", Place("CN", "440000", "440300")),
        ("Boston, MA, USA", Place("US")),
    ],
)
def test_another_country_studies_territories_as_countries(cell: str, found: Place) -> None:
    assert place(cell, "US") == found


def test_a_study_of_another_country_brings_its_regions() -> None:
    regions = REGIONS.with_terms([Term("US-CA", "加利福尼亚", "California", aliases=("CA",), extra={"country": "US"})])
    cities = CITIES.with_terms([Term("SF", "旧金山", "San Francisco", extra={"broader": "US-CA"})])
    found = place("San Francisco, California, USA", "US", regions=regions, cities=cities)
    assert found == Place("US", "US-CA", "SF")
    with pytest.raises(Unconvertible, match="'Nowhere' is not a known place"):
        place("Nowhere, California", "US", regions=regions, cities=cities)
    assert place("San Francisco, California, USA", "US") == Place("US")


def test_every_city_is_found_under_its_region() -> None:
    for term in CITIES.terms:
        region = REGIONS[term.extra["broader"]]
        wanted = Place("CN", region.code, term.code)
        assert place(f"{region.label_zh}-{term.label_zh}") == wanted
        assert place(f"{term.label_en}, {region.label_en}, China") == wanted


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["北京", "广东", "Suzhou", "Georgia", "CA", "USA", "-", ", ", "区", "市", " ", "("]), max_size=7
    ).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = place(text)
    except Unconvertible:
        return
    assert found is None or found.country in vocabulary("country")
    assert found is None or found.region is None or found.region in REGIONS
    assert found is None or found.city is None or CITIES[found.city].extra["broader"] == found.region


def test_a_huge_cell_costs_nothing() -> None:
    for cell in ("北京" * 5_000_000, "USA " * 1_000_000, "(" * 5_000_000):
        with pytest.raises(Unconvertible):
            place(cell)


def column(path: str, name: str, skip: int = 0) -> list[str]:
    with (SHARED / path).open(encoding="utf-8-sig", newline="") as lines:
        for _ in range(skip):
            next(lines)
        return [row[name] or "" for row in csv.DictReader(lines)]


def refused(cells: Iterable[str]) -> list[str]:
    found = []
    for cell in cells:
        try:
            place(cell)
        except Unconvertible:
            found.append(cell)
    return found


@needs_data
def test_the_places_of_the_open_lists() -> None:
    assert refused(column("itjuzi_cn_ai_companies_2018/companies.csv", "地点")) == []
    assert refused(column("cn_universities/cn_heis.csv", "address")) == []
    assert refused(column("cn_development_zones/national_etdz.csv", "province")) == []
    assert sorted(refused(column("aiia_members_2020/members.csv", "Location (City, Province)", skip=1))) == [
        "Beijing Start Advantage Technology Co., Ltd.",
        "Chongqing, Sichuan",
    ]
    conferences = column("cs_ai_conferences/ccfddl_conferences.csv", "place")
    assert len(refused(conferences)) <= 0.04 * len(conferences)
    at_home = [cell for cell in conferences if cell.endswith("China")]
    assert sorted(set(refused(at_home))) == ["Beijng, China", "Hengqin, China", "Taipei, China"]
