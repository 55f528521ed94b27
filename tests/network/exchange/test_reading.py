from __future__ import annotations

import polars as pl

from tests.network.exchange.networks import hand_written
from valuenet.network.exchange.reading import Reading, notes_on
from valuenet.network.network import Network


def test_notes_say_how_many_relations_have_no_direction() -> None:
    network = hand_written()
    assert notes_on(network) == []
    flags = pl.Series([False, True, False, False])
    mixed = Network(network.nodes, network.relations.with_columns(directed=flags))
    assert notes_on(mixed)[0].startswith("3 of 4 relations have no direction")
    assert Reading(mixed).notes == ()


def test_notes_say_how_many_weights_are_no_numbers() -> None:
    network = hand_written()
    weights = pl.Series([1.0, float("nan"), None, float("nan")])
    odd = Network(network.nodes, network.relations.with_columns(weight=weights))
    assert notes_on(odd) == ["2 weights are NaN: they are kept, and every sum of them is NaN"]
