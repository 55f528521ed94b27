"""Declarations: what a study may say, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from valuenet.model.declarations import Group, StudyDeclaration, Test
from valuenet.model.declared import Label
from valuenet.model.source import RelationDeclaration, RoundDeclaration, Source, SubjectDeclaration, Value

TITLE = {"zh": "甲", "en": "A"}
STUDY: dict[str, Any] = {
    "study": "small",
    "title": TITLE,
    "country": "CN",
    "waves": [{"wave": "2018", "date": "2018-12-31"}],
    "sources": {"firms": {"title": TITLE, "path": "firms.csv"}},
}


def test_a_small_study_has_its_defaults() -> None:
    study = StudyDeclaration.model_validate(STUDY)
    assert (study.reading, study.synthetic, study.index, study.screening) == ("own", False, "standard", ())
    assert (study.sources["firms"].encoding, study.sources["firms"].header) == ("utf-8", 1)


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"waves": []},
        {"sources": {}},
        {"study": "two words"},
        {"title": {"zh": "甲"}},
        {"title": {"zh": "", "en": "A"}},
        {"reading": "both"},
        {"sources": {"firms": {"title": TITLE, "path": "f.csv", "sha256": "abc"}}},
    ],
    ids=str,
)
def test_what_a_study_may_not_say(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        StudyDeclaration.model_validate({**STUDY, **change})


def test_a_declaration_cannot_be_changed() -> None:
    label = Label(zh="甲", en="A")
    with pytest.raises(ValidationError):
        label.zh = "乙"


def test_a_bare_word_is_a_column() -> None:
    subject = SubjectDeclaration.model_validate({"subject": "enterprise", "fields": {"name_zh": "名称"}})
    assert subject.fields["name_zh"] == Value(column="名称")


def test_a_value_reads_columns_or_is_a_constant_and_not_both() -> None:
    assert Value(column="a").columns == ("a",)
    assert Value(column=("a", "b")).columns == ("a", "b")
    assert Value(constant="CN").columns == ()
    for wrong in ({}, {"column": "a", "constant": "b"}):
        with pytest.raises(ValidationError, match="either 'column' or 'constant'"):
            Value.model_validate(wrong)


def test_a_test_has_exactly_one_part() -> None:
    assert Test.model_validate({"not": {"has": "founded"}}).fails == Test(has="founded")
    for wrong in ({}, {"has": "founded", "financing_round": True}):
        with pytest.raises(ValidationError, match="exactly one"):
            Test.model_validate(wrong)


def test_a_record_is_told_by_its_first_word() -> None:
    name = {"subject": "enterprise", "fields": {"name_zh": "名称"}}
    source = Source.model_validate(
        {
            "title": TITLE,
            "path": "f.csv",
            "records": [
                {**name, "record": "firm"},
                {
                    "relation": "financing",
                    "ego": "firm",
                    "alter": {"subject": "investor", "fields": {"name_zh": "投资方"}},
                },
                {"financing_round": "firm", "amount": "金额"},
            ],
        }
    )
    assert [type(record) for record in source.records] == [SubjectDeclaration, RelationDeclaration, RoundDeclaration]


def test_a_group_has_members() -> None:
    assert Group.model_validate({"group": "g", "title": TITLE, "members": ["腾讯"]}).role == "ecosystem"
    with pytest.raises(ValidationError):
        Group.model_validate({"group": "g", "title": TITLE, "members": []})
