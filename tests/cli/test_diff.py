from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_subject import called
from valuenet.errors import UsageError


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
