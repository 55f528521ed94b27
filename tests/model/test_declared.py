"""Declarations are frozen, and a wrong word in one is answered with the nearest right one."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from valuenet.model.declared import Label


def test_a_declaration_cannot_be_changed() -> None:
    label = Label(zh="甲", en="Alpha")
    with pytest.raises(ValidationError, match="frozen"):
        label.zh = "乙"


def test_a_wrong_word_is_named_with_the_nearest_or_all_known() -> None:
    with pytest.raises(ValidationError, match="unknown word 'eng'; did you mean 'en'"):
        Label.model_validate({"zh": "甲", "eng": "Alpha"})
    with pytest.raises(ValidationError, match="unknown word 'french'; known here: zh, en"):
        Label.model_validate({"zh": "甲", "en": "Alpha", "french": "Alphe"})


def test_an_empty_text_is_no_label() -> None:
    with pytest.raises(ValidationError):
        Label(zh="", en="Alpha")
