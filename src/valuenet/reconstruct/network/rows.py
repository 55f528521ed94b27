"""How many rows of each kind every sample enterprise has, how many lead abroad, how often it is the other side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from valuenet.errors import DataError
from valuenet.reconstruct.allocate import FloatArray, IntArray, bounded, fit_table, round_table
from valuenet.reconstruct.network.targets import KINDS, MANY, TECHNOLOGY, Targets, rounded
from valuenet.reconstruct.network.totals import SIDES, Totals, rest

ROOM = 0.85
"""Share of the room below a list's end that own rows may take; the rest is left for rows of others."""

SPREAD = 0.6
"""Standard deviation of the logarithm of the sizes of enterprises that are not named."""

EVENNESS = 4.0
"""Shape of the gamma distribution by which being the other side varies: the more even, the longer the paths."""


def fill_rest(targets: Targets, totals: Totals, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Divide what the enterprises without a printed figure have together among them.

    Returns own rows `(n, 6)` by kind and rows as the other side `(n, 2)` of everyone, named ones included. Each has
    a row at least, and nobody reaches the end of a list.
    """
    own, alters = totals.own.copy(), totals.alters.copy()
    for part in SIDES:
        members = rest(targets, part)
        if not members.size:
            continue
        size = rng.lognormal(0.0, SPREAD, len(members))
        most = _below(targets, part)
        rows = bounded(int(totals.rest_own[part].sum()), size, lower=1, upper=int(ROOM * most))
        own[members] = _by_kind(targets, members, rows, totals.rest_own[part], rng)
        alters[members] = _other_side(targets, part, rows, totals.rest_alters[part], size, rng)
    return own, alters


def overseas_rows(
    targets: Targets, own: IntArray, totals: Totals, known: Mapping[tuple[int, int], int], rng: np.random.Generator
) -> IntArray:
    """Return how many of the `own` rows `(n, 6)` lead abroad: as many by kind, in the group and outside, as printed.

    `known` gives the number for some (enterprise, place of the kind). As many enterprises as printed have a
    technology row abroad.
    """
    abroad = np.zeros_like(own)
    free = np.ones(own.shape, np.bool_)
    for cell, value in known.items():
        abroad[cell], free[cell] = value, False
    lower = np.zeros_like(own)
    upper = np.where(free, own, 0)
    if targets.foreign is not None:
        chosen = _foreign(targets, own, abroad, free, rng)
        for place in TECHNOLOGY:
            upper[~chosen, place] = 0
        for one in np.flatnonzero(chosen & (abroad[:, TECHNOLOGY].sum(axis=1) == 0)).tolist():
            if not upper[one, TECHNOLOGY].any():
                words = f"{targets.foreign.id} = {targets.foreign.printed} enterprises with technology rows abroad"
                raise DataError(f"{words}, but fewer have technology rows at all")
            weights = upper[one, TECHNOLOGY] / upper[one, TECHNOLOGY].sum()
            lower[one, TECHNOLOGY[int(rng.choice(len(TECHNOLOGY), p=weights))]] = 1
    for place, kind in enumerate(KINDS):
        inside = _inside(targets, own, totals, place, kind)
        for members, total in ((targets.in_group, inside), (~targets.in_group, int(totals.overseas[place]) - inside)):
            at = np.flatnonzero(members & free[:, place])
            left = total - int(abroad[members & ~free[:, place], place].sum())
            weights = own[at, place] * rng.gamma(2.0, 0.5, len(at))
            try:
                abroad[at, place] = bounded(left, weights + 1e-9 * upper[at, place], lower[at, place], upper[at, place])
            except DataError as error:
                chosen_of = f" of {targets.foreign.id} = {targets.foreign.printed}" if targets.foreign else ""
                words = f"{total} {kind} rows abroad do not fit the enterprises{chosen_of}"
                raise DataError(f"{words}: {error}") from None
    return abroad


def _below(targets: Targets, part: int) -> int:
    ends = [targets.sample_degree.last, targets.layer_sample.last if part else None]
    return min([end - 1 for end in ends if end is not None], default=MANY)


def _by_kind(
    targets: Targets, members: IntArray, rows: IntArray, totals: IntArray, rng: np.random.Generator
) -> IntArray:
    """Return own rows by kind, within the bounds that an enterprise may have of its own."""
    least = targets.least[members]
    most = np.minimum(np.minimum(_own_most(targets)[None, :], targets.most[members]), rows[:, None]) - least
    start = np.where(most > 0, totals[None, :] * rng.gamma(2.0, 0.5, (len(rows), len(totals))) + 1e-6, 0.0)
    left, of_kind = rows - least.sum(axis=1), totals - least.sum(axis=0)
    return least + round_table(fit_table(start, left, of_kind, most), left, of_kind, most)


def _own_most(targets: Targets) -> FloatArray:
    ends = [targets.own[kind].last if kind in targets.own else None for kind in KINDS]
    return np.array([MANY if end is None else end - 1 for end in ends], np.float64)


def _other_side(
    targets: Targets, part: int, rows: IntArray, totals: IntArray, size: FloatArray, rng: np.random.Generator
) -> IntArray:
    found = np.zeros((len(rows), len(SIDES)), np.int64)
    weights = size * rng.gamma(EVENNESS, 1.0, len(rows)) + 1e-6
    layer = _below(targets, part) - rows if part else np.full(len(rows), (targets.layer_node.last or MANY) - 1)
    degree = (targets.sample_degree.last or MANY) - 1 - rows
    found[:, 1] = bounded(int(totals[1]), weights, upper=np.minimum(layer, degree))
    found[:, 0] = bounded(int(totals[0]), weights, upper=degree - found[:, 1])
    return found


def _foreign(
    targets: Targets, own: IntArray, abroad: IntArray, free: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Choose the enterprises with technology rows abroad: those known, the named, then others by their rows."""
    assert targets.foreign is not None
    rows = np.where(free, own, 0)[:, TECHNOLOGY].sum(axis=1)
    score = rng.random(len(own)) ** (1 / np.maximum(rows, 1e-9))
    score[rows == 0] = -1
    score[targets.named] += np.where(rows[targets.named] > 0, 1, 0)
    score[abroad[:, TECHNOLOGY].sum(axis=1) > 0] = 3
    chosen = np.zeros(len(own), np.bool_)
    chosen[np.argsort(-score, kind="stable")[: round(targets.foreign.value)]] = True
    return chosen


def _inside(targets: Targets, own: IntArray, totals: Totals, place: int, kind: str) -> int:
    whole, home = targets.group_total.get(kind), targets.group_domestic.get(kind)
    if whole is not None and home is not None:
        return round(whole.value - home.value)
    share = own[targets.in_group, place].sum() / max(own[:, place].sum(), 1)
    return round(float(share) * int(totals.overseas[place]))


def touched_target(targets: Targets) -> int | None:
    """Return how many nodes the group touches, itself included; None where no share is printed."""
    return rounded(targets.touched_share, round(targets.nodes.value)) if targets.touched_share else None
