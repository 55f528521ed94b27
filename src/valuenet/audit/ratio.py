"""Identities of shares: a part over a whole, and an integer split of one number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from valuenet.audit.identity import Cell, Cells, Identity, Interval, Outcome, number, places, slack

WIDEST_SEARCH = 2_000
"""How far from a printed number a feasible one is looked for."""
MOST = 10_000_000


def ratio(
    rule: str,
    says: str,
    share: str,
    parts: Sequence[str],
    whole: str,
    *,
    factor: float = 100.0,
    per_pair: bool = False,
) -> Identity:
    """A share is the parts over the whole, times `factor`, at its printed precision.

    With `per_pair` the whole is squared less itself: the number of ordered pairs of so many things.
    """

    def over(value: float) -> float:
        return value * (value - 1) if per_pair else value

    def span(cells: Cells) -> tuple[float, float, float]:
        part = math.fsum(cells[each].value for each in parts)
        wide = math.fsum(cells[each].half for each in parts)
        value, half = cells[whole]
        low, high = over(max(value - half, 0.0)), over(value + half)
        middle = over(value)
        return (
            factor * (part - wide) / high if high > 0 else math.inf,
            factor * part / middle if middle > 0 else math.inf,
            factor * (part + wide) / low if low > 0 else math.inf,
        )

    def test(cells: Cells) -> Outcome:
        low, middle, high = span(cells)
        value, half = cells[share]
        room = half + slack(value)
        return Outcome(low - room <= value <= high + room, number(middle, places(half)), value - middle)

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        low, middle, high = span(cells)
        value, half = cells[share]
        if name == share:
            return [(low - half, high + half)] if math.isfinite(middle) else []
        part = math.fsum(cells[each].value for each in parts)
        if name == whole:
            if per_pair or value - half <= 0:
                return []
            return [(factor * part / (value + half), factor * part / (value - half))]
        rest, base = part - cells[name].value, over(cells[whole].value)
        return [((value - half) * base / factor - rest, (value + half) * base / factor - rest)]

    return Identity(rule, says, share, (share, *parts, whole), test, solve)


def counts_for(share: Cell, whole: int) -> range:
    """The whole numbers that are printed as this percentage of `whole`.

    >>> list(counts_for(Cell(58.97, 0.005), 156)), list(counts_for(Cell(58.97, 0.005), 165))
    ([92], [])
    """
    low = (share.value - share.half) * whole / 100
    high = (share.value + share.half) * whole / 100
    return range(max(0, math.ceil(low - slack(low))), math.floor(high + slack(high)) + 1)


def fits(shares: Sequence[Cell], whole: int, *, complete: bool) -> bool:
    """Tell whether so many can be split into these percentages; `complete` ones have to use up all of them.

    >>> financing = [Cell(37.37, 0.005), Cell(39.51, 0.005), Cell(23.12, 0.005)]
    >>> [n for n in range(600, 700) if fits(financing, n, complete=True)]
    [653]
    """
    ranges = [counts_for(share, whole) for share in shares]
    if not all(ranges):
        return False
    return not complete or sum(r[0] for r in ranges) <= whole <= sum(r[-1] for r in ranges)


def nearest_fit(shares: Sequence[Cell], whole: int, *, complete: bool) -> int | None:
    """The whole number nearest to `whole` that can be split into these percentages; None where none is near."""
    for step in range(min(WIDEST_SEARCH, max(20, whole))):
        for guess in (whole - step, whole + step):
            if guess > 0 and fits(shares, guess, complete=complete):
                return guess
    return None


def split(rule: str, says: str, shares: Sequence[str], whole: str) -> Identity:
    """Percentages of one printed number come from whole numbers of things, and use it up where they make 100."""

    def given(cells: Cells) -> tuple[list[Cell], int, bool]:
        found = [cells[name] for name in shares]
        off = abs(math.fsum(each.value for each in found) - 100)
        complete = len(found) > 1 and off <= math.fsum(each.half for each in found) + slack(100)
        return found, round(cells[whole].value), complete

    def holds(cells: Cells) -> bool:
        found, base, complete = given(cells)
        return base <= 0 or base > MOST or fits(found, base, complete=complete)

    def test(cells: Cells) -> Outcome:
        found, base, complete = given(cells)
        if holds(cells):
            return Outcome(True, number(base), 0.0)
        near = nearest_fit(found, base, complete=complete)
        wrong = [number(each.value) + " %" for each in found if not counts_for(each, base)]
        words = f"no split of {number(base)} gives {', '.join(wrong) or 'these shares'}"
        return Outcome(False, f"{words}; nearest that fits: {number(near)}" if near else words, near and base - near)

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        found, base, complete = given(cells)
        if name == whole:
            near = nearest_fit(found, base, complete=complete)
            return [(near, near)] if near else []
        if base <= 0:
            return []
        value, half = cells[name]
        count = math.floor(value * base / 100)
        return [(100 * each / base - half, 100 * each / base + half) for each in (count, count + 1) if each <= base]

    return Identity(rule, says, whole, (whole, *shares), test, solve, loose=True, quick=holds)
