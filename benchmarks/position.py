"""The position of every node by others: betweenness, closeness, PageRank and constraint of the published size."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from benchmarks.measured import Failed, Line, measured, python, table, tell
from benchmarks.reference import NODES, RELATIONS, SEED, arcs

SOURCES = 50
"""Sources from which networkx searches; all would take it hours."""

Found = dict[str, float]
Work = Callable[[str], Callable[[], Found]]
"""Given a part, builds the network and returns the work that is measured."""


def lines() -> Iterator[Line]:
    """Yield what each library needs for each part, on the same arcs; CPU seconds are those of the work alone.

    Every library is given the graph as it wants it beforehand: with valuenet, rows and arrays; the ties of the others
    have no loops and no parallels. The sums show that all found the same.
    """
    for part, libraries in PARTS.items():
        for library in libraries:
            yield _line(part, library)


def _line(part: str, library: str) -> Line:
    what = f"{part} {NODES:,}/{RELATIONS:,}"
    if find_spec(library) is None:
        return Line(what, library, None, f"skipped: {library} is not installed")
    tell(f"{what} with {library}")
    try:
        cost = measured(python("-m", "benchmarks.position", "--only", part, library))
    except Failed as failed:
        return Line(what, library, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    said = "; ".join(f"{key} {value:,.6g}" for key, value in found["values"].items())
    return Line(what, library, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), said)


def _valuenet(part: str) -> Callable[[], Found]:
    from valuenet.network.graph import graph
    from valuenet.network.position.betweenness import betweenness
    from valuenet.network.position.closeness import closeness
    from valuenet.network.position.ranking import pagerank
    from valuenet.network.position.structural_holes import structural_holes

    source, target = arcs()
    built = graph(source, target, nodes=NODES)
    work: dict[str, Callable[[], Any]] = {
        "betweenness, directed": lambda: betweenness(built, directed=True).values,
        "betweenness, undirected": lambda: betweenness(built, directed=False).values,
        "closeness, directed": lambda: closeness(built, "in").within_component,
        "closeness, undirected": lambda: closeness(built, "both").within_component,
        "PageRank": lambda: pagerank(built) ** 2,
        "constraint": lambda: structural_holes(built).constraint,
    }
    return lambda: _summed(work[part]())


def _igraph(part: str) -> Callable[[], Found]:
    import igraph
    import numpy as np

    source, target = arcs()
    directed = "undirected" not in part
    built = igraph.Graph(n=NODES, edges=np.column_stack((source, target)), directed=directed).simplify()
    work: dict[str, Callable[[], Any]] = {
        "betweenness": lambda: built.betweenness(directed=directed),
        "closeness": lambda: built.closeness(mode="in"),
        "PageRank": lambda: np.square(built.pagerank()),
        "constraint": built.constraint,
    }
    return lambda: _summed(work[part.partition(",")[0]]())


def _networkit(part: str) -> Callable[[], Found]:
    import networkit
    import numpy as np

    source, target = arcs()
    directed = part == "betweenness, directed"
    built = networkit.Graph(NODES, directed=directed)
    ties = np.column_stack((source, target))[source != target]
    for one, other in np.unique(ties if directed else np.sort(ties, axis=1), axis=0).tolist():
        built.addEdge(one, other)
    halves = 1 if directed else 2  # networkit counts an undirected pair twice
    return lambda: _summed(np.array(networkit.centrality.Betweenness(built).run().scores()) / halves)


def _networkx(part: str) -> Callable[[], Found]:
    import networkx as nx

    source, target = arcs()
    built: Any = nx.DiGraph() if part == "betweenness, directed" else nx.Graph()
    built.add_nodes_from(range(NODES))
    built.add_edges_from((a, b) for a, b in zip(source.tolist(), target.tolist(), strict=True) if a != b)

    def search() -> Found:
        began = time.process_time()
        nx.betweenness_centrality(built, k=SOURCES, seed=SEED)
        took = time.process_time() - began
        return {"sources searched": SOURCES, "projected CPU s": took * NODES / SOURCES}

    return search


def _summed(values: Any) -> Found:
    import numpy as np

    return {"sum": float(np.nansum(np.asarray(values, np.float64)))}


LIBRARIES: dict[str, Work] = {
    "valuenet": _valuenet,
    "igraph": _igraph,
    "networkit": _networkit,
    "networkx": _networkx,
}
PARTS = {
    "betweenness, directed": tuple(LIBRARIES),
    "betweenness, undirected": tuple(LIBRARIES),
    "closeness, directed": ("valuenet", "igraph"),
    "closeness, undirected": ("valuenet", "igraph"),
    "PageRank": ("valuenet", "igraph"),
    "constraint": ("valuenet", "igraph"),
}
"""Parts of a position, exact, and the libraries that are asked for each."""


def _only(part: str, library: str) -> dict[str, Any]:
    """Do one piece of work in this process and return what it found and took."""
    work = LIBRARIES[library](part)
    cpu, wall = time.process_time(), time.monotonic()
    values = work()
    return {"values": values, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare the positions of nodes with those of others.")
    parser.add_argument("--only", nargs=2, metavar=("PART", "LIBRARY"), help="one piece of work, printed as JSON")
    chosen = parser.parse_args(words)
    print(json.dumps(_only(*chosen.only)) if chosen.only else table(lines()))


if __name__ == "__main__":
    main()
