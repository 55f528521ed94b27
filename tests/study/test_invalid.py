from __future__ import annotations

import pytest

from tests.study.conftest import Wrong, assert_misshapen, assert_unknown

UNKNOWN = {
    "a word at the top": ("reading: own", "readng: own", "readng", "unknown word 'readng'; did you mean 'reading'?"),
    "a word of a source": ("encoding: utf-8 ", "encodin: utf-8 ", "encodin", "did you mean 'encoding'?"),
    "a word of a value": (
        "{column: 融资总额, currency: CNY}",
        "{colum: 融资总额, currency: CNY}",
        "colum: 融",
        "unknown word 'colum'; did you mean 'column'?",
    ),
    "a word of a condition": ("in: [技术输入]", "inn: [技术输入]", "inn", "unknown word 'inn'; did you mean 'in'?"),
    "a word of a report": ('  wave: "2019"', '  wav: "2019"', "wav:", "did you mean 'wave'?"),
    "a form of record": (
        "- relation: technology_input",
        "- relashion: technology_input",
        "relation: technology_output",
        "unknown word 'relashion'; did you mean 'relation'?",
    ),
    "a form of test": (
        "{located_in: [CN]}",
        "{locatd_in: [CN]}",
        "locatd_in",
        "unknown word 'locatd_in'; did you mean 'located_in'?",
    ),
}
MISSHAPEN = {
    "no English title": ("  en: An example industry\n", "", "6:1: 'en' is missing"),
    "a number for text": ("study: example ", "study: 12 ", "must be text; put 12 in quotes"),
    "a wave that is a number": ('- {wave: "2018"', "- {wave: 2018", "must be text; put 2018 in quotes"),
    "not a word": ("study: example ", "study: an example ", "'an example' must be a word of letters, digits and _"),
    "no date": ("date: 2018-12-31", "date: 2018-13-31", "must be a date, as in 2019-12-31"),
    "no yes or no": ("synthetic: true ", "synthetic: maybe ", "must be true or false"),
    "not one of a few": ("encoding: utf-8 ", "encoding: utf8 ", "'utf8' must be 'utf-8' or 'gb18030'"),
    "neither of two forms": ("header: 1 ", "header: first ", "must be a whole number or must be a list, as in [a, b]"),
    "neither list nor word": ("index: standard", "index: own", "must be a list, as in [a, b] or 'own' must be"),
    "two tests in one": ("{located_in: [CN]}", "{located_in: [CN], has: layer}", "give exactly one of: has, is"),
    "a column and a constant": ("as: investors", "constant: 甲", "give either 'column' or 'constant'"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Wrong) -> None:
    assert_unknown(wrong, *UNKNOWN[case])


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Wrong) -> None:
    assert_misshapen(wrong, *MISSHAPEN[case])
