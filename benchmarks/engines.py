"""What each network library does in the comparison: it gets its network ready, and gives the work to be timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.reference import NODES, SEED, arcs

SOURCES = 40
"""Sources from which is searched where all would take hours: the time is projected to all of them."""

REPEATED = 8
"""Estimates of one network from different samples, whose spread is their error."""

Values = dict[str, float]
Work = Callable[[], Values]


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


def _spread_valuenet(what: str, size: int) -> Work:
    import numpy as np

    from valuenet.network.graph import graph
    from valuenet.network.paths.paths import paths

    source, target = arcs(size)
    random = np.random.default_rng(SEED)

    def work() -> Values:
        means = []
        for _ in range(REPEATED):
            number = random.permutation(NODES * size).astype(np.int32)  # by other names, another sample
            built = graph(number[source], number[target], nodes=NODES * size)
            means.append(paths(built, directed=not what.endswith("undirected"), work_limit=0).mean or 0.0)
        off = 100 * np.abs(np.array(means) / np.mean(means) - 1)
        return {"mean": float(np.mean(means)), "off the mean by %": float(off.mean()), "most": float(off.max())}

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
    ("estimates from eight samples", "valuenet"): _spread_valuenet,
}
"""Who does what; peers are given the network already built, valuenet builds it where ties, clustering or estimates are
asked."""
