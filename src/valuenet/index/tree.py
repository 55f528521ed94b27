"""The tree of an index: which indicator belongs to which, in what direction it counts, and how much it weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from valuenet.errors import DataError, nearest

DECIMALS = 12
"""Sums of weights and scores are rounded to this many decimals, so that what is equal on paper is equal here."""


@dataclass(frozen=True)
class Indicator:
    """One node of the tree: a leaf, whose `weight` counts, or a parent, whose weight is the sum of its leaves.

    `direction` is 1 where more is better and -1 where less is. A weight given to a parent is what somebody published:
    it is kept, and not used unless a recipe says so. `unit` is that of the values, in words.
    """

    code: str
    parent: str | None = None
    direction: int = 1
    weight: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Mismatch:
    """A published weight that is not the sum of the leaves below; of a root without one, 1 is what is expected."""

    code: str
    published: float
    summed: float

    def __str__(self) -> str:
        return f"indicator '{self.code}': its weight is {self.published:g}, its leaves sum to {self.summed:g}"


@dataclass(frozen=True)
class Tree:
    """Indicators in the order of the printed page: each parent before its children, children as they were given."""

    indicators: tuple[Indicator, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The code of every indicator, in order."""
        return tuple(indicator.code for indicator in self.indicators)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The codes of the indicators without children, in order."""
        parents = {indicator.parent for indicator in self.indicators}
        return tuple(code for code in self.codes if code not in parents)

    @cached_property
    def root(self) -> str:
        """The code of the indicator above all others."""
        return self.codes[0]

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """For every indicator that has children, their codes, in order."""
        children: dict[str, list[str]] = {}
        for indicator in self.indicators:
            if indicator.parent is not None:
                children.setdefault(indicator.parent, []).append(indicator.code)
        return {code: tuple(children[code]) for code in self.codes if code in children}

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """For every code, the codes from the root down to it."""
        paths: dict[str, tuple[str, ...]] = {}
        for indicator in self.indicators:
            above = paths[indicator.parent] if indicator.parent is not None else ()
            paths[indicator.code] = (*above, indicator.code)
        return paths

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """For every code, its level: 1 for the root."""
        return {code: len(path) for code, path in self.paths.items()}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """For every code, its weight: as given for a leaf, the sum of its leaves for a parent."""
        given = {indicator.code: indicator.weight or 0.0 for indicator in self.indicators}
        below: dict[str, list[float]] = {code: [] for code in self.codes}
        for leaf in self.leaves:
            for code in self.paths[leaf]:
                below[code].append(given[leaf])
        sums = {code: round(math.fsum(weights), DECIMALS) for code, weights in below.items()}
        return {**sums, **{leaf: given[leaf] for leaf in self.leaves}}

    @cached_property
    def directions(self) -> Mapping[str, int]:
        """For every code, 1 or -1."""
        return {indicator.code: indicator.direction for indicator in self.indicators}


def mismatches(tree: Tree, tolerance: float = 0.0) -> tuple[Mismatch, ...]:
    """Return every weight given to a parent, and 1 for a root without one, that is not the sum of the leaves below.

    Nothing is recomputed: `tree.weights` holds the sums, `tree.indicators` what was given. Differences up to
    `tolerance` pass.

    >>> tree = tree_of([Indicator("d", weight=0.2127), Indicator("a", "d", 1, 0.1084), Indicator("b", "d", 1, 0.1042)])
    >>> print(*mismatches(tree))
    indicator 'd': its weight is 0.2127, its leaves sum to 0.2126
    """
    given = {one.code: 1.0 if one.weight is None and one.parent is None else one.weight for one in tree.indicators}
    pairs = ((code, given[code], tree.weights[code]) for code in tree.children)
    return tuple(
        Mismatch(code, weight, summed)
        for code, weight, summed in pairs
        if weight is not None and round(abs(weight - summed), DECIMALS) > tolerance
    )


def tree_of(indicators: Iterable[Indicator], *, weighted: bool = True) -> Tree:
    """Return the checked tree of `indicators`, given in any order.

    With `weighted` false, leaves may come without weights: a recipe finds them.

    Raises `DataError` naming the code where a code comes twice, a parent is missing, indicators go round in a circle,
    there is not exactly one root, a leaf has no weight, a weight is negative or not a number, a direction is not 1
    or, on a leaf, -1, or all leaves weigh nothing.

    >>> tree = tree_of([Indicator("index"), Indicator("size", "index", 1, 0.4), Indicator("speed", "index", 1, 0.6)])
    >>> tree.leaves, tree.levels["size"], tree.weights["index"]
    (('size', 'speed'), 2, 1.0)
    """
    given = tuple(indicators)
    by_code = _by_code(given)
    children: dict[str | None, list[Indicator]] = {}
    for indicator in given:
        if indicator.parent is not None and indicator.parent not in by_code:
            hint = nearest(indicator.parent, by_code)
            raise DataError(f"indicator '{indicator.code}': its parent '{indicator.parent}' is not in the tree{hint}")
        children.setdefault(indicator.parent, []).append(indicator)
    roots = [root.code for root in children.get(None, [])]
    ordered = _in_order(children)
    if len(ordered) < len(given):
        raise DataError(_circle(by_code, {indicator.code for indicator in ordered}))
    if len(roots) != 1:
        raise DataError(f"an index needs one indicator without a parent, its root: {', '.join(roots) or 'none'}")
    for indicator in ordered:
        _check(indicator, leaf=indicator.code not in children, weighted=weighted)
    tree = Tree(ordered)
    if weighted and not any(tree.weights[leaf] for leaf in tree.leaves):
        raise DataError(f"index '{roots[0]}': all its leaves weigh 0, give at least one of them a weight")
    return tree


def _by_code(indicators: Sequence[Indicator]) -> dict[str, Indicator]:
    by_code: dict[str, Indicator] = {}
    for indicator in indicators:
        if indicator.code in by_code:
            raise DataError(f"indicator '{indicator.code}' is in the tree twice: give each its own code")
        by_code[indicator.code] = indicator
    return by_code


def _in_order(children: Mapping[str | None, list[Indicator]]) -> tuple[Indicator, ...]:
    """Return what hangs on a root, depth first."""
    ordered, waiting = [], list(reversed(children.get(None, [])))
    while waiting:
        indicator = waiting.pop()
        ordered.append(indicator)
        waiting.extend(reversed(children.get(indicator.code, [])))
    return tuple(ordered)


def _circle(by_code: Mapping[str, Indicator], reached: set[str]) -> str:
    """Name one circle among the indicators that no root leads to."""
    trail = [next(code for code in by_code if code not in reached)]
    while (above := by_code[trail[-1]].parent) not in trail:
        trail.append(str(above))
    circle = trail[trail.index(str(above)) :]
    names = " -> ".join([*circle, circle[0]])
    return f"indicator '{circle[0]}' is its own ancestor: {names}; give one of them another parent"


def _check(indicator: Indicator, *, leaf: bool, weighted: bool) -> None:
    name = f"indicator '{indicator.code}'"
    if indicator.direction not in (1, -1):
        raise DataError(f"{name}: direction is {indicator.direction}, it is 1 (more is better) or -1 (less is better)")
    if not leaf and indicator.direction != 1:
        raise DataError(f"{name}: direction is -1, but it has children; give the direction to its leaves")
    if leaf and weighted and indicator.weight is None:
        raise DataError(f"{name}: a leaf needs a weight, or children that have one")
    if indicator.weight is not None and not (math.isfinite(indicator.weight) and indicator.weight >= 0):
        raise DataError(f"{name}: weight is {indicator.weight}, it is a number from 0 up")
