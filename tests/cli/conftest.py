"""One example study, written and built once for all tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.called import valuenet


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "example"
    done = valuenet("new", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def database(study: Path) -> Path:
    file = study.parent / "example.duckdb"
    done = valuenet("build", str(study), "--out", str(file))
    assert done.returncode == 0, done.stderr
    return file
