"""Random networks with given degrees, and statistics against a thousand of them, beside igraph and networkx."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from benchmarks.engines import SOURCES
from benchmarks.measured import Failed, Line, measured, python, table, tell
from benchmarks.reference import NODES, RELATIONS, arcs

NETWORKS = 1_000
STEPS = 10
"""Proposals to swap two ties, per tie, where whole networks are compared; igraph's `n` counts the same."""
SWAPS = 2_000
"""Swaps that networkx is asked for: it takes milliseconds for each."""
GOAL = "goal 30 s CPU"


def lines() -> Iterator[Line]:
    """Yield what each library needs to draw one network, then for the statistics of 1,000 of them.

    Seconds are those of the work alone, without importing the library. Where a peer would take hours, `projected CPU s`
    is its time for one network, or for some of the work on it, times all there is.
    """
    for name, (_, note) in WORK.items():
        library, _, what = name.partition(": ")
        if find_spec(library) is None:
            yield Line(what, library, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
            continue
        tell(name)
        try:
            cost = measured(python("-m", "benchmarks.nulls", "--only", name))
        except Failed as failed:
            yield Line(what, library, None, f"failed: {failed}")
            continue
        found = json.loads(cost.printed)
        said = "; ".join(
            [*([note] if note else []), *(f"{key} {value:,.6g}" for key, value in found["values"].items())]
        )
        yield Line(what, library, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), said)


def _valuenet_one() -> Callable[[], dict[str, float]]:
    from valuenet.network.chance.rewiring import rewire, space
    from valuenet.network.graph import graph

    within = space(graph(*arcs(), nodes=NODES))
    target = within.target.copy()
    steps = STEPS * len(target)
    return lambda: {"changed": rewire(within, target, steps, seed=1) / steps}


def _valuenet_all() -> Callable[[], dict[str, float]]:
    import polars as pl

    from valuenet.network.chance.nulls import NullModel
    from valuenet.network.chance.significance import significance
    from valuenet.network.network import Network

    ends = pl.DataFrame(dict(zip(("source", "target"), arcs(), strict=True)))
    network = Network(pl.DataFrame({"id": [str(node) for node in range(NODES)]}), ends)

    def test() -> dict[str, float]:
        found = significance(network, NullModel(), networks=NETWORKS, seed=1)
        shown = {"transitivity", "average_path_length"}
        return {f"{c.statistic} ({c.reading}) z": c.z for c in found.comparisons if c.z and c.statistic in shown}

    return test


def _igraph() -> Any:
    import igraph

    source, target = arcs()
    pairs = list(zip(source.tolist(), target.tolist(), strict=True))
    return igraph.Graph(n=NODES, edges=pairs, directed=True).simplify()


def _igraph_one() -> Callable[[], dict[str, float]]:
    built = _igraph()

    def rewire() -> dict[str, float]:
        built.rewire(n=STEPS * built.ecount())
        return {}

    return rewire


def _igraph_all() -> Callable[[], dict[str, float]]:
    built = _igraph()

    def one() -> dict[str, float]:
        began = time.process_time()
        built.rewire(n=STEPS * built.ecount())
        shadow = built.as_undirected()
        shadow.transitivity_avglocal_undirected(), shadow.transitivity_undirected()
        built.reciprocity(), built.assortativity_degree(directed=True), shadow.assortativity_degree(directed=False)
        built.components(mode="weak"), built.components(mode="strong"), shadow.coreness()
        lengths = [built.average_path_length(directed=directed, unconn=True) for directed in (True, False)]
        return {"average_path_length": lengths[1], "projected CPU s": (time.process_time() - began) * NETWORKS}

    return one


def _networkx() -> Any:
    import networkx as nx

    built: Any = nx.DiGraph()
    built.add_nodes_from(range(NODES))
    built.add_edges_from((a, b) for a, b in zip(*(end.tolist() for end in arcs()), strict=True) if a != b)
    return built


def _networkx_one() -> Callable[[], dict[str, float]]:
    import networkx as nx

    built = _networkx()

    def swap() -> dict[str, float]:
        began = time.process_time()
        nx.directed_edge_swap(built, nswap=SWAPS, max_tries=100 * SWAPS, seed=1)
        took = time.process_time() - began
        return {"projected CPU s": took * STEPS * built.number_of_edges() / SWAPS}

    return swap


def _networkx_all() -> Callable[[], dict[str, float]]:
    import networkx as nx

    built, swap = _networkx(), _networkx_one()
    shadow = built.to_undirected()
    chosen = range(0, NODES, NODES // SOURCES)[:SOURCES]

    def one() -> dict[str, float]:
        took = swap()["projected CPU s"]
        began = time.process_time()
        nx.average_clustering(shadow), nx.transitivity(shadow), nx.reciprocity(built), nx.core_number(shadow)
        took += time.process_time() - began
        began = time.process_time()
        for node in chosen:
            nx.single_source_shortest_path_length(built, node), nx.single_source_shortest_path_length(shadow, node)
        took += (time.process_time() - began) * NODES / SOURCES
        return {"projected CPU s": took * NETWORKS}

    return one


_ONE = f"one network of {NODES:,}/{RELATIONS:,}, {STEPS} steps a tie"
_ALL = f"{NETWORKS:,} networks, all statistics"
WORK: dict[str, tuple[Callable[[], Callable[[], dict[str, float]]], str]] = {
    f"valuenet: {_ONE}": (_valuenet_one, "every network as likely"),
    f"igraph: {_ONE}": (_igraph_one, "some networks out of reach"),
    f"networkx: {_ONE}": (_networkx_one, f"{SWAPS:,} swaps made"),
    f"valuenet: {_ALL}": (_valuenet_all, GOAL),
    f"igraph: {_ALL}": (_igraph_all, "one network made"),
    f"networkx: {_ALL}": (_networkx_all, f"one network made, {SOURCES} sources searched"),
}
"""Who does what, imports and reading first."""


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's null models with others.")
    parser.add_argument("--only", choices=list(WORK), help="one piece of work, printed as JSON")
    chosen = parser.parse_args(words)
    if not chosen.only:
        print(table(lines()))
        return
    work = WORK[chosen.only][0]()
    cpu, wall = time.process_time(), time.monotonic()
    values = work()
    print(json.dumps({"values": values, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}))


if __name__ == "__main__":
    main()
