"""How results are said: in words, as one JSON object, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.called import valuenet


@pytest.mark.usefixtures("no_results")
def test_json_is_one_object_and_quiet_is_silent(study: Path, tmp_path: Path) -> None:
    done = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--json")
    assert json.loads(done.stdout)["database"] == str(tmp_path / "x.duckdb")
    silent = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")
