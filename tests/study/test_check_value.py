from __future__ import annotations

import pytest

from tests.conftest import MakeStudy
from tests.studies import AROUND
from tests.study.conftest import Wrong, assert_misshapen, assert_unknown
from valuenet.collect.convert import converters
from valuenet.errors import StudyError
from valuenet.study.check_value import CONVERTERS
from valuenet.study.read import read_study

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


def test_a_personal_column_of_a_joined_source_is_not_read(make_study: MakeStudy) -> None:
    people = {"personal": ["founder"]}
    for reads in ({"name_zh": "people.founder"}, {"name_zh": "people.founder.name"}):
        record = {"subject": "enterprise", "fields": reads}
        firms = {"join": [{"source": "people", "on": {"id": "id"}}], "records": [record]}
        with pytest.raises(StudyError, match="is declared personal and is never read"):
            read_study(make_study({"people": people, "firms": firms}, {}))


def test_waves_that_are_not_the_studys(make_study: MakeStudy) -> None:
    value = {"column": "c", "wave": "2020"}
    tie = {
        "relation": "work",
        "ego": {"subject": "enterprise", "fields": {"name_zh": "a"}},
        "alter": {"subject": "organisation", "fields": {"name_zh": "b", "sector": value}},
        "first_wave": {"constant": "2021"},
    }
    with pytest.raises(StudyError) as caught:
        read_study(make_study({"ties": {"waves": ["2022"], "records": [tie]}}, {}))
    assert [line.split("'")[1] for line in str(caught.value).splitlines()] == ["2022", "2020", "2021"]


def test_the_converters_a_study_may_name_are_those_that_collecting_knows() -> None:
    assert set(converters(AROUND, "CNY", None)) == CONVERTERS
