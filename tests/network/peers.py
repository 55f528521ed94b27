"""Networks for the tests, and the same networks in the hands of networkx and igraph."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pytest

from valuenet.network.graph import Graph, IntArray, graph

SEEDS = range(int(os.environ.get("VALUENET_TEST_NETWORKS", "150")))
"""Random networks that a statistic is compared on; fewer where every access to memory is watched."""
OPEN_DATA = Path(__file__).parents[3] / "shared" / "data" / "networks"


def random_graph(seed: int, nodes: int = 40) -> Graph:
    """Return a small network whose seed says what is odd about it: size, density, trees, reciprocity, loops."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.integers(1, nodes))
    rows = int(rng.integers(0, 1 + nodes * (1, 2, 6)[seed % 3]))
    source, target = (_ends(rng, seed, nodes, rows) for _ in range(2))
    if seed % 7 == 0:  # a tree: almost everything is a leaf
        target = np.arange(1, nodes)
        source = rng.integers(0, target) if nodes > 1 else target
    if seed % 2:
        back = rng.random(len(source)) < rng.random()
        source, target = np.concatenate((source, target[back])), np.concatenate((target, source[back]))
    if seed % 5 == 0:
        source, target = np.concatenate((source, source[:9])), np.concatenate((target, target[:9]))
    if seed % 3:
        plain = source != target
        source, target = source[plain], target[plain]
    return graph(source, target, nodes)


def _ends(rng: np.random.Generator, seed: int, nodes: int, rows: int) -> IntArray:
    """Draw ends evenly, or, for every other seed, so that few nodes have most of them."""
    return (nodes * rng.random(rows) ** (1 + 3 * (seed // 2 % 2))).astype(np.int64)


def hub_heavy(nodes: int, relations: int, seed: int = 1) -> Graph:
    """Return a network like the reference one: few egos with most relations, and seven nodes in ten with one tie."""
    rng = np.random.default_rng(seed)
    egos = max(2, nodes // 27)
    fame = np.arange(1, nodes + 1) ** -0.8
    ego = rng.choice(egos, relations, p=fame[:egos] / fame[:egos].sum())
    famous = rng.permutation(nodes)[rng.choice(nodes, relations - (nodes - egos), p=fame / fame.sum())]
    alter = np.concatenate((np.arange(egos, nodes), famous))
    gives = rng.random(relations) < 0.35
    return graph(np.where(gives, ego, alter), np.where(gives, alter, ego), nodes)


def in_networkx(network: Graph) -> nx.DiGraph[int]:
    """Return the directed ties: no loops, no parallels."""
    ties: nx.DiGraph[int] = nx.DiGraph()
    ties.add_nodes_from(range(network.nodes))
    arcs = zip(network.source.tolist(), network.target.tolist(), strict=True)
    ties.add_edges_from(arc for arc in arcs if arc[0] != arc[1])
    return ties


def in_igraph(network: Graph, *, directed: bool) -> igraph.Graph:
    """Return the ties, directed or not: no loops, no parallels."""
    arcs = np.column_stack((network.source, network.target)).tolist()
    return igraph.Graph(n=network.nodes, edges=arcs, directed=directed).simplify()


def of_peer(ties: nx.Graph[int]) -> Graph:
    """Return a network of networkx, whose nodes are numbers from 0; an undirected tie becomes one arc."""
    arcs = np.array(list(ties.edges), np.int64).reshape(-1, 2)
    return graph(arcs[:, 0], arcs[:, 1], ties.number_of_nodes())


def open_network(name: str) -> Graph:
    """Return a network of the open data, or skip the test where that folder is missing."""
    path = OPEN_DATA / f"{name}.csv.gz"
    if not path.is_file():
        pytest.skip(f"no {name}.csv.gz: the open data lie in ../shared/data beside the repository, where they are")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        arcs = np.loadtxt(lines, dtype=np.int64, delimiter=",", skiprows=1, usecols=(0, 1))
    return graph(arcs[:, 0], arcs[:, 1], int(arcs.max()) + 1)
