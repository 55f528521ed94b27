from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from valuenet.cli.entry import app
from valuenet.errors import UsageError


def called(*words: object) -> str:
    done = CliRunner().invoke(app, [*map(str, words)], env={"COLUMNS": "100", "NO_COLOR": "1"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_a_subject_is_told_in_words_and_as_json(changing_file: Path) -> None:
    words = called("subject", "Alpha", changing_file)
    assert "First seen 2018, last seen 2019." in words
    assert "its source comes first: firms_2018, row 2 (2018-12-31)" in words
    told: dict[str, Any] = json.loads(called("subject", "Alpha", changing_file, "--json", "--top", "1"))
    assert told["found_by"] == "name"
    assert told["conflicts"] == ["name_en", "region", "city", "founded"]
    assert [(tie["side"], tie["count"], len(tie["ties"])) for tie in told["ties"]] == [("ego", 2, 1), ("alter", 1, 1)]
    assert called("subject", "Alpha", changing_file, "--quiet") == ""


def test_chinese_reads_as_chinese(changing_file: Path) -> None:
    words = called("subject", "甲", changing_file, "--lang", "zh")
    assert "来源之间有 4 个字段不一致：英文名称、所在省份、所在城市和成立时间。" in words
    assert "来源次序在先：firms_2018，第 2 行" in words


def test_an_unknown_language_is_refused(changing_file: Path) -> None:
    with pytest.raises(UsageError, match="'fr' is not a language; known: zh, en"):
        called("subject", "甲", changing_file, "--lang", "fr")
