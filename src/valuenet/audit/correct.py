"""The smallest correction: the change of one figure, or of a swapped pair, that mends most and breaks nothing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from valuenet.audit.identity import Cell, Cells, Identity
from valuenet.audit.slips import SWAPPED, cost, printed, slips

SMALL = 2.5
"""The dearest change that one broken identity alone may call for."""
DEAREST = 7.0
"""The dearest change that two or more broken identities together may call for."""
MOST_FIGURES = 80
MOST_VALUES = 400
MOST_WORK, MOST_IN_GROUP = 2_500_000, 600_000
"""Bounds of one search, in figures looked at, so that no file keeps it going."""
MOST_SHOWN = 8
MOST_APART = 10
"""How many times one of two figures may be the other, to have been taken for it where only one identity says so."""


@dataclass(frozen=True)
class Correction:
    """What to print instead: for each figure's id the numeral it has and the one it should have; what that mends."""

    changes: tuple[tuple[str, str, str], ...]
    kind: str
    mends: tuple[int, ...]
    cost: float


@dataclass(frozen=True)
class Advice:
    """For a broken identity the correction, where one stands out, else those that would do as well."""

    correction: Correction | None
    alternatives: tuple[Correction, ...]


class Search:
    """One search over the identities of a file; it counts the figures it looks at, and stops when too many."""

    def __init__(
        self, identities: Sequence[Identity], cells: Cells, decimals: Mapping[str, int], units: Mapping[str, str]
    ) -> None:
        self.identities = identities
        self.cells = dict(cells)
        self.decimals = dict(decimals)
        self.units = dict(units)
        self.work = 0
        self.of_figure: dict[str, list[int]] = defaultdict(list)
        for place, identity in enumerate(identities):
            for name in dict.fromkeys(identity.figures):
                self.of_figure[name].append(place)
        self.beside: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for each in self.cells:
            for key in _but_one(each):
                self.beside[key].append(each)
        self.failing = {place for place, each in enumerate(identities) if not each.holds(cells)}
        broken = (name for place in sorted(self.failing) for name in identities[place].figures)
        self.suspects = dict.fromkeys(list(dict.fromkeys(broken))[:MOST_FIGURES])

    def advise(self) -> dict[int, Advice]:
        """Find for every broken identity what would mend it, the clearest first; each found correction is applied."""
        advice: dict[int, Advice] = {}
        for group in self._groups():
            open_ones = {place for place in group if place not in advice}
            limit = min(self.work + MOST_IN_GROUP, MOST_WORK)
            while open_ones and self.work < limit:
                found = self._best(open_ones, limit)
                if not found:
                    break
                first = found[0]
                clear = len(found) == 1
                for place in first.mends:
                    advice[place] = Advice(first if clear else None, () if clear else tuple(found[:MOST_SHOWN]))
                open_ones -= set(first.mends)
                if clear:
                    self._apply(first)
        return advice

    def _groups(self) -> list[list[int]]:
        """Broken identities that share a figure, in the order of the file."""
        groups: list[tuple[set[str], list[int]]] = []
        for place in sorted(self.failing):
            names, members = set(self.identities[place].figures), [place]
            rest = []
            for group in groups:
                if group[0] & names:
                    names, members = names | group[0], group[1] + members
                else:
                    rest.append(group)
            groups = [*rest, (names, members)]
        return [sorted(members) for _, members in groups]

    def _best(self, group: set[int], limit: int) -> list[Correction]:
        found: list[Correction] = []
        for changes, kind, price in self._candidates(group):
            if self.work >= limit:
                break
            self.work += 10
            mends = self._mends(changes)
            if (
                mends
                and (price <= SMALL or (len(mends) > 1 and price <= DEAREST))
                and self._tells(changes, kind, mends)
            ):
                told = tuple(
                    (name, self._text(name), printed(new.value, self.decimals[name]))
                    for name, new in sorted(changes.items())
                )
                found.append(Correction(told, kind, mends, price))
        found.sort(key=lambda each: (-len(each.mends), each.cost))
        first = set(found[0].mends) if found else set()
        best = [e for e in found if (len(e.mends), e.cost) == (len(first), found[0].cost) and first & set(e.mends)]
        return list({each.changes: each for each in best}.values())

    def _tells(self, changes: Mapping[str, Cell], kind: str, mends: Sequence[int]) -> bool:
        """Whether a change says more than that a value below a bound would do: there, only exchanged digits count."""
        bounds = [self.identities[place] for place in mends if self.identities[place].bound]
        if kind == "swapped" and len(mends) < 2 and not self._near_in_size(changes):
            return False
        return len(bounds) < len(mends) or (kind == "transposed" and all(each.subject in changes for each in bounds))

    def _near_in_size(self, changes: Mapping[str, Cell]) -> bool:
        """Whether swapped figures could be taken for each other: alike in size, and in one row, column or table."""
        values = [abs(cell.value) for cell in changes.values()]
        one, other = list(changes)[:2]
        return max(values) <= MOST_APART * min(values) and self._beside(one, other)

    def _beside(self, one: str, other: str) -> bool:
        return stem_of(one) == stem_of(other) or bool(set(_but_one(one)) & set(_but_one(other)))

    def _text(self, name: str) -> str:
        return printed(self.cells[name].value, self.decimals[name])

    def _mends(self, changes: Mapping[str, Cell]) -> tuple[int, ...]:
        """The broken identities that a change mends; none where it breaks another."""
        touched = dict.fromkeys(place for name in changes for place in self.of_figure[name])
        cells = _Changed(self.cells, changes)
        mended: list[int] = []
        # The broken ones first: most changes mend nothing, and that is soon known.
        for place in sorted(touched, key=lambda each: each not in self.failing):
            if place not in self.failing and not mended:
                return ()
            self.work += len(self.identities[place].figures)
            holds = self.identities[place].holds(cells)
            if place in self.failing and holds:
                mended.append(place)
            elif place not in self.failing and not holds:
                return ()
        return tuple(mended)

    def _candidates(self, group: set[int]) -> Iterator[tuple[dict[str, Cell], str, float]]:
        weight: dict[str, int] = defaultdict(int)
        for place in sorted(group):
            for name in dict.fromkeys(self.identities[place].figures):
                weight[name] += 1
        names = sorted(weight, key=lambda name: -weight[name])[:MOST_FIGURES]
        yield from self._swaps(names, group)
        for name in names:
            yield from self._changes(name, group)

    def _swaps(self, names: Sequence[str], group: set[int]) -> Iterator[tuple[dict[str, Cell], str, float]]:
        done: set[frozenset[str]] = set()
        for name in names:
            for other in self._neighbours(name):
                pair = frozenset((name, other))
                if pair in done or self.cells[name] == self.cells[other] or not self._alike(name, other):
                    continue
                done.add(pair)
                changes = {name: self.cells[other], other: self.cells[name]}
                yield changes, "swapped", SWAPPED
                ours, theirs = self._copies(name), self._copies(other)
                if ours and len(ours) == len(theirs):
                    changes |= dict.fromkeys(ours, self.cells[other]) | dict.fromkeys(theirs, self.cells[name])
                    yield changes, "swapped", SWAPPED + 0.25 * len(ours)

    def _neighbours(self, name: str) -> list[str]:
        """Other figures that share an identity with one, or all but the last word of its id."""
        found = [n for place in self.of_figure[name] for n in self.identities[place].figures[:MOST_FIGURES]]
        near = [each for each in dict.fromkeys((*found, *self._siblings(name))) if each != name][:MOST_FIGURES]
        return list(dict.fromkeys((*near, *(each for each in self.suspects if each != name))))

    def _siblings(self, name: str) -> list[str]:
        """Figures whose ids differ in one segment: the same column, the same row, the same place of another table."""
        return [each for key in _but_one(name) for each in self.beside[key][:MOST_FIGURES]]

    def _alike(self, one: str, other: str) -> bool:
        """Whether two figures could be taken for each other: as many decimals, ids that end or begin alike."""
        if self.decimals[one] != self.decimals[other] or self.units[one] != self.units[other]:
            return False
        return self._beside(one, other) or (one in self.suspects and _shape(one) == _shape(other))

    def _changes(self, name: str, group: set[int]) -> Iterator[tuple[dict[str, Cell], str, float]]:
        old, half = self._text(name), self.cells[name].half
        for new in self._values(name, group):
            price = cost(old, new)
            if price > DEAREST or new == old:
                continue
            kind = "transposed" if sorted(new) == sorted(old) and price < 1.5 else "changed"
            yield {name: Cell(float(new), half)}, kind, price
            copies = self._copies(name)
            if copies:
                joint = {each: Cell(float(new), half) for each in (name, *copies)}
                yield joint, kind, price + 0.25 * len(copies)

    def _values(self, name: str, group: set[int]) -> list[str]:
        """Values to try: what broken identities ask for, and slips of the pen where they leave room."""
        decimals, unit = self.decimals[name], 10.0 ** -self.decimals[name]
        values: dict[str, None] = {}
        loose = False
        for place in self.of_figure[name]:
            identity = self.identities[place]
            if place not in group:
                continue
            loose = loose or identity.loose
            for low, high in identity.solve(name, self.cells):
                if high - low > 12 * unit:
                    loose = True
                elif math.isfinite(low) and math.isfinite(high):
                    first, last = math.ceil(low / unit - 1e-6), math.floor(high / unit + 1e-6)
                    steps = range(first, last + 1) if last >= first else (round((low + high) / 2 / unit),)
                    values.update(dict.fromkeys(printed(step * unit, decimals) for step in steps if step >= 0))
        if loose:
            values.update(dict.fromkeys(slips(self._text(name))))
        return list(values)[:MOST_VALUES]

    def _copies(self, name: str) -> list[str]:
        """Figures that have to agree with one, and do: they repeat its slip."""
        copies = []
        for place in self.of_figure[name]:
            identity = self.identities[place]
            if (
                identity.rule in ("language", "restatement")
                and place not in self.failing
                and len(identity.figures) == 2
            ):
                other = next(each for each in identity.figures if each != name)
                if self.cells[other] == self.cells[name]:
                    copies.append(other)
        return copies

    def _apply(self, correction: Correction) -> None:
        for name, _, new in correction.changes:
            text = new
            self.cells[name] = Cell(float(text), self.cells[name].half)
        self.failing -= set(correction.mends)


class _Changed(Mapping[str, Cell]):
    """Cells with a few of them changed, without a copy of all."""

    def __init__(self, cells: Cells, changes: Mapping[str, Cell]) -> None:
        self._cells, self._changes = cells, changes

    def __getitem__(self, name: str) -> Cell:
        return self._changes[name] if name in self._changes else self._cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def _shape(name: str) -> tuple[int, str]:
    return name.count("."), name.rpartition(".")[2]


def _but_one(name: str) -> list[tuple[str, ...]]:
    """An id with one of its segments left open, for each of them."""
    segments = tuple(name.split("."))
    return [(*segments[:place], "*", *segments[place + 1 :]) for place in range(len(segments))]


def stem_of(name: str) -> tuple[str, str]:
    """What figures share that could stand in each other's place: the id without its last segment, and the language."""
    head, _, last = name.rpartition(".")
    if last in ("zh", "en"):
        return head.rpartition(".")[0], last
    return head, ""
