from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.network.many import ON_MANY
from tests.network.peers import in_networkx, open_network, random_graph
from valuenet.errors import DataError
from valuenet.network.graph import graph
from valuenet.network.rich_club import normalised, rich_club, richest


def agree(seed: int) -> None:
    network = random_graph(seed)
    club = rich_club(network)
    shadow = in_networkx(network).to_undirected()
    expected = nx.rich_club_coefficient(shadow, normalized=False) if network.ties else {}
    assert dict(enumerate(club.density.tolist())) == pytest.approx(expected)


@ON_MANY
def test_density_is_that_of_networkx(seeds: range) -> None:
    for seed in seeds:
        agree(seed)


def test_small_graphs_by_hand() -> None:
    star = rich_club(graph([0, 0, 0], [1, 2, 3], nodes=4))
    assert (star.nodes.tolist(), star.ties.tolist(), star.density.tolist()) == ([4], [3], [0.5])
    for network in (graph([], [], nodes=0), graph([], [], nodes=2), graph([0, 1], [0, 1], nodes=2)):
        assert rich_club(network).density.tolist() == []
        assert richest(rich_club(network), 2) is None
    ring = rich_club(graph([0, 1, 2], [1, 2, 0], nodes=3))
    assert ring.density.tolist() == [1.0, 1.0]
    assert richest(ring, 100) == 1.0


def test_the_richest_club_has_at_least_so_many_and_is_the_smallest() -> None:
    club = rich_club(open_network("polblogs"))
    smallest = min(int(size) for size in club.nodes if size >= 15)
    expected = {float(density) for size, density in zip(club.nodes, club.density, strict=True) if size == smallest}
    assert {richest(club, 15)} == expected


def test_normalised_by_its_own_density_is_one() -> None:
    club = rich_club(open_network("powergrid"))
    table = normalised(club, np.stack([club.density * factor for factor in (0.5, 1.5)]))
    several = table.filter(table["ties"] > 0)
    assert several["ratio"].to_list() == pytest.approx([1.0] * several.height)
    assert table.filter(table["ties"] == 0)["ratio"].null_count() == table.height - several.height
    assert table["more_than"].to_list() == list(range(table.height))


def test_null_densities_of_other_clubs_are_refused() -> None:
    with pytest.raises(DataError, match="give 1 a network"):
        normalised(rich_club(graph([0, 0], [1, 2], nodes=3)), [[0.5, 0.5]])
