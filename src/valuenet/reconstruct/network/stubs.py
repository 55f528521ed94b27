"""The other sides of all rows, stratum by stratum, before they are paired with the egos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from valuenet.errors import DataError
from valuenet.reconstruct.allocate import FloatArray, IntArray, bounded
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.targets import FAMILY, KINDS, TECHNOLOGY, Targets
from valuenet.reconstruct.network.totals import SIDES

SHAPE = (2, 2, len(KINDS), 2)
"""A stratum is (ego in the group, ego in the layer, kind, the other side abroad), numbered in this order."""

STRATA = 2 * 2 * len(KINDS) * 2
"""The number of strata."""

FILLED = 0.8
"""Share of a stratum that sample enterprises and named nodes may fill."""

KNOWN = 0.6
"""Share of a printed part (a country, a sector) that nodes of known label may take."""


def stratum(group: IntArray, layer: IntArray, kind: IntArray, abroad: IntArray) -> IntArray:
    """Return the number of the stratum of each row.

    >>> stratum(np.array([1]), np.array([0]), np.array([2]), np.array([1])).tolist()
    [29]
    """
    found: IntArray = np.ravel_multi_index((group, layer, kind, abroad), SHAPE).astype(np.int64)
    return found


@dataclass
class Stubs:
    """Other sides `alter` in strata `at`, in the order they were placed; and the room `left` by stratum."""

    left: IntArray
    size: IntArray
    alter: list[IntArray] = field(default_factory=list)
    at: list[IntArray] = field(default_factory=list)

    def put(self, alter: IntArray, at: IntArray) -> None:
        """Place `alter` `(m,)` in the strata `at` `(m,)`."""
        self.left = self.left - np.bincount(at, minlength=len(self.left))
        if (self.left < 0).any():
            raise DataError(f"stratum {int(np.argmin(self.left))} holds more other sides than rows")
        self.alter.append(alter)
        self.at.append(at)

    @property
    def room(self) -> IntArray:
        """What known other sides may still take."""
        found: IntArray = (self.left - (1 - FILLED) * self.size).clip(0).astype(np.int64)
        return found

    def all(self) -> tuple[IntArray, IntArray]:
        """Return the other sides and their strata."""
        return np.concatenate(self.alter), np.concatenate(self.at)


def strata_of(
    layer: Sequence[int] = (0, 1), kinds: Sequence[int] | None = None, abroad: Sequence[int] = (0, 1)
) -> IntArray:
    """Return the numbers of the strata with these properties.

    >>> len(strata_of(layer=[1], kinds=[0], abroad=[0]))
    2
    """
    axes = np.meshgrid([0, 1], layer, range(len(KINDS)) if kinds is None else kinds, abroad, indexing="ij")
    found: IntArray = np.sort(np.ravel_multi_index(tuple(axes), SHAPE).ravel())
    return found


def put_sample(
    stubs: Stubs, targets: Targets, plan: Plan, alters: IntArray, rows: IntArray, rng: np.random.Generator
) -> None:
    """Place the sample enterprises' `alters` `(n, 2)`; those compared side by side in no technology stratum.

    `rows` `(strata, n)` are the egos' rows by stratum: nobody is placed where its own rows are all that is left.
    """
    weight = np.array([plan.sample_alters.kinds.get(kind, 0.0) for kind in KINDS])
    plain = np.array([FAMILY[kind] != "technology" for kind in KINDS])
    compared = np.zeros(targets.size, np.bool_)
    compared[list(targets.compared)] = True
    for side in SIDES:
        for who, kinds in ((compared, weight * plain), (~compared, weight)):
            many = np.where(who, alters[:, side], 0)
            at = strata_of([side], np.flatnonzero(plain | (who is not compared)).tolist(), [0])
            share = stubs.size[at] * kinds[np.unravel_index(at, SHAPE)[2]]
            columns = np.repeat(at, _divide(int(many.sum()), share, stubs.room[at], stubs.left[at]))
            alter = rng.permutation(np.repeat(np.arange(targets.size), many))
            stubs.put(_apart(alter, columns, stubs.size[:, None] - rows, rng), columns)


def _divide(total: int, share: FloatArray, *uppers: IntArray) -> IntArray:
    """Divide within the first of the upper bounds that leave room, at last without regard to the shares."""
    for upper in uppers:
        if int(upper[share > 0].sum()) >= total:
            return bounded(total, share, upper=upper)
    return bounded(total, share + 1e-6 * uppers[-1], upper=uppers[-1])


def _apart(alter: IntArray, columns: IntArray, most: IntArray, rng: np.random.Generator) -> IntArray:
    """Exchange other sides between strata until none comes more often than `most` `(strata, n)` in a stratum."""
    placed = alter.copy()
    many = np.zeros(most.shape, np.int64)
    np.add.at(many, (columns, placed), 1)
    for one in np.flatnonzero(many[columns, placed] > most[columns, placed]).tolist():
        here, mine = columns[one], placed[one]
        if many[here, mine] <= most[here, mine]:
            continue
        fits = (many[columns, mine] < most[columns, mine]) & (many[here, placed] < most[here, placed])
        fits &= (columns != here) & (placed != mine)
        if not fits.any():
            raise DataError(f"enterprise {mine} finds no stratum in which it could be the other side of others")
        two = int(rng.choice(np.flatnonzero(fits)))
        there, its = columns[two], placed[two]
        np.add.at(many, ([here, there, here, there], [mine, its, its, mine]), [-1, -1, 1, 1])
        placed[one], placed[two] = its, mine
    return placed


def put_named(
    stubs: Stubs,
    targets: Targets,
    plan: Plan,
    alters: Mapping[str, IntArray],
    quotas: Mapping[tuple[int, str, str], int],
) -> None:
    """Place the named relation nodes, numbered after the sample, in the kinds that their own kind takes part in.

    `quotas` tells of (kind, vocabulary, code) how many rows of the group there may be; nodes of known seat and
    sector take a part of them only.
    """
    room = {key: int(KNOWN * value) for key, value in quotas.items()}
    kinds = {name.name_en: name.kind for name in plan.names.values()}
    for number, (node, sides) in enumerate(alters.items(), start=targets.size):
        seat = plan.seats.get(node)
        mix = plan.node_relations.get(kinds.get(node, ""), dict.fromkeys(KINDS, 1.0))
        weight = np.array([mix.get(kind, 0.0) for kind in KINDS])
        labels = _labels_of(seat.country, seat.region, seat.sector) if seat else []
        for side in SIDES:
            at = strata_of([side], range(len(KINDS)), [int(bool(seat and seat.country))])
            group, _, kind, _ = np.unravel_index(at, SHAPE)
            caps = stubs.left[at]
            for place in np.flatnonzero((group == 1) & np.isin(kind, TECHNOLOGY)).tolist():
                known = [room.get((int(kind[place]), *label), 0) for label in labels]
                caps[place] = max(min([int(caps[place]), *known]), 0)
            share = stubs.size[at] * weight[kind]
            many = _divide(int(sides[side]), share, np.minimum(stubs.room[at], caps), caps)
            for place in np.flatnonzero((group == 1) & (many > 0)).tolist():
                for label in labels:
                    room[int(kind[place]), *label] = room.get((int(kind[place]), *label), 0) - int(many[place])
            stubs.put(np.full(int(sides[side]), number), np.repeat(at, many))


def _labels_of(country: str | None, region: str | None, sector: str | None) -> list[tuple[str, str]]:
    known = (("country", country), ("region", region), ("sector", sector))
    return [(vocabulary, code) for vocabulary, code in known if code is not None]


def share_of_rows(stubs: Stubs, at: IntArray) -> FloatArray:
    """Return the share of the rows of the strata `at` that is still left."""
    share: FloatArray = stubs.left[at] / np.maximum(stubs.size[at], 1)
    return share
