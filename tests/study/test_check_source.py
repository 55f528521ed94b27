from __future__ import annotations

import pytest

from tests.study.conftest import Wrong, assert_misshapen, assert_unknown

UNKNOWN = {
    "a field": ("registered_name: 工商", "registerd_name: 工商", "registerd_name", "did you mean 'registered_name'?"),
    "a field of another kind": ("layer: 层级", "policy_area: 层级", "policy_area: 层", "not a field of enterprise"),
    "a kind": ("subject: conference", "subject: conferense", "subject: conferense", "did you mean 'conference'?"),
    "a kind of relation": ("relation: financing", "relation: finanzing", "relation: finanzing", "'financing'?"),
    "a record": ("alter: investors", "alter: investor", "alter: investor", "did you mean 'investors'?"),
    "a round's record": (
        "financing_round: company",
        "financing_round: compny",
        "financing_round: compny",
        "no record of this source is named 'compny'; did you mean 'company'?",
    ),
}
MISSHAPEN = {
    "no name": (
        "{name_zh: 名称, place: 地点, issued: 日期, policy_area: {column: 主办方或领域}}",
        "{place: 地点}",
        "a subject needs a name: give one of name_zh, name_en, registered_name, alias",
    ),
    "nothing to join on": (
        "    path: ties.csv\n",
        "    path: ties.csv\n    join: [{source: rounds, on: {}}]\n",
        "must name the columns that are equal",
    ),
    "no source to join": (
        "    path: ties.csv\n",
        "    path: ties.csv\n    join: [{source: roundz, on: {企业: 企业}}]\n",
        "there is no source 'roundz'; did you mean 'rounds'?",
    ),
    "a source joined twice": (
        "    path: ties.csv\n",
        "    path: ties.csv\n    join: [{source: rounds, on: {企业: 企业}}, {source: rounds, on: {对方: 企业}}]\n",
        "'rounds' is declared twice",
    ),
    "one word for two records": (
        "      - financing_round: company",
        "      - {subject: enterprise, record: company, fields: {name_zh: 企业}}\n      - financing_round: company",
        "'company' is declared twice",
    ),
    "a way up": ("path: events.csv", "path: ../events.csv", "leaves the data folder"),
    "a way up by another slash": ("path: events.csv", 'path: "a\\\\..\\\\..\\\\b.csv"', "leaves the data folder"),
    "a way from the root": ("path: events.csv", "path: /etc/passwd", "leaves the data folder"),
    "a way from a drive": ("path: events.csv", "path: 'C:/events.csv'", "leaves the data folder"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Wrong) -> None:
    assert_unknown(wrong, *UNKNOWN[case])


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Wrong) -> None:
    assert_misshapen(wrong, *MISSHAPEN[case])
