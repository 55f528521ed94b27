"""The same work by others: reading a table of a million rows (networks: `network.py`)."""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.measured import Failed, Line, measured, python, table, tell

ROWS = 1_000_000


def lines(rows: int = ROWS) -> Iterator[Line]:
    """Yield what each reader needs for the same file of `rows` rows.

    CPU and wall seconds are those of the work alone, without importing the library; memory is that of the process.
    """
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        sizes = ("--enterprises", str(rows // 10), "--relations", str(rows))
        measured(python("-m", "benchmarks.generate", folder, *sizes))
        for name, (_, note) in READERS.items():
            yield _line(f"read {rows:,} rows", name, note, Path(folder, "data", "ties.csv"))


def _line(what: str, name: str, note: str, path: Path) -> Line:
    library = name.partition(".")[0]
    if find_spec(library) is None:
        return Line(what, name, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
    tell(f"{what} with {name}")
    try:
        cost = measured(python("-m", "benchmarks.peers", "--only", name, path))
    except Failed as failed:
        return Line(what, name, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    said = "; ".join([note, *(f"{key} {value:,.6g}" for key, value in found["values"].items())])
    return Line(what, name, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), said.removeprefix("; "))


def _read_valuenet(path: Path) -> Callable[[], dict[str, float]]:
    from valuenet.collect.read import read_table
    from valuenet.model.declared import Label
    from valuenet.model.source import Source

    source = Source(title=Label(zh="表", en="Table"), path=path.name)
    return lambda: {"rows": read_table(path, source).frame.height}


def _read_polars(path: Path) -> Callable[[], dict[str, float]]:
    import polars as pl

    return lambda: {"rows": pl.read_csv(path, infer_schema=False).height}


def _read_duckdb(path: Path) -> Callable[[], dict[str, float]]:
    import duckdb

    def read() -> dict[str, float]:
        con = duckdb.connect()
        con.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', all_varchar = true)")
        return {"rows": con.execute("SELECT count(*) FROM t").fetchall()[0][0]}

    return read


def _read_csv(path: Path) -> Callable[[], dict[str, float]]:
    def read() -> dict[str, float]:
        with path.open(encoding="utf-8", newline="") as file:
            return {"rows": len(list(csv.reader(file))) - 1}

    return read


READERS: dict[str, tuple[Callable[[Path], Callable[[], dict[str, float]]], str]] = {
    "valuenet.collect": (_read_valuenet, "every row kept or rejected with its number and reason; hash"),
    "polars": (_read_polars, "the first bad row ends it"),
    "duckdb": (_read_duckdb, "the first bad row ends it"),
    "csv": (_read_csv, "lists of str, rows unchecked"),
}
"""Readers of a CSV file into a table of text in memory: imports first, then the work."""


def _only(name: str, path: Path) -> dict[str, Any]:
    """Do one piece of work in this process and return what it found and took."""
    work = READERS[name][0](path)
    cpu, wall = time.process_time(), time.monotonic()
    values = work()
    return {"values": values, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's reader with others.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--only", choices=READERS, help="one piece of work, printed as JSON")
    parser.add_argument("path", type=Path, nargs="?")
    chosen = parser.parse_args(words)
    print(json.dumps(_only(chosen.only, chosen.path)) if chosen.only else table(lines(chosen.rows)))


if __name__ == "__main__":
    main()
