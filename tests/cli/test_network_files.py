from __future__ import annotations

import polars as pl
import pytest

from valuenet.cli.network_files import node_named, places
from valuenet.errors import UsageError
from valuenet.network.network import Network, network_of


def _network() -> Network:
    nodes = pl.DataFrame(
        {
            "id": ["s1", "s2", "s3"],
            "label": ["腾讯", "Acme", "Acme"],
            "label_en": ["Tencent", "Acme", None],
            "community": [0, 0, 0],
        }
    )
    return network_of(nodes, pl.DataFrame({"source": ["s1", "s3"], "target": ["s3", "s2"]}))


@pytest.mark.parametrize(("name", "node"), [("s2", "s2"), ("腾讯", "s1"), ("tencent", "s1"), (" ACME ", "s3")])
def test_a_node_is_found_by_id_or_name(name: str, node: str) -> None:
    assert node_named(_network(), name) == node


def test_an_unknown_node_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="no node 'Tencant'; did you mean 'Tencent'"):
        node_named(_network(), "Tencant")


def test_every_node_has_a_place_of_its_own() -> None:
    placed = places(_network())
    assert len({(x, y) for x, y in zip(placed.x.tolist(), placed.y.tolist(), strict=True)}) == 3
