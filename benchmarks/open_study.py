"""What a user waits for: the open study from raw files to both reports, and the help of the command line."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measured import ROOT, Cost, Failed, Line, measured, python, table, tell

STUDY = ROOT / "studies" / "china_ai_2018_open"
REPORT_GOAL = "goal 15 s CPU, 1,000 MB"
HELP_GOAL = "goal 0.5 s CPU"
TIMES = 3
_COMMAND = ("-m", "valuenet.cli")


def lines(data: Path | None = None) -> Iterator[Line]:
    """Yield the medians of three runs of `valuenet report` on the open study and of `valuenet --help`.

    `data` is the folder of the study's sources; `data_folder` says where it is looked for.
    """
    folder = data_folder(data)
    if folder is None:
        yield Line("report", "open study", None, "skipped: no sources here; fetch them, or use --data")
    else:
        tell("the report of the open study")
        with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as out:
            yield _line("report", "open study", REPORT_GOAL, "report", STUDY, "--data", folder, "--out", out, "--quiet")
    tell("the help of the command line")
    yield _line("help", "valuenet --help", HELP_GOAL, "--help")


def data_folder(named: Path | None) -> Path | None:
    """Return the folder of the open study's sources: the one `named`, or else the first that holds one of them.

    That is the one in the environment variable VALUENET_DATA, the study's own `data`, or a folder `data` of a folder
    beside the repository; None where it is none of them.
    """
    if named is not None:
        return named.resolve()
    declared = (STUDY / "study.yaml").read_text(encoding="utf-8")
    paths = re.findall(r"^ +path: *[\"']?([^\"'#\s]+)", declared, re.MULTILINE)
    spoken = [Path(os.environ["VALUENET_DATA"])] if "VALUENET_DATA" in os.environ else []
    places = [*spoken, STUDY / "data", *sorted(ROOT.parent.glob("*/data"))]
    return next((place.resolve() for place in places if any((place / path).is_file() for path in paths)), None)


def _line(what: str, case: str, goal: str, *words: str | Path) -> Line:
    try:
        costs = [measured(python(*_COMMAND, *words)) for _ in range(TIMES)]
    except Failed as failed:
        return Line(what, case, None, f"failed: {failed}")
    return Line(what, case, median(costs), f"{goal}; median of {TIMES}")


def median(costs: Sequence[Cost]) -> Cost:
    """Return the run whose CPU time is the median of an odd number of runs.

    >>> median([Cost(3, 1, 1), Cost(1, 1, 1), Cost(2, 1, 1)]).cpu_s
    2
    """
    return sorted(costs, key=lambda cost: cost.cpu_s)[len(costs) // 2]


def main(words: Sequence[str] | None = None) -> None:
    """Print what the open study and the help cost."""
    parser = argparse.ArgumentParser(description="Measure the report of the open study, and --help.")
    parser.add_argument("--data", type=Path, help="folder of the study's sources")
    print(table(lines(parser.parse_args(words).data)))


if __name__ == "__main__":
    main()
