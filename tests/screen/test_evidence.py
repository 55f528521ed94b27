from __future__ import annotations

from typing import Any

import pytest

from tests.hand_made import database
from valuenet.model.declarations import Rule
from valuenet.model.declarations import Test as Declared
from valuenet.model.declared import Label
from valuenet.screen.evidence import evidence
from valuenet.screen.presence import write_presence
from valuenet.screen.rules import write_screening

SUBJECTS: dict[str, dict[str, Any]] = {
    "甲": {"region": "110000"},
    "乙": {"country": "US"},
    "丙": {"country": None},
    "丁": {},
}
VALUES = [
    ("甲", "layer", "base"),
    ("甲", "alliance", "AIIA"),
    ("甲", "alliance", "Zhongguancun"),
    ("乙", "layer", "technology"),
    ("乙", "status", "listed"),
    ("丙", "status", "listed", "2018"),
]
TIES: list[dict[str, Any]] = [
    {"ego_id": "甲", "alter_id": "乙", "kind": "technology_input"},
    {"ego_id": "甲", "alter_id": "丁", "kind": "technology_input", "first_wave": "2019"},
    {"ego_id": "丁", "alter_id": "丁", "kind": "work"},
    {"ego_id": "丙", "alter_id": "甲", "kind": "financing", "first_wave": None},
]
ROUNDS = [("甲", "2018-06-01"), ("甲", "2019-06-01"), ("乙", None), ("丙", "2020-01-01")]
MENTIONED: list[dict[str, Any]] = [
    *({"subject_id": name} for name in SUBJECTS),
    {"subject_id": "甲", "source_id": "more"},
    {"subject_id": "乙", "source_id": "more", "declared": False},
    {"subject_id": "丙", "source_id": "it's"},
]

PASSED: dict[str, tuple[dict[str, Any], str, dict[str, str]]] = {
    "has a field": ({"has": "layer"}, "2019", {"甲": "layer = base", "乙": "layer = technology"}),
    "has several values": ({"has": "alliance"}, "2019", {"甲": "alliance = AIIA, Zhongguancun"}),
    "has a place": ({"has": "region"}, "2019", {"甲": "region = 110000"}),
    "has at a wave": ({"has": "status"}, "2018", {"乙": "status = listed", "丙": "status = listed"}),
    "has at another wave": ({"has": "status"}, "2019", {"乙": "status = listed"}),
    "is one of": ({"is": {"layer": ["base", "application"]}}, "2019", {"甲": "layer = base"}),
    "is, of several": ({"is": {"alliance": ["Zhongguancun"]}}, "2019", {"甲": "alliance = Zhongguancun"}),
    "is, of two fields": (
        {"is": {"status": ["listed"], "layer": ["technology", "base"]}},
        "2018",
        {"乙": "status = listed; layer = technology"},
    ),
    "is at a place": ({"is": {"country": ["US"]}}, "2019", {"乙": "country = US"}),
    "of a source": ({"source": ["more"]}, "2019", {"甲": "more"}),
    "of two sources": (
        {"source": ["more", "list"]},
        "2019",
        {"甲": "list, more", "乙": "list", "丙": "list", "丁": "list"},
    ),
    "of a source with a quote": ({"source": ["it's"]}, "2019", {"丙": "it's"}),
    "tied on either side": (
        {"relation": ["technology_input", "technology_output"]},
        "2019",
        {"甲": "technology_input × 2", "乙": "technology_input × 1", "丁": "technology_input × 1"},
    ),
    "tied up to the wave": (
        {"relation": ["technology_input"]},
        "2018",
        {"甲": "technology_input × 1", "乙": "technology_input × 1"},
    ),
    "tied to itself once": ({"relation": ["work"]}, "2019", {"丁": "work × 1"}),
    "tied after the last wave": ({"relation": ["financing"]}, "2019", {}),
    "tied by several kinds": (
        {"relation": ["work", "technology_input"]},
        "2019",
        {"甲": "technology_input × 2", "乙": "technology_input × 1", "丁": "technology_input × 1, work × 1"},
    ),
    "financed": ({"financing_round": True}, "2019", {"甲": "financing_round × 2", "乙": "financing_round × 1"}),
    "financed up to the wave": ({"financing_round": True}, "2017", {"乙": "financing_round × 1"}),
    "never financed": ({"financing_round": False}, "2019", {"丙": "—", "丁": "—"}),
    "located in": ({"located_in": ["CN"]}, "2019", {"甲": "country = CN", "丁": "country = CN"}),
    "any": (
        {"any": [{"has": "status"}, {"located_in": ["US"]}, {"source": ["it's"]}]},
        "2019",
        {"乙": "status = listed", "丙": "it's"},
    ),
    "all": (
        {"all": [{"has": "layer"}, {"relation": ["technology_input"]}, {"located_in": ["CN", "US"]}]},
        "2018",
        {
            "甲": "layer = base; technology_input × 1; country = CN",
            "乙": "layer = technology; technology_input × 1; country = US",
        },
    ),
    "not": ({"not": {"located_in": ["CN"]}}, "2019", {"乙": "—", "丙": "—"}),
    "not all": ({"not": {"all": [{"has": "layer"}, {"has": "status"}]}}, "2019", {"甲": "—", "丙": "—", "丁": "—"}),
    "any of one": ({"any": [{"has": "status"}]}, "2019", {"乙": "status = listed"}),
    "all of one": ({"all": [{"not": {"has": "layer"}}]}, "2019", {"丙": "—", "丁": "—"}),
}


@pytest.fixture(scope="module")
def passed() -> dict[str, dict[str, dict[str, str]]]:
    """What each case's rule passes, by case and wave: the subjects with their evidence."""
    con = database(SUBJECTS, VALUES, TIES, ROUNDS, MENTIONED)
    write_presence(con)
    rules = [_rule(name, test) for name, (test, _, _) in PASSED.items()]
    write_screening(con, rules)
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in PASSED}
    rows = con.execute("SELECT rule, wave, subject_id, reason FROM screening WHERE passed").fetchall()
    for rule, wave, subject, reason in rows:
        found[rule].setdefault(wave, {})[subject] = reason
    return found


def _rule(name: str, test: dict[str, Any]) -> Rule:
    # Not validated: a rule of a study cannot be called by a sentence.
    label = Label(zh="规则", en="rule")
    return Rule.model_construct(rule=name, kind="enterprise", title=label, test=Declared.model_validate(test))


@pytest.mark.parametrize("case", PASSED)
def test_who_passes_and_by_what_evidence(case: str, passed: dict[str, dict[str, dict[str, str]]]) -> None:
    _, wave, expected = PASSED[case]
    assert passed[case].get(wave, {}) == expected


INJECTIONS = ("'; DROP TABLE subject; --", "x') OR ('1' = '1", "\\'", "''", "a\x00b", "%s {0} $1 ?")


def test_what_a_study_writes_is_never_sql() -> None:
    con = database({"甲": {}}, [("甲", "layer", "base")])
    write_presence(con)
    for text in INJECTIONS:
        tests: tuple[dict[str, Any], ...] = (
            {"is": {"layer": [text]}},
            {"has": text},
            {"source": [text]},
            {"relation": [text]},
            {"located_in": [text]},
        )
        write_screening(con, [_rule(f"{form}{text}", test) for form, test in enumerate(tests)])
        for table in ("tied", "financed", "candidate"):
            con.execute(f"DROP TABLE {table}")
    assert con.execute("SELECT passed, reason, count(*) FROM screening GROUP BY ALL").fetchall() == [
        (False, None, 3 * 5 * len(INJECTIONS))
    ]
    assert con.execute("SELECT count(*) FROM subject").fetchall() == [(1,)]


def test_a_code_with_a_quote_is_found() -> None:
    con = database({"甲": {}}, [("甲", "industry_text", "it's; -- 'x'")])
    write_presence(con)
    write_screening(con, [_rule("quoted", {"is": {"industry_text": ["it's; -- 'x'"]}})])
    assert con.execute("SELECT DISTINCT reason FROM screening").fetchall() == [("industry_text = it's; -- 'x'",)]


def test_evidence_is_sql_over_the_candidate_alone() -> None:
    assert evidence(Declared.model_validate({"has": "region"})) == (
        "CASE WHEN p.region IS NOT NULL THEN 'region = ' || p.region END"
    )
