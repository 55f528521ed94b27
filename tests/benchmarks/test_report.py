"""The memory of a command and of what it starts, together."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.report import below


def test_processes_are_found_through_those_that_began_them() -> None:
    inner = "import sys; print('ready', flush=True); sys.stdin.read()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        found = below(str(os.getpid()))
        process.communicate("")
    assert str(process.pid) in found
    assert len(found) >= 2
