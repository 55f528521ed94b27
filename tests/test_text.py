"""Names made comparable, and cells made harmless."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.text import fold, has_hanzi, inert, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京旷视科技有限公司", "北京旷视科技 股份有限公司"),
        ("Intel Corp.", "INTEL"),
        ("ＡＢＢ　Ltd", "abb"),
        ("Acme Holdings Co., Ltd.", "acme holdings"),
        ("JD.com", "jd com"),
        ("上海·某某（集团）有限责任公司", "上海某某集团"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国移动广东", "中国移动江苏"),
        ("清华大学", "清华大学附属医院"),
        ("Company", "Limited Edition"),
        ("腾讯", "Tencent"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_legal_ending_alone_is_still_a_name() -> None:
    assert name_key("Inc") == "inc"


@given(st.text(max_size=40))
def test_a_key_does_not_depend_on_case_width_or_outer_space(name: str) -> None:
    assert name_key(f"  {name} ") == name_key(name)
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=20))
def test_no_text_cell_of_a_csv_begins_as_a_formula(cell: str) -> None:
    safe = inert(cell)
    assert safe.endswith(cell)
    if safe[:1] in "=+-@\t\r" and safe:
        float(safe.rstrip("%").replace(",", "") or "x")  # what is left is a number


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\tx", '=HYPERLINK("u")'])
def test_formulas_are_made_inert_and_keep_their_text(cell: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow([inert(cell)])
    assert next(csv.reader(io.StringIO(written.getvalue())))[0] == "'" + cell


@pytest.mark.parametrize("number", ["-0.5", "+3", "-1,234.5", "-12%"])
def test_numbers_stay_numbers(number: str) -> None:
    assert inert(number) == number


def test_hanzi_are_seen() -> None:
    assert [has_hanzi(text) for text in ("IDG资本", "Intel", "", "㐀")] == [True, False, False, True]
