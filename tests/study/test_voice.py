from pathlib import Path

import pytest

from tests.study.voices import in_use
from valuenet.errors import StudyError
from valuenet.model.voice import Voice
from valuenet.study.template import new_study
from valuenet.study.voice import read_voice


def test_a_study_without_the_folder_has_no_voice_of_its_own(tmp_path: Path) -> None:
    assert read_voice(tmp_path) == Voice()


def test_the_examples_of_a_new_study_are_not_in_use(tmp_path: Path) -> None:
    new_study(tmp_path / "new")
    assert read_voice(tmp_path / "new") == Voice()


def test_the_examples_of_a_new_study_can_be_read(tmp_path: Path) -> None:
    voice = read_voice(in_use(tmp_path / "new"))
    assert [each.name for each in voice.tables] == ["outlook.by_age"]
    assert {each.language for each in voice.messages} == {"zh", "en"}
    assert [each.chapter for each in voice.chapters] == ["outlook", "*", "linkers"]


def test_every_mistake_is_told_with_file_and_line(tmp_path: Path) -> None:
    own = tmp_path / "report"
    (own / "tables" / "Outlook").mkdir(parents=True)
    (own / "tables" / "Outlook" / "x.sql").write_text("SELECT 1")
    (own / "tables" / "y.sql").write_text("SELECT 1")
    (own / "en.ftl").write_bytes(b"a = x\n\xff")
    (own / "zh.ftl").write_text("a = { nowhere }\n?\n", encoding="utf-8")
    (own / "chapter.csv").write_text("")
    (own / "chapters.csv").write_text("chapter\nA\n")
    (own / "logo.svg").write_text("<svg/>")
    (own / "logo.png").write_bytes(b"")
    with pytest.raises(StudyError) as error:
        read_voice(tmp_path)
    said = str(error.value)
    for words in (
        "chapter.csv:1: nothing reads this file; did you mean 'chapters.csv'",
        "en.ftl:2: not UTF-8",
        "zh.ftl:1: 'a' refers to 'nowhere'",
        "zh.ftl:2: this is no message",
        "chapters.csv:2: 'A' must be a word",
        "x.sql:1: chapter and table must be words",
        "y.sql:1: a table stands in tables/CHAPTER/TABLE.sql",
        "logo.png:1: there is logo.svg too",
        "logo.svg:1: this cannot be a logo: it is no SVG",
    ):
        assert words in said
