import pytest

from tests.report.conftest import Study
from valuenet.language import message_ids
from valuenet.measures.catalogue import catalogue
from valuenet.report.labels import labels
from valuenet.report.method import AFTER, BEFORE, LISTS, TERMS, method_measures, method_terms


@pytest.mark.parametrize("name", method_measures())
def test_every_query_gives_its_columns(study: Study, name: str) -> None:
    measure = method_measures()[name]
    frame = study.query(measure.sql)
    assert frame.columns == list(measure.columns)
    assert frame.height > 0


def test_the_funnel_never_widens(study: Study) -> None:
    frame = study.query(method_measures()["method.funnel"].sql)
    for _, steps in frame.group_by("kind", maintain_order=True):
        assert steps["subjects"].to_list() == sorted(steps["subjects"], reverse=True)
        assert steps["share"].max() == 1


def test_every_subject_of_a_source_has_one_outcome(study: Study) -> None:
    frame = study.query(method_measures()["method.outcomes"].sql)
    named = study.query("SELECT count(DISTINCT (source_id, subject_id)) AS n FROM name")
    assert frame["subjects"].sum() == named["n"][0]
    assert set(frame["outcome"]) == {"sample", "failed", "mentioned"}


def test_the_chapters_tables_are_known() -> None:
    assert {*BEFORE, *AFTER} <= set(catalogue())
    assert set(LISTS) <= {*method_measures(), *catalogue()}


def test_steps_and_outcomes_have_labels_in_both_languages() -> None:
    assert method_terms()["step", "collected"] == ("收集到", "Collected")
    assert all(chinese and english for chinese, english in method_terms().values())
    assert {f"{vocabulary}-{code}" for vocabulary, code in method_terms()} <= message_ids("zh")


def test_a_database_labels_its_rules_groups_sources_and_indicators(study: Study) -> None:
    known = labels(study.query(TERMS), study.query("SELECT subject_id, name_zh, name_en FROM subject")).terms
    assert {("rule", "located"), ("group", "pair"), ("source", "list"), ("indicator", "firms")} <= set(known)
