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
    it is kept and not used.
    """

    code: str
    parent: str | None = None
    direction: int = 1
    weight: float | None = None


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


def tree_of(indicators: Iterable[Indicator]) -> Tree:
    """Return the checked tree of `indicators`, given in any order.

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
        _check(indicator, leaf=indicator.code not in children)
    tree = Tree(ordered)
    if not any(tree.weights[leaf] for leaf in tree.leaves):
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


def _check(indicator: Indicator, *, leaf: bool) -> None:
    name = f"indicator '{indicator.code}'"
    if indicator.direction not in (1, -1):
        raise DataError(f"{name}: direction is {indicator.direction}, it is 1 (more is better) or -1 (less is better)")
    if not leaf and indicator.direction != 1:
        raise DataError(f"{name}: direction is -1, but it has children; give the direction to its leaves")
    if leaf and indicator.weight is None:
        raise DataError(f"{name}: a leaf needs a weight, or children that have one")
    if indicator.weight is not None and not (math.isfinite(indicator.weight) and indicator.weight >= 0):
        raise DataError(f"{name}: weight is {indicator.weight}, it is a number from 0 up")
