"""The Leiden algorithm step by step in Python: the twin of `kernel/leiden.c`, which finds the same communities."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Row: TypeAlias = list[tuple[int, int]]
"""The neighbours of a node, each with the weight of its ties."""


@dataclass
class Level:
    """An undirected network with weights, and the community that each node is at `home` in.

    `strength` is the sum of a node's weights, those of ties inside it counted twice.
    """

    rows: list[Row]
    strength: list[int]
    home: list[int]


def leiden_twin(rows: list[Row], order: Sequence[int], membership: Sequence[int]) -> list[int]:
    """Return the community of every node, from 0, starting from `membership`, nodes looked at in `order` first.

    >>> leiden_twin([[(1, 1)], [(0, 1)], [(3, 1)], [(2, 1)]], order=[0, 1, 2, 3], membership=[0, 1, 2, 3])
    [0, 0, 1, 1]
    """
    level = Level(rows, [sum(weight for _, weight in row) for row in rows], list(membership))
    inside = list(range(len(rows)))
    whole = sum(level.strength)
    first: Sequence[int] = order
    while True:
        sums = _move_nodes(level, whole, first)
        homes = _renumbered(level.home)
        if max(homes, default=-1) + 1 == len(level.rows):
            return [homes[node] for node in inside]
        parts = _renumbered(_refine(level, whole, sums))
        if max(parts) + 1 == len(parts):  # nothing was refined: the communities themselves become the nodes
            parts = homes
        inside = [parts[node] for node in inside]
        level = _merged(level, parts)
        first = range(len(level.rows))


def _look(level: Level, node: int, of: list[int], *, at_home: bool) -> dict[int, int]:
    """Sum the weights from `node` towards every community or part in `of`; `at_home`: within its community only."""
    toward: dict[int, int] = {}
    for other, weight in level.rows[node]:
        if not at_home or level.home[other] == level.home[node]:
            toward[of[other]] = toward.get(of[other], 0) + weight
    return toward


def _move_nodes(level: Level, whole: int, order: Sequence[int]) -> list[int]:
    """Let every node move to the community that gains most, until none wants to; return the communities' strengths."""
    size = len(level.rows)
    sums, members = [0] * size, [0] * size
    for node, home in enumerate(level.home):
        sums[home] += level.strength[node]
        members[home] += 1
    free = [home for home in reversed(range(size)) if not members[home]]
    line, waits = deque(order), [True] * size
    while line:
        node = line.popleft()
        waits[node] = False
        old, strength = level.home[node], level.strength[node]
        sums[old] -= strength
        members[old] -= 1
        best = _best_home(_look(level, node, level.home, at_home=False), sums, strength, whole, old)
        empty = free.pop() if best is None and members[old] and free else old
        home = empty if best is None else best
        sums[home] += strength
        members[home] += 1
        level.home[node] = home
        if home == old:
            continue
        if not members[old]:
            free.append(old)
        for other, _ in level.rows[node]:
            if not waits[other] and level.home[other] != home:
                waits[other] = True
                line.append(other)
    return sums


def _best_home(toward: dict[int, int], sums: list[int], strength: int, whole: int, old: int) -> int | None:
    """Return the old community where none gains more, else the lowest of those that gain most; None if all lose."""
    best, most = old, toward.get(old, 0) * whole - strength * sums[old]
    for home, weight in toward.items():
        gain = weight * whole - strength * sums[home]
        if gain > most or (gain == most and best != old and home < best):
            best, most = home, gain
    return best if most >= 0 else None


def _refine(level: Level, whole: int, sums: list[int]) -> list[int]:
    """Split every community into parts well connected to the rest of it; return the part of every node."""
    size = len(level.rows)
    inner = [sum(w for other, w in row if level.home[other] == level.home[node]) for node, row in enumerate(level.rows)]
    part, cut, held, alone = list(range(size)), inner.copy(), level.strength.copy(), [True] * size
    for node, strength in enumerate(level.strength):
        community = sums[level.home[node]]
        if not alone[node] or inner[node] * whole < strength * (community - strength):
            continue
        toward = _look(level, node, part, at_home=True)
        gains = {
            other: weight * whole - strength * held[other]
            for other, weight in toward.items()
            if cut[other] * whole >= held[other] * (community - held[other])
        }
        most = max(gains.values(), default=-1)
        if most >= 0:
            best = min(other for other, gain in gains.items() if gain == most)
            cut[best] += inner[node] - 2 * toward[best]
            held[best] += strength
            part[node] = best
            alone[node] = alone[best] = False
    return part


def _renumbered(values: list[int]) -> list[int]:
    number: dict[int, int] = {}
    return [number.setdefault(value, len(number)) for value in values]


def _merged(level: Level, parts: list[int]) -> Level:
    """Make one node of each part; the ties inside a part live on in its strength alone."""
    size = max(parts) + 1
    rows: list[dict[int, int]] = [{} for _ in range(size)]
    strength, home = [0] * size, [0] * size
    for node, part in enumerate(parts):
        strength[part] += level.strength[node]
        home[part] = level.home[node]
        for other, weight in level.rows[node]:
            if parts[other] != part:
                rows[part][parts[other]] = rows[part].get(parts[other], 0) + weight
    return Level([list(row.items()) for row in rows], strength, _renumbered(home))
