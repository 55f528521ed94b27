"""Random networks in which every node keeps its degrees: a chain of swaps and turned triangles that favours none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.network.chance.draws import all_below, below, following, words
from valuenet.network.graph import Graph, IntArray
from valuenet.network.kernel.library import call, takes

_TURNS = 8
"""One proposal in nine turns a triangle; the others swap."""
_AT_ONCE = 1 << 16
_HIGH = np.uint64(32)
_LOW = np.uint64((1 << 32) - 1)


@dataclass(frozen=True, eq=False)
class Space:
    """All networks with the degrees of a given one, and that network as the place to start from.

    Arcs `(m,)` lie by block, then by source: `source`, and `target` of the given network. In every network of the
    space a node has as many arcs out and in, in each block, as in the given one; a block holds the arcs of one kind
    from one stratum to one stratum. `arc` names the given relation that each place came from (the first, where
    parallel ones merged). `simple`: no two arcs of one kind are parallel, and there are no loops; otherwise the
    relations `loop_arc` of the nodes `loops` with themselves stay as they are, beside the arcs.

    The rest is the kernel's (kernel.h, `valuenet_rewire`): `row` `(m,)`; `first` `(r + 1,)`, `owner` and `block`
    `(r,)`; `edge` `(b + 1,)`, `turn_at` `(b,)`; `turning`; and `turns`, how many proposals beside m turn a triangle.
    """

    nodes: int
    simple: bool
    source: IntArray
    target: IntArray
    arc: IntArray
    loops: IntArray
    loop_arc: IntArray
    row: IntArray
    first: IntArray
    owner: IntArray
    block: IntArray
    edge: IntArray
    turn_at: IntArray
    turning: IntArray
    turns: int


def space(
    graph: Graph, *, kind: npt.ArrayLike | None = None, stratum: npt.ArrayLike | None = None, simple: bool = True
) -> Space:
    """Return the space of networks with the degrees of `graph`.

    `kind` `(m,)` holds a number for every relation, `stratum` `(n,)` one for every node (sides of a bipartite
    network, sample and relation nodes, regions): degrees are then kept within each kind, and towards each stratum.

    `simple` merges parallel relations of a kind, drops loops, and allows neither: every such network is as likely.
    Otherwise every relation stays, loops where they are; parallel ones may come and go, and every way of joining the
    relations' ends is as likely. Raises `DataError` where an array has the wrong length or holds no integers.
    Source of the difference: Fosdick, Larremore, Nishimura and Ugander, Configuring Random Graph Models with Fixed
    Degree Sequences, SIAM Review 60(2), 2018.

    >>> from valuenet.network.graph import graph
    >>> ring = space(graph([0, 1, 2, 0], [1, 2, 0, 1], nodes=3))
    >>> ring.source.tolist(), ring.target.tolist(), ring.arc.tolist()
    ([0, 1, 2], [1, 2, 0], [0, 1, 2])
    """
    start, finish = graph.source.astype(np.int64), graph.target.astype(np.int64)
    layers = _numbered("kind", kind, len(start), "relations")
    strata = _numbered("stratum", stratum, graph.nodes, "nodes")
    arc = np.flatnonzero(start != finish)
    blocks = _blocks(layers[arc], strata[start[arc]], strata[finish[arc]])
    arc = arc[np.lexsort((finish[arc], start[arc], blocks))]
    if simple and len(arc):
        triples = np.stack((layers[arc], start[arc], finish[arc]))
        arc = arc[np.concatenate(([True], (np.diff(triples) != 0).any(axis=0)))]
    return _laid_out(graph, arc, layers[arc], strata, simple=simple)


def _numbered(name: str, values: npt.ArrayLike | None, size: int, of: str) -> IntArray:
    """Return the values as numbers from 0, in their order."""
    if values is None:
        return np.zeros(size, np.int64)
    given = np.asarray(values)
    if given.shape != (size,) or given.dtype.kind not in "iub":
        raise DataError(f"{name} holds {given.dtype} of shape {given.shape}: give one integer for each of {size} {of}")
    numbers: IntArray = np.unique(given, return_inverse=True)[1].astype(np.int64).reshape(size)
    return numbers


def _blocks(layer: IntArray, giving: IntArray, taking: IntArray) -> IntArray:
    """Return the block of every arc, numbered from 0: one for each kind and ordered pair of strata that occurs."""
    block = layer
    for stratum in (giving, taking):
        block = np.unique(block * (stratum.max(initial=0) + 1) + stratum, return_inverse=True)[1].astype(np.int64)
    return block


def _laid_out(graph: Graph, arc: IntArray, layer: IntArray, strata: IntArray, *, simple: bool) -> Space:
    nodes, index = graph.nodes, graph.source.dtype
    source, target = graph.source[arc].astype(np.int64), graph.target[arc].astype(np.int64)
    blocks = _blocks(layer, strata[source], strata[target])
    loops = np.flatnonzero(graph.source == graph.target) if not simple else arc[:0]
    begins = np.flatnonzero((np.diff(blocks, prepend=-1) != 0) | (np.diff(source, prepend=-1) != 0))
    edges = np.flatnonzero(np.diff(blocks, prepend=-1))
    within = strata[source[edges]] == strata[target[edges]]  # only there can a triangle close in one block
    owner, block = source[begins], blocks[begins]
    kinds = np.unique(layer[edges][within], return_inverse=True)[1]
    turn_at = np.full(len(edges), -1, np.int64)
    turn_at[within] = kinds * nodes
    turning = np.full(nodes * len(set(kinds.tolist())), -1, np.int64)
    inside = np.flatnonzero(within[block])
    turning[turn_at[block[inside]] + owner[inside]] = inside
    row = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(arc))))
    return Space(
        nodes=nodes,
        simple=simple,
        source=source.astype(index),
        target=target.astype(index),
        arc=arc,
        loops=graph.source[loops],
        loop_arc=loops,
        row=row.astype(index),
        first=np.append(begins, len(arc)).astype(index),
        owner=owner.astype(index),
        block=block.astype(index),
        edge=np.append(edges, len(arc)).astype(index),
        turn_at=turn_at,
        turning=turning.astype(index),
        turns=-(-len(arc) // _TURNS) if within.any() else 0,
    )


def rewire(space: Space, target: IntArray, steps: int, *, seed: int, step: int = 0) -> int:
    """Take `steps` steps of the chain `seed`, from its step number `step` on; change `target` in place.

    `target` `(m,)` is that of a network of the space, as the space lays out its arcs. Returns how many steps changed
    something. A step proposes that two arcs of a block trade their targets, or (one proposal in nine) that three arcs
    which close a triangle in one block run the other way round; where that would make a loop or a forbidden
    parallel, the step is spent without a change, which is what makes every network of the space as likely in the long
    run. Swaps alone would not: no swap turns a directed triangle.
    Sources: Rao, Jana and Bandyopadhyay, A Markov Chain Monte Carlo Method for Generating Random (0,1)-Matrices with
    Given Marginals, Sankhya A 58, 1996; Roberts and Coolen, Physical Review E 85, 046103, 2012.

    >>> from valuenet.network.graph import graph
    >>> ring = space(graph([0, 1, 2], [1, 2, 0], nodes=3))
    >>> target = ring.target.copy()
    >>> rewire(ring, target, steps=9, seed=3), target.tolist()
    (1, [2, 0, 1])
    """
    if not len(target) or steps <= 0:
        return 0
    if not takes(space.source, target):
        return _with_python(space, target, steps, seed, step)
    rows, simple = len(space.owner), int(space.simple)
    parts = (space.row, space.first, space.owner, space.block, space.edge, space.turn_at, space.turning)
    return call("rewire", len(target), rows, space.turns, simple, seed, step, steps, *parts, target)


def _with_python(space: Space, target: IntArray, steps: int, seed: int, step: int) -> int:
    walk = _Walk(space, target)
    made = 0
    for first in range(step, step + steps, _AT_ONCE):
        for turns, one, other, word in _drawn(space, seed, first, min(_AT_ONCE, step + steps - first)):
            made += walk.turn(one, word) if turns else walk.swap(one, other)
    target[:] = walk.target
    return made


def _drawn(space: Space, seed: int, step: int, number: int) -> Iterator[tuple[bool, int, int, int]]:
    """Yield what each step proposes: whether a turn, its one or two arcs, and the word that further draws follow."""
    arcs, block = len(space.source), space.block[space.row]
    drawn = words(seed, step, number)
    one, again = all_below(np.full(number, arcs + space.turns), drawn >> _HIGH)
    turns = one >= arcs
    at = block[np.where(turns, 0, one)]
    begin, end = np.where(turns, 0, space.edge[at]), np.where(turns, arcs, space.edge[at + 1])
    other, again_too = all_below(end - begin, drawn & _LOW)
    pairs = (np.where(turns, other, one), np.where(turns, -1, begin + other))
    rows = [array.tolist() for array in (turns, *pairs, drawn)]
    for place in np.flatnonzero(again | again_too).tolist():
        word = int(drawn[place])
        first, word = below(arcs + space.turns, rows[3][place] >> 32, word)
        inside = (0, arcs) if first >= arcs else space.edge[block[first] : block[first] + 2].tolist()
        second, word = below(inside[1] - inside[0], rows[3][place] & int(_LOW), word)
        for row, value in zip(rows, _proposal(first, second, arcs, inside[0], word), strict=True):
            row[place] = value
    yield from zip(*rows, strict=True)


def _proposal(first: int, second: int, arcs: int, begin: int, word: int) -> tuple[bool, int, int, int]:
    return (True, second, -1, word) if first >= arcs else (False, first, begin + second, word)


class _Walk:
    """The network on its way: lists and a set, which Python reads faster than arrays."""

    def __init__(self, space: Space, target: IntArray) -> None:
        self.row, self.first, self.owner = space.row.tolist(), space.first.tolist(), space.owner.tolist()
        self.block, self.turn_at, self.turning = space.block.tolist(), space.turn_at.tolist(), space.turning.tolist()
        self.target: list[int] = target.tolist()
        self.arcs = set(zip(self.row, self.target, strict=True)) if space.simple else None

    def swap(self, one: int, other: int) -> bool:
        """Let two arcs trade their targets."""
        row, across = self.row[one], self.row[other]
        b, d = self.target[one], self.target[other]
        if self.owner[row] == d or self.owner[across] == b:
            return False
        return self._give(((one, row, d), (other, across, b)))

    def turn(self, one: int, word: int) -> bool:
        """Turn a triangle from `one`, if the arcs drawn close it."""
        row = self.row[one]
        a, b, at = self.owner[row], self.target[one], self.turn_at[self.block[row]]
        if at < 0 or (from_b := self.turning[at + b]) < 0:
            return False
        second, word = self._of(from_b, word)
        c = self.target[second]
        if c == a or (from_c := self.turning[at + c]) < 0:
            return False
        third, word = self._of(from_c, word)
        return self.target[third] == a and self._give(((one, row, c), (second, from_b, a), (third, from_c, b)))

    def _of(self, row: int, word: int) -> tuple[int, int]:
        drawn, word = following(word)
        place, word = below(self.first[row + 1] - self.first[row], drawn, word)
        return int(self.first[row]) + place, word

    def _give(self, changes: tuple[tuple[int, int, int], ...]) -> bool:
        if self.arcs is not None:
            if any((row, to) in self.arcs for _, row, to in changes):
                return False
            self.arcs.difference_update([(row, self.target[arc]) for arc, row, _ in changes])
            self.arcs.update([(row, to) for _, row, to in changes])
        for arc, _, to in changes:
            self.target[arc] = to
        return True
