"""Markdown that shows names as they are: read back by a CommonMark reader, with what pandoc and Quarto add to it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.report.conftest import FORMULA, SCRIPT, block
from valuenet.report.document import Column, Document, Row, TableBlock
from valuenet.report.markdown import LONGEST, identifier, markdown, paragraph, table_markdown, text

READER = MarkdownIt("commonmark").enable("table")
HARM = (
    "a|b",
    "*a* _b_ `c`",
    SCRIPT,
    "x\ny\r\n- z",
    "[a](javascript:alert(1))",
    "$x$ @key ~s~ ^u^",
    "{{< include x >}}",
)


def table(*cells: str) -> TableBlock:
    """A table of one text column."""
    rows = tuple(Row((cell,), (cell,)) for cell in cells)
    return TableBlock("a.b_c", "1.1", "T", (), (Column("x", "名称", "text", numeric=False),), rows, "SELECT 1")


def cells(source: str) -> list[str]:
    """The cells of the body, as a browser shows them."""
    return [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", READER.render(source), re.DOTALL)]


def test_names_are_inert_in_a_table() -> None:
    assert cells(table_markdown(table(*HARM))) == [" ".join(name.split()) for name in HARM]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_text_comes_back_in_one_line(names: list[str]) -> None:
    shown = [re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", name).strip() for name in names]
    assert [cell.strip() for cell in cells(table_markdown(table(*names)))] == shown


@pytest.mark.parametrize("words", ["1. a", "(a) b", "- a", "+ a", "# a", ": a", "> a", "a) b", "--- a", "    a", "=a"])
def test_a_paragraph_begins_nothing_else(words: str) -> None:
    assert unescape(READER.render(paragraph(words))) == f"<p>{words.strip()}</p>\n"


def test_what_only_pandoc_and_quarto_read_is_escaped_too() -> None:
    assert text("{{< x >}} $a$ @b ~c~ ^d^") == r"\{\{\< x \>\}\} \$a\$ \@b \~c\~ \^d\^"
    assert paragraph("(1) a") == r"(1\) a"


def test_a_table_has_its_caption_and_id() -> None:
    lines = table_markdown(table("x"), mark=" · synthetic").splitlines()
    assert lines[-1] == ": T · synthetic {#tbl-a-b-c}"
    assert identifier("fig", "network.top_sample_nodes") == "fig-network-top-sample-nodes"


def test_a_report_is_a_text_and_its_charts(english: Document) -> None:
    (name, content), *charts = markdown(english)
    whole = content.decode()
    assert name == "tiny.en.md"
    assert whole.startswith('---\ntitle: "A tiny study <b>"\n')
    drawn = re.findall(r"\]\((tiny\.en\.charts/[\w.]+\.svg)\)\{#fig-", whole)
    assert drawn == [each for each, _ in charts]
    assert all(drawing.startswith(b"<svg") for _, drawing in charts)
    ids = re.findall(r"\{#([\w-]+)", whole)
    assert len(ids) == len(set(ids))
    assert len(re.findall(r"^: .*\{#tbl-", whole, re.MULTILINE)) == sum(
        bool(each.rows) for chapter in english.chapters for each in chapter.blocks
    )
    assert FORMULA.replace("://", ":\\//").replace("(", "(") in whole.replace("\\_", "_")
    assert "<script>" not in whole


def test_equal_documents_give_equal_bytes(chinese: Document) -> None:
    assert list(markdown(chinese)) == list(markdown(chinese))


def test_long_lists_are_cut_and_say_so(english: Document) -> None:
    listed = block(english, "method.rejected_rows")
    many = TableBlock(**{**vars(listed), "rows": listed.rows * 60})
    assert table_markdown(many, rows=LONGEST).count("\n|") == LONGEST + 1
