"""All benchmarks, printed as one table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import (
    exchange,
    index,
    layout,
    network,
    nulls,
    open_study,
    peers,
    pipeline,
    position,
    reconstruction,
    report,
    resolution,
)
from benchmarks.measured import Line, table


def lines(data: Path | None, *, full: bool, folder: Path | None = None) -> Iterator[Line]:
    """Yield the lines of every benchmark: both studies, builds by size (`full`: to ten million), readers, networks."""
    yield from open_study.lines(data)
    yield from report.lines()
    yield from reconstruction.lines()
    yield from pipeline.lines(pipeline.FULL if full else pipeline.SIZES, folder)
    yield from peers.lines()
    for bench in (network, nulls, position, layout, exchange, index, resolution):
        yield from bench.lines()


def main(words: Sequence[str] | None = None) -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="Measure valuenet's time and memory.")
    parser.add_argument("--full", action="store_true", help="build up to 10,000,000 relations (needs 10 GB of disk)")
    parser.add_argument("--data", type=Path, help="folder of the open study's sources")
    parser.add_argument("--folder", type=Path, help="where generated files lie while they are needed")
    chosen = parser.parse_args(words)
    print(table(lines(chosen.data, full=chosen.full, folder=chosen.folder)))


if __name__ == "__main__":
    main()
