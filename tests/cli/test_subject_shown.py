from __future__ import annotations

import pytest

from valuenet.cli.subject_shown import field_label, subject_words, value_words
from valuenet.database.read import Database
from valuenet.database.subject import subject_card
from valuenet.language import LANGUAGES, Language
from valuenet.model.fields import fields
from valuenet.report.labels import labels
from valuenet.report.method import TERMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_of_the_example_can_be_told(language: Language, example: Database) -> None:
    words = labels(example.query(TERMS), example.query("SELECT subject_id, name_zh, name_en FROM subject LIMIT 0"))
    for subject_id in example.query("SELECT subject_id FROM subject ORDER BY 1")["subject_id"]:
        told = subject_words(subject_card(example, subject_id), "part", words, language, 1)
        assert subject_id in told


def test_labels_and_values_are_words(example: Database) -> None:
    words = labels(example.query(TERMS), example.query("SELECT subject_id, name_zh, name_en FROM subject LIMIT 0"))
    assert {field_label(name, "en") for name in fields()} >= {"Layer", "Patents"}
    assert value_words("region", "110000", words, "zh") == "北京"
    assert value_words("operating", "false", words, "en") == "no"
    assert value_words("rd_intensity", "0.125", words, "en") == "12.5%"
    assert value_words("region", "999999", words, "en") == "999999"
