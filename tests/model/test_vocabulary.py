"""Vocabularies: what every list of codes keeps, and what particular lists hold."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.model.term import Term, read_terms
from valuenet.model.vocabulary import Vocabulary, vocabulary, vocabulary_names
from valuenet.text import fold, has_hanzi

NAMES = vocabulary_names()
SHARED = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the open data in ../shared/data")


def spellings(term: Term) -> tuple[str, ...]:
    return (term.code, term.label_zh, term.label_en, *term.aliases)


def rows_of(name: str) -> list[dict[str, str]]:
    text = (files("valuenet.model") / "vocabularies" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("name", NAMES)
def test_a_spelling_never_points_to_two_codes(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for term in vocabulary(name).terms:
        for spelling in spellings(term):
            owners.setdefault(fold(spelling), set()).add(term.code)
    assert {spelling: codes for spelling, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_unique_and_labels_there(name: str) -> None:
    terms = vocabulary(name).terms
    assert len({term.code for term in terms}) == len(terms) > 0
    assert [term.code for term in terms if not (term.label_zh and term.label_en and term.source)] == []
    assert [term.code for term in terms if has_hanzi(term.label_en)] == []
    assert [t.code for t in terms if not has_hanzi(t.label_zh) and t.label_zh != t.label_en] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"country"}))
def test_files_are_whole(name: str) -> None:
    rows = rows_of(name)
    assert list(rows[0])[:4] == ["code", "label_zh", "label_en", "source"]
    assert [row for row in rows if None in row or None in row.values()] == []
    assert [row for row in rows for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_unique_in_each_language(name: str) -> None:
    for language in ("zh", "en"):
        counts = Counter(term.label(language) for term in vocabulary(name).terms)
        assert [label for label, count in counts.items() if count > 1] == []


@given(data=st.data(), name=st.sampled_from(NAMES))
def test_find_returns_the_code_of_every_spelling(data: st.DataObject, name: str) -> None:
    term = data.draw(st.sampled_from(vocabulary(name).terms))
    spelling = data.draw(st.sampled_from(spellings(term)))
    written = data.draw(st.sampled_from([spelling, f" {spelling}　", spelling.title(), full_width(spelling)]))
    assert vocabulary(name).find(written) == term.code


def full_width(word: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word)


@given(st.text(max_size=12))
def test_find_knows_nothing_else(word: str) -> None:
    words = vocabulary("status")
    assert (words.find(word) is None) == (fold(word) not in set(words.spellings()))


def test_an_unknown_code_raises_with_the_nearest() -> None:
    with pytest.raises(
        DataError, match="'enterprize' is not a code of the vocabulary 'kind'; did you mean 'enterprise'"
    ):
        vocabulary("kind")["enterprize"]


def test_an_unknown_vocabulary_raises_with_the_nearest() -> None:
    with pytest.raises(DataError, match="there is no vocabulary 'regions'; did you mean 'region'"):
        vocabulary("regions")


def test_with_terms_adds_and_replaces_and_leaves_the_old_as_it_was() -> None:
    old = vocabulary("status")
    new = old.with_terms([Term("listed", "挂牌企业", "Quoted"), Term("state", "国有企业", "State-owned")])
    assert [term.code for term in new.terms] == ["listed", "unicorn", "other", "state"]
    assert (new.find("挂牌企业"), new.find("上市企业"), new["state"].label("zh")) == ("listed", None, "国有企业")
    assert (old.find("挂牌企业"), "state" in old) == (None, False)


def test_read_terms_splits_aliases_and_keeps_further_columns() -> None:
    terms = read_terms(["code,label_zh,label_en,source,aliases,order", "a,甲,Alpha,test,A1|A2,7", "b,乙,Beta,test,,"])
    assert terms[0] == Term("a", "甲", "Alpha", "test", ("A1", "A2"), {"order": "7"})
    assert (terms[1].aliases, dict(terms[1].extra)) == ((), {})


def test_the_first_term_keeps_a_shared_spelling() -> None:
    shared = Vocabulary("test", (Term("a", "甲", "Same"), Term("b", "乙", "Same")))
    assert shared.find("same") == "a"


def test_broader_codes_exist() -> None:
    above = {
        "region": "metropolitan_region",
        "city": "region",
        "sector": "sector_family",
        "relation_kind": "relation_family",
        "kind": "subject_type",
    }
    for name, parent in above.items():
        codes = {term.extra["broader"] for term in vocabulary(name).terms if "broader" in term.extra}
        assert codes
        assert codes <= {term.code for term in vocabulary(parent).terms}


def test_regions_are_the_34_with_a_place_on_the_map_each() -> None:
    terms = vocabulary("region").terms
    tiles = {(int(term.extra["tile_row"]), int(term.extra["tile_col"])) for term in terms}
    assert len(terms) == len(tiles) == 34
    assert {term.extra["country"] for term in terms} == {"CN"}
    own = {term.code: term.extra["iso_country"] for term in terms if "iso_country" in term.extra}
    assert own == {"710000": "TW", "810000": "HK", "820000": "MO"}
    assert set(own.values()) <= {term.code for term in vocabulary("country").terms}


NEIGHBOURS = {
    "北京": "河北",
    "天津": "河北",
    "河北": "山西 山东 辽宁 河南",
    "内蒙古": "山西 宁夏",
    "辽宁": "吉林",
    "吉林": "黑龙江",
    "上海": "江苏 浙江",
    "江苏": "浙江 安徽 山东",
    "浙江": "江西 福建",
    "安徽": "江西 湖北 河南",
    "江西": "湖南 福建",
    "河南": "湖北 陕西",
    "湖北": "湖南 重庆",
    "湖南": "广东 贵州",
    "广东": "广西 福建 澳门 香港",
    "广西": "贵州 云南",
    "海南": "广东",
    "重庆": "四川 贵州",
    "四川": "甘肃 青海",
    "贵州": "云南",
    "云南": "西藏",
    "西藏": "青海",
    "陕西": "四川 甘肃 宁夏",
    "甘肃": "青海 宁夏 新疆",
    "福建": "台湾",
}
"""Regions that share a border, or a strait, and are drawn side by side or corner to corner."""


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbours_touch_on_the_tile_map(name: str) -> None:
    here = tile(name)
    far = [max(abs(there[0] - here[0]), abs(there[1] - here[1])) for there in map(tile, NEIGHBOURS[name].split())]
    assert set(far) == {1}


def tile(name: str) -> tuple[int, int]:
    regions = vocabulary("region")
    place = regions[str(regions.find(name))].extra
    return int(place["tile_row"]), int(place["tile_col"])


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("陕西省", "610000"),
        ("山西", "140000"),
        ("Shaanxi", "610000"),
        ("Shanxi", "140000"),
        ("Guangxi Autonomous region", "450000"),
    ],
)
def test_regions_by_their_names(spelling: str, code: str) -> None:
    assert vocabulary("region").find(spelling) == code


def test_cities_lie_in_the_region_of_their_code() -> None:
    cities = vocabulary("city")
    for term in cities.terms:
        assert term.extra["broader"] == term.code[:2] + "0000"
        above = term.extra.get("prefecture", "")
        assert not above or (above in cities and above == term.code[:4] + "00")


def test_prefecture_level_units_are_all_there() -> None:
    at_level = [t.code for t in vocabulary("city").terms if t.code.endswith("00") and t.code[2:4] != "00"]
    assert len(at_level) == 333 + len({"371200"})  # Laiwu, merged in 2019


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("深圳市", "440300"),
        ("Xian", "610100"),
        ("Xi’an", "610100"),
        ("昆山", "320583"),
        ("Ürümqi", "650100"),
        ("湘西州", "433100"),
        ("Suzhou", "320500"),
        ("Suzhou, Anhui", "341300"),
        ("Taizhou", None),
        ("Taizhou (Zhejiang)", "331000"),
        ("吉林", "220200"),
    ],
)
def test_cities_by_their_names(spelling: str, code: str | None) -> None:
    assert vocabulary("city").find(spelling) == code


def test_there_are_eighteen_application_fields_nine_of_them_from_the_list() -> None:
    sources = Counter(term.source for term in vocabulary("application_field").terms)
    assert (sources.total(), sources["published report 2020 (list)"]) == (18, 9)


def test_funding_rounds_are_in_order_and_say_whether_they_raise_capital() -> None:
    terms = vocabulary("funding_round").terms
    order = [int(term.extra["order"]) for term in terms]
    assert order == sorted(set(order))
    assert {term.code for term in terms if term.extra["raises_capital"] == "no"} == {
        "neeq",
        "equity_transfer",
        "acquisition",
        "debt",
        "grant",
    }
    assert {term.extra["raises_capital"] for term in terms} == {"yes", "no"}


SECTORS = {
    "Visual Identity": "visual_recognition",
    "Wise Information Technology of 120": "smart_medicine",
    "HealthCare": "healthcare",
    "Medical Treatment": "medical_treatment",
    "Intelligent Safeguard Systems": "smart_security",
    "Wisdom Finance": "smart_finance",
    "Finance": "finance",
    "Commercial Service": "commercial_service",
}


@pytest.mark.parametrize("printed", SECTORS)
def test_sectors_as_the_report_prints_them(printed: str) -> None:
    assert vocabulary("sector").find(printed) == SECTORS[printed]


@pytest.mark.parametrize(
    ("word", "code"), [("元", "CNY"), ("￥", "CNY"), ("美金", "USD"), ("港币", "HKD"), ("日元", "JPY")]
)
def test_currencies_by_their_words(word: str, code: str) -> None:
    assert vocabulary("currency").find(word) == code


def test_every_currency_but_the_yuan_has_a_rate_for_every_year() -> None:
    text = (files("valuenet.model") / "rates.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    pairs = [(row["currency"], int(row["year"])) for row in rows]
    codes = [term.code for term in vocabulary("currency").terms if term.code != "CNY"]
    assert sorted(pairs) == sorted((code, year) for code in codes for year in range(2000, 2025))
    assert all(float(row["cny_per_unit"]) > 0 and row["source"] for row in rows)


def test_rates_are_those_published() -> None:
    """Federal Reserve, G.5A of 2021-11-01: 2018 averages, yuan and the others per dollar, pound in dollars."""
    text = (files("valuenet.model") / "rates.csv").read_text(encoding="utf-8")
    of_2018 = {
        r["currency"]: float(r["cny_per_unit"]) for r in csv.DictReader(text.splitlines()) if r["year"] == "2018"
    }
    yuan = 6.6090
    printed = {"USD": yuan, "EUR": yuan * 1.1817, "GBP": yuan * 1.3363, "HKD": yuan / 7.8376, "JPY": yuan / 110.3974}
    assert {code: of_2018[code] for code in printed} == pytest.approx(printed, rel=5e-4)


@needs_data
@pytest.mark.parametrize(
    ("path", "column", "name", "unread"),
    [
        ("itjuzi_cn_ai_companies_2018/rounds.csv", "轮次", "funding_round", {"-"}),
        ("cn_universities/cn_heis.csv", "level", "education_level", set()),
        ("cn_universities/cn_heis.csv", "address", "city", set()),
        ("cn_universities/cn_heis.csv", "department", "department", {"上海市中国科学院"}),
        ("cn_development_zones/national_etdz.csv", "province", "region", set()),
    ],
)
def test_the_open_data_is_spelled_as_the_vocabularies_know(path: str, column: str, name: str, unread: set[str]) -> None:
    cells = pl.read_csv(SHARED / path, infer_schema=False)[column].str.replace_all("\\n", "", literal=True).unique()
    assert {cell for cell in cells.drop_nulls() if vocabulary(name).find(cell) is None} == unread
