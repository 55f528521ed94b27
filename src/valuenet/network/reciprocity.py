"""Reciprocity: how much of what goes from one node to another is answered."""

from __future__ import annotations

from dataclasses import dataclass

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
    both, out, relations = graph.both, graph.out, graph.relations - graph.loops
    mutual = both.multiplicity == 2
    answered = int(np.count_nonzero(mutual))
    if relations == graph.ties:  # no parallel relations: ties say it all
        return Reciprocity(graph.ties, answered, relations, answered)
    ties = out.owner.astype(np.int64) * graph.nodes + out.neighbour
    places = np.searchsorted(ties, both.owner[mutual].astype(np.int64) * graph.nodes + both.neighbour[mutual])
    return Reciprocity(graph.ties, answered, relations, int(out.multiplicity[places].sum(dtype=np.int64)))
