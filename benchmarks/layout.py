"""The layout of a network of the published size, beside those of igraph and networkx."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from benchmarks.measured import Failed, Line, measured, python, table, tell
from benchmarks.reference import NODES, RELATIONS, arcs

ROUNDS = 50
"""Of networkx's forces; what is measured is one, and multiplied."""

Places = Any
Work = Callable[[], tuple[Places, float]]
"""Lays the network out; returns the places `(n, 2)` and by what its cost is to be multiplied."""


def lines() -> Iterator[Line]:
    """Yield the cost of each layout of the same arcs, the graph being built and the library loaded already.

    The note gives the mean length of a tie divided by the mean distance of two nodes drawn at random, and how many
    nodes lie within a thousandth of the picture's width of another one.
    """
    for name in LAYOUTS:
        what, library = f"layout {NODES:,}/{RELATIONS:,}", name.partition(":")[0]
        if find_spec(library) is None:
            yield Line(what, name, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
            continue
        tell(f"{what} with {name}")
        try:
            cost = measured(python("-m", "benchmarks.layout", "--only", name))
        except Failed as failed:
            yield Line(what, name, None, f"failed: {failed}")
            continue
        found = json.loads(cost.printed)
        yield Line(what, name, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), found["note"])


def _valuenet() -> Work:
    import numpy as np

    from valuenet.network.graph import graph
    from valuenet.network.picture.layout import layout

    source, target = arcs()
    built = graph(source, target, nodes=NODES)
    layout(graph([0], [1], nodes=2))  # loads what a first call loads

    def work() -> tuple[Places, float]:
        found = layout(built)
        return np.column_stack((found.x, found.y)), 1.0

    return work


def _igraph(kind: str) -> Work:
    import igraph
    import numpy as np

    source, target = arcs()
    edges = list(zip(source.tolist(), target.tolist(), strict=True))
    built = igraph.Graph(n=NODES, edges=edges).simplify()
    more = {"grid": "grid"} if kind == "fr" else {}
    return lambda: (np.array(built.layout(kind, **more).coords), 1.0)


def _networkx() -> Work:
    import networkx as nx
    import numpy as np

    source, target = arcs()
    built: Any = nx.Graph()
    built.add_nodes_from(range(NODES))
    built.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))

    def work() -> tuple[Places, float]:
        found = nx.spring_layout(built, iterations=1, seed=1, method="force")
        return np.array([found[node] for node in range(NODES)]), float(ROUNDS)

    return work


LAYOUTS: dict[str, Callable[[], Work]] = {
    "valuenet": _valuenet,
    "igraph: drl": lambda: _igraph("drl"),
    "igraph: fruchterman_reingold, grid": lambda: _igraph("fr"),
    "networkx: spring_layout": _networkx,
}


def _only(name: str) -> dict[str, Any]:
    """Lay out once in this process and return what it took and how good it is."""
    import numpy as np
    from scipy.spatial import cKDTree

    work = LAYOUTS[name]()
    cpu, wall = time.process_time(), time.monotonic()
    places, times = work()
    cpu, wall = (time.process_time() - cpu) * times, (time.monotonic() - wall) * times
    source, target = arcs()
    one, other = np.random.default_rng(0).integers(0, NODES, (2, 50_000))
    ties = np.hypot(*(places[source] - places[target]).T).mean() / np.hypot(*(places[one] - places[other]).T).mean()
    near = np.asarray(cKDTree(places).query(places, 2)[0])[:, 1] < np.ptp(places[:, 0]) / 1000
    note = f"ties {ties:.3f} of a random distance; {int(near.sum()):,} nodes on another"
    if times != 1:
        note = f"projected to {ROUNDS} rounds from one"
    return {"cpu_s": cpu, "wall_s": wall, "note": note}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one layout."""
    parser = argparse.ArgumentParser(description="Compare valuenet's layout of a network with others.")
    parser.add_argument("--only", choices=LAYOUTS, help="one layout, printed as JSON")
    chosen = parser.parse_args(words)
    print(json.dumps(_only(chosen.only)) if chosen.only else table(lines()))


if __name__ == "__main__":
    main()
