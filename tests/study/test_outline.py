import pytest

from valuenet.study.outline import read_outline

HEAD = "chapter,title_zh,title_en,paragraphs,tables\n"


def test_lines_are_chapters_in_order_and_comments_are_none() -> None:
    found, wrong = read_outline(HEAD + '# a remark\noutlook,展望,"Outlook, soon",a b,by_age *\n\n*,,,,\n')
    assert wrong == []
    assert [(each.chapter, each.title_en, each.paragraphs) for each in found] == [
        *(("outlook", "Outlook, soon", ("a", "b")), ("*", "", ())),
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("a,,,,\na,,,,\n", "the chapter 'a' is there twice"),
        ("a,甲,,,\n", "needs a title in both languages"),
        ("A b,,,,\n", "must be a word of small letters"),
        ("a,,,,x,y\n", "the line has 6 cells, the first line 5"),
        ("*,,,x,\n", "has nothing but its *"),
        ("a,,,,c.t\nb,,,,c.t\n", "the table 'c.t' is placed twice"),
    ],
)
def test_a_line_that_means_nothing_is_named(lines: str, words: str) -> None:
    _, wrong = read_outline(HEAD + lines)
    assert [words in message for _, message in wrong] == [True]


def test_the_columns_are_checked_first() -> None:
    assert "did you mean 'chapter'" in read_outline("chaptr,tables\n")[1][0][1]
    assert "must name the columns" in read_outline("")[1][0][1]
