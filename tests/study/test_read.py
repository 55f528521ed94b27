from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from tests.conftest import BuildStudy, MakeStudy
from valuenet.errors import StudyError, UsageError
from valuenet.study.read import find_study, read_study, standard_index

TEMPLATE = (files("valuenet.study") / "template" / "study.yaml").read_text(encoding="utf-8")
FIRMS = {"path": "firms.csv", "records": [{"subject": "enterprise", "fields": {"name_zh": "名", "status": "类"}}]}


@pytest.fixture
def wrong(tmp_path: Path) -> Callable[[str, str], str]:
    """Put `new` for `old` in the template, which must hold it once; return what the study's error says."""

    def read(old: str, new: str) -> str:
        assert TEMPLATE.count(old) == 1, f"{TEMPLATE.count(old)} times in the template: {old}"
        (tmp_path / "study.yaml").write_text(TEMPLATE.replace(old, new), encoding="utf-8")
        with pytest.raises(StudyError) as caught:
            read_study(tmp_path)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return read


def place_of(text: str, within: str) -> str:
    """Return `study.yaml:line:column` of `text` in the template with `within` put in."""
    at = within.index(text)
    return f"study.yaml:{within.count(chr(10), 0, at) + 1}:{at - within.rfind(chr(10), 0, at)}"


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
    "a word of a report": ("  wave: \"2019\"", "  wav: \"2019\"", "wav:", "did you mean 'wave'?"),
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
    "a wave": ('wave: "2019"                   #', 'wave: "2109"                   #', 'wave: "2109"', "mean '2019'?"),
    "a vocabulary": ("  sector:\n", "  secotr:\n", "secotr", "no vocabulary 'secotr' to add to; did you mean 'sector'?"),
    "a code of a test": ("status: [listed]", "status: [listd]", "status: [listd]", "did you mean 'listed'?"),
    "a field of a test": ("{has: funding_cny}", "{has: fundng_cny}", "has: fundng", "did you mean 'funding_cny'?"),
    "a relation of a test": (
        "relation: [technology_input, technology_output]",
        "relation: [technology_inputs, technology_output]",
        "relation: [technology_inputs",
        "did you mean 'technology_input'?",
    ),
    "a currency": ("currency: CNY", "currency: CNX", "currency: CNX", "'CNX' is not a code of 'currency'"),
    "a converter": ("as: investors", "as: investor", "as: investor", "did you mean 'investors'?"),
    "an indicator's query": (
        "index: standard",
        "index: [{indicator: a, title: {zh: 甲, en: A}, weight: 1, measure: number_of_enterprise}]",
        "measure: number",
        "did you mean 'number_of_enterprises'?",
    ),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_word_is_named_with_its_place_and_the_nearest(case: str, wrong: Callable[[str, str], str]) -> None:
    old, new, at, message = UNKNOWN[case]
    said = wrong(old, new)
    changed = TEMPLATE.replace(old, new)
    if case == "a form of record":  # the whole record is the place: it begins with nothing known
        assert said.startswith(place_of("relashion", changed))
    else:
        assert said.startswith(place_of(at, changed) + ": ")
    assert message in said


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
    "an empty test": ("{located_in: [CN]}", "{located_in: []}", "must not be empty"),
    "a column and a constant": ("as: investors", "constant: 甲", "give either 'column' or 'constant'"),
    "no name": (
        "{name_zh: 名称, place: 地点, issued: 日期, policy_area: {column: 主办方或领域}}",
        "{place: 地点}",
        "a subject needs a name: give one of name_zh, name_en, registered_name, alias",
    ),
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
    "a pattern that is none": ("in: [技术输入]", "matches: '('", "'(' is not a regular expression"),
    "a code that a map writes": (
        "status: 类型 ",
        "status: {column: 类型, map: {其他: othr}} ",
        "'othr' is not a code of 'status'; did you mean 'other'?",
    ),
    "a leaf without a query": (
        "index: standard",
        "index: [{indicator: a, title: {zh: 甲, en: A}, weight: 1}]",
        "no query is named 'a'",
    ),
    "an index without a root": (
        "index: standard",
        "index: [{indicator: a, parent: a, title: {zh: 甲, en: A}, weight: 1, measure: number_of_parks}]",
        "is its own ancestor",
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
    "a source of a test": ("{has: core_technology}", "{source: [firms]}", "there is no source 'firms'; known here: "),
    "a way up": ("path: events.csv", "path: ../events.csv", "leaves the data folder"),
    "a way up by another slash": ("path: events.csv", 'path: "a\\\\..\\\\..\\\\b.csv"', "leaves the data folder"),
    "a way from the root": ("path: events.csv", "path: /etc/passwd", "leaves the data folder"),
    "a way from a drive": ("path: events.csv", "path: 'C:/events.csv'", "leaves the data folder"),
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
    "no YAML": ("reading: own", "reading: [own", "not valid YAML: "),
    "a tab": ('  wave: "2019"', '\twave: "2019"', "not valid YAML: found character '\\t'"),
    "a word twice": ("reading: own", "reading: own\nreading: either", 'not valid YAML: found duplicate key "reading"'),
    "a control character": ("reading: own", "reading: own\x00", "not valid YAML: a control character"),
}


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_is_wrong_is_said_with_its_line(case: str, wrong: Callable[[str, str], str]) -> None:
    old, new, message = MISSHAPEN[case]
    said = wrong(old, new)
    line = TEMPLATE.count("\n", 0, TEMPLATE.index(old)) + 1
    lines = [int(each.split(":")[1]) for each in said.splitlines()]
    assert message in said
    assert all(line - 2 <= each <= line + 3 for each in lines), said


def test_every_problem_is_told_at_once_in_the_order_of_the_file(wrong: Callable[[str, str], str]) -> None:
    said = wrong("  - group: platform", "  - group: pair").splitlines()
    changed = TEMPLATE.replace("currency: CNY", "currency: XXX")
    both = wrong(TEMPLATE[TEMPLATE.index("currency: CNY") :], changed[changed.index("currency: XXX") :].replace("[CN]", "[C]"))
    assert len(said) == 1
    assert [each.split(": ")[1].split(" ")[0] for each in both.splitlines()] == ["'XXX'", "'C'"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"- a\n- b\n", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"just text", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"{}", "'study' is missing"),
        ("study: x\ntitle: 题".encode("gb18030"), "study.yaml:2:8: not UTF-8; save the file as UTF-8"),
        (b"a: " + b"[" * 10_000, "study.yaml"),
        (b"#" * 5_000_001, "larger than 5,000,000 bytes"),
    ],
    ids=["empty", "a list", "text", "no word", "not UTF-8", "nested without end", "too large"],
)
def test_a_file_that_is_no_study(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_bytes(content)
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert message in str(caught.value)


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


def test_a_study_extends_a_vocabulary_from_cell_to_label(build_study: BuildStudy) -> None:
    added = {
        "status": [{"code": "hidden", "zh": "隐形冠军", "en": "Hidden champion", "aliases": ["小巨人"]}],
        "sector": [{"code": "toys", "zh": "玩具", "en": "Toys", "extra": {"broader": "integrative"}}],
    }
    fields = {"name_zh": "名", "status": "类", "sector": "业"}
    firms = {"records": [{"subject": "enterprise", "fields": fields}]}
    files = {"firms.csv": "名,类,业\n甲,小巨人,玩具\n乙,上市企业,Toys\n丙,无名,玩\n"}
    database = build_study({"firms": firms}, files, vocabularies=added)
    rows = database.query("SELECT name_zh, status, sector FROM enterprise ORDER BY name_zh").rows()
    assert rows == [("丙", None, None), ("乙", "listed", "toys"), ("甲", "hidden", "toys")]
    labels = database.query("SELECT label_zh, label_en, broader FROM vocabulary WHERE code IN ('hidden', 'toys')")
    assert labels.rows() == [("玩具", "Toys", "integrative"), ("隐形冠军", "Hidden champion", None)] or labels.rows() == [
        ("隐形冠军", "Hidden champion", None),
        ("玩具", "Toys", "integrative"),
    ]


def test_a_known_code_takes_a_new_label_and_keeps_its_spellings(make_study: MakeStudy) -> None:
    added = {"status": [{"code": "listed", "zh": "上市公司", "en": "Public", "aliases": ["挂牌"]}]}
    status = read_study(make_study({"firms": FIRMS}, {}, vocabularies=added)).vocabularies["status"]
    assert status["listed"].label_zh == "上市公司"
    assert {status.find(word) for word in ("上市公司", "Public", "挂牌", "上市企业", "Listed")} == {"listed"}


def test_the_reported_wave_is_the_chosen_or_the_last(make_study: MakeStudy) -> None:
    waves = [{"wave": "b", "date": "2019-12-31"}, {"wave": "a", "date": "2017-12-31"}]
    assert read_study(make_study({"firms": FIRMS}, {}, waves=waves)).reported_wave == "b"
    assert read_study(make_study({"firms": FIRMS}, {}, waves=waves, report={"wave": "a"})).reported_wave == "a"


def test_the_index_is_the_standard_one_an_own_one_or_none(make_study: MakeStudy) -> None:
    own = [{"indicator": "number_of_parks", "title": {"zh": "园区", "en": "Parks"}, "weight": 1}]
    standard = read_study(make_study({"firms": FIRMS}, {})).index_tree
    assert standard == standard_index()
    assert len([each for each in standard if each.measure]) == 24
    assert sum(each.weight or 0 for each in standard) == pytest.approx(1, abs=0.001)
    assert [each.indicator for each in read_study(make_study({"firms": FIRMS}, {}, index=own)).index_tree] == [
        "number_of_parks"
    ]
    assert read_study(make_study({"firms": FIRMS}, {}, index=None)).index_tree == ()


def test_a_study_is_found_by_its_folder_or_its_file(make_study: MakeStudy, tmp_path: Path) -> None:
    folder = make_study({"firms": FIRMS}, {})
    assert find_study(folder) == find_study(folder / "study.yaml") == folder / "study.yaml"
    assert read_study(folder).folder == folder
    with pytest.raises(UsageError, match="there is no study at .*start one with 'valuenet new DIR'"):
        find_study(tmp_path / "nowhere")
