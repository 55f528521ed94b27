"""A report in a study's own words: its chapters, tables and messages, whatever valuenet's are."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.conftest import Study, block
from tests.study.voices import in_use
from valuenet.language import own_words
from valuenet.measures.own import own_measures
from valuenet.model.voice import Logo, OwnChapter, Voice
from valuenet.report.chapters import document
from valuenet.report.document import Document, written
from valuenet.report.material import Material
from valuenet.report.own import chapter_names, table_argument
from valuenet.report.trace import traced
from valuenet.study.voice import read_voice


@pytest.fixture(scope="module")
def spoken(material: Material, study: Study, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """The tiny study with the own voice that a new study shows, and a logo."""
    voice = read_voice(in_use(tmp_path_factory.mktemp("voice") / "study"))
    voice = replace(voice, logo=Logo("image/svg+xml", "<svg/>", 3.0, 1.0))
    measures = own_measures(voice.tables)
    frame = study.query(measures["outlook.by_age"].sql)
    behind = traced(study.query(measures["outlook.by_age"].sql.split("SELECT age")[0] + "SELECT * FROM basis"),
                    ("age",), frame, material.origins)  # fmt: skip
    return replace(
        material,
        voice=voice,
        measures=measures,
        tables={**material.tables, "outlook.by_age": frame},
        behind={**material.behind, "outlook.by_age": behind},
    )


@pytest.fixture(scope="module")
def report(spoken: Material) -> Document:
    """Its report in English."""
    with own_words(spoken.voice.messages):
        return document(spoken, "en")


def test_chapters_stand_as_the_outline_has_them(report: Document) -> None:
    names = [chapter.chapter for chapter in report.chapters]
    assert names[:3] == ["outlook", "summary", "method"]
    assert names[-1] == "linkers"
    assert [chapter.number for chapter in report.chapters] == list(range(1, len(names) + 1))
    linkers = report.chapters[-1]
    assert linkers.title == "Conferences and alliances"
    assert [each.name for each in linkers.blocks] == [
        *("linkers.alliances_by_year", "linkers.conferences_by_city", "linkers.alliances_by_region"),
    ]
    assert [each.number for each in linkers.blocks] == [f"{len(names)}.{at}" for at in (1, 2, 3)]


def test_paragraphs_take_counts_and_facts_that_know_their_table(report: Document) -> None:
    first, second = report.chapters[0].paragraphs
    assert written(first) == "A tiny study <b> knows 5 enterprises."
    assert written(second) == "Most of them are in Beijing."


def test_an_own_table_has_a_sentence_a_chart_rows_and_a_trace(report: Document) -> None:
    own = block(report, "outlook.by_age")
    assert written(own.sentence).startswith("The ages at which most enterprises are: 4 (2, 50.0%), 1 (1, 25.0%)")
    assert own.chart is not None
    assert [column.label for column in own.columns] == ["Age", "Enterprises", "Share"]
    assert own.groups[own.rows[0].group or 0].subjects == ("e4",)
    assert written(block(report, "enterprises.by_region").sentence) == (
        "Beijing (2, 50.0%) and Guangdong (1, 25.0%) have the most enterprises."
    )


def test_without_a_sentence_an_own_table_has_a_general_one(spoken: Material) -> None:
    chinese = document(replace(spoken, voice=Voice(tables=spoken.voice.tables, chapters=(OwnChapter("*"),))), "zh")
    assert "outlook" not in [chapter.chapter for chapter in chinese.chapters]
    lines = (OwnChapter("*"), OwnChapter("outlook", "展望", "Outlook"))
    chinese = document(replace(spoken, voice=Voice(tables=spoken.voice.tables, chapters=lines)), "zh")
    assert written(block(chinese, "outlook.by_age").sentence).startswith("共 3 项，居前的是 4（2，50.0%）")


def test_words_of_one_study_are_not_those_of_the_next(report: Document, material: Material, english: Document) -> None:
    assert document(material, "en") == english


def test_a_table_that_is_left_out_is_not_led_to(spoken: Material) -> None:
    lines = (OwnChapter("summary"), OwnChapter("method", tables=("-",)), OwnChapter("index"))
    report = document(replace(spoken, voice=Voice(chapters=lines), measures={}), "en")
    shown = {each.name for chapter in report.chapters for each in chapter.blocks}
    shown |= {chapter.chapter for chapter in report.chapters}
    pieces = [piece for chapter in report.chapters for each in chapter.paragraphs for piece in each]
    assert "method.funnel" not in shown
    assert {piece.table for piece in pieces if piece.table} <= shown


def test_the_logo_comes_with_the_document(report: Document) -> None:
    assert report.logo == Logo("image/svg+xml", "<svg/>", 3.0, 1.0)


def test_names(spoken: Material) -> None:
    assert chapter_names()[:2] == ("summary", "method")
    assert table_argument("enterprises_by_region_nothing", spoken.measures) is None
    assert Path(spoken.voice.tables[0].path).name == "by_age.sql"
