"""The report of the default study from its database: CPU seconds of each format and all, and the peak of memory."""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import sysconf
from pathlib import Path

from benchmarks.measured import Cost, Failed, Line, measured, python, table, tell
from benchmarks.open_study import median

STUDY = "china_ai_2019"
ALL = "html,pdf,xlsx"
FORMATS = ("html", "pdf", "xlsx", "md", ALL)
GOAL = "goal 20 s CPU, 1,000 MB"
TIMES = 3
_COMMAND = ("-m", "valuenet.cli")
_EVERY = 0.02  # seconds between two looks at the memory


def lines(database: Path | None = None) -> Iterator[Line]:
    """Yield what each format costs in both languages, then all that a goal speaks of: the medians of three runs.

    `database` is a finished file; without one the default study is built first, which is not counted. The peak is
    that of the sum of the command and the process in which it sets its prints, on Linux; elsewhere of the greater.
    """
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as place:
        try:
            file = database.resolve() if database else _built(Path(place))
            for formats in FORMATS:
                tell(f"the report as {formats}")
                cost = median([_reported(file, formats, Path(place, "out")) for _ in range(TIMES)])
                yield Line("report", f"{STUDY}, {formats}", cost, GOAL if formats == ALL else "")
        except Failed as failed:
            yield Line("report", STUDY, None, f"failed: {failed}")


def _built(folder: Path) -> Path:
    tell("nothing yet: the default study is built")
    file = folder / f"{STUDY}.duckdb"
    measured(python(*_COMMAND, "build", STUDY, "--out", file, "--quiet"))
    return file


def _reported(file: Path, formats: str, out: Path) -> Cost:
    with _Peak() as peak:
        cost = measured(python(*_COMMAND, "report", file, "--format", formats, "--out", out, "--quiet"))
    return replace(cost, peak_mb=max(cost.peak_mb, peak.mb))


class _Peak:
    """Looks, in a thread of its own, at the memory of all processes below this one while a block runs."""

    def __init__(self) -> None:
        self.mb = 0.0
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look)

    def __enter__(self) -> _Peak:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        own = Path("/proc/self").resolve().name
        while not self._done.is_set() and own.isdigit():
            self.mb = max(self.mb, sum(map(_resident, below(own))))
            time.sleep(_EVERY)


def below(process: str) -> list[str]:
    """Return the processes that `process` began, and those that they began; none where the system does not tell.

    >>> below("no process")
    []
    """
    found: list[str] = []
    for children in Path("/proc", process, "task").glob("*/children"):
        began = _text(children).split()
        found += [*began, *(further for each in began for further in below(each))]
    return found


def _resident(process: str) -> float:
    pages = _text(Path("/proc", process, "statm")).split()
    return int(pages[1]) * sysconf("SC_PAGE_SIZE") / 1e6 if pages else 0.0


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it has ended
        return ""


def main(words: Sequence[str] | None = None) -> None:
    """Print what the report costs."""
    parser = argparse.ArgumentParser(description="Measure the report of the default study in every format.")
    parser.add_argument("--database", type=Path, help="its finished database file; built where none is named")
    print(table(lines(parser.parse_args(words).database)))


if __name__ == "__main__":
    main()
