"""Terms as a vocabulary file holds them."""

from __future__ import annotations

from valuenet.model.term import Term, read_terms


def test_aliases_are_split_and_further_columns_kept() -> None:
    lines = ["code,label_zh,label_en,source,aliases,broader", "a,甲,Alpha,test,first|eins,family", "b,乙,Beta,test,,"]
    assert read_terms(lines) == (
        Term("a", "甲", "Alpha", "test", ("first", "eins"), {"broader": "family"}),
        Term("b", "乙", "Beta", "test", (), {}),
    )


def test_a_file_without_the_optional_columns_is_read() -> None:
    assert read_terms(["code,label_zh,label_en,source", "a,甲,Alpha,test"]) == (Term("a", "甲", "Alpha", "test"),)


def test_labels_by_language() -> None:
    term = Term("a", "甲", "Alpha")
    assert (term.label("zh"), term.label("en")) == ("甲", "Alpha")
