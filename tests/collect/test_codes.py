"""Codes of vocabularies, and identifiers with their check digits."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.codes import code, credit_code, domain, grid_id, ror_id, stock_code
from valuenet.collect.reject import Unconvertible
from valuenet.model.term import Term
from valuenet.model.vocabulary import Vocabulary, vocabulary

ROR = Path(__file__).parents[3] / "shared" / "data" / "ror_records_subset" / "ror_organizations.csv.gz"
needs_data = pytest.mark.skipif(not ROR.is_file(), reason="needs the open data in ../shared/data")

IDENTIFIERS: list[Callable[[str], str | None]] = [credit_code, stock_code, domain, ror_id, grid_id]
STATUS = vocabulary("status")


@pytest.mark.parametrize("term", STATUS.terms, ids=lambda term: str(term.code))
def test_a_code_is_found_by_each_of_its_names(term: Term) -> None:
    for spelling in (term.code, term.label_zh, term.label_en, *term.aliases, f" {term.label_en.upper()} "):
        assert code(spelling, STATUS) == term.code


def test_a_mapping_goes_first_and_may_say_no_data() -> None:
    mapping = {"运营中": "listed", "已关闭": "", "Ｏpen": "上市企业"}
    assert code("运营中", STATUS, mapping) == "listed"
    assert code("已关闭", STATUS, mapping) is None
    assert code("open", STATUS, mapping) == "listed"
    with pytest.raises(Unconvertible, match="unknown_code"):
        code("x", STATUS, {"x": "nothing"})


def test_no_data_is_none_unless_it_is_a_code() -> None:
    assert code("-", STATUS) is None
    assert code("NA", vocabulary("country")) == "NA"
    assert code("none", Vocabulary("test", (Term("none", "无", "None"),))) == "none"


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(Unconvertible) as refused:
        code("lsted", STATUS)
    assert refused.value.reason == "unknown_code"
    assert refused.value.detail == "'lsted' is not in the vocabulary 'status'; did you mean 'listed'?"


def test_a_column_of_wrong_codes_costs_little() -> None:
    cities = vocabulary("city")
    for number in range(300):
        with pytest.raises(Unconvertible):
            code(f"site{number}", cities)
    with pytest.raises(Unconvertible):
        code("x" * 10_000_000, cities)


CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "cell", ["9144030071526726XG", "91110108551385082Q", "91110000802100433B", "9144 0300 7152 6726xg"]
)
def test_credit_codes(cell: str) -> None:
    assert credit_code(cell) == cell.replace(" ", "").upper()


@given(st.text(CREDIT, min_size=2, max_size=2), st.integers(0, 999_999), st.text(CREDIT, min_size=9, max_size=9))
def test_one_check_character_fits_and_no_other(head: str, area: int, body: str) -> None:
    start = f"{head}{area:06d}{body}"
    right = [last for last in CREDIT if _is_read(credit_code, start + last)]
    assert len(right) == 1


@given(st.integers(0, 16), st.sampled_from(CREDIT))
def test_one_wrong_character_is_noticed(place: int, char: str) -> None:
    good = "9144030071526726XG"
    bad = good[:place] + char + good[place + 1 :]
    assert _is_read(credit_code, bad) == (bad == good)


def _is_read(convert: Callable[[str], object], cell: str) -> bool:
    try:
        return convert(cell) is not None
    except Unconvertible:
        return False


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("600271", "600271"),
        ("600271.SH", "600271"),
        ("sh600271", "600271"),
        ("SZSE: 002841", "002841"),
        ("688023", "688023"),
        ("300229.SZ", "300229"),
        ("430017.NQ", "430017"),
        ("920002.BJ", "920002"),
        ("00082", "00082.HK"),
        ("700.HK", "00700.HK"),
        ("HKSE 3978", "03978.HK"),
        ("02196.HK", "02196.HK"),
        ("TPE: 2395", "2395.TW"),
        ("NASDAQ: BIDU", "BIDU"),
        ("BIDU.O", "BIDU"),
        ("baba", "BABA"),
        ("BRK-B", "BRK.B"),
    ],
)
def test_stock_codes(cell: str, found: str) -> None:
    assert stock_code(cell) == found


@pytest.mark.parametrize(
    "cell",
    [
        "3978",
        "600271.SZ",
        "002841.SH",
        "100000",
        "CHA; 728, 558",
        "600196, 02196",
        "HKSE",
        "1234567",
        "600271.HK",
        "=1+1",
    ],
)
def test_what_is_no_one_stock_code_is_refused(cell: str) -> None:
    with pytest.raises(Unconvertible, match="not_an_identifier"):
        stock_code(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("http://www.megvii.com/en", "megvii.com"),
        ("baidu.com", "baidu.com"),
        ("www.i-soft.com.cn/ ", "i-soft.com.cn"),
        ("http://cs.pku.edu.cn/x?y#z", "pku.edu.cn"),
        ("https://www.foo.gd.cn", "foo.gd.cn"),
        ("https://lab.ox.ac.uk:8080/", "ox.ac.uk"),
        ("HTTPS://WWW.FOO.COM.CN.", "foo.com.cn"),
        ("www.com.cn", "com.cn"),
        ("https://foo.github.io/bar", "foo.github.io"),
        ("http://例子.中国/", "xn--fsqu00a.xn--fiqs8s"),
        ("https://zhihu.com", "zhihu.com"),
    ],
)
def test_domains(cell: str, found: str) -> None:
    assert domain(cell) == found


NO_SITES = """http://8.140.63.24/en http://[::1]/ http://[::1 foo localhost -.com http:// https://mp.weixin.qq.com/s/1
https://weibo.com/foo mailto:me@example.org me@example.org javascript:alert(1)"""


@pytest.mark.parametrize("cell", [*NO_SITES.split(), "a b.com", "x" * 500])
def test_what_is_no_site_of_ones_own_is_refused(cell: str) -> None:
    with pytest.raises(Unconvertible, match="not_an_identifier"):
        domain(cell)


@pytest.mark.parametrize(
    "cell", ["https://ror.org/000025p04", "http://www.ror.org/000025p04/", "ror.org/000025P04", "000025p04"]
)
def test_ror_ids(cell: str) -> None:
    assert ror_id(cell) == "https://ror.org/000025p04"


@given(st.integers(0, 31), st.integers(1, 6))
def test_a_mistyped_ror_id_is_noticed(value: int, place: int) -> None:
    char = "0123456789abcdefghjkmnpqrstvwxyz"[value]
    typed = "000025p04"[:place] + char + "000025p04"[place + 1 :]
    assert _is_read(ror_id, typed) == (typed == "000025p04")


@pytest.mark.parametrize("cell", ["100025p04", "000025p05", "00002ip04", "https://example.org/000025p04", "000025p0"])
def test_what_is_no_ror_id_is_refused(cell: str) -> None:
    with pytest.raises(Unconvertible, match="not_an_identifier"):
        ror_id(cell)


@pytest.mark.parametrize("convert", IDENTIFIERS)
@given(text=st.text(max_size=60) | st.text("0123456789abcxyz./:-@[]% ", max_size=30))
def test_any_text_is_read_or_refused(convert: Callable[[str], str | None], text: str) -> None:
    try:
        found = convert(text)
    except Unconvertible:
        return
    assert found is None or convert(found) == found


@needs_data
def test_the_ror_ids_of_the_register_pass() -> None:
    with gzip.open(ROR, "rt", encoding="utf-8", newline="") as lines:
        ids = [row["ror_id"] for row in islice(csv.DictReader(lines), 5_000)]
    assert [ror_id(each) for each in ids] == ids


def test_grid_ids() -> None:
    assert grid_id("GRID.11135.37") == grid_id("grid.ac/institutes/grid.11135.37/") == "grid.11135.37"
    assert grid_id("-") is None


@pytest.mark.parametrize("cell", ["grid.11135", "11135.37", "grid.11135.zz", "grid.1.1"])
def test_what_is_no_grid_id_is_refused(cell: str) -> None:
    with pytest.raises(Unconvertible, match="GRID"):
        grid_id(cell)
