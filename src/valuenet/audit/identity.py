"""Identities between printed figures: what must hold, whether it does, and which values would make it hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from valuenet.model.figure import Figure


class Cell(NamedTuple):
    """A printed value and half of its last digit: the true value is at most `half` away."""

    value: float
    half: float


class Outcome(NamedTuple):
    """Whether an identity holds, what it expects of its subject, and how far the printed value is from that.

    `at` names another figure than the subject, where the trouble is seen there.
    """

    holds: bool
    expected: str
    residual: float | None
    at: str = ""


Cells = Mapping[str, Cell]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Identity:
    """Something that must hold between figures, for any values they may have.

    `subject` is the figure held against the others; `figures` are all of them, the subject among them. `test` judges
    given values; `solve` returns closed intervals of values of one figure for which it holds, given the others: some of
    them, where there are many.
    """

    rule: str
    says: str
    subject: str
    figures: tuple[str, ...]
    test: Callable[[Cells], Outcome]
    solve: Callable[[str, Cells], Sequence[Interval]]
    loose: bool = False
    """Whether many values of one figure satisfy it, so that slips of the pen have to be tried one by one."""
    bound: bool = False
    """Whether it only sets a limit, so that no value is more likely than another below it."""
    quick: Callable[[Cells], bool] | None = None
    """Judges without saying what is expected, where that takes long to find."""

    def holds(self, cells: Cells) -> bool:
        """Tell whether it holds for these values."""
        return self.quick(cells) if self.quick else self.test(cells).holds


def cell(figure: Figure) -> Cell:
    """The printed value of a figure, with its precision."""
    return Cell(figure.value, figure.half_width)


def slack(*values: float) -> float:
    """What binary fractions may cost in sums of such values."""
    return 1e-9 * max(1.0, *map(abs, values))


def number(value: float, decimals: int = 2) -> str:
    """Write a value for a reader, without zeros that say nothing.

    >>> number(6418.0), number(11.1267), number(-0.0001, 4)
    ('6,418', '11.13', '-0.0001')
    """
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def places(half: float) -> int:
    """The decimals a printed value of that precision shows: 0 for a count.

    >>> places(0.005), places(0.5), places(0.0)
    (2, 0, 0)
    """
    return max(0, round(-math.log10(2 * half))) if half else 0


def added(
    rule: str,
    says: str,
    whole: str | float,
    parts: Sequence[str],
    *,
    at_most: bool = False,
    strict: bool = False,
    spare: float = 0.0,
) -> Identity:
    """The parts make the whole (a figure or a number), or no more than it.

    `strict` leaves nothing to rounding, `spare` leaves more to it than the figures' own.
    """
    named = (whole,) if isinstance(whole, str) else ()
    constant = 0.0 if isinstance(whole, str) else whole

    def gap(cells: Cells) -> tuple[float, float, float]:
        total, wide = cells[whole] if isinstance(whole, str) else Cell(constant, 0.0)
        found = math.fsum(cells[part].value for part in parts)
        room = spare if strict else spare + wide + math.fsum(cells[part].half for part in parts)
        return found, total - found, room + slack(found, total)

    def test(cells: Cells) -> Outcome:
        found, off, room = gap(cells)
        holds = off >= -room if at_most else abs(off) <= room
        digits = max(places(cells[name].half) for name in (*named, *parts))
        if isinstance(whole, str):
            return Outcome(holds, ("at least " if at_most else "") + number(found, digits), off)
        return Outcome(holds, ("at most " if at_most else "") + number(constant), -off)

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        _, off, room = gap(cells)
        value = cells[name].value
        middle = value - off if name == whole else value + off
        if not at_most:
            return [(middle - room, middle + room)]
        return [(middle - room, math.inf)] if name == whole else [(-math.inf, middle + room)]

    subject = whole if isinstance(whole, str) else parts[0]
    return Identity(rule, says, subject, (*named, *parts), test, solve, loose=at_most, bound=at_most)


def equal(rule: str, says: str, one: Figure, other: Figure, *, any_unit: bool = False) -> Identity:
    """Two figures say the same, each at its own precision and in its own unit; `any_unit` allows a power of ten."""
    scale = {one.id: float(one.magnitude), other.id: float(other.magnitude)}

    def apart(cells: Cells) -> tuple[float, float]:
        (a, wide), (b, high) = cells[one.id], cells[other.id]
        a, b = a * scale[one.id], b * scale[other.id]
        room = wide * scale[one.id] + high * scale[other.id]
        if any_unit and a > 0 and b > 0:
            power = 10.0 ** round(math.log10(b / a))
            a, room = a * power, wide * scale[one.id] * power + high * scale[other.id]
        return a - b, room + slack(a, b)

    def test(cells: Cells) -> Outcome:
        off, room = apart(cells)
        wanted = cells[other.id].value * scale[other.id] / scale[one.id]
        return Outcome(abs(off) <= room, number(wanted, max(one.decimals, other.decimals)), off / scale[one.id])

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        twin = other.id if name == one.id else one.id
        ratio = scale[twin] / scale[name]
        middle, room = cells[twin].value * ratio, cells[name].half + cells[twin].half * ratio
        return [(middle - room, middle + room)]

    return Identity(rule, says, one.id, (one.id, other.id), test, solve)


def bounded(rule: str, says: str, name: str, bound: Sequence[str]) -> Identity:
    """A figure is not above the sum of the figures that bound it."""

    def limit(cells: Cells) -> float:
        return math.fsum(cells[each].value + cells[each].half for each in bound)

    def test(cells: Cells) -> Outcome:
        top = limit(cells)
        over = cells[name].value - cells[name].half - top
        digits = places(cells[name].half)
        return Outcome(over <= slack(top), f"at most {number(top, digits)}", max(over, 0.0))

    def solve(which: str, cells: Cells) -> Sequence[Interval]:
        if which == name:
            return [(-math.inf, limit(cells))]
        rest = limit(cells) - cells[which].value
        return [(cells[name].value - rest, math.inf)]

    return Identity(rule, says, name, (name, *bound), test, solve, loose=True, bound=True)


def either(rule: str, says: str, choices: Sequence[Identity]) -> Identity:
    """One of several identities about the same subject holds; the first is the one that is told."""
    names = tuple(dict.fromkeys(name for choice in choices for name in choice.figures))

    def test(cells: Cells) -> Outcome:
        outcomes = [choice.test(cells) for choice in choices]
        held = [outcome for outcome in outcomes if outcome.holds]
        return held[0] if held else min(outcomes, key=lambda outcome: abs(outcome.residual or 0.0))

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        return [each for choice in choices if name in choice.figures for each in choice.solve(name, cells)]

    return Identity(rule, says, choices[0].subject, names, test, solve, any(choice.loose for choice in choices))


def ordered(rule: str, says: str, names: Sequence[str], *, falling: bool = True) -> Identity:
    """The values of a list fall, or stay, from one rank to the next (or rise, all of them)."""
    sign = 1 if falling else -1

    def holds(cells: Cells) -> bool:
        return all(sign * (cells[a].value - cells[b].value) >= 0 for a, b in pairwise(names))

    def test(cells: Cells) -> Outcome:
        values = [sign * cells[name].value for name in names]
        breaks = [place for place, (a, b) in enumerate(pairwise(values)) if b > a]
        if not breaks:
            return Outcome(True, "", 0.0)
        worst = max(breaks, key=lambda place: values[place + 1] - values[place])
        first = number(cells[names[worst]].value, 4)
        words = f"{'at most' if falling else 'at least'} {first}, as the one before"
        return Outcome(False, words, values[worst + 1] - values[worst], names[worst + 1])

    def solve(name: str, cells: Cells) -> Sequence[Interval]:
        place = names.index(name)
        before = cells[names[place - 1]].value if place else math.inf * sign
        after = cells[names[place + 1]].value if place + 1 < len(names) else -math.inf * sign
        return [(min(before, after), max(before, after))] if sign * before >= sign * after else []

    return Identity(rule, says, names[0], tuple(names), test, solve, loose=True, quick=holds)
