"""Every figure of a sentence leads to a table of the report, and to the rows that it counts where they are known."""

import re
from importlib.resources import files

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, TextElement
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import block
from valuenet.language import LANGUAGES, Language, phrase
from valuenet.measures.catalogue import chapters
from valuenet.report.claims import counted, marked, pieces, plain
from valuenet.report.document import Document, written

WORDS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS.filter(bool), st.none() | st.integers(0, 99)), max_size=4), WORDS)
def test_a_sentence_comes_apart_into_what_it_was_made_of(parts: list[tuple[str, str, int | None]], end: str) -> None:
    text = "".join(before + marked(figure, "a.b", group) for before, figure, group in parts) + end
    assert written(pieces(text)) == plain(text) == "".join(before + figure for before, figure, _ in parts) + end
    assert [(each.text, each.group) for each in pieces(text) if each.table] == [part[1:] for part in parts]


@pytest.mark.parametrize(("value", "words"), [(12, "12"), (1234, "1,234")])
def test_a_count_is_written_as_any_other(value: int, words: str) -> None:
    said = phrase("table-rows-left-out", "en", rows=counted(value, "a.b"))
    assert plain(said) == phrase("table-rows-left-out", "en", rows=value)
    assert [each.text for each in pieces(said) if each.table] == [words]


@pytest.mark.parametrize("language", ["chinese", "english"])
def test_every_figure_of_the_report_has_an_origin_in_it(language: str, request: pytest.FixtureRequest) -> None:
    report: Document = request.getfixturevalue(language)
    tables = {each.name: each for chapter in report.chapters for each in chapter.blocks}
    sentences = [paragraph for chapter in report.chapters for paragraph in chapter.paragraphs]
    assert all(figure[0].table in tables for _, figure in report.figures)
    sentences += [figure for _, figure in report.figures]
    for sentence in sentences + [each.sentence for each in tables.values()]:
        for piece in sentence:
            assert not piece.table or piece.table in {*tables, *chapters()}
            assert piece.group is None or piece.group < len(tables[piece.table].groups)


def test_a_figure_of_one_row_leads_to_the_records_of_this_row(english: Document) -> None:
    table = block(english, "enterprises.by_region")
    (beijing,) = {piece.group for piece in table.sentence if piece.text == "2" and piece.group is not None}
    assert table.groups[beijing].subjects == ("e1", "e2")
    assert {piece.text for piece in table.sentence if piece.group == beijing} == {"2", "50.0%"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_typed_into_a_message(language: Language) -> None:
    """Only the conventions that a sentence explains are words of their own: levels of significance, ideals, years."""
    typed: dict[str, list[str]] = {}
    for path in sorted((files("valuenet") / "phrases" / language).iterdir(), key=lambda each: each.name):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message) and entry.id.name.partition("-")[0] in chapters():
                texts = _Texts()
                texts.visit(entry)
                typed |= {entry.id.name: texts.digits} if texts.digits else {}
    conventions = {"index-comparisons", "index-neighbours", "network-significance", "network-core-and-groups"}
    assert typed.keys() <= conventions
    assert {digit for some in typed.values() for digit in some} <= {"1", "9", "95", "2"}


class _Texts(Visitor):
    """The digits in the literal text of a message."""

    def __init__(self) -> None:
        self.digits: list[str] = []

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802 (the name that the visitor looks for)
        self.digits += re.findall(r"[0-9]+", node.value)
