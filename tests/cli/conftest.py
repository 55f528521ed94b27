"""The example study and its database, as the tests of the command line name them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.called import Said


@pytest.fixture(scope="session")
def study(example_folder: Path) -> Path:
    """The folder of the example study."""
    return example_folder


@pytest.fixture(scope="session")
def database(example_folder: Path) -> Path:
    """The database of the example study."""
    return example_folder / "example.duckdb"


@pytest.fixture(scope="session")
def said(example_folder: Path) -> dict[str, Said]:
    """What `new` and `build` said when they made the example study, each in a process of its own."""
    ended = json.loads((example_folder.parent / "said.json").read_text(encoding="utf-8"))
    return {name: Said(*each) for name, each in zip(("new", "build"), ended, strict=True)}
