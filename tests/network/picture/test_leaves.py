from __future__ import annotations

import numpy as np
import pytest

from tests.in_one import in_one
from tests.network.peers import SEEDS, random_graph
from valuenet.network.graph import graph
from valuenet.network.picture.leaves import RELATIONS, ROOM, discs, hung, rooms, spiral


@in_one("seed", SEEDS[:40])
def test_every_leaf_hangs_on_its_only_neighbour(seed: int) -> None:
    network = random_graph(seed)
    found = hung(network)
    both = network.both
    assert (both.neighbour[both.start[found.leaf]] == found.hub).all()
    assert not set(found.leaf.tolist()) & set(found.hub.tolist())
    ends = np.bincount(np.concatenate((network.source, network.target)), minlength=network.nodes)
    single = set(np.flatnonzero((both.degree == 1) & (ends <= RELATIONS)).tolist())
    rest = single - set(found.leaf.tolist())
    assert rest <= set(found.hub.tolist())  # the first of a pair
    assert found.leaves.sum() == len(found.leaf)


@pytest.mark.parametrize("room", [0.5, 1.0, 3.0, 14.0])
def test_spirals_are_neither_loose_nor_tight(room: float) -> None:
    places = np.arange(1_200)
    x, y = spiral(np.full(1_200, room), places)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(apart, 9)
    assert apart.min() >= 1
    assert apart.min(axis=1).max() < 2
    assert np.hypot(x, y).min() >= room + ROOM - 1e-9
    assert np.hypot(x, y).max() + ROOM <= discs(np.array([room]), np.array([1_200]))[0] + 1e-9


def test_rooms_count_both_ends_of_a_loop() -> None:
    loops = graph([0, 1], [0, 1], 3)
    assert rooms(loops, hung(loops)).tolist() == pytest.approx([0.5 * 2 ** (1 / 3)] * 2 + [0.5])


def test_many_relations_with_one_neighbour_make_no_leaf() -> None:
    heavy = graph([0] * 9 + [1], [1] * 9 + [2], 3)
    assert hung(heavy).leaf.tolist() == [2]
    assert rooms(heavy, hung(heavy)).tolist() == pytest.approx([0.5 * 9 ** (1 / 3), 0.5 * 10 ** (1 / 3), 0.5])
