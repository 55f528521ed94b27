from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.in_one import in_one
from tests.network.peers import SEEDS, in_networkx, random_graph
from valuenet.errors import DataError
from valuenet.network.graph import Adjacency, graph
from valuenet.network.kernel import library

pytestmark = pytest.mark.usefixtures("twin")

ARCS = st.integers(1, 12).flatmap(
    lambda nodes: st.tuples(
        st.just(nodes), st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), max_size=40)
    )
)


def entries(adjacency: Adjacency) -> dict[tuple[int, int], int]:
    pairs = zip(adjacency.owner.tolist(), adjacency.neighbour.tolist(), strict=True)
    return dict(zip(pairs, adjacency.multiplicity.tolist(), strict=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the twin is the same for all examples
@given(ARCS)
def test_ties_are_the_relations_counted(case: tuple[int, list[tuple[int, int]]]) -> None:
    nodes, arcs = case
    network = graph([a for a, _ in arcs], [b for _, b in arcs], nodes)
    plain = [(a, b) for a, b in arcs if a != b]
    counted = {arc: plain.count(arc) for arc in plain}
    assert entries(network.out) == counted
    assert entries(network.into) == {(b, a): rows for (a, b), rows in counted.items()}
    either = {*counted, *((b, a) for a, b in counted)}
    assert entries(network.both) == {(a, b): ((a, b) in counted) + ((b, a) in counted) for a, b in either}
    assert (network.relations, network.ties, network.loops) == (len(arcs), len(counted), len(arcs) - len(plain))


@in_one("seed", SEEDS)
def test_neighbours_are_those_of_networkx(seed: int) -> None:
    network = random_graph(seed)
    peer = in_networkx(network)
    for node in range(network.nodes):
        out = network.out.neighbour[network.out.start[node] : network.out.start[node + 1]]
        assert out.tolist() == sorted(peer.successors(node))
    assert network.into.degree.tolist() == [degree for _, degree in peer.in_degree()]
    assert network.both.degree.tolist() == [degree for _, degree in peer.to_undirected().degree()]


def test_a_small_graph_by_hand() -> None:
    network = graph([0, 0, 0, 1, 2, 2], [1, 1, 2, 0, 2, 0], nodes=4)
    assert network.out.start.tolist() == [0, 2, 3, 4, 4]
    assert network.out.neighbour.tolist() == [1, 2, 0, 0]
    assert network.out.multiplicity.tolist() == [2, 1, 1, 1]
    assert network.both.degree.tolist() == [2, 1, 1, 0]
    assert (network.relations, network.ties, network.loops) == (6, 4, 1)


@pytest.mark.parametrize("nodes", [0, 1, 3])
def test_a_graph_without_relations(nodes: int) -> None:
    network = graph([], [], nodes)
    assert (network.nodes, network.relations, network.ties, network.loops) == (nodes, 0, 0, 0)
    assert network.both.degree.tolist() == [0] * nodes


@pytest.mark.parametrize(
    ("source", "target", "nodes", "message"),
    [
        ([0, 5], [1, 0], 3, r"source\[1\] is 5.*0 to 2"),
        ([0, 1], [1, -1], 3, r"target\[1\] is -1"),
        ([0, 1], [1], 3, "2 sources but 1 targets"),
        ([0.5], [1], 3, "float64"),
        (["a"], ["b"], 3, "give one integer per arc"),
        ([[0, 1]], [[1, 0]], 3, r"shape \(1, 2\)"),
        ([0], [0], 0, "number the nodes"),
        ([], [], -1, "-1 nodes"),
    ],
)
def test_arcs_that_make_no_graph(source: list[object], target: list[object], nodes: int, message: str) -> None:
    with pytest.raises(DataError, match=message):
        graph(source, target, nodes)  # type: ignore[arg-type]


def test_a_graph_leaves_the_arrays_it_was_given_alone_and_its_own_are_read_only() -> None:
    source, target = np.array([0, 1], np.int32), np.array([1, 1], np.int32)
    network = graph(source, target, nodes=2)
    with pytest.raises(ValueError, match="read-only"):
        network.source[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        network.out.neighbour[0] = 1
    source[0] = 1
    assert source.tolist() == [1, 1]


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.uint64, np.int64])
def test_any_kind_of_integer_will_do(kind: type[np.integer]) -> None:
    network = graph(np.array([0, 2], kind), np.array([1, 0], kind), nodes=3)
    assert network.source.dtype == np.int32
    assert entries(network.out) == {(0, 1): 1, (2, 0): 1}


@pytest.mark.parametrize("nodes", [1, 2, 255, 257, 32_768, 32_769, 70_000, 600_000])
def test_both_twins_build_the_same(nodes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends of one digit and of several: the radix sort reaches every bit."""
    rng = np.random.default_rng(nodes)
    ends = (nodes * rng.random((2, 3000)) ** 3).astype(np.int64)
    ends[:, :9] = nodes - 1
    ends[0, 3:6] = 0
    source, target = np.concatenate((ends, ends[:, :500], ends[::-1, :200]), axis=1)
    here = graph(source, target, nodes)
    alone = graph(source, target, nodes).both  # built without the rows out and in
    found = [here.out, here.into, here.both, alone]
    monkeypatch.setenv(library.KERNEL_VARIABLE, "none")
    library.library.cache_clear()
    there = graph(here.source, here.target, nodes)
    for one, other in zip(found, (there.out, there.into, there.both, there.both), strict=True):
        for name in ("start", "neighbour", "multiplicity"):
            mine, its = getattr(one, name), getattr(other, name)
            assert mine.dtype == its.dtype
            assert np.array_equal(mine, its)
    assert here.both.multiplicity.dtype == np.int8


def test_writing_to_the_arrays_afterwards_changes_no_tie() -> None:
    source, target = np.array([0, 1], np.int32), np.array([1, 2], np.int32)
    network = graph(source, target, nodes=3)
    source[:], target[:] = 2, 0
    assert entries(network.out) == {(0, 1): 1, (1, 2): 1}
