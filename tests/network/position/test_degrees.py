from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from valuenet.errors import DataError
from valuenet.network.network import Network
from valuenet.network.position.degrees import degrees_by_family, degrees_by_kind

KINDS = {  # family and whether the arc leaves the ego
    "technology_input": ("technology", False),
    "technology_output": ("technology", True),
    "study": ("human_capital", False),
    "work": ("human_capital", False),
    "financing": ("capital", False),
    "investment": ("capital", True),
}
MIRRORS = {
    "technology_input": "technology_output",
    "technology_output": "technology_input",
    "financing": "investment",
    "investment": "financing",
}


def drawn(seed: int) -> Network:
    """A network of a few nodes and rows of every kind, loops and parallels included."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.integers(2, 9))
    kinds = [*KINDS, *rng.choice(list(KINDS), 34).tolist()]
    rows = {
        "source": rng.integers(0, nodes, 40),
        "target": rng.integers(0, nodes, 40),
        "kind": kinds,
        "family": [KINDS[kind][0] for kind in kinds],
        "ego_is_source": [KINDS[kind][1] for kind in kinds],
    }
    return Network(pl.DataFrame({"id": [f"n{number}" for number in range(nodes)]}), pl.DataFrame(rows))


def by_hand(network: Network, node: int, kind: str) -> tuple[int, int, int, int, int]:
    """The five counts in the words of the definitions."""
    own, mirrored, entering, leaving = [], [], 0, 0
    for row in network.relations.iter_rows(named=True):
        ego, alter = (row["source"], row["target"]) if row["ego_is_source"] else (row["target"], row["source"])
        if row["kind"] == kind:
            entering += row["target"] == node
            leaving += row["source"] == node
            own += [alter] * (ego == node)
        if row["kind"] == MIRRORS.get(kind):
            mirrored += [ego] * (alter == node)
    return entering, leaving, len(own), len(own) + len(mirrored), len({*own, *mirrored} - {node})


@pytest.mark.parametrize("given", [None, MIRRORS], ids=["found", "given"])
@pytest.mark.parametrize("seed", range(30))
def test_each_reading_is_that_of_the_definitions(seed: int, given: dict[str, str] | None) -> None:
    network = drawn(seed)
    found = {(row[0], row[2]): row[3:] for row in degrees_by_kind(network, given).iter_rows()}
    for node in range(network.nodes.height):
        for kind in KINDS:
            assert found.get((node, kind), (0,) * 5) == by_hand(network, node, kind)


@pytest.mark.parametrize("seed", range(30))
def test_neighbours_of_a_family_are_partners_on_either_side(seed: int) -> None:
    network = drawn(seed)
    found = degrees_by_family(network)
    for node, name, family, entering, leaving, neighbours in found.iter_rows():
        rows = network.relations.filter(pl.col("family") == family)
        into, out = rows.filter(pl.col("target") == node), rows.filter(pl.col("source") == node)
        assert name == f"n{node}"
        assert (entering, leaving) == (into.height, out.height)
        assert neighbours == len({*into["source"].to_list(), *out["target"].to_list()} - {node})
    assert found["in_relations"].sum() == found["out_relations"].sum() == network.relations.height


def test_without_egos_there_is_no_own_reading() -> None:
    network = drawn(1)
    rows = network.relations.select("source", "target", "kind")
    found = degrees_by_kind(Network(network.nodes, rows))
    assert found["own"].null_count() == found["either_side"].null_count() == found.height
    assert found["in_relations"].sum() == rows.height
    plain = rows.filter(pl.col("source") != pl.col("target"))
    other = {(node, kind): set[int]() for node, kind in found.select("node", "kind").iter_rows()}
    for source, target, kind in plain.iter_rows():
        other[source, kind].add(target)
        other[target, kind].add(source)
    assert found["neighbours"].to_list() == [len(each) for each in other.values()]


def test_without_kinds_or_families_there_is_a_clear_answer() -> None:
    bare = Network(pl.DataFrame({"id": ["a", "b"]}), pl.DataFrame({"source": [0], "target": [1]}))
    with pytest.raises(DataError, match="no column 'kind'"):
        degrees_by_kind(bare)
    with pytest.raises(DataError, match="no column 'family'"):
        degrees_by_family(bare)


def test_without_relations_there_are_no_rows() -> None:
    network = drawn(2)
    empty = Network(network.nodes, network.relations.clear())
    assert degrees_by_kind(empty).height == degrees_by_family(empty).height == 0
