from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from tests.network.chance.test_nulls import described
from tests.network.peers import hub_heavy, random_graph
from valuenet.errors import UsageError
from valuenet.network.chance.nulls import NullModel
from valuenet.network.chance.significance import (
    CONSTANT,
    FEW,
    FIXED,
    MERGED,
    NO_DATA,
    Comparison,
    Significance,
    compared,
    significance,
)
from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, graph
from valuenet.network.network import Network
from valuenet.network.structure import Statistic, structure


def triangles(network: Graph) -> list[Statistic]:
    answered = int((network.both.multiplicity == 2).sum()) // 2
    return [
        Statistic("triangles", "ties_undirected", clustering(network).triangle_total),
        Statistic("answered", "ties_directed", answered),
    ]


def by_name(found: Significance) -> dict[tuple[str, str], Comparison]:
    return {(each.statistic, each.reading): each for each in found.comparisons}


def plain(network: Graph) -> Network:
    ids = pl.DataFrame({"id": [str(node) for node in range(network.nodes)]})
    return Network(ids, pl.DataFrame({"source": network.source, "target": network.target}))


def test_z_and_p_by_hand() -> None:
    # Ten values of mean 5.5 and sd 3.0277. At or above 9: two of them, so p = 2 (2 + 1) / 11; at or below 1: one.
    values = np.arange(1.0, 11.0)
    found = compared(Statistic("triangles", "ties_undirected", 9), values)
    assert (found.mean, found.networks, found.why) == (5.5, 10, None)
    assert found.sd == pytest.approx(3.02765)
    assert found.z == pytest.approx((9 - 5.5) / 3.02765, rel=1e-5)
    assert found.p == pytest.approx(6 / 11)
    assert [found.low, found.high] == pytest.approx([1.225, 9.775])
    assert compared(Statistic("triangles", "ties_undirected", 1), values).p == pytest.approx(4 / 11)
    assert compared(Statistic("triangles", "ties_undirected", 5), values).p == 1
    beyond = compared(Statistic("triangles", "ties_undirected", 99), values)
    assert beyond.p == pytest.approx(2 / 11)  # never 0: Phipson and Smyth 2010


@pytest.mark.parametrize(
    ("observed", "values", "why"),
    [(None, [1.0, 2.0], NO_DATA), (1, [], FEW), (1, [2.0], FEW), (1, [math.nan, 2.0], FEW), (1, [math.nan], NO_DATA)],
)
def test_where_there_is_too_little_nothing_is_said(observed: int | None, values: list[float], why: str) -> None:
    found = compared(Statistic("triangles", "ties_undirected", observed), np.array(values))
    assert (found.z, found.p, found.sd, found.why) == (None, None, None, why)


def test_what_never_varies_has_no_z() -> None:
    same = compared(Statistic("diameter", "ties_directed", 4), np.full(9, 4.0))
    assert (same.sd, same.z, same.p, same.why) == (0, None, None, CONSTANT)
    other = compared(Statistic("diameter", "ties_directed", 5), np.full(9, 4.0))
    assert (other.sd, other.z, other.p, other.why) == (0, None, 0.2, CONSTANT)


def test_values_that_differ_by_their_rounding_are_one() -> None:
    found = compared(Statistic("average_clustering", "ties_directed", 0.1 + 0.2), np.full(19, 0.3))
    assert (found.z, found.p, found.why) == (None, None, CONSTANT)


def test_z_is_that_of_the_ring_of_three() -> None:
    """Both networks of the space are the same but for the direction: nothing of it can be more than its degrees."""
    found = significance(plain(graph([0, 1, 2], [1, 2, 0], nodes=3)), NullModel(), triangles, networks=20, seed=1)
    assert [(each.observed, each.mean, each.p, each.why) for each in found.comparisons] == [
        (1, 1, None, CONSTANT),
        (0, 0, None, CONSTANT),
    ]


def test_circles_have_more_triangles_than_their_degrees_bring() -> None:
    rng = np.random.default_rng(4)
    circle = np.arange(400) // 8
    source = rng.integers(0, 400, 1600)
    target = np.where(rng.random(1600) < 0.5, circle[source] * 8 + rng.integers(0, 8, 1600), rng.integers(0, 400, 1600))
    found = significance(plain(graph(source, target, 400)), NullModel(), triangles, networks=99, seed=1)
    many = by_name(found)["triangles", "ties_undirected"]
    assert many.z is not None
    assert many.z > 10
    assert many.p == pytest.approx(2 / 100)
    # Circles as strata: what is inside them stays there, and they explain nearly all.
    within = plain(graph(source, target, 400))
    within = Network(within.nodes.with_columns(circle=pl.Series(circle)), within.relations)
    explained = significance(within, NullModel(keep=("circle",)), triangles, networks=99, seed=1)
    less = by_name(explained)["triangles", "ties_undirected"]
    assert less.z is not None
    assert abs(less.z) < many.z / 4


def test_p_of_a_network_of_the_null_model_is_evenly_spread() -> None:
    """Random networks tested against their own model: no more small p than there should be, and all quarters."""
    from valuenet.network.chance.nulls import null_networks

    start = plain(hub_heavy(80, 240, seed=5))
    ps = []
    for seed, network in enumerate(null_networks(start, NullModel(), 40, seed=77)):
        found = significance(network, NullModel(), triangles, networks=39, seed=seed, threads=1)
        ps.append(by_name(found)["triangles", "ties_undirected"].p)
    shares = np.histogram(np.array(ps, float), bins=4, range=(0, 1))[0] / 40
    assert (shares > 0.08).all()
    assert np.mean(np.array(ps, float) <= 0.1) < 0.25


@pytest.mark.parametrize("model", [NullModel(), NullModel("relations"), NullModel(keep=("kind", "sample"))])
def test_the_same_numbers_for_any_number_of_threads(model: NullModel) -> None:
    network, told = described(hub_heavy(70, 160)), list[tuple[int, int]]()
    one = significance(network, model, triangles, networks=21, seed=6, threads=1)
    two = significance(network, model, triangles, networks=21, seed=6, threads=3, tell=lambda *at: told.append(at))
    assert one.comparisons == two.comparisons
    assert one.ensemble.equals(two.ensemble)
    assert told == [(done, 21) for done in range(1, 22)]
    assert one.ensemble.columns == ["statistic", "reading", "model", "draw", "value"]
    assert one.ensemble.height == 2 * 21
    assert one.ensemble["model"].unique().to_list() == [model.name]


@pytest.mark.parametrize("seed", range(0, 40, 4))
@pytest.mark.parametrize("model", [NullModel(), NullModel("relations")])
def test_all_of_structure_is_compared_or_says_why_not(seed: int, model: NullModel) -> None:
    network = described(random_graph(seed))
    sample = int(network.nodes["sample"].sum())
    found = significance(network, model, networks=12, seed=seed)
    expected = {(s.statistic, s.reading): s.value for s in structure(network.graph, sample)}
    assert {name: each.observed for name, each in by_name(found).items()} == expected
    for each in found.comparisons:
        assert (each.z is None) == (each.why is not None)
        assert each.p is None or 2 / 13 <= each.p <= 1
        numbers = (each.mean, each.sd, each.low, each.high, each.z)
        assert all(number is None or math.isfinite(number) for number in numbers)


def test_what_the_model_fixes_is_not_tested_and_does_not_vary() -> None:
    for model in (NullModel(), NullModel("relations"), NullModel(keep=("sample",)), NullModel(keep=("kind",))):
        found = significance(described(hub_heavy(90, 300, seed=2)), model, networks=10)
        fixed = {name for name, each in by_name(found).items() if each.why == FIXED}
        assert {("nodes", "relations"), ("sample_nodes", "relations")} <= fixed
        assert (("ties", "ties_directed") in fixed) == (model.reading == "ties" and "kind" not in model.keep)
        assert (("average_degree", "relations") in fixed) == (model.reading == "relations")
        varied = found.ensemble.group_by("statistic", "reading").agg(pl.col("value").n_unique())
        assert all(count == 1 for *name, count in varied.rows() if tuple(name) in fixed)
    merged = by_name(significance(described(hub_heavy(90, 300)), NullModel(), networks=10))
    assert merged["relations", "relations"].why == MERGED


@pytest.mark.parametrize("networks", [0, 1])
def test_no_ensemble_no_test(networks: int) -> None:
    found = significance(described(hub_heavy(30, 60)), NullModel(), networks=networks)
    assert found.ensemble.height == networks * len(found.comparisons)
    assert all(each.z is None and each.p is None and each.why for each in found.comparisons)


@pytest.mark.parametrize(("source", "target", "nodes"), [([], [], 0), ([], [], 1), ([0], [0], 1), ([0], [1], 2)])
def test_networks_of_next_to_nothing(source: list[int], target: list[int], nodes: int) -> None:
    network = plain(graph(np.array(source, np.int64), np.array(target, np.int64), nodes))
    for model in (NullModel(), NullModel("relations")):
        found = significance(network, model, networks=5)
        assert all(each.z is None and each.p is None and each.why for each in found.comparisons)


def test_an_error_of_a_measure_reaches_the_caller() -> None:
    def broken(network: Graph) -> list[Statistic]:
        if (network.both.multiplicity == 2).sum() != first:
            raise ZeroDivisionError
        return []

    network = hub_heavy(50, 120)
    first = (network.both.multiplicity == 2).sum()
    with pytest.raises(ZeroDivisionError):
        significance(plain(network), NullModel(), broken, networks=9)


def test_numbers_that_make_no_sense_are_told() -> None:
    with pytest.raises(UsageError, match="-1 random networks in 2 threads: give 0 or more in 1 or more"):
        significance(plain(graph([0], [1], 2)), NullModel(), networks=-1)
