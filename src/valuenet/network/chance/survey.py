"""What the survey itself does to a network: only the sample's ties were observed, so its parts are measured apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import UsageError
from valuenet.network.chance.resampling import Interval, bootstrap_ratio, jackknife
from valuenet.network.clustering import clustering
from valuenet.network.graph import Graph, IntArray
from valuenet.network.network import Network, subnetwork
from valuenet.network.structure import Statistic, structure

Flags: TypeAlias = npt.NDArray[np.bool_]
FloatArray: TypeAlias = npt.NDArray[np.float64]
Key: TypeAlias = tuple[str, str, str, float | int | None]
Measure: TypeAlias = Callable[[Graph, int], list[Statistic]]

WHOLE, INSIDE, OUTWARD, BEYOND = PARTS = ("whole", "sample_sample", "sample_relation", "relation_relation")
"""All relations; those with both ends, with one end, and with no end in the sample."""

LEAST_EGOS = 10

BOOTSTRAP, JACKKNIFE = "bootstrap of egos", "jackknife over sample nodes"
GROWS = "grows with the number of egos"
UNSEEN = "ties among relation nodes were not observed"
OUTSIDE = "depends on ties to enterprises outside the sample"
FEW_EGOS = f"fewer than {LEAST_EGOS} egos"
NO_DATA = "no data"

_COUNTS = {"sample_nodes", "nodes", "relations", "loops", "ties", "reachable_pairs", "triangles", "components"}


@dataclass(frozen=True)
class PartStatistic:
    """One number of a part of the network, with the 95 % interval over egos where there is an honest one.

    `method` says how `low` and `high` were found, `why` why they are None.
    """

    part: str
    statistic: str
    reading: str
    value: float | int | None
    low: float | None = None
    high: float | None = None
    method: str | None = None
    why: str | None = None


def survey_parts(network: Network) -> dict[str, Network]:
    """Return the parts of a network by name: all of it, and its relations by how many ends are of the sample.

    Every part has all sample nodes, and the relation nodes of its relations. Raises `UsageError` where nodes do not
    say whether they are of the sample.

    >>> from valuenet.network.network import network_of
    >>> nodes = pl.DataFrame({"id": ["a", "b", "x"], "sample": [True, True, False]})
    >>> found = survey_parts(network_of(nodes, pl.DataFrame({"source": ["a", "b"], "target": ["b", "x"]})))
    >>> {part: (each.nodes.height, each.relations.height) for part, each in found.items()}
    {'whole': (3, 2), 'sample_sample': (2, 1), 'sample_relation': (3, 1), 'relation_relation': (2, 0)}
    """
    sample = _sample(network)
    ends = sample[network.graph.source].astype(np.int8) + sample[network.graph.target]
    parts = {part: subnetwork(network, ends == inside, keep_nodes=False) for part, inside in _INSIDE.items()}
    return {WHOLE: network, **parts}


_INSIDE = {INSIDE: 2, OUTWARD: 1, BEYOND: 0}


def survey_statistics(network: Network, *, seed: int = 0, measure: Measure = structure) -> list[PartStatistic]:
    """Return the statistics of every part that has relations, and the intervals that another choice of egos would give.

    Besides those of `measure` (a graph, and how many of its nodes are of the sample) there are `relations_per_ego`, the
    mean number of relations in an ego's record, and `kind_share`, read by kind, the share of a kind of relation.

    Figures that sum what single egos recorded have a bootstrap of egos, each with its whole record: relations per ego,
    shares of kinds, and reciprocity towards relation nodes. Figures of pairs and triples of sample nodes have a
    jackknife: those same among the sample, density, average degree and transitivity. The vertex bootstrap of Snijders
    and Borgatti (Connections 22(2), 1999) would have to make up the ties between two copies of one ego, which biases
    clustering and paths. Others have no interval, and `why` says so: counts, components and paths of a sample of egos
    estimate nothing of the population. Neither does an interval heal what was never observed.

    >>> from valuenet.network.network import network_of
    >>> nodes = pl.DataFrame({"id": ["a", "b", "x"], "sample": [True, True, False]})
    >>> found = survey_statistics(network_of(nodes, pl.DataFrame({"source": ["a", "b"], "target": ["b", "x"]})))
    >>> [(s.part, s.value, s.why) for s in found if s.statistic == "average_degree" and s.reading == "relations"][:2]
    [('whole', 0.6666666666666666, 'grows with the number of egos'), \
('sample_sample', 0.5, 'grows with the number of egos')]
    """
    found = []
    for part, each in survey_parts(network).items():
        if part == WHOLE or each.relations.height:
            sample = int(_sample(each).sum())
            found += [_with_interval(part, each, one, seed) for one in measure(each.graph, sample)]
            found += _of_egos(part, each, seed)
    return found


def _sample(network: Network) -> Flags:
    if "sample" not in network.nodes.columns:
        raise UsageError("the nodes have no column 'sample': say which of them the survey observed")
    flags: Flags = network.nodes["sample"].fill_null(value=False).to_numpy()
    return flags


def _with_interval(part: str, network: Network, found: Statistic, seed: int) -> PartStatistic:
    key = (part, found.statistic, found.reading, found.value)
    if found.value is None:
        return PartStatistic(*key, why=NO_DATA)
    name = (found.statistic, found.reading)
    if name == ("reciprocity", "ties_directed") and part == OUTWARD:
        return _bounded(key, network, lambda: _reciprocity_by_ego(network, seed), BOOTSTRAP)
    if name in _WITHOUT and (part == INSIDE or (part == WHOLE and name[0] == "reciprocity")):
        return _bounded(key, network, lambda: _jackknifed(network, name, float(found.value or 0)), JACKKNIFE)
    if found.statistic in _COUNTS or found.statistic.startswith("average_degree"):
        return PartStatistic(*key, why=GROWS)
    return PartStatistic(*key, why=OUTSIDE if part == INSIDE else UNSEEN)


def _bounded(
    key: tuple[str, str, str, float | int | None],
    network: Network,
    interval: Callable[[], Interval | None],
    method: str,
) -> PartStatistic:
    if int(_sample(network).sum()) < LEAST_EGOS:
        return PartStatistic(*key, why=FEW_EGOS)
    found = interval()
    return PartStatistic(*key, *found, method) if found else PartStatistic(*key, why=NO_DATA)


def _of_egos(part: str, network: Network, seed: int) -> Iterator[PartStatistic]:
    """Yield what follows from the records of egos, where relations say who is ego."""
    relations, sample = network.relations, _sample(network)
    if "ego_is_source" not in relations.columns or part == BEYOND or not sample.any():
        return
    ego = np.where(relations["ego_is_source"].to_numpy(), network.graph.source, network.graph.target)
    recorded = sample[ego]
    if not recorded.any():
        return
    yield _ratio((part, "relations_per_ego", "relations"), network, ego, recorded, None, seed)
    if "kind" in relations.columns:
        kinds = relations["kind"].cast(pl.String).to_numpy()
        for kind in sorted({kind for kind in kinds[recorded].tolist() if kind is not None}):
            yield _ratio((part, "kind_share", kind), network, ego, recorded & (kinds == kind), recorded, seed)


def _ratio(
    name: tuple[str, str, str], network: Network, ego: IntArray, counted: Flags, among: Flags | None, seed: int
) -> PartStatistic:
    """Return the relations `counted` over those `among`, or over egos: by ego, or, among sample nodes, by pair."""
    sample = _sample(network)
    egos = int(sample.sum())
    value = float(counted.sum() / (egos if among is None else among.sum()))

    def bootstrapped() -> Interval | None:
        parts = [np.bincount(ego[some], minlength=len(sample))[sample] for some in (counted, among) if some is not None]
        return bootstrap_ratio(parts[0], np.ones(egos) if among is None else parts[1], seed=seed)

    def jackknifed() -> Interval | None:
        over = np.full(egos, egos - 1.0) if among is None else _left(network.graph, among)[sample]
        with np.errstate(invalid="ignore", divide="ignore"):
            without = _left(network.graph, counted)[sample] / over
        return jackknife(value, without, least=0.0, most=np.inf if among is None else 1.0)

    inside = name[0] == INSIDE
    return _bounded((*name, value), network, jackknifed if inside else bootstrapped, JACKKNIFE if inside else BOOTSTRAP)


def _left(graph: Graph, counted: Flags) -> FloatArray:
    """Count the relations that are left when each node is taken out."""
    source, target = graph.source[counted], graph.target[counted]
    once = np.bincount(source, minlength=graph.nodes) + np.bincount(target[source != target], minlength=graph.nodes)
    return (len(source) - once).astype(np.float64)


def _reciprocity_by_ego(network: Network, seed: int) -> Interval | None:
    """Between sample and relation nodes every tie has one sample node, whose record it stands in."""
    sample, degree, mutual = _sample(network), *_ties_of(network.graph)
    return bootstrap_ratio(2 * mutual[sample], degree[sample], seed=seed)


def _ties_of(graph: Graph) -> tuple[IntArray, IntArray]:
    """Return of every node the ties it is an end of, and the neighbours with which it has one in each direction."""
    mutual = np.zeros(graph.nodes, np.int64)
    np.add.at(mutual, graph.both.owner, graph.both.multiplicity == 2)
    return graph.out.degree.astype(np.int64) + graph.into.degree, mutual


def _jackknifed(network: Network, name: tuple[str, str], value: float) -> Interval | None:
    with np.errstate(invalid="ignore", divide="ignore"):
        without = _WITHOUT[name](network.graph)[_sample(network)]
    return jackknife(value, without, least=0.0, most=np.inf if name[0] == "average_degree" else 1.0)


def _reciprocity_without(graph: Graph) -> FloatArray:
    degree, mutual = _ties_of(graph)
    left: FloatArray = (mutual.sum() - 2 * mutual) / (graph.ties - degree)
    return left


def _ties_without(graph: Graph) -> FloatArray:
    return (graph.ties - _ties_of(graph)[0]).astype(np.float64)


def _neighbours_without(graph: Graph) -> FloatArray:
    return (len(graph.both.neighbour) - 2 * graph.both.degree.astype(np.int64)).astype(np.float64)


def _transitivity_without(graph: Graph) -> FloatArray:
    found = clustering(graph)
    degree = found.degree.astype(np.int64)
    ends = np.zeros(graph.nodes, np.int64)
    np.add.at(ends, graph.both.owner, degree[graph.both.neighbour] - 1)
    pairs = degree * (degree - 1) // 2
    left: FloatArray = 3 * (found.triangle_total - found.triangles) / (pairs.sum() - pairs - ends)
    return left


_WITHOUT: dict[tuple[str, str], Callable[[Graph], FloatArray]] = {
    ("reciprocity", "ties_directed"): _reciprocity_without,
    ("density", "ties_directed"): lambda g: _ties_without(g) / ((g.nodes - 1) * (g.nodes - 2)),
    ("density", "ties_undirected"): lambda g: _neighbours_without(g) / ((g.nodes - 1) * (g.nodes - 2)),
    ("average_degree", "ties_directed"): lambda g: _ties_without(g) / (g.nodes - 1),
    ("average_degree", "ties_undirected"): lambda g: _neighbours_without(g) / (g.nodes - 1),
    ("transitivity", "ties_undirected"): _transitivity_without,
}
"""Figures of pairs and triples of nodes, with each node taken out, `(n,)`."""
