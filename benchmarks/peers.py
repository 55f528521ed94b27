"""The same work by others: reading a table of a million rows, and the statistics of a network of the published size."""

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
NODES, RELATIONS, EGOS = 21_413, 31_949, 797
SEED = 2026
SOURCES = 50
"""Sources from which networkx searches; all would take it an hour."""


def lines(rows: int = ROWS) -> Iterator[Line]:
    """Yield what each reader needs for the same file of `rows` rows, then each network library for the same arcs.

    CPU and wall seconds are those of the work alone, without importing the library; memory is that of the process.
    """
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        sizes = ("--enterprises", str(rows // 10), "--relations", str(rows))
        measured(python("-m", "benchmarks.generate", folder, *sizes))
        for name, (_, note) in READERS.items():
            yield _line(f"read {rows:,} rows", name, note, Path(folder, "data", "ties.csv"))
    for name, (_, note) in NETWORKS.items():
        yield _line(f"network {NODES:,}/{RELATIONS:,}", name, note)


def _line(what: str, name: str, note: str, *more: Path) -> Line:
    library = name.partition(":")[0].partition(".")[0]
    if find_spec(library) is None:
        return Line(what, name, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
    tell(f"{what} with {name}")
    try:
        cost = measured(python("-m", "benchmarks.peers", "--only", name, *more))
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


def arcs() -> tuple[Any, Any]:
    """Return the ends of arcs in the shape of the published network: 797 egos, most partners with one tie."""
    import numpy as np

    random = np.random.default_rng(SEED)
    chances = random.lognormal(sigma=1.0, size=EGOS)
    egos = np.concatenate([np.arange(EGOS), random.choice(EGOS, RELATIONS - EGOS, p=chances / chances.sum())])
    partners = NODES - EGOS
    heavy = 1 / np.arange(1, partners + 1) ** 0.8
    again = random.choice(partners, RELATIONS - partners, p=heavy / heavy.sum())
    alters = EGOS + np.concatenate([np.arange(partners), again])
    random.shuffle(alters)
    out = random.random(RELATIONS) < 0.6
    return np.where(out, egos, alters), np.where(out, alters, egos)


def _network_valuenet(part: str) -> Callable[[], dict[str, float]]:
    from valuenet.network.clustering import clustering
    from valuenet.network.graph import graph
    from valuenet.network.paths import paths

    source, target = arcs()
    built = graph(source, target, nodes=NODES)
    if part == "clustering":
        return lambda: {"mean": float(clustering(built).undirected.mean())}
    return lambda: {"mean": paths(built, directed=part == "paths, directed").mean or 0.0}


def _network_igraph(part: str) -> Callable[[], dict[str, float]]:
    import igraph

    source, target = arcs()
    built = igraph.Graph(n=NODES, edges=list(zip(source.tolist(), target.tolist(), strict=True)), directed=True)
    if part == "clustering":
        shadow = built.as_undirected().simplify()
        return lambda: {"mean": shadow.transitivity_avglocal_undirected(mode="zero")}
    return lambda: {"mean": built.average_path_length(directed=part == "paths, directed", unconn=True)}


def _network_networkx(part: str) -> Callable[[], dict[str, float]]:
    import networkx as nx

    source, target = arcs()
    built: Any = nx.DiGraph() if part == "paths, directed" else nx.Graph()
    built.add_nodes_from(range(NODES))
    built.add_edges_from((a, b) for a, b in zip(source.tolist(), target.tolist(), strict=True) if a != b)
    if part == "clustering":
        return lambda: {"mean": nx.average_clustering(built)}
    chosen = range(0, NODES, NODES // SOURCES)[:SOURCES]

    def search() -> dict[str, float]:
        began = time.process_time()
        lengths = [length for each in chosen for length in nx.single_source_shortest_path_length(built, each).values()]
        took = (time.process_time() - began) * NODES / SOURCES
        return {"sampled mean": sum(lengths) / (len(lengths) - len(chosen)), "projected CPU s": took}

    return search


PARTS = ("paths, undirected", "paths, directed", "clustering")
NETWORKS: dict[str, tuple[Callable[[str], Callable[[], dict[str, float]]], str]] = {
    f"{library}: {part}": (
        work,
        f"only {SOURCES} sources searched" if library == "networkx" and part != "clustering" else "",
    )
    for part in PARTS
    for library, work in (
        ("valuenet", _network_valuenet),
        ("igraph", _network_igraph),
        ("networkx", _network_networkx),
    )
}
"""Average path length and average local clustering (0 for nodes of one neighbour), the graph being built already."""


def _only(name: str, path: Path | None) -> dict[str, Any]:
    """Do one piece of work in this process and return what it found and took."""
    work = READERS[name][0](path) if path else NETWORKS[name][0](name.partition(": ")[2])
    cpu, wall = time.process_time(), time.monotonic()
    values = work()
    return {"values": values, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's reader and network statistics with others.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--only", choices=[*READERS, *NETWORKS], help="one piece of work, printed as JSON")
    parser.add_argument("path", type=Path, nargs="?")
    chosen = parser.parse_args(words)
    print(json.dumps(_only(chosen.only, chosen.path)) if chosen.only else table(lines(chosen.rows)))


if __name__ == "__main__":
    main()
