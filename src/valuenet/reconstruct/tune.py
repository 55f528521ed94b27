"""Tuning a network towards whole-network statistics by exchanges that keep every count by ego, alter and stratum."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from valuenet.reconstruct.moves import Move, Pairs, Rows

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float64]

WITHIN = 0.8
"""How far into its tolerance a statistic has to come before the tuning ends."""

PROBE = 24
"""Exchanges of a move's first batch, from which its effect is learnt."""

CHANCE = 0.3
"""How often a few exchanges of any move are tried."""

INSIST = 1.25
"""How much more a missed goal weighs after a failure, so that another may be given up for it for a while."""

MEMORY = 0.8
"""What the effects measured before count against the last one."""


@dataclass(frozen=True)
class Goal:
    """The value that a statistic has to reach, and how far from it it may end."""

    value: float
    tolerance: float


@dataclass(frozen=True, eq=False)
class Tuned:
    """The alters `(m,)` after tuning, the statistics they have, the number of measurements, and whether all is met."""

    alters: IntArray
    values: Mapping[str, float]
    measurements: int
    reached: bool


def tune(
    rows: Rows,
    alters: npt.ArrayLike,
    measure: Callable[[IntArray], Mapping[str, float]],
    goals: Mapping[str, Goal],
    moves: Mapping[str, Move],
    *,
    seed: int,
    most: int = 400,
) -> Tuned:
    """Exchange alters between rows of one stratum until `measure` comes within the tolerance of every goal.

    Each batch is of one of the `moves`, and as large as its effect so far says the distance needs; one that ends
    farther away is undone. Every ego keeps its rows, every alter its rows in every stratum; no exchange makes a
    self-loop or a double. Ends after `most` measurements at the latest; the same seed gives the same alters.

    >>> from valuenet.reconstruct.moves import anywhere
    >>> rows = Rows(np.array([0, 0, 1, 1]), np.zeros(4, int), egos=2)
    >>> first = {"sum": Goal(9.0, 0.1)}
    >>> found = tune(rows, [5, 6, 3, 4], lambda a: {"sum": float(a[:2].sum())}, first, {"any": anywhere}, seed=1)
    >>> found.reached, int(found.alters[:2].sum())
    (True, 9)
    """
    rng = np.random.default_rng(seed)
    current = np.asarray(alters, np.int64).copy()
    values = measure(current)
    best, steps, count = (current, values), _Steps(tuple(moves), len(goals), len(current)), 1
    while not _met(values, goals) and count < most:
        trial, seen = current, values
        start = steps.cost(_off(values, goals))
        least = start
        for name, size in steps.plan(_off(values, goals), rng):
            pairs = allowed(rows, trial, moves[name](rows, trial, size, rng))[:size]
            count += 1
            if not len(pairs):
                steps.learn(name, np.zeros(len(goals)), 1)
                continue
            trial = exchanged(trial, pairs)
            before, seen = _off(seen, goals), measure(trial)
            after = _off(seen, goals)
            steps.learn(name, after - before, len(pairs))
            if steps.cost(after) < least:
                current, values, least = trial, seen, steps.cost(after)
        steps.note(least < start, _off(values, goals))
        if np.abs(_off(values, goals)).max() < np.abs(_off(best[1], goals)).max():
            best = current, values
    return Tuned(*best, count, _met(best[1], goals))


def exchanged(alters: IntArray, pairs: Pairs) -> IntArray:
    """Return the alters after the rows of each pair `(k, 2)` have exchanged theirs.

    >>> exchanged(np.array([7, 8, 9]), np.array([[0, 2]])).tolist()
    [9, 8, 7]
    """
    after = alters.copy()
    after[pairs[:, 0]], after[pairs[:, 1]] = alters[pairs[:, 1]], alters[pairs[:, 0]]
    return after


def allowed(rows: Rows, alters: IntArray, pairs: Pairs) -> Pairs:
    """Return those pairs, each row in one at most, that keep the strata and make no self-loop and no double.

    >>> rows = Rows(np.array([0, 1, 1]), np.array([0, 0, 9]), egos=2)
    >>> allowed(rows, np.array([5, 6, 7]), np.array([[0, 2], [0, 1]])).tolist()
    [[0, 1]]
    """
    one, two = pairs[:, 0], pairs[:, 1]
    first, second = alters[one], alters[two]
    fine = (rows.stratum[one] == rows.stratum[two]) & (rows.ego[one] != rows.ego[two]) & (first != second)
    fine &= (rows.ego[one] != second) & (rows.ego[two] != first)
    pairs = _once(pairs[fine])
    wide = int(alters.max(initial=0)) + 1
    present = np.sort(rows.line * wide + alters)
    made = np.column_stack([rows.line[pairs[:, step]] * wide + alters[pairs[:, 1 - step]] for step in (0, 1)])
    fine = ~(_isin(made[:, 0], present) | _isin(made[:, 1], present))
    pairs, made = pairs[fine], made[fine]
    _, back, many = np.unique(made, return_inverse=True, return_counts=True)
    single: Pairs = pairs[(many[back.reshape(made.shape)] == 1).all(axis=1)]
    return single


def _once(pairs: Pairs) -> Pairs:
    """Keep the first pair of every row."""
    flat = pairs.ravel()
    first = np.zeros(len(flat), np.bool_)
    first[np.unique(flat, return_index=True)[1]] = True
    kept: Pairs = pairs[first.reshape(-1, 2).all(axis=1)]
    return kept


def _isin(values: IntArray, ordered: IntArray) -> npt.NDArray[np.bool_]:
    at = np.searchsorted(ordered, values).clip(0, max(len(ordered) - 1, 0))
    return ordered[at] == values if len(ordered) else np.zeros(len(values), np.bool_)


def _off(values: Mapping[str, float], goals: Mapping[str, Goal]) -> FloatArray:
    return np.array([(values[name] - goal.value) / goal.tolerance for name, goal in goals.items()])


def _met(values: Mapping[str, float], goals: Mapping[str, Goal]) -> bool:
    return bool((np.abs(_off(values, goals)) <= WITHIN).all())


class _Steps:
    """What an exchange of each move does on average, and how far the next steps may reach for what is wanted."""

    def __init__(self, names: Sequence[str], goals: int, rows: int) -> None:
        self.names = names
        self.sums = {name: np.zeros(goals) for name in names}
        self.sizes = dict.fromkeys(names, 0.0)
        self.reach, self.most = 1.0, max(1, rows // 20)
        self.weight = np.ones(goals)

    def cost(self, off: FloatArray) -> float:
        """Return how bad it is to be `off` the goals; a goal missed again and again counts more and more."""
        return float(self.weight @ off**2)

    def plan(self, off: FloatArray, rng: np.random.Generator) -> list[tuple[str, int]]:
        """Return moves, one after the other, with their numbers of exchanges.

        Untried moves come first. Then mostly the mix that by its average effects would reach the goals, shortened at
        random; now and then a few exchanges of any one move, whose chance effect finds the last digit.
        """
        for name in self.names:
            if not self.sizes[name]:
                return [(name, min(PROBE, self.most))]
        if rng.random() < CHANCE:
            name = self.names[int(rng.integers(len(self.names)))]
            return [(name, 1 + int(min(PROBE, self.most) * rng.random() ** 2))]
        effects = np.column_stack([self.sums[name] / self.sizes[name] for name in self.names])
        wanted, _ = nnls(effects, -off)
        share = self.reach * rng.uniform(0.4, 1.1)
        share = min(share, self.most / max(float(wanted.max()), 1.0))
        found = [(name, int(many)) for name, many in zip(self.names, wanted * share, strict=True) if many >= 1]
        return found or [(self.names[int(rng.integers(len(self.names)))], 1)]

    def learn(self, name: str, effect: FloatArray, size: int) -> None:
        """Take in the `effect` of a batch of `size`; what was learnt before counts less and less."""
        self.sums[name] = MEMORY * self.sums[name] + effect
        self.sizes[name] = MEMORY * self.sizes[name] + size

    def note(self, better: bool, off: FloatArray) -> None:
        """Reach farther after a success; after a failure less far, and let the goals that are missed weigh more."""
        self.reach = min(1.0, self.reach * 1.5) if better else max(0.1, self.reach * 0.8)
        if better:
            self.weight = 1 + (self.weight - 1) * 0.7
        else:
            self.weight[np.abs(off) > WITHIN] *= INSIST
            self.weight /= self.weight.min()
