"""The first chapter and the last speak of what the others have, and of nothing else."""

from dataclasses import replace

import pytest

from valuenet.language import LANGUAGES, Language
from valuenet.measures.catalogue import catalogue
from valuenet.report.document import Document, written
from valuenet.report.material import Material
from valuenet.report.overview import lines, overview


def test_every_declared_table_is_in_the_catalogue() -> None:
    assert {table for line in lines() for table in line.tables} <= set(catalogue())
    assert {line.chapter for line in lines()} == {"summary", "conclusion"}


def test_the_report_begins_with_the_summary_and_ends_before_its_appendices(english: Document) -> None:
    assert [each.chapter for each in english.chapters][:2] == ["summary", "method"]
    assert [each.chapter for each in english.chapters][-2:] == ["conclusion", "audit"]


def test_each_paragraph_of_the_summary_leads_to_its_chapter(english: Document) -> None:
    for paragraph in english.chapters[0].paragraphs[1:]:
        heading = next(piece for piece in paragraph if piece.table)
        assert heading.table in {chapter.chapter for chapter in english.chapters}
        assert {piece.table.partition(".")[0] for piece in paragraph if piece.table} == {heading.table}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_data_nothing_is_concluded_but_that_there_is_none(material: Material, language: Language) -> None:
    bare = replace(material, tables={name: table.clear() for name, table in material.tables.items()})
    assert len(overview("summary", (), bare, language).paragraphs) == 1
    assert len(overview("conclusion", (), bare, language).paragraphs) == 1


def test_tables_without_data_are_counted_and_named(english: Document) -> None:
    blocks = [block for chapter in english.chapters for block in chapter.blocks if not block.rows]
    empty = [block.title for block in blocks if written(block.sentence).startswith("No data")]
    assert len(empty) < len(blocks)  # no change between the waves is an answer, too
    (conclusion,) = (chapter for chapter in english.chapters if chapter.chapter == "conclusion")
    said = written(conclusion.paragraphs[-1])
    assert said.startswith(f"{len(empty)} tables are without data")
    assert f"“{empty[0]}”" in said
