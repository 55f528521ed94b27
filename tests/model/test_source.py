"""What a study may say of a source, and how a bare word is understood."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from valuenet.model.source import (
    Condition,
    RelationDeclaration,
    RoundDeclaration,
    Source,
    SubjectDeclaration,
    Value,
    record_values,
)

TITLE = {"zh": "来源", "en": "Source"}


def source(*records: dict[str, Any]) -> Source:
    return Source.model_validate({"title": TITLE, "path": "x.csv", "records": list(records)})


def test_a_bare_word_is_a_column_and_a_bare_kind_a_constant() -> None:
    (record,) = source({"subject": "enterprise", "fields": {"name_zh": "名称"}}).records
    assert isinstance(record, SubjectDeclaration)
    assert record.subject == Value(constant="enterprise")
    assert record.fields["name_zh"].columns == ("名称",)


def test_records_are_told_apart_by_their_first_word() -> None:
    firm = {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "a"}}
    tie = {"relation": "financing", "ego": "firm", "alter": {"subject": "investor", "fields": {"name_zh": "b"}}}
    found = source(firm, tie, {"financing_round": "firm", "amount": "c"}).records
    assert [type(record) for record in found] == [SubjectDeclaration, RelationDeclaration, RoundDeclaration]


def test_every_value_of_a_record_is_found_with_its_place() -> None:
    tie = {
        "relation": "financing",
        "ego": {"subject": "enterprise", "fields": {"name_zh": "a"}},
        "alter": {"subject": "investor", "fields": {"name_zh": "b", "country": "c"}},
        "date": "d",
    }
    (record,) = source(tie).records
    places = {where: value.columns for where, value in record_values(record) if value.columns}
    assert places == {
        ("ego", "fields", "name_zh"): ("a",),
        ("alter", "fields", "name_zh"): ("b",),
        ("alter", "fields", "country"): ("c",),
        ("date",): ("d",),
    }


@pytest.mark.parametrize("value", [{}, {"column": "a", "constant": "b"}])
def test_a_value_has_one_origin(value: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="either 'column' or 'constant'"):
        Value.model_validate(value)


def test_python_words_of_a_declaration_are_not_words_of_a_study() -> None:
    with pytest.raises(ValidationError, match="unknown word 'among'"):
        Condition.model_validate({"column": "a", "among": ["b"]})
    assert Condition.model_validate({"column": "a", "in": ["b"]}).among == ("b",)


@pytest.mark.parametrize("wrong", [{"sha256": "abc"}, {"encoding": "latin-1"}, {"format": "docx"}, {"separator": ";;"}])
def test_wrong_words_for_a_source_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"title": TITLE, "path": "x.csv", **wrong})
