from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.study.conftest import TEMPLATE, Wrong, assert_misshapen, assert_unknown
from valuenet.model.source import Source
from valuenet.study.invalid import problems_in

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
        "relashion",
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
    "draws that are no power of 2": ("index: standard", "index: {uncertainty: {draws: 100}}", "must be a power of 2"),
    "two tests in one": ("{located_in: [CN]}", "{located_in: [CN], has: layer}", "give exactly one of: has, is"),
    "a column and a constant": ("as: investors", "constant: 甲", "give either 'column' or 'constant'"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Wrong) -> None:
    assert_unknown(wrong, *UNKNOWN[case])


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Wrong) -> None:
    assert_misshapen(wrong, *MISSHAPEN[case])


def test_every_problem_is_told_at_once_in_the_order_of_the_file(wrong: Wrong) -> None:
    start = TEMPLATE.index("currency: CNY")
    changed = TEMPLATE[start:].replace("currency: CNY", "currenci: CNY").replace("{located_in", "{located")
    said = wrong(TEMPLATE[start:], changed).splitlines()
    assert [each.partition(": ")[2].partition(";")[0] for each in said] == [
        "unknown word 'currenci'",
        "unknown word 'located'",
    ]
    assert [int(each.split(":")[1]) for each in said] == sorted(int(each.split(":")[1]) for each in said)


def test_one_place_is_complained_of_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Source.model_validate(
            {"title": {"zh": "a", "en": "a"}, "path": "a.csv", "header": "x", "join": 1, "sha256": "f"}
        )
    assert problems_in(caught.value) == [
        (("sha256",), "'f' must be a SHA-256: 64 digits from 0 to 9 and a to f"),
        (("header",), "must be a whole number or must be a list, as in [a, b]"),
        (("join",), "must be a list, as in [a, b]"),
    ]
