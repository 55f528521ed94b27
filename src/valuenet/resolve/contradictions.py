"""Judgements that cannot all be true: a chain of `same` between two that are judged to be different."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from valuenet.resolve.judgements import DIFFERENT, SAME, Judgement

Knot = Callable[[str], Hashable]
"""What a reference stands for: two that stand for the same are one."""


def contradictions(judgements: Sequence[Judgement], knot: Knot = str) -> list[tuple[Judgement, ...]]:
    """Return the smallest contradictory sets, one for each `different` whose sides are judged to be the same.

    `knot` tells what a reference stands for, by default itself.
    A set is the shortest chain of `same` and, last, the `different` that denies it; without any one of them the rest
    can be true. Of chains as short, the one of earlier lines is told. Breadth first: linear for each `different`.

    >>> told = [Judgement("a", "b", "same", line=2), Judgement("b", "c", "same", line=3)]
    >>> found = contradictions([*told, Judgement("a", "c", "different", line=4)])
    >>> [[each.line for each in one] for one in found]
    [[2, 3, 4]]
    """
    ties: dict[Hashable, list[tuple[Hashable, Judgement]]] = {}
    for each in sorted(judgements, key=lambda one: one.line):
        if each.judgement == SAME:
            left, right = knot(each.left), knot(each.right)
            ties.setdefault(left, []).append((right, each))
            ties.setdefault(right, []).append((left, each))
    found = []
    for each in judgements:
        if each.judgement == DIFFERENT:
            chain = _shortest(ties, knot(each.left), knot(each.right))
            if chain:  # an empty one: both references mean one mention, which is for the sources to mend
                found.append((*chain, each))
    return found


def _shortest(
    ties: Mapping[Hashable, Iterable[tuple[Hashable, Judgement]]], start: Hashable, end: Hashable
) -> list[Judgement] | None:
    """Return the judgements on the shortest way from one end to the other; None where there is none."""
    came: dict[Hashable, tuple[Hashable, Judgement] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there, judgement in ties.get(here, ()):
            if there not in came:
                came[there] = (here, judgement)
                waiting.append(there)
    if end not in came:
        return None
    chain: list[Judgement] = []
    step = came[end]
    while step is not None:
        chain.append(step[1])
        step = came[step[0]]
    return chain[::-1]


def told(contradiction: Sequence[Judgement], file: str) -> str:
    """Return one contradiction in a reader's words.

    >>> print(told([Judgement("a", "b", "same", line=2), Judgement("a", "b", "different", line=3)], "judgements.csv"))
    judgements.csv: lines 2 and 3 contradict each other, remove one of them:
      2: 'a' is the same as 'b'
      3: 'a' is different from 'b'
    """
    words = {SAME: "is the same as", DIFFERENT: "is different from"}
    *lines, last = sorted(each.line for each in contradiction)
    listed = f"{', '.join(map(str, lines))} and {last}"
    said = (f"  {each.line}: '{each.left}' {words[each.judgement]} '{each.right}'" for each in contradiction)
    return "\n".join([f"{file}: lines {listed} contradict each other, remove one of them:", *said])
