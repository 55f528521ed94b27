"""What random networks may cost a build: which figures are held against them, and which only on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from valuenet.network.chance.nulls import NullModel
from valuenet.network.chance.significance import NO_DATA, Comparison, Significance, significance, untested
from valuenet.network.graph import Graph
from valuenet.network.network import Network
from valuenet.network.structure import Statistic, statistics_without_paths, structure

WITH_PATHS = 50_000
"""Relations of a network up to which path lengths are held against random networks: beyond, they take nearly all of
the time, and sampled ones would add an error of their own to the spread that chance brings."""
DRAWN = 200_000
"""Relations up to which random networks are drawn at all: forty of each of two models, ten CPU seconds."""
TOO_LARGE = "too large for a build"

_ENSEMBLE = {"statistic": pl.String, "reading": pl.String, "model": pl.String, "draw": pl.Int64, "value": pl.Float64}


def bounded_significance(
    network: Network,
    model: NullModel,
    statistics: Sequence[Statistic],
    *,
    networks: int,
    seed: int = 0,
    tell: Callable[[int, int], None] | None = None,
) -> Significance:
    """Test the `statistics` of a network, those of `structure`, in time that grows with its relations at most.

    As `significance` up to `WITH_PATHS` relations; without path lengths up to `DRAWN`; of a larger network nothing is
    tested. A figure that is not tested for its cost is there, and its `why` is `TOO_LARGE`.

    >>> from valuenet.network.network import network_of
    >>> ring = network_of(pl.DataFrame({"id": ["a", "b"]}), pl.DataFrame({"source": ["a", "b"], "target": ["b", "a"]}))
    >>> found = bounded_significance(ring, NullModel(), structure(ring.graph, 0), networks=3)
    >>> any(each.why == TOO_LARGE for each in found.comparisons)
    False
    """
    size = network.relations.height
    sample = next((int(each.value or 0) for each in statistics if each.statistic == "sample_nodes"), 0)

    def measure(graph: Graph) -> list[Statistic]:
        return structure(graph, sample) if size <= WITH_PATHS else statistics_without_paths(graph, sample)

    if size <= DRAWN:
        found = significance(network, model, measure, networks=networks, seed=seed, tell=tell)
    else:
        found = Significance(model.name, 0, seed, [], pl.DataFrame(schema=_ENSEMBLE))
    tested = {(each.statistic, each.reading) for each in found.comparisons}
    rest = [
        Comparison(each.statistic, each.reading, each.value, why=untested(each, model, network) or _reason(each))
        for each in statistics
        if (each.statistic, each.reading) not in tested
    ]
    return Significance(model.name, found.networks, seed, [*found.comparisons, *rest], found.ensemble)


def _reason(found: Statistic) -> str:
    return NO_DATA if found.value is None else TOO_LARGE
