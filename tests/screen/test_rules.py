from __future__ import annotations

from typing import Any

import duckdb

from tests.hand_made import database
from valuenet.model.declarations import Rule
from valuenet.screen.presence import write_presence
from valuenet.screen.rules import write_screening


def rule(name: str, kind: str, test: dict[str, Any]) -> Rule:
    """Return a screening rule."""
    return Rule.model_validate({"rule": name, "kind": kind, "title": {"zh": name, "en": name}, "test": test})


def screened(con: duckdb.DuckDBPyConnection, *rules: Rule) -> set[tuple[str, str]]:
    """Screen and return the sample as (subject, wave)."""
    write_presence(con)
    write_screening(con, rules)
    return set(con.execute("SELECT subject_id, wave FROM sample").fetchall())


def test_the_sample_passes_every_rule_of_its_kind_at_each_wave() -> None:
    subjects: dict[str, dict[str, Any]] = {"甲": {}, "乙": {}, "丙": {}, "校": {"kind": "university"}}
    values = [("甲", "layer", "base"), ("乙", "layer", "base"), ("甲", "founded", "2018"), ("丙", "status", "listed")]
    con = database(subjects, values, rounds=[("甲", None), ("乙", "2019-01-01")])
    sample = screened(
        con, rule("ai", "enterprise", {"has": "layer"}), rule("paid", "enterprise", {"financing_round": True})
    )
    assert sample == {("甲", "2018"), ("甲", "2019"), ("乙", "2019"), ("校", "2017"), ("校", "2018"), ("校", "2019")}
    assert set(con.execute("SELECT subject_id FROM subject WHERE in_sample").fetchall()) == {("甲",), ("乙",), ("校",)}


def test_every_candidate_is_told_which_rules_it_passed() -> None:
    con = database({"甲": {}, "乙": {}}, [("甲", "layer", "base"), ("乙", "founded", "2019")])
    screened(con, rule("ai", "enterprise", {"has": "layer"}))
    assert set(con.execute("SELECT subject_id, wave, rule, passed, reason FROM screening").fetchall()) == {
        *(("甲", wave, "ai", True, "layer = base") for wave in ("2017", "2018", "2019")),
        ("乙", "2019", "ai", False, None),
    }
    assert con.execute("SELECT * FROM screening_rule").fetchall() == [("ai", "enterprise", "ai", "ai", 1)]


def test_what_is_only_an_end_is_never_in_the_sample() -> None:
    mentioned: list[dict[str, Any]] = [{"subject_id": "甲"}, {"subject_id": "乙", "declared": False}]
    con = database({"甲": {}, "乙": {}}, ties=[{"ego_id": "甲", "alter_id": "乙"}], mentioned=mentioned)
    assert {subject for subject, _ in screened(con)} == {"甲"}
    assert con.execute("SELECT DISTINCT subject_id FROM presence ORDER BY subject_id").fetchall() == [("乙",), ("甲",)]


def test_organisations_of_unknown_kind_are_never_in_the_sample() -> None:
    assert screened(database({"甲": {"kind": "organisation"}})) == set()


def test_a_closed_firm_leaves_the_sample_and_one_to_be_founded_is_not_in_it() -> None:
    values = [("甲", "closed", "2019-03"), ("乙", "founded", "2020")]
    assert screened(database({"甲": {}, "乙": {}}, values)) == {("甲", "2017"), ("甲", "2018")}


def test_the_order_of_rules_is_that_of_the_study() -> None:
    con = database({"甲": {}})
    screened(con, *(rule(name, "enterprise", {"has": "layer"}) for name in ("z", "a", "m")))
    assert con.execute("SELECT rule, ordinal FROM screening_rule ORDER BY ordinal").fetchall() == [
        ("z", 1),
        ("a", 2),
        ("m", 3),
    ]
