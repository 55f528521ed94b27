from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest

from tests.network.peers import hub_heavy, random_graph
from valuenet.errors import UsageError
from valuenet.network.chance.nulls import CHAINS, NullModel, chain_seeds, draws, null_networks, null_space
from valuenet.network.chance.rewiring import space
from valuenet.network.graph import Graph
from valuenet.network.network import Network


def described(network: Graph, seed: int = 1) -> Network:
    """The network with columns of nodes and relations, some of their values missing."""
    rng = np.random.default_rng(seed)
    nodes = pl.DataFrame(
        {
            "id": [str(node) for node in range(network.nodes)],
            "sample": rng.random(network.nodes) < 0.3,
            "region": [("GD", "BJ", None)[each] for each in rng.integers(0, 3, network.nodes)],
            "kind": rng.choice(["enterprise", "investor"], network.nodes),
        }
    )
    ends = {"source": network.source, "target": network.target}
    kind = pl.Series([("study", "work", None)[each] for each in rng.integers(0, 3, network.relations)], dtype=pl.String)
    return Network(nodes, pl.DataFrame(ends).with_columns(pl.Series("kind", kind), weight=pl.lit(2.0)))


MODELS = [
    NullModel(),
    NullModel("relations"),
    NullModel(keep=("kind",)),
    NullModel("relations", ("kind", "sample")),
    NullModel(keep=("sample", "region")),
    NullModel(keep=("kind", "node_kind")),
]


def kept(network: Network, model: NullModel) -> Counter[tuple[object, ...]]:
    """Count, at every node, its arcs each way by all that the model keeps of the arc and of its other end."""
    arcs = network.relations.select("source", "target", "kind" if "kind" in model.keep else pl.lit(0).alias("kind"))
    arcs = arcs.unique() if model.reading == "ties" else arcs
    arcs = arcs.filter(pl.col("source") != pl.col("target")) if model.reading == "ties" else arcs
    columns = [name.removeprefix("node_") for name in model.keep if name != "kind"]
    known = list(zip(*(network.nodes[name] for name in columns), strict=True)) or [()] * network.nodes.height
    counted: Counter[tuple[object, ...]] = Counter()
    for source, target, kind in arcs.iter_rows():
        counted[source, "out", kind, known[target]] += 1
        counted[target, "in", kind, known[source]] += 1
    return counted


@pytest.mark.usefixtures("twin")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
@pytest.mark.parametrize("seed", [3, 5, 8])
def test_random_networks_keep_what_the_model_keeps(model: NullModel, seed: int) -> None:
    network = described(random_graph(seed))
    expected = kept(network, model)
    for found in null_networks(network, model, 3, seed=seed):
        assert kept(found, model) == expected
        assert found.nodes is network.nodes
        assert set(found.relations.columns) == {"source", "target", *({"kind"} & set(model.keep))}
        if model.reading == "relations":
            assert (found.graph.relations, found.graph.loops) == (network.graph.relations, network.graph.loops)
        elif "kind" not in model.keep:
            assert (found.graph.ties, found.graph.relations) == (network.graph.ties,) * 2


def test_the_draws_of_a_smaller_ensemble_begin_a_larger_one() -> None:
    within = space(hub_heavy(60, 150))
    few, many = (
        {
            number: found.target.tolist()
            for chain in range(CHAINS)
            for number, found in draws(within, n, seed=2, chain=chain)
        }
        for n in (11, 30)
    )
    assert sorted(few) == list(range(11))
    assert few == {number: many[number] for number in few}
    assert len({tuple(target) for target in many.values()}) == 30
    assert chain_seeds(1) != chain_seeds(2)


def test_what_a_model_cannot_keep_is_told() -> None:
    network = described(random_graph(5))
    with pytest.raises(UsageError, match=r"cannot keep 'regions': no such column; did you mean 'region'\?"):
        null_space(network, NullModel(keep=("regions",)))
    with pytest.raises(UsageError, match="no null model is of 'rows': give one of ties, relations"):
        null_space(network, NullModel("rows"))
