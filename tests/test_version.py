"""The version that the installed package and the command line tell."""

from __future__ import annotations

import tomllib
from pathlib import Path

from valuenet.version import version


def test_the_version_is_that_of_the_package() -> None:
    told = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert version() == told["project"]["version"]
