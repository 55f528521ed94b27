import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.report.conftest import LONG, block
from valuenet.report.document import Column, Document, Piece, Row, written
from valuenet.report.fit import width_of
from valuenet.report.pdf import LONGEST, _widths, pdf, words_apart


@pytest.fixture(scope="module")
def printed(chinese: Document) -> bytes:
    return pdf(chinese)


@pytest.fixture(scope="module")
def short(english: Document) -> Document:
    """The report cut down to one chapter, which is set sooner."""
    return replace(english, chapters=english.chapters[1:2])


def text_of(printed: bytes) -> str:
    """The whole text, as a reader's clipboard would have it, without spaces and line ends."""
    book = pypdfium2.PdfDocument(printed)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in book))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_titles_sentences_and_figures_are_printed(printed: bytes, chinese: Document) -> None:
    said = text_of(printed)
    assert plain(chinese.title) in said
    for chapter in chinese.chapters:
        for each in chapter.blocks:
            assert plain(each.title) in said
            assert plain(written(each.sentence))[:30] in said
    assert "无数据" in said


def test_english_is_printed_too(short: Document) -> None:
    said = text_of(pdf(short))
    assert all(plain(written(each.sentence)) in said for each in short.chapters[0].blocks)


def test_the_file_is_bookmarked_tagged_and_carries_its_fonts(printed: bytes, chinese: Document) -> None:
    book = pypdfium2.PdfDocument(printed)
    marks = [each.get_title() for each in book.get_toc()]
    chapters = [f"第 {chapter.number} 章 {chapter.title}" for chapter in chinese.chapters]
    assert [mark for mark in marks if mark in chapters] == chapters
    assert pypdfium2.raw.FPDFCatalog_IsTagged(book)
    assert b"/FontFile" in printed or b"/ObjStm" in printed
    assert (round(book[0].get_width()), round(book[0].get_height())) == (595, 842)


def test_letter_paper(short: Document) -> None:
    assert round(pypdfium2.PdfDocument(pdf(short, paper="us-letter"))[0].get_width()) == 612


def test_equal_documents_give_equal_bytes(short: Document) -> None:
    assert pdf(short) == pdf(short)


def test_long_tables_are_cut_and_say_so(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    long = replace(table, rows=tuple(table.rows[0] for _ in range(LONGEST + 9)))
    chapter = replace(english.chapters[0], blocks=(long,))
    said = text_of(pdf(replace(english, chapters=(chapter,))))
    assert plain(f"The first {LONGEST} of {LONGEST + 9} rows") in said


def test_a_name_of_three_hundred_characters_is_printed_whole(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    row = replace(table.rows[0], shown=(LONG, *table.rows[0].shown[1:]))
    chapter = replace(english.chapters[0], blocks=(replace(table, rows=(row,), chart=None),))
    assert LONG in text_of(pdf(replace(english, chapters=(chapter,))))


@pytest.mark.parametrize(
    ("text", "shown"), [("甲\U0001f600乙", "甲□乙"), ("a\x07b\u202ec", "abc"), ("한국어繁體", "한국어繁體")]
)
def test_no_character_is_printed_as_nothing(english: Document, text: str, shown: str) -> None:
    chapter = replace(english.chapters[0], paragraphs=((Piece(text),),), blocks=())
    assert shown in text_of(pdf(replace(english, chapters=(chapter,))))


def test_a_synthetic_study_says_so_on_every_page(short: Document) -> None:
    for page in pypdfium2.PdfDocument(pdf(replace(short, synthetic=True))):
        assert "Synthetic data" in page.get_textpage().get_text_range()


def test_words_leave_the_drawing_with_their_places() -> None:
    picture = (
        '<svg viewBox="0 0 9 9"><title>t</title><g transform="scale(.5)"><path d="M0,0h1"/></g>'
        '<text text-anchor="end" transform="translate(14,22.5)" font-size="12px" fill="#123456">A &amp; B</text></svg>'
    )
    shapes, words = words_apart(picture)
    look = {"size": 12.0, "fill": "#123456", "weight": 400, "anchor": "end", "rim": False}
    assert words == [{"text": "A & B", "x": 14.0, "y": 22.5, **look}]
    shape = '<g transform="scale(.5)"><path d="M0,0h1"/></g>'
    assert shapes == f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title>{shape}</svg>'


def test_a_word_without_an_end_breaks_and_the_head_of_a_page_names_its_chapter(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    row = replace(table.rows[0], shown=("Word" * 75, *table.rows[0].shown[1:]))
    chapter = replace(english.chapters[0], blocks=(replace(table, rows=(row,), chart=None),))
    printed = pypdfium2.PdfDocument(pdf(replace(english, title="Title " * 50, chapters=(chapter,))))
    page = next(one for one in printed if "WordWord" in one.get_textpage().get_text_range())
    words = page.get_textpage()
    assert words.get_text_range().startswith(f"{'Title ' * 9}"[:20])
    assert chapter.title in words.get_text_range()[:120]
    right = max(words.get_charbox(at)[2] for at in range(words.count_chars()))
    assert right < page.get_width() - 50


def test_a_row_of_two_lines_and_one_of_a_single_line_stand_below_each_other(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    names = ("First", "Wide " * 40, "Third")
    rows = tuple(replace(table.rows[0], shown=(name, *table.rows[0].shown[1:])) for name in names)
    chapter = replace(english.chapters[0], blocks=(replace(table, rows=rows, chart=None),))
    page = next(
        page.get_textpage()
        for page in pypdfium2.PdfDocument(pdf(replace(english, chapters=(chapter,))))
        if "Wide Wide" in page.get_textpage().get_text_range()
    )
    wide = [_bottom(page, at) for at in _places(page, "Wide")]
    first, third = (_bottom(page, _places(page, name)[-1]) for name in ("First", "Third"))
    assert first > max(wide) > min(wide) > third
    assert min(wide) - third == pytest.approx(first - max(wide), abs=1)  # the same distance between rows


def _places(page: pypdfium2.PdfTextPage, word: str) -> list[int]:
    return [found.start() for found in re.finditer(word, page.get_text_range())]


def _bottom(page: pypdfium2.PdfTextPage, at: int) -> float:
    return float(page.get_charbox(at)[1])


def test_no_word_is_cut_by_a_neighbour_that_has_air(english: Document) -> None:
    cells = ("Enterprise", "Geely Automobile Research Institute", "Works on the field; " * 6, "A list, row " * 9)
    table = replace(
        english.chapters[1].blocks[0],
        columns=tuple(Column(label, label, "name", numeric=False) for label in ("Kind", "Name", "Rules", "Rows")),
        rows=(Row(cells, cells),) * 3,
    )
    widths = _widths(table, 8.2)
    assert sum(widths) == pytest.approx(460.0)
    assert widths[0] > width_of("Enterprise", 8.2) + 6
    code = replace(table, rows=(Row(("x" * 400,) * 4, ("x" * 400,) * 4),))
    assert len(set(_widths(code, 8.2))) == 1
