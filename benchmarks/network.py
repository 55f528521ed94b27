"""The network engine beside others: path length and local clustering by size, and the estimate of the largest."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import Any

from benchmarks.measured import Cost, Failed, Line, measured, python, table, tell

NODES, RELATIONS, EGOS = 21_413, 31_949, 797
SEED = 2026
SOURCES = 40
"""Sources from which is searched where all would take hours: the time is projected to all of them."""

Values = dict[str, float]
Work = Callable[[], Values]


@dataclass(frozen=True)
class Piece:
    """One thing to measure: who does it, at how many times the reference size, how often, and the goal beside peers."""

    what: str
    by: str
    size: int
    times: int = 1
    goals: tuple[tuple[str, float], ...] = ()
    """Peers, and how many times their CPU seconds have to be those of this piece."""
    note: str = ""

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return f"{self.what} {self.size}x: {self.by}"


def arcs(size: int = 1) -> tuple[Any, Any]:
    """Return the ends of arcs in the shape of the published network: 797 egos, most partners with one tie.

    What partners have beyond that goes to a few of them, and a third of it to egos: so there are triangles.
    """
    import numpy as np

    random = np.random.default_rng(SEED)
    nodes, relations, egos = NODES * size, RELATIONS * size, EGOS * size
    chances = random.lognormal(sigma=1.0, size=egos)
    ends = np.concatenate([np.arange(egos), random.choice(egos, relations - egos, p=chances / chances.sum())])
    partners = nodes - egos
    heavy = 1 / np.arange(1, partners + 1) ** 0.8
    again = random.choice(partners, relations - partners, p=heavy / heavy.sum())
    among = random.random(len(again)) < 1 / 3
    again[among] = random.choice(egos, int(among.sum()), p=chances / chances.sum()) - egos
    alters = egos + np.concatenate([np.arange(partners), again])
    random.shuffle(alters)
    out = random.random(relations) < 0.6
    return np.where(out, ends, alters).astype(np.int32), np.where(out, alters, ends).astype(np.int32)


def _paths_valuenet(what: str, size: int) -> Work:
    from valuenet.network.graph import graph
    from valuenet.network.paths.paths import paths

    source, target = arcs(size)
    built = graph(source, target, nodes=NODES * size)
    assert built.both is not None  # ties are built when first asked for

    def work() -> Values:
        found = paths(built, directed=not what.endswith("undirected"))
        return {"mean": found.mean or 0.0} | ({"sources": float(found.sources)} if found.sampled else {})

    return work


def _estimate_valuenet(what: str, size: int) -> Work:
    from valuenet.network.graph import graph
    from valuenet.network.paths.paths import paths

    ends = arcs(size)
    for end in ends:
        end.setflags(write=False)  # else they would be copied

    def work() -> Values:
        built = graph(*ends, nodes=NODES * size)
        found = paths(built, directed=not what.endswith("undirected"), work_limit=0)
        low, high = found.interval or (0.0, 0.0)
        mean = found.mean or 1.0
        return {"mean": mean, "95 % within +- %": 50 * (high - low) / mean}

    return work


def _build_valuenet(what: str, size: int) -> Work:
    from valuenet.network.graph import graph

    source, target = arcs(size)

    def work() -> Values:
        built = graph(source, target, nodes=NODES * size)
        return {"ties": len(built.out.neighbour), "entries": len(built.into.neighbour) + len(built.both.neighbour)}

    return work


def _clustering_valuenet(what: str, size: int) -> Work:
    from valuenet.network.clustering import clustering
    from valuenet.network.graph import graph

    source, target = arcs(size)
    return lambda: {"mean": float(clustering(graph(source, target, nodes=NODES * size)).undirected.mean())}


def _in_igraph(size: int, *, directed: bool) -> Any:
    import igraph
    import numpy as np

    built = igraph.Graph(n=NODES * size, edges=np.column_stack(arcs(size)), directed=directed)
    return built.simplify()


def _paths_igraph(what: str, size: int) -> Work:
    directed = not what.endswith("undirected")
    built = _in_igraph(size, directed=directed)
    if size == 1:
        return lambda: {"mean": built.average_path_length(directed=directed, unconn=True)}

    def search() -> Values:
        small = _in_igraph(1, directed=directed)  # closeness does more than the path length: there, by how much
        began = time.process_time()
        small.average_path_length(directed=directed)
        share = (time.process_time() - began) / _projected_igraph(small)
        return {"share at 1x": share, "projected CPU s": share * _projected_igraph(built)}

    return search


def _projected_igraph(built: Any) -> float:
    """CPU seconds of a search from every node, from what the closeness of some takes."""
    import numpy as np

    chosen = np.random.default_rng(SEED).choice(built.vcount(), 10 * SOURCES, replace=False).tolist()
    began = time.process_time()
    built.closeness(vertices=chosen, mode="out")
    took = time.process_time() - began
    return took * int(built.vcount()) / len(chosen)


def _clustering_igraph(what: str, size: int) -> Work:
    built = _in_igraph(size, directed=False)
    return lambda: {"mean": built.transitivity_avglocal_undirected(mode="zero")}


def _in_networkit(size: int, *, directed: bool) -> Any:
    import networkit
    import numpy as np
    from scipy.sparse import coo_matrix

    networkit.setNumberOfThreads(1)
    nodes, ends = NODES * size, np.stack(arcs(size)).astype(np.int64)
    ends = ends[:, ends[0] != ends[1]]
    first, second = ends if directed else np.sort(ends, axis=0)
    keys = np.unique(first * nodes + second)
    ties = coo_matrix((np.ones(len(keys)), (keys // nodes, keys % nodes)), shape=(nodes, nodes))
    return networkit.GraphFromCoo(ties, n=nodes, directed=directed)


def _paths_networkit(what: str, size: int) -> Work:
    import networkit
    import numpy as np

    built = _in_networkit(size, directed=not what.endswith("undirected"))
    kind = networkit.centrality.ClosenessVariant.GENERALIZED

    def search() -> Values:
        near = np.array(networkit.centrality.Closeness(built, True, kind).run().scores())
        return {"sources": float(np.count_nonzero(near))}

    return search


def _clustering_networkit(what: str, size: int, *, turbo: bool = False) -> Work:
    import networkit
    import numpy as np

    built = _in_networkit(size, directed=False)
    built.sortEdges()
    local = networkit.centrality.LocalClusteringCoefficient
    return lambda: {"mean": float(np.mean(local(built, turbo=turbo).run().scores()))}


def _clustering_networkit_turbo(what: str, size: int) -> Work:
    return _clustering_networkit(what, size, turbo=True)


def _paths_networkx(what: str, size: int) -> Work:
    import networkx as nx

    built: Any = nx.Graph() if what.endswith("undirected") else nx.DiGraph()
    source, target = arcs(size)
    built.add_nodes_from(range(NODES * size))
    built.add_edges_from((a, b) for a, b in zip(source.tolist(), target.tolist(), strict=True) if a != b)
    chosen = range(0, NODES * size, NODES * size // SOURCES)[:SOURCES]

    def search() -> Values:
        began = time.process_time()
        lengths = [length for each in chosen for length in nx.single_source_shortest_path_length(built, each).values()]
        took = (time.process_time() - began) * NODES * size / SOURCES
        return {"sampled mean": sum(lengths) / (len(lengths) - len(chosen)), "projected CPU s": took}

    return search


WORKS: dict[tuple[str, str], Callable[[str, int], Work]] = {
    ("path length", "valuenet"): _paths_valuenet,
    ("path length", "valuenet in NumPy"): _paths_valuenet,
    ("path length", "igraph"): _paths_igraph,
    ("path length", "networkit"): _paths_networkit,
    ("path length", "networkx"): _paths_networkx,
    ("ties", "valuenet"): _build_valuenet,
    ("clustering", "valuenet"): _clustering_valuenet,
    ("clustering", "igraph"): _clustering_igraph,
    ("clustering", "networkit"): _clustering_networkit,
    ("clustering", "networkit in turbo mode"): _clustering_networkit_turbo,
    ("estimate", "valuenet"): _estimate_valuenet,
}
"""Who does what; peers are given the network already built, valuenet builds it where ties, clustering or estimates are
asked."""

PROJECTED = f"projected from {SOURCES} sources"
CORRECTED = f"projected from the closeness of {10 * SOURCES} nodes, times what the path length takes of that at 1x"
PIECES = (
    Piece("path length, undirected", "networkx", 1, note=PROJECTED),
    Piece("path length, undirected", "networkit", 1, note="closeness: a search from each node"),
    Piece("path length, undirected", "igraph", 1),
    Piece("path length, undirected", "valuenet in NumPy", 1, 3, (("igraph", 20),)),
    Piece("path length, undirected", "valuenet", 1, 15, (("igraph", 1500),)),
    Piece("path length, directed", "networkx", 1, note=PROJECTED),
    Piece("path length, directed", "networkit", 1, note="closeness: a search from each node"),
    Piece("path length, directed", "igraph", 1),
    Piece("path length, directed", "valuenet in NumPy", 1, 3),
    Piece("path length, directed", "valuenet", 1, 15, (("igraph", 200),)),
    Piece("path length, undirected", "igraph", 10, note=CORRECTED),
    Piece("path length, undirected", "valuenet", 10, 3, (("igraph", 3000),)),
    Piece("path length, directed", "igraph", 10, note=CORRECTED),
    Piece("path length, directed", "valuenet", 10, 3, (("igraph", 250),)),
    Piece("ties, all three readings", "valuenet", 1, 30, note="goal 1.5 ms"),
    *(
        Piece("clustering, undirected", by, size, 9 if size < 100 else 1, goals)
        for size in (1, 10, 100)
        for by, goals in (
            ("igraph", ()),
            ("networkit", ()),
            ("networkit in turbo mode", ()),
            ("valuenet", (("igraph", 2.0), ("networkit", 5.0), ("networkit in turbo mode", 5.0))),
        )
    ),
    Piece("estimate, undirected", "valuenet", 10, 3),
    Piece("estimate, directed", "valuenet", 10, 3),
    Piece("estimate, undirected", "valuenet", 1000, note="goal 15 s, 3 GB"),
    Piece("estimate, directed", "valuenet", 1000, note="goal 15 s, 3 GB"),
)


def lines(pieces: Sequence[Piece] = PIECES) -> Iterator[Line]:
    """Yield what each piece takes in a process of its own: CPU and wall seconds of the work alone, the median of runs.

    Memory is that of the process, which has made the arcs itself. Where a peer was measured before, the note says how
    many times its CPU seconds are those of valuenet, and the goal.
    """
    seconds: dict[tuple[str, int, str], float] = {}
    for piece in pieces:
        library = piece.by.partition(" ")[0]
        if find_spec(library) is None:
            yield Line(f"{piece.what} {piece.size}x", piece.by, None, f"skipped: {library} is not installed")
            continue
        yield _line(piece, seconds)


def _line(piece: Piece, seconds: dict[tuple[str, int, str], float]) -> Line:
    what = f"{piece.what} {piece.size}x"
    tell(f"{what} with {piece.by}")
    twin = ["env", "VALUENET_KERNEL=none"] if piece.by.endswith("in NumPy") else []
    try:
        cost = measured([*twin, *python("-m", "benchmarks.network", "--only", piece.name)])
    except Failed as failed:
        return Line(what, piece.by, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    values = found["values"]
    cpu = values.pop("projected CPU s", found["cpu_s"])
    seconds[piece.what, piece.size, piece.by] = cpu
    said = [f"{1000 * cpu:.2f} ms"] if cpu < 0.1 else []
    said += [piece.note, *(f"{key} {value:,.6g}" for key, value in values.items())]
    for peer, goal in piece.goals:
        if (piece.what, piece.size, peer) in seconds:
            ratio = seconds[piece.what, piece.size, peer] / cpu
            said.append(f"{ratio:,.1f} times {peer} (goal {goal:,.0f})")
    return Line(what, piece.by, Cost(cpu, found["wall_s"], cost.peak_mb), "; ".join(filter(None, said)))


def _only(name: str) -> dict[str, Any]:
    """Do one piece of work in this process, as often as it asks, and return what it found and took."""
    piece = next(each for each in PIECES if each.name == name)
    work = WORKS[piece.what.partition(",")[0], piece.by](piece.what, piece.size)
    cpu, wall, values = [], [], {}
    for _ in range(piece.times):
        clocks = time.process_time(), time.monotonic()
        values = work()
        cpu.append(time.process_time() - clocks[0])
        wall.append(time.monotonic() - clocks[1])
    return {"values": values, "cpu_s": median(cpu), "wall_s": median(wall)}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's network engine with others.")
    parser.add_argument("--up-to", type=int, default=1000, help="leave out networks of more times the reference size")
    parser.add_argument("--only", choices=[piece.name for piece in PIECES], help="one piece of work, printed as JSON")
    chosen = parser.parse_args(words)
    if chosen.only:
        print(json.dumps(_only(chosen.only)))
    else:
        print(table(lines([piece for piece in PIECES if piece.size <= chosen.up_to])))


if __name__ == "__main__":
    main()
