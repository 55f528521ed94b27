"""What every command shares: its options, its progress bar, and how it says its result."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

DEFAULT_STUDY = "china_ai_2019"
"""The packaged study that is meant where none is named."""
StudyOption = Annotated[
    str, typer.Argument(metavar="STUDY", help="A study's folder, its study.yaml, or the name of a packaged study.")
]
TargetOption = Annotated[
    str, typer.Argument(metavar="STUDY-or-FILE", help="A study, or a database file that 'build' wrote.")
]
DataOption = Annotated[Path | None, typer.Option("--data", help="Folder of the source files [default: STUDY/data].")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
PROGRESS_AFTER_SECONDS = 1.0


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Give a callback that draws one bar on the terminal once the work has taken a second."""
    if quiet or not sys.stderr.isatty():
        yield lambda words, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=1.0)
    began, shown = time.monotonic(), False

    def tell(words: str, done: float) -> None:
        nonlocal shown
        if not shown and time.monotonic() - began > PROGRESS_AFTER_SECONDS:
            bar.start()
            shown = True
        # A finished task would stop its clock, and every stage begins anew.
        bar.update(task, description=f"{words:<40}", completed=min(done, 0.999))

    try:
        yield tell
    finally:
        if shown:
            bar.stop()


def say(
    quiet: bool, as_json: bool, result: dict[str, Any] | Callable[[], dict[str, Any]], words: Callable[[], str]
) -> None:
    """Print the result: one JSON object, or words, or nothing; a large object as a function that makes it."""
    if as_json:
        print(json.dumps(result() if callable(result) else result, ensure_ascii=False, default=str))
    elif not quiet:
        print(words())


def warn(warnings: list[str], quiet: bool) -> None:
    """Print warnings where errors go, unless they are unwanted."""
    for warning in () if quiet else warnings:
        print(f"warning: {warning}", file=sys.stderr)


def source_line(source: dict[str, Any]) -> str:
    """Say what became of the rows of a source."""
    return "{source_id}: {rows_read:,} rows read = {rows_kept:,} kept + {rows_rejected:,} rejected".format(**source)
