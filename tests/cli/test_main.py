"""The command line started as a module."""

from __future__ import annotations

import subprocess
import sys

from valuenet.version import version


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "valuenet.cli", "--version"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, f"valuenet {version()}\n")
