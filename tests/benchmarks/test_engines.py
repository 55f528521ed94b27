"""The libraries that are compared do the same work: on one small network they find the same."""

from __future__ import annotations

import networkx as nx
import pytest

from benchmarks import engines, reference
from benchmarks.engines import WORKS

NODES, RELATIONS, EGOS = 300, 450, 11


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network of the same shape, small enough for every library."""
    for module, name, value in (
        (reference, "NODES", NODES),
        (reference, "RELATIONS", RELATIONS),
        (reference, "EGOS", EGOS),
        (engines, "NODES", NODES),
    ):
        monkeypatch.setattr(module, name, value)


def done(what: str, by: str) -> dict[str, float]:
    return WORKS[what.partition(",")[0], by](what, 1)()


def peer(*, directed: bool) -> nx.Graph[int]:
    ties: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    ties.add_nodes_from(range(NODES))
    ties.add_edges_from(zip(*(end.tolist() for end in reference.arcs()), strict=True))
    return ties


@pytest.mark.parametrize("what", ["path length, undirected", "path length, directed"])
def test_every_library_finds_the_same_path_length(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = [
        length
        for _, found in nx.all_pairs_shortest_path_length(peer(directed=what.endswith(" directed")))
        for length in found.values()
        if length
    ]
    mean = sum(lengths) / len(lengths)
    assert done(what, "valuenet")["mean"] == pytest.approx(mean)
    assert done(what, "igraph")["mean"] == pytest.approx(mean)
    monkeypatch.setattr(engines, "SOURCES", NODES)  # from every node it is no projection
    assert done(what, "networkx")["sampled mean"] == pytest.approx(mean)
    assert done(what, "networkit")


def test_every_library_finds_the_same_clustering() -> None:
    local = nx.clustering(peer(directed=False))
    assert isinstance(local, dict)
    mean = sum(local.values()) / NODES
    for by in ("valuenet", "igraph", "networkit"):
        assert done("clustering, undirected", by)["mean"] == pytest.approx(mean), by


def test_ties_are_built_and_an_estimate_says_how_near_it_is() -> None:
    assert ("ties", "valuenet") in WORKS
    found = done("estimate, undirected", "valuenet")
    exact = done("path length, undirected", "valuenet")["mean"]
    assert found["mean"] == pytest.approx(exact, rel=0.2)
    assert found["95 % within +- %"] >= 0
