"""Proposals of exchanges between rows of one stratum: to larger egos, to smaller ones, closing or opening triangles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

IntArray: TypeAlias = npt.NDArray[np.int64]
Pairs: TypeAlias = npt.NDArray[np.int64]

TRIES = 24
"""Rows of the stratum looked at for each row that is to be exchanged."""

FEW = 8
"""Rows up to which a connector is small: where a triangle more or less changes its clustering."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows `(m,)` by ego and stratum; nodes below `egos` can be egos, all others are alters only."""

    ego: IntArray
    stratum: IntArray
    egos: int

    @cached_property
    def order(self) -> IntArray:
        """The rows, ordered by stratum."""
        found: IntArray = np.argsort(self.stratum, kind="stable")
        return found

    @cached_property
    def bounds(self) -> tuple[IntArray, IntArray]:
        """First and last place in `order` of each row's stratum, the last one exclusive."""
        ordered = self.stratum[self.order]
        return np.searchsorted(ordered, self.stratum), np.searchsorted(ordered, self.stratum, side="right")

    @cached_property
    def size(self) -> IntArray:
        """Rows of each ego `(egos,)`."""
        found: IntArray = np.bincount(self.ego, minlength=self.egos)
        return found

    @cached_property
    def line(self) -> IntArray:
        """A number for each (stratum, ego): rows of one line are parallel where their alters agree."""
        found: IntArray = self.stratum * self.egos + self.ego
        return found


Move: TypeAlias = Callable[[Rows, IntArray, int, np.random.Generator], Pairs]
"""Proposes pairs of rows to exchange `(k, 2)`, at least as many as asked for where it finds them."""


def anywhere(rows: Rows, alters: IntArray, many: int, rng: np.random.Generator) -> Pairs:
    """Propose exchanges between any two rows of a stratum.

    >>> rows = Rows(np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), egos=2)
    >>> pairs = anywhere(rows, np.array([2, 3, 4, 5]), 3, np.random.default_rng(1))
    >>> bool((rows.stratum[pairs[:, 0]] == rows.stratum[pairs[:, 1]]).all())
    True
    """
    one = rng.integers(0, len(rows.ego), 2 * many)
    return np.column_stack([one, _partners(rows, one, 1, rng)[:, 0]])


def shift(*, larger: bool, among_egos: bool) -> Move:
    """Return the move that hands connectors to larger or to smaller egos, in exchange for leaves.

    Connectors are alters of several rows: those that can be egos themselves, or those that cannot.
    """

    def move(rows: Rows, alters: IntArray, many: int, rng: np.random.Generator) -> Pairs:
        degree = np.bincount(alters, minlength=rows.egos)
        wanted = (alters < rows.egos) if among_egos else (alters >= rows.egos) & (degree[alters] > 1)
        leaf = (alters >= rows.egos) & (degree[alters] == 1)
        one = _some(np.flatnonzero(wanted), 3 * many, rng)
        two = _partners(rows, one, TRIES, rng)
        gain = rows.size[rows.ego[two]] - rows.size[rows.ego[one]][:, None]
        return _first(one, two, leaf[two] & (gain > 0 if larger else gain < 0))

    return move


def sort(*, alike: bool) -> Move:
    """Return the move that lets connectors of unlike size change places, so that large meets large, or large small."""

    def move(rows: Rows, alters: IntArray, many: int, rng: np.random.Generator) -> Pairs:
        degree = np.bincount(alters, minlength=rows.egos)
        degree[: rows.egos] += rows.size
        wanted = alters < rows.egos
        one = _some(np.flatnonzero(wanted), 3 * many, rng)
        two = _partners(rows, one, TRIES, rng)
        gain = rows.size[rows.ego[two]] - rows.size[rows.ego[one]][:, None]
        gain *= degree[alters[one]][:, None] - degree[alters[two]]
        return _first(one, two, wanted[two] & (gain > 0 if alike else gain < 0))

    return move


def triangles(*, close: bool) -> Move:
    """Return the move that hands small connectors to an ego tied to another of theirs, or takes them away from one."""

    def move(rows: Rows, alters: IntArray, many: int, rng: np.random.Generator) -> Pairs:
        degree = np.bincount(alters, minlength=rows.egos)
        small = (alters >= rows.egos) & (degree[alters] > 1) & (degree[alters] <= FEW)
        leaf = (alters >= rows.egos) & (degree[alters] == 1)
        tied = _ties(rows, alters)
        one = _some(np.flatnonzero(small), (3 if close else 12) * many, rng)
        other = _another_ego(rows, alters, one, rng)
        mine = _are_tied(rows, tied, rows.ego[one], other)
        one, other = one[mine != close], other[mine != close]
        two = _partners(rows, one, TRIES, rng)
        its = _are_tied(rows, tied, rows.ego[two], np.repeat(other, TRIES).reshape(two.shape))
        return _first(one, two, leaf[two] & (its == close))

    return move


MOVES: dict[str, Move] = {
    "close triangles": triangles(close=True),
    "open triangles": triangles(close=False),
    "egos to larger": shift(larger=True, among_egos=True),
    "egos to smaller": shift(larger=False, among_egos=True),
    "nodes to larger": shift(larger=True, among_egos=False),
    "nodes to smaller": shift(larger=False, among_egos=False),
    "alike": sort(alike=True),
    "unlike": sort(alike=False),
    "anywhere": anywhere,
}
"""The moves by name."""


def _some(rows: IntArray, many: int, rng: np.random.Generator) -> IntArray:
    if not rows.size:
        return rows
    found: IntArray = rows[rng.integers(0, len(rows), many)]
    return found


def _partners(rows: Rows, one: IntArray, many: int, rng: np.random.Generator) -> IntArray:
    """Return `many` random rows of the stratum of each of `one`, `(k, many)`."""
    low, high = (bound[one][:, None] for bound in rows.bounds)
    found: IntArray = rows.order[rng.integers(low, high, (len(one), many))]
    return found


def _first(one: IntArray, two: IntArray, fits: npt.NDArray[np.bool_]) -> Pairs:
    """Pair each of `one` with the first of its candidates that fits."""
    found = fits.any(axis=1)
    chosen = two[np.arange(len(one)), fits.argmax(axis=1)]
    return np.column_stack([one[found], chosen[found]])


def _another_ego(rows: Rows, alters: IntArray, one: IntArray, rng: np.random.Generator) -> IntArray:
    """Return the ego of a random row that has the same alter as each of `one`; its own where there is no other."""
    order = np.argsort(alters, kind="stable")
    low = np.searchsorted(alters[order], alters[one])
    high = np.searchsorted(alters[order], alters[one], side="right")
    found: IntArray = rows.ego[order[rng.integers(low, high)]]
    return found


def _ties(rows: Rows, alters: IntArray) -> IntArray:
    inside = alters < rows.egos
    found: IntArray = np.unique(_code(rows, rows.ego[inside], alters[inside]))
    return found


def _are_tied(rows: Rows, tied: IntArray, one: IntArray, two: IntArray) -> npt.NDArray[np.bool_]:
    if not len(tied):
        return np.zeros(one.shape, np.bool_)
    wanted = _code(rows, one, two)
    found: npt.NDArray[np.bool_] = tied[np.searchsorted(tied, wanted).clip(0, len(tied) - 1)] == wanted
    return found


def _code(rows: Rows, one: IntArray, two: IntArray) -> IntArray:
    found: IntArray = np.minimum(one, two) * rows.egos + np.maximum(one, two)
    return found
