from __future__ import annotations

import pytest

from valuenet.resolve.names.latin import STEPS, is_body, is_generic, legal_ending, words
from valuenet.resolve.names.parse import parsed


@pytest.mark.parametrize(
    ("name", "core", "place", "form"),
    [
        ("Beijing Pinyou Interactive Information Technology Co., Ltd.", "pinyou", "110000", "limited"),
        ("Intel Corp.", "intel", "", "joint_stock"),
        ("The Walt Disney Company", "walt disney", "", "company"),
        ("Siemens AG", "siemens", "", "joint_stock"),
        ("Foo Holdings, Inc.", "foo", "", "joint_stock"),
        ("Bank of China", "bank of china", "", ""),
        ("Univ. of Sci. & Tech. of China", "university of science technology of china", "", ""),
        ("MIT", "massachusetts institute of technology", "", ""),
        ("Université de Montréal", "university of montreal", "", ""),
        ("École Polytechnique Fédérale de Lausanne", "school polytechnic federal of lausanne", "", ""),
    ],
)
def test_a_name_is_taken_apart(name: str, core: str, place: str, form: str) -> None:
    found = parsed(name)
    assert (found.core, found.place, found.legal_form) == (core, place, form)


@pytest.mark.parametrize("name", ["Ltd", "Technology Co., Ltd.", "Information Technology", "Beijing", "Inc."])
def test_what_many_names_hold_leaves_no_core(name: str) -> None:
    assert parsed(name).core == ""


def test_arms_are_told_from_wholes() -> None:
    assert parsed("Intel China").branch == "CN"
    assert parsed("Siemens (China) Ltd").branch == "CN"
    assert parsed("Peking University First Hospital").parent == "peking university"
    assert parsed("Department of Physics, University of Oxford").parent == "university of oxford"
    assert parsed("Bank of Communications Shenzhen Branch").unit == "branch"


def test_words() -> None:
    assert words("Univ. of São Paulo") == "university of sao paulo"
    assert words("O'Neill & Sons") == "oneill sons"
    assert legal_ending("foo sdn bhd") == "sdn bhd"
    assert is_generic("information technology")
    assert not is_generic("foo technology")
    assert is_body("university of oslo")
    assert not is_body("intel")
    assert [work("", {}) for _, work in STEPS] == [""] * len(STEPS)
