"""Identities of a whole that is not printed: counts and their percentages tell it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from valuenet.audit.identity import Cell, Cells, Identity, Interval, Outcome, number
from valuenet.audit.ratio import MOST, fits


def wholes_for(pairs: Sequence[tuple[Cell, Cell]]) -> range:
    """The whole numbers of which every count is printed as its percentage; `pairs` holds (count, share).

    >>> wholes_for([(Cell(4, 0), Cell(19.05, 0.005)), (Cell(3, 0), Cell(14.29, 0.005))])
    range(21, 22)
    """
    low, high = 1, MOST
    for count, share in pairs:
        least, most = share.value - share.half, share.value + share.half
        if count.value <= 0:
            continue
        high = min(high, math.floor(100 * count.value / least + 1e-9) if least > 0 else MOST)
        low = max(low, math.ceil(100 * count.value / most - 1e-9) if most > 0 else MOST + 1)
    return range(low, high + 1)


def most_agreed(pairs: Sequence[tuple[Cell, Cell]]) -> range:
    """The whole numbers that fit as many of the pairs as any does; the first such range."""
    changes: dict[int, int] = defaultdict(int)
    for pair in pairs:
        if found := wholes_for([pair]):
            changes[found.start] += 1
            changes[found.stop] -= 1
    fitting, most, best = 0, 0, range(0)
    places = sorted(changes)
    for start, stop in pairwise(places):
        fitting += changes[start]
        if fitting > most:
            most, best = fitting, range(start, stop)
    return best


def latent(rule: str, says: str, pairs: Sequence[tuple[str, str]], alone: Sequence[str] = ()) -> Identity:
    """Counts and their percentages stand for one whole, which is not printed; so do percentages without a count."""

    def told(cells: Cells) -> list[tuple[Cell, Cell]]:
        return [(cells[count], cells[share]) for count, share in pairs]

    def holds(cells: Cells) -> bool:
        found = wholes_for(told(cells))
        rest = [cells[name] for name in alone]
        return bool(found) and (len(found) > 500 or any(fits(rest, whole, complete=False) for whole in found))

    def test(cells: Cells) -> Outcome:
        if holds(cells):
            return Outcome(True, "", 0.0)
        likely = most_agreed(told(cells))
        words = "of one whole, as the others" + (f"; most are of {number(likely[0])}" if likely else "")
        return Outcome(False, words, None, _astray(likely, cells))

    def _astray(likely: range, cells: Cells) -> str:
        """The first share that is not of the whole that most are of."""
        for count, share in pairs:
            if likely and likely[0] not in wholes_for([(cells[count], cells[share])]):
                return share
        return next((name for name in alone if likely and not fits([cells[name]], likely[0], complete=False)), "")

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        likely = most_agreed([pair for pair, ids in zip(told(cells), pairs, strict=True) if name not in ids])
        return [found for whole in likely[:20] for found in _fitting(name, whole, pairs, cells)]

    names = [name for pair in pairs for name in pair]
    return Identity(rule, says, names[1], (*names, *alone), test, solve, loose=True, quick=holds)


def _fitting(name: str, whole: int, pairs: Sequence[tuple[str, str]], cells: Cells) -> Iterator[Interval]:
    """The values of a count, of its share, or of a share without a count, for a given whole."""
    paired = False
    for count, share in pairs:
        value, half = cells[share]
        paired = paired or name in (count, share)
        if name == count:
            yield (value - half) * whole / 100, (value + half) * whole / 100
        elif name == share:
            middle = 100 * cells[count].value / whole
            yield middle - half, middle + half
    if not paired:
        value, half = cells[name]
        near = 100 * round(value * whole / 100) / whole
        yield near - half, near + half


def implied(rule: str, says: str, pairs: Sequence[tuple[str, str]], listed: str, *, at_most: bool = False) -> Identity:
    """The whole that counts and percentages imply is the figure of a list, or not above it."""

    def gap(cells: Cells) -> tuple[float, range]:
        found = wholes_for([(cells[count], cells[share]) for count, share in pairs])
        if not found:
            return 0.0, found
        value = cells[listed].value
        nearest = min(max(value, found[0]), found[-1])
        return (max(found[0] - value, 0.0) if at_most else nearest - value), found

    def test(cells: Cells) -> Outcome:
        off, found = gap(cells)
        words = number(found[0]) if len(found) == 1 else f"{number(found[0])} to {number(found[-1])}" if found else ""
        if at_most:
            return Outcome(off == 0, f"a whole of at most {number(cells[listed].value)}; the shares imply {words}", off)
        return Outcome(off == 0, f"{words} (by counts and shares)", -off)

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        _, found = gap(cells)
        return [(found[0], math.inf if at_most else found[-1])] if name == listed and found else []

    names = [name for pair in pairs for name in pair]
    subject = names[0] if at_most else listed
    return Identity(rule, says, subject, (listed, *names), test, solve, bound=at_most)
