"""The command line in a process of its own, as its user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'valuenet'; from valuenet.cli import main; main()")


def valuenet(
    *words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, in a terminal 80 characters wide."""
    around = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **(environment or {})}
    return subprocess.run([*COMMAND, *words], capture_output=True, text=True, cwd=cwd, env=around, timeout=120)


def help_text(*words: str) -> str:
    return valuenet(*words, "--help").stdout.strip()
