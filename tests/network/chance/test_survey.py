from __future__ import annotations

from collections.abc import Callable
from functools import cache

import networkx as nx
import numpy as np
import polars as pl
import pytest

from tests.network.peers import in_networkx
from valuenet.errors import UsageError
from valuenet.network.chance import survey as module
from valuenet.network.chance.survey import (
    BEYOND,
    INSIDE,
    OUTWARD,
    WHOLE,
    PartStatistic,
    survey_parts,
    survey_statistics,
)
from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, graph
from valuenet.network.network import Network
from valuenet.network.structure import Statistic, structure

Found = dict[tuple[str, str, str], PartStatistic]


def pairs_and_triples(network: Graph, sample: int) -> list[Statistic]:
    """The figures that have an interval among sample nodes, in the words of networkx."""
    ties = in_networkx(network)
    answered = sum(ties.has_edge(b, a) for a, b in ties.edges)
    shadow = ties.to_undirected()
    return [
        Statistic("nodes", "relations", network.nodes),
        Statistic("reciprocity", "ties_directed", answered / network.ties if network.ties else None),
        Statistic("density", "ties_directed", nx.density(ties)),
        Statistic("density", "ties_undirected", nx.density(shadow)),
        Statistic("average_degree", "ties_directed", network.ties / network.nodes),
        Statistic("average_degree", "ties_undirected", 2 * shadow.number_of_edges() / network.nodes),
        Statistic("transitivity", "ties_undirected", clustering(network).transitivity),
        Statistic("average_path_length", "ties_directed", 2.5),
    ]


def surveyed(source: np.ndarray, target: np.ndarray, ego_is_source: np.ndarray, egos: int, kind: np.ndarray) -> Network:
    """The relations recorded by the egos 0 to `egos - 1`; nodes from there on are relation nodes."""
    nodes = int(max(source.max(initial=0), target.max(initial=0), egos - 1)) + 1
    names = pl.DataFrame({"id": [str(n) for n in range(nodes)], "sample": np.arange(nodes) < egos})
    columns = {"source": source, "target": target, "ego_is_source": ego_is_source, "kind": kind}
    return Network(names, pl.DataFrame(columns))


def a_survey(seed: int, egos: int = 60) -> Network:
    """Egos of very different size, partners inside and outside the sample, kinds that each ego mixes its own way."""
    rng = np.random.default_rng(seed)
    records = rng.poisson(rng.lognormal(1.5, 0.7, egos))
    ego = np.repeat(np.arange(egos), records)
    alter = np.where(rng.random(len(ego)) < 0.3, rng.integers(0, egos, len(ego)), rng.integers(egos, 3000, len(ego)))
    kind = np.where(rng.random(len(ego)) < np.repeat(rng.beta(2, 3, egos), records), "study", "work")
    gives = rng.random(len(ego)) < 0.5
    keep = ego != alter
    ends = (np.where(gives, ego, alter)[keep], np.where(gives, alter, ego)[keep])
    return surveyed(*ends, gives[keep], egos, kind[keep])


def by_name(network: Network, **more: int) -> Found:
    found = survey_statistics(network, measure=pairs_and_triples, **more)
    return {(each.part, each.statistic, each.reading): each for each in found}


def test_parts_have_every_relation_once() -> None:
    network = a_survey(1)
    parts = survey_parts(network)
    inside = [parts[name].relations.height for name in (INSIDE, OUTWARD, BEYOND)]
    assert sum(inside) == parts[WHOLE].relations.height == network.relations.height
    assert parts[INSIDE].nodes["sample"].all()
    assert parts[INSIDE].nodes.height == 60
    ends = parts[OUTWARD].nodes["sample"].to_numpy()
    assert (ends[parts[OUTWARD].graph.source] != ends[parts[OUTWARD].graph.target]).all()


def test_a_network_that_does_not_know_its_sample_is_told() -> None:
    nodes = pl.DataFrame({"id": ["a"]})
    with pytest.raises(UsageError, match="say which of them the survey observed"):
        survey_parts(Network(nodes, pl.DataFrame({"source": [0], "target": [0]})))


def test_intervals_hold_their_values_and_the_others_say_why_not() -> None:
    found = by_name(a_survey(2))
    for each in found.values():
        assert (each.low is None) == (each.high is None) == (each.method is None) == (each.why is not None)
        assert each.low is None or each.high is None or each.value is None or each.low <= each.value <= each.high
    assert {part for part, _, _ in found} == {WHOLE, INSIDE, OUTWARD}
    assert found[WHOLE, "nodes", "relations"].why == module.GROWS
    assert found[WHOLE, "average_degree", "ties_directed"].why == module.GROWS
    assert found[WHOLE, "transitivity", "ties_undirected"].why == module.UNSEEN
    assert found[INSIDE, "average_path_length", "ties_directed"].why == module.OUTSIDE
    assert found[OUTWARD, "reciprocity", "ties_directed"].method == module.BOOTSTRAP
    assert found[INSIDE, "transitivity", "ties_undirected"].method == module.JACKKNIFE
    assert found[INSIDE, "kind_share", "study"].method == module.JACKKNIFE
    assert found[WHOLE, "kind_share", "study"].method == module.BOOTSTRAP
    shares = [found[WHOLE, "kind_share", kind].value or 0 for kind in ("study", "work")]
    assert sum(shares) == pytest.approx(1)


def test_the_whole_of_structure_is_there_for_every_part() -> None:
    network = a_survey(3)
    found = survey_statistics(network)
    for part, each in survey_parts(network).items():
        own = [(s.statistic, s.reading, s.value) for s in structure(each.graph, 60)]
        listed = [(s.statistic, s.reading, s.value) for s in found if s.part == part]
        assert listed[: len(own)] == (own if each.relations.height else [])


def test_few_egos_have_no_interval() -> None:
    found = by_name(a_survey(4, egos=9))
    assert {each.why for each in found.values() if each.statistic != "nodes"} >= {module.FEW_EGOS}
    assert all(each.low is None for each in found.values())


def test_a_survey_of_nothing() -> None:
    none = np.zeros(0, np.int64)
    found = by_name(surveyed(none, none, none.astype(bool), 12, none.astype(str)))
    assert {part for part, _, _ in found} == {WHOLE}
    assert all(each.low is None and each.why for each in found.values())


@pytest.mark.parametrize("seed", range(3))
def test_taking_a_node_out_is_measured_as_if_it_were_not_there(seed: int) -> None:
    network = survey_parts(a_survey(seed, egos=14))[INSIDE]
    names = [name for name in module._WITHOUT if name[0] != "nodes"]
    without = {name: module._WITHOUT[name](network.graph) for name in names}
    for node in range(network.nodes.height):
        kept = (network.graph.source != node) & (network.graph.target != node)
        number = np.delete(np.arange(-1, 14), 1 + node)
        place = np.full(14, -1)
        place[number[1:]] = np.arange(13)
        rest = graph(place[network.graph.source[kept]], place[network.graph.target[kept]], 13)
        expected = {(s.statistic, s.reading): s.value for s in pairs_and_triples(rest, 13)}
        for name in names:
            assert without[name][node] == pytest.approx(expected[name])


Truth = dict[tuple[str, str, str], float]


def ego_records(rng: np.random.Generator) -> tuple[Network, Truth]:
    """Draw 80 egos from endless ones: sizes, kinds and answered ties of each ego around a mean of its own."""
    egos = 80
    records = 1 + rng.poisson(rng.lognormal(1.0, 0.6, egos))
    ego = np.repeat(np.arange(egos), records)
    alter = egos + np.arange(len(ego))
    study = rng.random(len(ego)) < np.repeat(rng.beta(2, 3, egos), records)
    answered = np.flatnonzero(rng.random(len(ego)) < np.repeat(rng.beta(1, 3, egos), records))
    source, target = np.concatenate((ego, alter[answered])), np.concatenate((alter, ego[answered]))
    gives = np.arange(len(source)) < len(ego)
    kind = np.concatenate((np.where(study, "study", "work"), np.full(len(answered), "answer")))
    mean = 1 + np.exp(1.0 + 0.6**2 / 2)
    truth: Truth = {
        (WHOLE, "relations_per_ego", "relations"): mean * 1.25,
        (WHOLE, "kind_share", "study"): 0.4 / 1.25,
        (OUTWARD, "reciprocity", "ties_directed"): 2 * 0.25 / 1.25,
    }
    return surveyed(source, target, gives, egos, kind), truth


def pairs_of_enterprises(rng: np.random.Generator) -> tuple[Network, Truth]:
    """Draw 120 enterprises from a population of 2,000 in circles, of which some are tied much more than others."""
    ends, truth = _population()
    chosen = np.full(2000, -1)
    chosen[rng.choice(2000, 120, replace=False)] = np.arange(120)
    source, target = chosen[ends[0]], chosen[ends[1]]
    both = (source >= 0) & (target >= 0)
    number = int(both.sum())
    return surveyed(source[both], target[both], np.ones(number, bool), 120, np.full(number, "work")), truth


@cache
def _population() -> tuple[tuple[np.ndarray, np.ndarray], Truth]:
    rng = np.random.default_rng(99)
    circle, fame = rng.integers(0, 12, 2000), rng.lognormal(0, 0.4, 2000)
    chance = np.outer(fame, fame) * np.where(circle[:, None] == circle[None, :], 0.10, 0.01)
    ties = rng.random((2000, 2000)) < chance
    ties |= ties.T & (rng.random((2000, 2000)) < 0.3)
    np.fill_diagonal(ties, val=False)
    source, target = np.nonzero(ties)
    names = (("density", "ties_directed"), ("reciprocity", "ties_directed"), ("transitivity", "ties_undirected"))
    known = {(s.statistic, s.reading): s.value for s in counted(graph(source, target, 2000), 2000)}
    return (source, target), {(INSIDE, *name): float(known[name] or 0) for name in names}


def counted(network: Graph, sample: int) -> list[Statistic]:
    """Three of the figures of `pairs_and_triples`, quickly."""
    answered = int((network.both.multiplicity == 2).sum())
    return [
        Statistic("reciprocity", "ties_directed", answered / network.ties),
        Statistic("density", "ties_directed", network.ties / (network.nodes * (network.nodes - 1))),
        Statistic("transitivity", "ties_undirected", clustering(network).transitivity),
    ]


def coverage(draw: Callable[[np.random.Generator], tuple[Network, Truth]], samples: int) -> dict[str, float]:
    """The share of samples whose interval holds what is true of the population."""
    covered: dict[str, list[bool]] = {}
    for seed in range(samples):
        network, truth = draw(np.random.default_rng(seed))
        statistics = survey_statistics(network, seed=seed, measure=counted)
        found = {(each.part, each.statistic, each.reading): each for each in statistics}
        for name, value in truth.items():
            low, high = found[name].low, found[name].high
            assert low is not None
            assert high is not None
            covered.setdefault(name[1], []).append(low <= value <= high)
    return {name: float(np.mean(each)) for name, each in covered.items()}


@pytest.mark.parametrize("draw", [ego_records, pairs_of_enterprises])
def test_intervals_cover_what_is_true_of_the_population(
    draw: Callable[[np.random.Generator], tuple[Network, Truth]],
) -> None:
    found = coverage(draw, 20)
    assert min(found.values()) >= 0.8, found


@pytest.mark.slow
@pytest.mark.parametrize("draw", [ego_records, pairs_of_enterprises])
def test_intervals_cover_it_nineteen_times_in_twenty(
    draw: Callable[[np.random.Generator], tuple[Network, Truth]],
) -> None:
    """Within two in a hundred for the bootstrap; the jackknife covers more often, never less."""
    found = coverage(draw, 400)
    assert min(found.values()) >= 0.93, found
    assert draw is pairs_of_enterprises or max(found.values()) <= 0.97, found
