from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_subject import called
from valuenet.database.diff.diff import difference
from valuenet.errors import UsageError


@pytest.fixture(scope="module")
def found() -> dict[int, Any]:
    """What was found between the two waves, by how much of each list was asked for."""
    return {}


@pytest.fixture(autouse=True)
def _compared_once(found: dict[int, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare the two waves once, however often what was found is told."""

    def compared(both: Any, top: int, tell: Any) -> Any:
        found[top] = found.get(top) or difference(both, top, tell)
        return found[top]

    monkeypatch.setattr("valuenet.database.diff.diff.difference", compared)


def test_two_waves_are_told_in_words_and_as_json(changing_file: Path) -> None:
    words = called("diff", changing_file, "--wave", "2018", "--wave", "2019", "--top", "2")
    assert "Into the sample (5):" in words
    assert "Entry · Its source is new" in words
    told = json.loads(called("diff", changing_file, "--wave", "2018", "--wave", "2019", "--json"))
    assert told["subjects"]["into_sample"]["count"] == 5
    assert called("diff", changing_file, "--wave", "2018", "--wave", "2019", "--quiet") == ""


def test_chinese_reads_as_chinese(changing_file: Path) -> None:
    words = called("diff", changing_file, "--wave", "2018", "--wave", "2019", "--lang", "zh")
    assert "进入样本（5 个）：" in words
    assert "进入 · 同一名录此前未列" in words


def test_an_unknown_language_is_refused(changing_file: Path) -> None:
    with pytest.raises(UsageError, match="'fr' is not a language; known: zh, en"):
        called("diff", changing_file, "--lang", "fr")
