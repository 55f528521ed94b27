"""Null models: random networks that keep what a network owes to its degrees, kinds and strata, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from valuenet.errors import UsageError, nearest
from valuenet.network.chance.rewiring import Space, rewire, space
from valuenet.network.graph import Graph, IntArray, graph
from valuenet.network.network import Network

CHAINS = 8
"""Independent chains, whatever the number of threads: draw d is the one numbered d // 8 of chain d % 8."""
FIRST, BETWEEN = 10, 2
"""Steps per arc before a chain's first draw, and between its draws: what is left of the given network after two to
four, and of the draw before after two, cannot be told from chance (docs/decisions/0019)."""

LEAST = 1_000
"""Steps that are taken at least, where arcs are few."""

READINGS = ("ties", "relations")


@dataclass(frozen=True)
class NullModel:
    """What random networks share with the given one: every node's in- and out-degree, and the columns `keep`.

    In the reading `ties` parallel relations are one arc, loops none, and networks have neither; in `relations` every
    row is an arc, rows may come to lie in parallel, and loops stay. `keep` names columns of the relations (`kind`,
    `family`: degrees are kept within each value) or of the nodes (`sample`, `region`, `side`: degrees are kept
    towards the nodes of each value, and so is the number of arcs between any two values). Where both tables have the
    column it is that of the relations; `node_kind` is that of the nodes.
    """

    reading: str = "ties"
    keep: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The model in a word, for tables.

        >>> NullModel("relations", ("kind", "sample")).name
        'relations: degrees, kind, sample'
        """
        return f"{self.reading}: {', '.join(('degrees', *self.keep))}"


def null_space(network: Network, model: NullModel) -> Space:
    """Return the space of networks that `model` allows, with the relations of `network` to start from.

    A missing value counts as a value of its own. Raises `UsageError` for a reading or a column that is not there.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "a"], "kind": ["work", "work", "study"]})
    >>> found = null_space(network_of(pl.DataFrame({"id": ["a", "b", "c"]}), ties), NullModel(keep=("kind",)))
    >>> found.edge.tolist()
    [0, 2, 3]
    """
    if model.reading not in READINGS:
        raise UsageError(f"no null model is of '{model.reading}': give one of {', '.join(READINGS)}")
    relations, nodes = network.relations.drop("source", "target"), network.nodes
    columns = [*relations.columns, *nodes.columns, *(f"node_{name}" for name in nodes.columns)]
    for name in model.keep:
        if name not in columns:
            raise UsageError(f"a null model cannot keep '{name}': no such column{nearest(name, columns)}")
    of_relations = [name for name in model.keep if name in relations.columns]
    of_nodes = [name if name in nodes.columns else name[5:] for name in model.keep if name not in of_relations]
    return space(
        network.graph,
        kind=_groups(relations, of_relations),
        stratum=_groups(nodes, of_nodes),
        simple=model.reading == "ties",
    )


def _groups(table: pl.DataFrame, columns: list[str]) -> IntArray | None:
    """Number the rows by what stands in `columns`: rows with the same values have the number of the first of them."""
    if not columns:
        return None
    keys = [pl.col(name).alias(f"key_{place}") for place, name in enumerate(columns)]
    rows = table.select(*keys, pl.int_range(pl.len()).alias("row"))
    first = pl.col("row").first().over([f"key_{place}" for place in range(len(columns))])
    numbers: IntArray = rows.select(first).to_series().to_numpy()
    return numbers


def chain_seeds(seed: int) -> list[int]:
    """Return the seeds of the chains.

    >>> len(set(chain_seeds(1)) | set(chain_seeds(2)))
    16
    """
    return [int(each) for each in np.random.SeedSequence(seed).generate_state(CHAINS, np.uint64)]


def draws(
    within: Space, networks: int, *, seed: int, chain: int, first: int = FIRST, between: int = BETWEEN
) -> Iterator[tuple[int, Graph]]:
    """Yield the random networks of one chain, each with its number among all `networks`.

    Its relations are the arcs of `within` in their order, those of no place (loops, in the reading `relations`)
    after them. `first` and `between` are steps per arc; LEAST steps are taken in any case.

    >>> ring = space(graph([0, 1, 2, 3], [1, 2, 3, 0], nodes=4))
    >>> [(number, network.target.tolist()) for number, network in draws(ring, 12, seed=1, chain=3)]
    [(3, [1, 3, 0, 2]), (11, [1, 0, 3, 2])]
    """
    target, step, arcs = within.target.copy(), 0, len(within.target)
    own = chain_seeds(seed)[chain]
    for number in range(chain, networks, CHAINS):
        steps = max((between if step else first) * arcs, LEAST)
        rewire(within, target, steps, seed=own, step=step)
        step += steps
        yield number, drawn_graph(within, target)


def drawn_graph(within: Space, target: IntArray) -> Graph:
    """Return the network of the space whose arcs end in `target`.

    >>> ring = space(graph([0, 1, 2, 2], [1, 2, 0, 2], nodes=3), simple=False)
    >>> drawn_graph(ring, ring.target).loops
    1
    """
    loops = within.loops
    return graph(np.concatenate((within.source, loops)), np.concatenate((target, loops)), within.nodes)


def null_networks(network: Network, model: NullModel, networks: int, *, seed: int) -> Iterator[Network]:
    """Yield so many random networks of `model`, with their nodes, and with the relations' columns that the model keeps.

    A relation of a random network has the columns of the relation whose place it took.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "a"], "kind": ["work", "work", "work"]})
    >>> ring = network_of(pl.DataFrame({"id": ["a", "b", "c"]}), ties)
    >>> [each.relations["target"].to_list() for each in null_networks(ring, NullModel(keep=("kind",)), 2, seed=4)]
    [[2, 0, 1], [1, 2, 0]]
    """
    within = null_space(network, model)
    kept = [name for name in model.keep if name in network.relations.columns]
    columns = network.relations.select("source", *kept)[np.concatenate((within.arc, within.loop_arc))]
    chains = [draws(within, networks, seed=seed, chain=chain) for chain in range(CHAINS)]
    for number in range(networks):
        _, found = next(chains[number % CHAINS])
        ends = [pl.Series(end, np.asarray(getattr(found, end), np.int64)) for end in ("source", "target")]
        yield replace(network, relations=columns.select(*ends, *kept))
