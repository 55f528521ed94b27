"""The example study and its database, as the tests of the command line name them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def study(example_folder: Path) -> Path:
    """The folder of the example study."""
    return example_folder


@pytest.fixture(scope="session")
def database(example_folder: Path) -> Path:
    """The database of the example study."""
    return example_folder / "example.duckdb"
