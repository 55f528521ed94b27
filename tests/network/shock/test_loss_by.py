"""The loss by what receivers are, by sector and by kind: worked by hand, and sums that must hold."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings

from tests.network.supplied import Mask, ids_of, shocked, supplied
from valuenet.network.network import Network
from valuenet.network.shock.loss import summary
from valuenet.network.shock.loss_by import by_kind, by_sector, by_side
from valuenet.network.shock.shock import Rules, shock
from valuenet.network.shock.supply import Supply

NETWORK = supplied(
    "a>p a>p a>q b>q b>r c>r:work c>p",
    {"a": "chip", "b": "chip"},
    layer={"p": "base", "q": "application"},
    region={"p": "110000"},
    country={"p": "CN", "q": "CN", "r": "US"},
)
[STEP] = shock(NETWORK, [["a"]], Rules(chosen={"family": ["all"]}, capacity=0.0))


def test_by_what_receivers_are() -> None:
    found = by_side(STEP, ("layer", "region"))
    assert found.select(
        "side", "value", "receivers", "receivers_hit", "failed", "relations", "relations_lost"
    ).rows() == [
        ("layer", "application", 1, 1, 0, 2, 1),
        ("layer", "base", 1, 1, 1, 3, 2),
        ("layer", None, 1, 0, 0, 2, 0),
        ("region", "110000", 1, 1, 1, 3, 2),
        ("region", "CN", 1, 1, 0, 2, 1),  # no region is known, but the country
        ("region", "US", 1, 0, 0, 2, 0),
    ]
    assert found["share_hit"].to_list() == [1.0, 1.0, 0.0, 1.0, 1.0, 0.0]


def test_by_sector_unknown_last() -> None:
    assert by_sector(STEP).rows(named=True) == [
        {
            **{"sector": "chip", "suppliers": 2, "suppliers_lost": 1, "ties": 4, "ties_lost": 2, "needs": 3},
            **{"needs_lost": 1, "ties_substituted": 0, "needs_lost_after_substitution": 1},
        },
        {
            **{"sector": None, "suppliers": 1, "suppliers_lost": 0, "ties": 2, "ties_lost": 0, "needs": 2},
            **{"needs_lost": 0, "ties_substituted": 0, "needs_lost_after_substitution": 0},
        },
    ]


def test_by_kind() -> None:
    assert by_kind(STEP).rows() == [("technology_input", 6, 3, 2), ("work", 1, 0, 0)]


def test_columns_that_a_network_lacks_are_left_out() -> None:
    bare = Network(NETWORK.nodes.select("id"), NETWORK.relations.select("source", "target"))
    [step] = shock(bare, [["a"]])
    assert by_side(step).height == 0
    assert by_kind(step).rows() == [(None, 7, 3, 2)]
    assert by_sector(step)["sector"].to_list() == ["any"]


@settings(max_examples=12)
@given(shocked())
def test_every_table_sums_to_the_whole(case: tuple[Network, Supply, Mask]) -> None:
    network, _, out = case
    if not out.any():
        return
    [step] = shock(network, [ids_of(network, out)])
    found, side, sector = summary(step), by_side(step, ("sector",)), by_sector(step)
    for name in ("receivers", "receivers_hit", "receivers_losing_a_sector", "failed", "relations", "relations_lost"):
        assert side[name].sum() == found[name]
    for name in ("ties", "ties_lost", "ties_substituted"):
        assert sector[name].sum() == found[name]
    known = sector.filter(pl.col("sector").is_not_null())
    for name in ("needs", "needs_lost", "needs_lost_after_substitution"):
        assert known[name].sum() == found[name]
    assert by_kind(step)["relations_lost"].sum() == found["relations_lost"]
