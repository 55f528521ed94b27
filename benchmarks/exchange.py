"""Network files: what reading and writing take, beside networkx and igraph; and edge lists of ten million rows."""

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
from benchmarks.reference import EGOS, NODES, RELATIONS, SEED, arcs

ROWS = 10_000_000
"""Rows of the large edge list; a fifth as many nodes."""
KINDS = ("technology_input", "technology_output", "study", "work", "financing", "investment")


def lines(rows: int = ROWS) -> Iterator[Line]:
    """Yield what each library needs to write and to read the same network of the published size, then large lists.

    The network has labels, kinds, positions and eleven more columns, as the default study's has. CPU and wall seconds
    are those of the work alone, without importing the library; memory is that of the process.
    """
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as folder:
        measured(python("-m", "benchmarks.exchange", folder, "--only", "make", "--rows", str(rows)))
        for name in WORKS:
            yield _line(name, Path(folder))


def _line(name: str, folder: Path) -> Line:
    library, _, what = name.partition(": ")
    if find_spec(library) is None:
        return Line(what, library, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
    tell(f"{what} with {library}")
    try:
        cost = measured(python("-m", "benchmarks.exchange", folder, "--only", name))
    except Failed as failed:
        return Line(what, library, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    return Line(what, library, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), found["note"])


def make(folder: Path, rows: int) -> None:
    """Write the files that are read: the network in every format, and the large edge lists."""
    from valuenet.network.exchange.file import write_network_file

    network = _network()
    for suffix in ("gexf", "graphml", "parquet", "csv"):
        write_network_file(network, folder / f"net.{suffix}")
    _pairs(folder / "ties.csv", network)
    _many(folder, rows)


def _pairs(path: Path, network: Any) -> None:
    from valuenet.network.exchange.tables import with_ids

    with_ids(network).select("source", "target").write_csv(path)


def _many(folder: Path, rows: int) -> None:
    import numpy as np
    import polars as pl

    random = np.random.default_rng(SEED)
    ends = pl.DataFrame({"source": (rows // 5 * random.random(rows) ** 2).astype(np.int64)})
    ends = ends.with_columns(target=random.integers(0, rows // 5, rows))
    ends.write_csv(folder / "numbers.csv")
    ends.select(pl.format("enterprise-{}-cn", pl.col(end)).alias(end) for end in ends.columns).write_csv(
        folder / "names.csv"
    )


def _network() -> Any:
    import numpy as np
    import polars as pl

    from valuenet.network.network import Network

    source, target = arcs()
    random = np.random.default_rng(SEED)
    number = pl.Series(range(NODES)).cast(pl.String)
    codes = {name: random.choice(list("ABCDEFGH"), NODES) for name in ("country", "region", "sector", "layer")}
    nodes = pl.DataFrame(
        {"id": "enterprise-" + number, "label": "合成企业" + number, "label_en": "Enterprise " + number}
    )
    nodes = nodes.with_columns(sample=pl.Series(range(NODES)) < EGOS, kind=pl.lit("enterprise"), **{
        name: pl.Series(values) for name, values in codes.items()
    })  # fmt: skip
    nodes = nodes.with_columns(pl.Series(name, random.normal(0, 1000, NODES)) for name in ("x", "y"))
    relations = pl.DataFrame({"source": source, "target": target, "kind": random.choice(KINDS, RELATIONS)})
    relations = relations.with_columns(
        family=pl.lit("technology"),
        ego_is_source=pl.col("source") < EGOS,
        weight=pl.lit(1.0),
        relation_id="r-" + pl.int_range(RELATIONS).cast(pl.String),
    )
    return Network(nodes, relations)


def _written(suffix: str) -> Callable[[Path], Callable[[], str]]:
    def prepare(folder: Path) -> Callable[[], str]:
        from valuenet.network.exchange.file import write_network_file

        network, path = _network(), folder / f"written.{suffix}"

        def write() -> str:
            write_network_file(network, path)
            return ""

        return write

    return prepare


def _read(name: str) -> Callable[[Path], Callable[[], str]]:
    def prepare(folder: Path) -> Callable[[], str]:
        from valuenet.network.exchange.file import read_network_file

        def read() -> str:
            found = read_network_file(folder / name)
            return f"{found.nodes.height:,} nodes, {found.relations.height:,} relations"

        return read

    return prepare


def _networkx_read(suffix: str) -> Callable[[Path], Callable[[], str]]:
    def prepare(folder: Path) -> Callable[[], str]:
        import networkx as nx

        read: Any = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[suffix]

        def work() -> str:
            found = read(folder / f"net.{suffix}")
            return f"{found.number_of_nodes():,} nodes, {found.number_of_edges():,} relations"

        return work

    return prepare


def _networkx_written(suffix: str) -> Callable[[Path], Callable[[], str]]:
    def prepare(folder: Path) -> Callable[[], str]:
        import networkx as nx

        graph = nx.read_graphml(folder / "net.graphml")
        write: Any = {"gexf": nx.write_gexf, "graphml": nx.write_graphml_xml}[suffix]

        def work() -> str:
            write(graph, folder / f"written-there.{suffix}")
            return ""

        return work

    return prepare


def _networkx_pairs(folder: Path) -> Callable[[], str]:
    import networkx as nx

    def work() -> str:
        with (folder / "ties.csv").open("rb") as file:
            next(file)
            found: Any = nx.read_edgelist(file, delimiter=",", create_using=nx.MultiDiGraph)
        return f"{found.number_of_nodes():,} nodes, {found.number_of_edges():,} relations"

    return work


def _igraph_graphml(folder: Path) -> Callable[[], str]:
    import igraph

    def work() -> str:
        found = igraph.Graph.Read_GraphML(str(folder / "net.graphml"))
        return f"{found.vcount():,} nodes, {found.ecount():,} relations"

    return work


def _igraph_names(folder: Path) -> Callable[[], str]:
    import igraph

    def work() -> str:
        with (folder / "names.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            found = igraph.Graph.TupleList(rows, directed=True)
        return f"{found.vcount():,} nodes, {found.ecount():,} relations"

    return work


SIZE = f"{NODES:,}/{RELATIONS:,}"
WORKS: dict[str, Callable[[Path], Callable[[], str]]] = {
    f"valuenet: write GEXF {SIZE}": _written("gexf"),
    f"networkx: write GEXF {SIZE}": _networkx_written("gexf"),
    f"valuenet: read GEXF {SIZE}": _read("net.gexf"),
    f"networkx: read GEXF {SIZE}": _networkx_read("gexf"),
    f"valuenet: write GraphML {SIZE}": _written("graphml"),
    f"networkx: write GraphML {SIZE}": _networkx_written("graphml"),
    f"valuenet: read GraphML {SIZE}": _read("net.graphml"),
    f"networkx: read GraphML {SIZE}": _networkx_read("graphml"),
    f"igraph: read GraphML {SIZE}": _igraph_graphml,
    f"valuenet: read Parquet {SIZE}": _read("net.parquet"),
    f"valuenet: read CSV, all columns {SIZE}": _read("net.csv"),
    f"valuenet: read pairs {RELATIONS:,}": _read("ties.csv"),
    f"networkx: read pairs {RELATIONS:,}": _networkx_pairs,
    "valuenet: read pairs of numbers, large": _read("numbers.csv"),
    "valuenet: read pairs of names, large": _read("names.csv"),
    "igraph: read pairs of names, large": _igraph_names,
}
"""Library and work; each prepares in a folder with the files, and then does the work and says what it found."""


def _only(name: str, folder: Path) -> dict[str, Any]:
    """Do one piece of work in this process and return what it found and took."""
    work = WORKS[name](folder)
    cpu, wall = time.process_time(), time.monotonic()
    note = work()
    return {"note": note, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's network files with others'.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--only", choices=["make", *WORKS], help="one piece of work, printed as JSON")
    parser.add_argument("folder", type=Path, nargs="?", default=Path())
    chosen = parser.parse_args(words)
    if chosen.only == "make":
        make(chosen.folder, chosen.rows)
    else:
        print(json.dumps(_only(chosen.only, chosen.folder)) if chosen.only else table(lines(chosen.rows)))


if __name__ == "__main__":
    main()
