from __future__ import annotations

import numpy as np
import pytest

from tests.network.peers import hub_heavy
from valuenet.network.graph import Graph, graph
from valuenet.network.kernel import library
from valuenet.network.paths import plan as module
from valuenet.network.paths.plan import all_pairs, of_nodes, plan, some_pairs

pytestmark = pytest.mark.skipif(library.library() is None, reason="the kernel was not built here")

DIRECTIONS = pytest.mark.parametrize("directed", [True, False])


def counted(network: Graph, *, directed: bool, fold: bool = True) -> list[int]:
    with plan(network, directed=directed, fold=fold) as planned:
        pairs: list[int] = all_pairs(planned).tolist()
        return pairs


def hanging() -> Graph:
    """A ring of three, on which a node with leaves of every direction hangs; a pair; a node alone."""
    return graph([0, 1, 2, 2, 3, 3, 5, 6, 7], [1, 2, 0, 3, 4, 5, 3, 3, 8], nodes=10)


def test_a_star_needs_no_row() -> None:
    with plan(graph([0, 0, 0], [1, 2, 3], nodes=4), directed=False) as star:
        assert (star.hubs, star.batches, star.own.tolist()) == (0, 0, [0, 6, 6, 0, 0])
        assert all_pairs(star).tolist() == [0, 6, 6]


@DIRECTIONS
def test_leaves_of_leaves_are_folded(directed: bool) -> None:
    network = hanging()
    with plan(network, directed=directed) as planned:
        assert planned.hubs == 2
    assert counted(network, directed=directed) == counted(network, directed=directed, fold=False)


@DIRECTIONS
def test_leaves_are_sources_of_their_own(directed: bool) -> None:
    network = hanging()
    for source in np.flatnonzero((network.out if directed else network.both).degree).tolist():
        with plan(network, directed=directed) as folded, plan(network, directed=directed, fold=False) as whole:
            alone = np.full((8, 1), -1)
            alone[3] = source
            assert np.array_equal(some_pairs(folded, alone), some_pairs(whole, alone))


@DIRECTIONS
def test_folding_changes_no_count(directed: bool) -> None:
    network = hub_heavy(1700, 2600)
    assert counted(network, directed=directed) == counted(network, directed=directed, fold=False)


@DIRECTIONS
def test_two_threads_count_the_same_and_tell_how_far_they_are(directed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    network = hub_heavy(3000, 4500)
    alone = counted(network, directed=directed)
    monkeypatch.setattr(module, "SERIAL_WORK", 0)
    told: list[tuple[int, int]] = []
    with plan(network, directed=directed) as planned:
        assert all_pairs(planned, lambda done, of: told.append((done, of))).tolist() == alone
    assert told
    assert told[-1][0] == told[-1][1] == len(told)
    with plan(network, directed=directed, fold=False) as planned:
        monkeypatch.setattr(module, "SERIAL_WORK", 1 << 62)
        once = of_nodes(planned)
        monkeypatch.setattr(module, "SERIAL_WORK", 0)
        for one, other in zip(once, of_nodes(planned), strict=True):
            assert np.array_equal(one, other)


@DIRECTIONS
def test_longer_paths_than_expected_are_counted_again(directed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = graph(np.arange(299), np.arange(1, 300), nodes=300)
    monkeypatch.setattr(module, "_LEVELS", 20)
    times = 1 if directed else 2
    assert counted(chain, directed=directed) == [0, *(times * (300 - distance) for distance in range(1, 300))]
    monkeypatch.setattr(module, "SERIAL_WORK", 0)
    assert counted(chain, directed=directed) == [0, *(times * (300 - distance) for distance in range(1, 300))]


class Interrupted(Exception):
    """Stands for Ctrl-C."""


def test_a_search_can_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SERIAL_WORK", 0)

    def interrupt(done: int, of: int) -> None:
        raise Interrupted

    with plan(hub_heavy(3000, 4500), directed=False) as planned, pytest.raises(Interrupted):
        all_pairs(planned, interrupt)


@DIRECTIONS
def test_parts_add_up_to_all_pairs(directed: bool) -> None:
    network = hub_heavy(400, 640)
    sources = np.flatnonzero((network.out if directed else network.both).degree)
    parts = np.full((8, 64), -1)
    parts.ravel()[np.random.default_rng(1).permutation(512)[: len(sources)]] = sources
    with plan(network, directed=directed) as planned:
        found = some_pairs(planned, parts)
        assert found.sum(axis=1).tolist() == all_pairs(planned).tolist()
