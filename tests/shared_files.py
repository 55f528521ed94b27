"""Files that take long to make: made once in a run, by the first worker that asks for them, and only read by all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

SECONDS = 600
"""How long a worker waits for another one to finish."""


def made_once(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder `name` of this run, which `make` filled; no test may change anything in it.

    A lock of SQLite is held while it is made: one that every system has, and that ends with its process.
    """
    base = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own in that of the run
        base = base.parent
    folder, made = base / f"{name}-shared", base / f"{name}.made"
    with closing(sqlite3.connect(base / f"{name}.lock", timeout=SECONDS)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
