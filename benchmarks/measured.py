"""One process, measured from outside: its CPU seconds, wall seconds and peak memory; and the table that shows them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere


class Failed(Exception):
    """A measured program ended with an error; the message is the last line it wrote."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of all threads, wall seconds, peak resident memory in MB (10^6 bytes), and what was printed."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    printed: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the table; `cost` is None where nothing was measured, and `note` says why."""

    what: str
    case: str
    cost: Cost | None
    note: str = ""


def measured(words: Sequence[str | Path]) -> Cost:
    """Run the program `words` in a process of its own and return what it took; raise `Failed` where it fails.

    The caller should hold little memory itself: to the system, a new process begins with its maker's.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in words], cwd=ROOT, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            said = err.read().strip().splitlines()
            raise Failed(said[-1] if said else f"ended with code {process.returncode}")
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _RSS_UNIT / 1e6, out.read())


def python(*words: str | Path) -> list[str | Path]:
    """Return the command that runs a module or file with the Python that runs here."""
    return [sys.executable, *words]


def table(lines: Iterable[Line]) -> str:
    """Return the lines as a table of plain text.

    >>> print(table([Line("read", "csv", Cost(1.25, 2.0, 310.4), "goal 2 s")]))
    what  case  CPU s  wall s  peak MB  note
    read  csv    1.25    2.00      310  goal 2 s
    """
    rows = [("what", "case", "CPU s", "wall s", "peak MB", "note"), *map(_cells, lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    signs = ("<", "<", ">", ">", ">", "<")
    shown = ("  ".join(f"{c:{sign}{width}}" for c, sign, width in zip(row, signs, widths, strict=True)) for row in rows)
    return "\n".join(row.rstrip() for row in shown)


def _cells(line: Line) -> tuple[str, ...]:
    cost = line.cost
    if cost is None:
        return line.what, line.case, "-", "-", "-", line.note
    return line.what, line.case, f"{cost.cpu_s:.2f}", f"{cost.wall_s:.2f}", f"{cost.peak_mb:,.0f}", line.note


def tell(words: str) -> None:
    """Say on the error stream what is being measured now."""
    print(f"measuring {words} ...", file=sys.stderr, flush=True)
