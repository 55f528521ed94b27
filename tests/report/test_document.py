from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from valuenet.report import document as module
from valuenet.report.document import Document, Mark, written


def test_every_part_is_frozen() -> None:
    parts = [part for part in vars(module).values() if is_dataclass(part) and isinstance(part, type)]
    assert len(parts) == 13
    with pytest.raises(FrozenInstanceError):
        Mark("a", 1, "1").value = 2  # type: ignore[misc]


def test_a_document_holds_no_markup(chinese: Document, english: Document) -> None:
    for report in (chinese, english):
        said = [report.title, *(written(paragraph) for chapter in report.chapters for paragraph in chapter.paragraphs)]
        said += [written(each.sentence) for chapter in report.chapters for each in chapter.blocks]
        assert not any("&lt;" in text or "</" in text.replace("</script>", "") for text in said)


def test_a_row_has_a_cell_for_each_column(english: Document) -> None:
    for chapter in english.chapters:
        for block in chapter.blocks:
            assert {len(row.values) for row in block.rows} | {len(row.shown) for row in block.rows} <= {
                len(block.columns)
            }


def test_every_field_of_a_document_is_used() -> None:
    assert {field.name for field in fields(Document)} >= {"title", "language", "synthetic", "chapters", "sources"}
