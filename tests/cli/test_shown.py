"""How results are said: in words, as one JSON object, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.called import valuenet
from tests.conftest import MakeStudy
from valuenet.cli.shown import say

FIRMS = {"firms": {"records": [{"subject": "enterprise", "fields": {"name_zh": "名称"}}]}}


@pytest.mark.usefixtures("bare_build")
def test_json_is_one_object_and_quiet_is_silent(make_study: MakeStudy, tmp_path: Path) -> None:
    study = make_study(FIRMS, {"firms.csv": "名称\n甲\n"})
    done = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--json")
    assert json.loads(done.stdout)["database"] == str(tmp_path / "x.duckdb")
    silent = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_a_large_object_is_made_only_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    say(False, False, lambda: pytest.fail("made in vain"), lambda: "words")
    assert capsys.readouterr().out == "words\n"
    say(False, True, lambda: {"whole": 1}, lambda: "words")
    assert json.loads(capsys.readouterr().out) == {"whole": 1}
