"""Reciprocity: how much of what goes from one node to another is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from valuenet.network.graph import Graph


@dataclass(frozen=True)
class Reciprocity:
    """Ties and relations whose two nodes are also tied the other way; loops are neither counted nor answered."""

    ties: int
    ties_answered: int
    relations: int
    relations_answered: int

    @property
    def of_ties(self) -> float | None:
        """Share of the ties that are answered; None where there is none."""
        return self.ties_answered / self.ties if self.ties else None

    @property
    def of_relations(self) -> float | None:
        """Share of the relations whose two nodes have a relation the other way; None where there is none."""
        return self.relations_answered / self.relations if self.relations else None


def reciprocity(graph: Graph) -> Reciprocity:
    """Count the answered ties and relations.

    >>> from valuenet.network.graph import graph
    >>> found = reciprocity(graph([0, 0, 1, 1, 2], [1, 1, 0, 2, 2], nodes=3))
    >>> found.of_ties, found.of_relations
    (0.6666666666666666, 0.75)
    """
    mutual = int(np.count_nonzero(graph.both.multiplicity == 2))
    if graph.relations - graph.loops == graph.ties:  # no parallel relations: ties say it all
        return Reciprocity(graph.ties, mutual, graph.ties, mutual)
    from scipy.sparse import csr_array  # time to load that most networks save

    shape = (graph.nodes, graph.nodes)
    ones: Any = np.ones(graph.ties, np.int8)
    rows: Any = csr_array((graph.out.multiplicity, graph.out.neighbour, graph.out.start), shape=shape)
    answered = rows.multiply(csr_array((ones, graph.into.neighbour, graph.into.start), shape=shape))
    return Reciprocity(
        graph.ties, int(answered.nnz), graph.relations - graph.loops, int(answered.data.sum(dtype=np.int64))
    )
