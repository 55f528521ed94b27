from __future__ import annotations

import pytest

from tests.network.chance.test_significance import by_name, plain
from tests.network.peers import random_graph
from valuenet.network.chance.bounded import TOO_LARGE, bounded_significance
from valuenet.network.chance.nulls import NullModel
from valuenet.network.chance.significance import FIXED, MERGED, NO_DATA, Significance, significance
from valuenet.network.network import Network
from valuenet.network.structure import statistics_without_paths, structure

LENGTHS = {"average_path_length", "diameter", "effective_diameter", "reachable_pairs"}


@pytest.fixture(scope="module")
def network() -> Network:
    return plain(random_graph(3))


def held(network: Network) -> Significance:
    return bounded_significance(network, NullModel(), structure(network.graph, 0), networks=9)


def test_a_network_of_usual_size_is_tested_in_full(network: Network) -> None:
    plainly = significance(network, NullModel(), networks=9)
    assert held(network).comparisons == plainly.comparisons
    assert held(network).ensemble.equals(plainly.ensemble)


def test_a_large_one_leaves_out_path_lengths_and_says_so(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valuenet.network.chance.bounded.WITH_PATHS", 1)
    in_full, found = by_name(significance(network, NullModel(), networks=9)), by_name(held(network))
    assert found.keys() == in_full.keys()
    for key, each in found.items():
        if key[0] in LENGTHS:
            assert (each.observed, each.mean, each.networks, each.why) == (in_full[key].observed, None, 0, TOO_LARGE)
        else:
            assert each == in_full[key]


def test_of_a_larger_one_nothing_is_drawn(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valuenet.network.chance.bounded.DRAWN", 1)
    found = held(network)
    assert (found.networks, found.ensemble.height) == (0, 0)
    in_full = by_name(significance(network, NullModel(), networks=9))
    assert by_name(found).keys() == in_full.keys()
    for key, each in by_name(found).items():
        assert each.why == (in_full[key].why if in_full[key].why in (FIXED, MERGED, NO_DATA) else TOO_LARGE)


def test_statistics_without_paths_are_those_of_the_structure(network: Network) -> None:
    lengths = [each for each in structure(network.graph, 7) if each.statistic in LENGTHS]
    assert [*statistics_without_paths(network.graph, 7), *lengths] == structure(network.graph, 7)
