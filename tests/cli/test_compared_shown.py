"""How the comparison with a database is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.audit.printed import printed
from valuenet.audit.compare import Compared
from valuenet.cli.compared_shown import compared_json, compared_words

HELD = printed("sample.a", 5, chapter="sample", status="exact")
TYPO = printed("rd.b", 113, chapter="technology", status="typo", reason="Two digits changed places.", language="zh")
ROWS = [
    Compared(HELD, "equal", 5.0, "sample.totals", "SELECT 5"),
    Compared(TYPO, "differs", 131.0, "technology.x", "SELECT 131"),
    Compared(replace(TYPO, id="rd.b.en", language="en"), "differs", 131.0, "technology.x", "SELECT 131"),
    Compared(printed("background.c", 9, chapter="background", status="exact"), "unbound", unbound_en="quoted"),
]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_the_summary_counts_what_some_table_yields() -> None:
    told = compared_words(ROWS)
    assert told.endswith("1 of 3 exact; 1 figure that no table counts")
    assert "rd.b (zh, en)" in told
    assert "Two digits changed places." in told
    assert "!" not in told


def test_a_figure_that_should_hold_and_does_not_is_marked() -> None:
    failing = Compared(HELD, "no_data", None, "sample.totals", "SELECT 1")
    told = compared_words([failing])
    assert "! sample.a" in told
    assert told.endswith("1 figure of status exact differs, marked with !")


def test_json_holds_the_query_behind_each_figure() -> None:
    found = compared_json(ROWS)
    assert (found["exact"], found["compared"], found["failing"]) == (1, 3, 0)
    assert [each["query"] for each in found["figures"]] == ["SELECT 5", "SELECT 131", "SELECT 131", None]
    assert found["chapters"][0]["exact"] == 1


def test_the_whole_lists_every_figure_with_its_query_or_why_there_is_none() -> None:
    told, short = compared_words(ROWS, whole=True), compared_words(ROWS)
    for words in ("sample.a", "SELECT 5", "rd.b", "rd.b.en", "SELECT 131", "background.c", "quoted"):
        assert words in told, words
    assert "SELECT 5" not in short
    assert "--all" in short
