"""Tables for a terminal."""

from __future__ import annotations

import pytest

from valuenet.cli.drawn import chapter_title, drawn, table_of


def test_a_table_takes_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    table = table_of("Title", "first", "second")
    table.add_row("a" * 100, "1")
    lines = drawn([table, "last"]).splitlines()
    assert 50 < max(map(len, lines)) <= 60
    assert sum(line.count("a") for line in lines[:-1]) == 100
    assert lines[-1] == "last"


def test_chapters_have_titles() -> None:
    assert (chapter_title("index"), chapter_title("background")) == ("Regional competitiveness index", "Background")
    assert chapter_title("") == "Figures"
