"""What it costs to build a study from raw files to results, from ten thousand relations to ten million."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measured import Cost, Failed, Line, measured, python, table, tell

SIZES = (10_000, 100_000, 1_000_000)
FULL = (*SIZES, 10_000_000)
"""Relations; there is one enterprise for every ten of them."""
GOAL_MB = 8_000
_SMALLEST = 100
"""Relations of a study that costs hardly more than starting the program."""


def lines(sizes: Sequence[int] = SIZES, folder: Path | None = None) -> Iterator[Line]:
    """Build a generated study of each size and yield its cost; `folder` holds the files while they are needed.

    The cost of a row is compared with that of the first size: as it is, and without what starting the program costs.
    """
    start = _built(_SMALLEST, folder)
    yield Line("build", f"{_SMALLEST:,} relations", start, "little but the start")
    first: Cost | None = None
    for size in sizes:
        try:
            cost = _built(size, folder)
        except Failed as failed:
            yield Line("build", f"{size:,} relations", None, f"failed: {failed}")
            continue
        first = first or cost
        yield Line("build", f"{size:,} relations", cost, _note(size, cost, sizes[0], first, start))


def _built(relations: int, folder: Path | None) -> Cost:
    enterprises = relations // 10
    tell(f"a build of {enterprises:,} enterprises and {relations:,} relations")
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-", dir=folder) as place:
        sizes = ("--enterprises", str(enterprises), "--relations", str(relations))
        measured(python("-m", "benchmarks.generate", Path(place, "study"), *sizes))
        out = Path(place, "benchmark.duckdb")
        return measured(python("-m", "valuenet.cli", "build", Path(place, "study"), "--out", out, "--quiet"))


def _note(size: int, cost: Cost, first_size: int, first: Cost, start: Cost) -> str:
    each, first_each = cost.cpu_s / rows_of(size), first.cpu_s / rows_of(first_size)
    beyond = (cost.cpu_s - start.cpu_s) / rows_of(size)
    first_beyond = (first.cpu_s - start.cpu_s) / rows_of(first_size)
    goal = f"; goal {GOAL_MB:,} MB" if size == FULL[-1] else ""
    return (
        f"{each * 1e6:.0f} µs a row, {each / first_each:.2f} x the first; "
        f"without the start {beyond * 1e6:.0f} µs, {beyond / first_beyond:.2f} x{goal}"
    )


def rows_of(relations: int) -> int:
    """Return the rows that a study of so many relations reads: one each, and one for each enterprise.

    >>> rows_of(10_000)
    11000
    """
    return relations + relations // 10


def main(words: Sequence[str] | None = None) -> None:
    """Print the costs of the sizes that the command line names."""
    parser = argparse.ArgumentParser(description="Build generated studies and print what each cost.")
    parser.add_argument("relations", type=int, nargs="*", default=[], help=f"sizes, default {SIZES}")
    parser.add_argument("--full", action="store_true", help=f"up to {FULL[-1]:,} relations")
    parser.add_argument("--folder", type=Path, help="where the files lie while they are needed (up to 10 GB)")
    chosen = parser.parse_args(words)
    print(table(lines(chosen.relations or (FULL if chosen.full else SIZES), chosen.folder)))


if __name__ == "__main__":
    main()
