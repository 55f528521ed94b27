from __future__ import annotations

import pytest

from tests.study.conftest import Wrong, assert_misshapen, assert_unknown

UNKNOWN = {
    "a vocabulary": (
        "  sector:\n",
        "  secotr:\n",
        "secotr",
        "no vocabulary 'secotr' to add to; did you mean 'sector'?",
    ),
    "a wave": ('wave: "2019"                   #', 'wave: "2109"                   #', 'wave: "2109"', "mean '2019'?"),
    "a code of a test": ("status: [listed]", "status: [listd]", "status: [listd]", "did you mean 'listed'?"),
    "a field of a test": ("{has: funding_cny}", "{has: fundng_cny}", "has: fundng", "did you mean 'funding_cny'?"),
    "a relation of a test": (
        "relation: [technology_input, technology_output]",
        "relation: [technology_inputs, technology_output]",
        "relation: [technology_inputs",
        "did you mean 'technology_input'?",
    ),
    "an indicator's query": (
        "index: standard",
        "index: [{indicator: a, title: {zh: 甲, en: A}, weight: 1, measure: number_of_enterprise}]",
        "measure: number",
        "did you mean 'number_of_enterprises'?",
    ),
}
MISSHAPEN = {
    "an empty test": ("{located_in: [CN]}", "{located_in: []}", "must not be empty"),
    "two waves of one name": ('- {wave: "2019"', '- {wave: "2018"', "'2018' is declared twice"),
    "two waves of one day": ("date: 2019-12-31}", "date: 2018-12-31}", "'2018-12-31' is declared twice"),
    "two rules of one name": ("rule: works_on_ai", "rule: located", "'located' is declared twice"),
    "two groups of one name": ("group: pair", "group: platform", "'platform' is declared twice"),
    "two terms of one code": (
        "    - {code: toys,",
        "    - {code: toys, zh: 玩, en: Toy}\n    - {code: toys,",
        "'toys' is declared twice",
    ),
    "a spelling that is taken": ("aliases: [智能玩具]", "aliases: [汽车]", "'汽车' is already a spelling of"),
    "a closed vocabulary": ("  sector:\n", "  kind:\n", "'kind' takes no further terms"),
    "a country that is none": ("country: CN ", "country: XX ", "'XX' is not a code of 'country'"),
    "a leaf without a query": (
        "index: standard",
        "index: [{indicator: a, title: {zh: 甲, en: A}, weight: 1}]",
        "no query is named 'a'",
    ),
    "a step of a recipe that is none": (
        "index: standard",
        "index: {recipe: {normalize: rank}}",
        "there is no step 'normalize'; did you mean 'normalise'",
    ),
    "a leaf of an index with a recipe": (
        "index: standard",
        "index: {tree: [{indicator: a, title: {zh: 甲, en: A}, weight: 1, measure: number_of_enterprise}]}",
        "did you mean 'number_of_enterprises'",
    ),
    "an index without a root": (
        "index: standard",
        "index: [{indicator: a, parent: a, title: {zh: 甲, en: A}, weight: 1, measure: number_of_parks}]",
        "is its own ancestor",
    ),
    "a source of a test": ("{has: core_technology}", "{source: [firms]}", "there is no source 'firms'; known here: "),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Wrong) -> None:
    assert_unknown(wrong, *UNKNOWN[case])


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Wrong) -> None:
    assert_misshapen(wrong, *MISSHAPEN[case])
