from __future__ import annotations

from valuenet.cli.subject_shown import field_label, subject_words, value_words
from valuenet.database.read import Database
from valuenet.database.subject import subject_card
from valuenet.language import LANGUAGES
from valuenet.model.fields import fields
from valuenet.report.labels import labels
from valuenet.report.method import TERMS


def test_subjects_of_every_kind_can_be_told(example: Database) -> None:
    words = labels(example.query(TERMS), example.query("SELECT subject_id, name_zh, name_en FROM subject LIMIT 0"))
    ids = example.query("SELECT kind, unnest(min(subject_id, 4)) AS id FROM subject GROUP BY kind ORDER BY ALL")["id"]
    assert len(ids) > 20
    for subject_id in ids:
        card = subject_card(example, subject_id)
        assert all(subject_id in subject_words(card, "part", words, language, 1) for language in LANGUAGES)


def test_labels_and_values_are_words(example: Database) -> None:
    words = labels(example.query(TERMS), example.query("SELECT subject_id, name_zh, name_en FROM subject LIMIT 0"))
    assert {field_label(name, "en") for name in fields()} >= {"Layer", "Patents"}
    assert value_words("region", "110000", words, "zh") == "北京"
    assert value_words("operating", "false", words, "en") == "no"
    assert value_words("rd_intensity", "0.125", words, "en") == "12.5%"
    assert value_words("region", "999999", words, "en") == "999999"
