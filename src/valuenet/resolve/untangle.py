"""Joining under constraints: stronger evidence first, and never across what is known to be two subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

Node = int
Pair = tuple[Node, Node]


class Parts:
    """Disjoint sets of nodes, each with the facts that no other set may contradict, its enemies and its weight."""

    def __init__(
        self,
        nodes: int,
        facts: Mapping[Node, Mapping[str, str]],
        enemies: Iterable[Pair],
        weights: Sequence[int] | None = None,
        largest: int | None = None,
    ) -> None:
        self._above = list(range(nodes))
        self._facts = {node: dict(held) for node, held in facts.items()}
        self._enemies: dict[Node, set[Node]] = {}
        self._weights = list(weights or [1] * nodes)
        self._largest = largest
        for left, right in enemies:
            self._enemies.setdefault(left, set()).add(right)
            self._enemies.setdefault(right, set()).add(left)

    def find(self, node: Node) -> Node:
        """Return the node that stands for the set of `node`."""
        while self._above[node] != node:
            self._above[node] = self._above[self._above[node]]
            node = self._above[node]
        return node

    def bound(self, root: Node) -> bool:
        """Tell whether something is known that keeps this set apart from others."""
        return root in self._facts or root in self._enemies

    def fit(self, roots: Iterable[Node]) -> bool:
        """Tell whether these sets may be one: no fact has two values, no two are enemies, and it is not too large."""
        together = sorted(set(roots))
        if self._largest is not None and sum(self._weights[root] for root in together) > self._largest:
            return False
        told: dict[str, str] = {}
        for root in together:
            if any(told.setdefault(field, value) != value for field, value in self._facts.get(root, {}).items()):
                return False
        inside = set(together)
        return not any(self.find(enemy) in inside for root in together for enemy in self._enemies.get(root, ()))

    def unite(self, roots: Iterable[Node]) -> None:
        """Make one set of these."""
        first, *rest = sorted(set(roots))
        for other in rest:
            self._above[other] = first
            self._weights[first] += self._weights[other]
            if other in self._facts:
                self._facts[first] = self._facts.pop(other) | self._facts.get(first, {})
            if other in self._enemies:
                self._enemies.setdefault(first, set()).update(self._enemies.pop(other))


def untangled(parts: Parts, ties: Iterable[tuple[Node, Node, float]]) -> Parts:
    """Join the sets of `parts` along `ties` (node, node, strength), the strongest first, wherever they fit.

    Ties of one strength count at once, so their order does not matter. Where all that they would join does not fit,
    a node that nothing is known of goes with the one set that it can only belong to; what could go with several stays
    with none of them. Linear in the ties but for sorting them.

    >>> told = {0: {"ror_id": "a"}, 2: {"ror_id": "b"}}
    >>> found = untangled(Parts(4, told, []), [(0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.8)])
    >>> [found.find(node) for node in range(4)]
    [0, 0, 2, 2]
    """
    strength = itemgetter(2)
    for _, level in groupby(sorted(ties, key=lambda tie: -tie[2]), key=strength):
        found = ((parts.find(left), parts.find(right)) for left, right, _ in level)
        pairs = sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})
        for group, inside in _connected(pairs):
            if parts.fit(group):
                parts.unite(group)
            else:
                _unite_what_is_clear(parts, group, inside)
    return parts


def _unite_what_is_clear(parts: Parts, group: Sequence[Node], pairs: Sequence[Pair]) -> None:
    free = {node for node in group if not parts.bound(node)}
    among = [pair for pair in pairs if pair[0] in free and pair[1] in free]
    pieces = [piece for piece, _ in _connected(among)]
    alone = free.difference(*pieces)
    home = {node: at for at, piece in enumerate([*pieces, *([node] for node in sorted(alone))]) for node in piece}
    beside: dict[int, set[Node]] = {}
    for left, right in pairs:
        if (left in free) != (right in free):
            beside.setdefault(home[left if left in free else right], set()).add(right if left in free else left)
    for at, piece in enumerate([*pieces, *([node] for node in sorted(alone))]):
        around = beside.get(at, set())
        if len(around) == 1 and parts.fit([*piece, *around]):
            parts.unite([*piece, *around])
        elif parts.fit(piece):
            parts.unite(piece)
    known = [pair for pair in pairs if pair[0] not in free and pair[1] not in free]
    for several, _ in _connected([(parts.find(left), parts.find(right)) for left, right in known]):
        if parts.fit(several):
            parts.unite(several)


def _connected(pairs: Sequence[Pair]) -> list[tuple[list[Node], list[Pair]]]:
    """Return the connected groups of nodes, each with its pairs, in the order of their least node."""
    above: dict[Node, Node] = {}

    def find(node: Node) -> Node:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        above[high] = low
    groups: dict[Node, tuple[list[Node], list[Pair]]] = {}
    for node in sorted(above):
        groups.setdefault(find(node), ([], []))[0].append(node)
    for pair in pairs:
        groups[find(pair[0])][1].append(pair)
    return list(groups.values())
