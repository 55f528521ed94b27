from __future__ import annotations

import pytest

from tests.study.conftest import Wrong, assert_misshapen, assert_unknown

UNKNOWN = {
    "a currency": ("currency: CNY", "currency: CNX", "currency: CNX", "'CNX' is not a code of 'currency'"),
    "a converter": ("as: investors", "as: investor", "as: investor", "did you mean 'investors'?"),
}
MISSHAPEN = {
    "a pattern that is none": ("in: [技术输入]", "matches: '('", "'(' is not a regular expression"),
    "a code that a map writes": (
        "status: 类型 ",
        "status: {column: 类型, map: {其他: othr}} ",
        "'othr' is not a code of 'status'; did you mean 'other'?",
    ),
    "a personal column": (
        "    path: events.csv\n",
        "    path: events.csv\n    personal: [地点]\n",
        "column '地点' is declared personal and is never read",
    ),
    "a personal column tested": (
        "    path: research.csv\n",
        "    path: research.csv\n    personal: [类型]\n",
        "column '类型' is declared personal and is never read",
    ),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Wrong) -> None:
    assert_unknown(wrong, *UNKNOWN[case])


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Wrong) -> None:
    assert_misshapen(wrong, *MISSHAPEN[case])
