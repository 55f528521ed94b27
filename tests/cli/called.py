"""The command line as its user meets it: called in this process, or in one of its own where that matters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest

from valuenet.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'valuenet'; from valuenet.cli import main; main()")
TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1"}
"""A terminal 80 characters wide, without colours."""


@dataclass(frozen=True)
class Said:
    """How a call ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def valuenet(*words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> Said:
    """Call what the installed command calls, in this process: a process of its own takes a second of imports."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, {**TERMINAL, **(environment or {})}),
        mock.patch.object(sys, "argv", ["valuenet", *words]),
        _no_main_module(),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    code = ended.value.code
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Leave the command nothing to take its name from but its first word."""
    real = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = real


def process(
    *words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Call the command line in a process of its own."""
    around = {**os.environ, **TERMINAL, **(environment or {})}
    return subprocess.run([*COMMAND, *words], capture_output=True, text=True, cwd=cwd, env=around, timeout=120)


def help_text(*words: str) -> str:
    return valuenet(*words, "--help").stdout.strip()
