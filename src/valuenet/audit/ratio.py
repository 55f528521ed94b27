"""Identities of shares: a part over a whole, an integer split of one number, a number that only the shares tell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

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

    >>> list(counts_for(Cell(47.33, 0.005), 131)), list(counts_for(Cell(47.33, 0.005), 113))
    ([62], [])
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
    ranges = [wholes_for([pair]) for pair in pairs]
    ranges = [each for each in ranges if each]
    starts = sorted({each.start for each in ranges})
    if not starts:
        return range(0)
    best = max(starts, key=lambda start: (sum(start in each for each in ranges), -start))
    return range(best, min(each.stop for each in ranges if best in each))


def latent(rule: str, says: str, pairs: Sequence[tuple[str, str]], alone: Sequence[str] = ()) -> Identity:
    """Counts and their percentages stand for one whole, which is not printed; so do percentages without a count."""

    def told(cells: Cells) -> list[tuple[Cell, Cell]]:
        return [(cells[count], cells[share]) for count, share in pairs]

    def test(cells: Cells) -> Outcome:
        found = wholes_for(told(cells))
        rest = [cells[name] for name in alone]
        if found and (len(found) > 500 or any(fits(rest, whole, complete=False) for whole in found)):
            return Outcome(True, "", 0.0)
        likely = most_agreed(told(cells))
        words = f"one whole for all; most fit {number(likely[0])}" if likely else "one whole for all"
        return Outcome(False, words, None)

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        likely = most_agreed([pair for pair, ids in zip(told(cells), pairs, strict=True) if name not in ids])
        found: list[Interval] = []
        for whole in likely[:20]:
            for count, share in pairs:
                value, half = cells[share]
                if name == count:
                    found.append(((value - half) * whole / 100, (value + half) * whole / 100))
                elif name == share:
                    middle = 100 * cells[count].value / whole
                    found.append((middle - half, middle + half))
            if name in alone:
                value, half = cells[name]
                near = 100 * round(value * whole / 100) / whole
                found.append((near - half, near + half))
        return found

    names = [name for pair in pairs for name in pair]
    return Identity(rule, says, names[1], (*names, *alone), test, solve, loose=True)


def ordered(rule: str, says: str, names: Sequence[str], *, falling: bool = True) -> Identity:
    """The values of a list fall, or stay, from one rank to the next (or rise, all of them)."""
    sign = 1 if falling else -1

    def test(cells: Cells) -> Outcome:
        values = [sign * cells[name].value for name in names]
        breaks = [place for place, (a, b) in enumerate(pairwise(values)) if b > a + slack(a, b)]
        if not breaks:
            return Outcome(True, "", 0.0)
        worst = max(breaks, key=lambda place: values[place + 1] - values[place])
        first, second = (number(cells[names[place]].value, 4) for place in (worst, worst + 1))
        words = f"{first} before {second}: " + ("no value above the one before" if falling else "none below")
        return Outcome(False, words, values[worst + 1] - values[worst])

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        place = names.index(name)
        before = cells[names[place - 1]].value if place else math.inf * sign
        after = cells[names[place + 1]].value if place + 1 < len(names) else -math.inf * sign
        return [(min(before, after), max(before, after))] if sign * before >= sign * after else []

    return Identity(rule, says, names[0], tuple(names), test, solve, loose=True)


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
