"""Which few suppliers' loss would leave the most receivers without any supplier of a sector."""

from __future__ import annotations

from typing import Any

import numpy as np

from valuenet.errors import UsageError
from valuenet.network.graph import IntArray
from valuenet.network.shock.critical import Critical
from valuenet.network.shock.supply import UNKNOWN, Mask, Supply

NODE_LIMIT = 2000
"""Branches of the search before it rests with a bound: a limit in time would not end it twice at the same place."""
_EXACT = 1e-6


def cut_off(supply: Supply, number: int = 10, *, among: Mask | None = None, unknown_counts: bool = False) -> Critical:
    """Return the suppliers whose joint loss takes every supplier of a sector from the most receivers.

    The loss counts needs (receiver and sector; the unknown sector only with `unknown_counts`) of which every supplier
    is chosen. It is supermodular: one choice makes the next worse, and a greedy choice has no guarantee. The
    choice is therefore that of an integer program (x_j: supplier j is chosen; y_p <= x_j: need p is lost; at most
    `number` suppliers), searched over `NODE_LIMIT` branches, or the greedy one where that is better. `bound` is
    that of its relaxation, for every number up to `number`; where the search ended, the last one is the optimum.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": list("aabbc"), "target": list("dedef")})
    >>> found = cut_off(supply_of(network_of(pl.DataFrame({"id": list("abcdef")}), ties)), 2)
    >>> sorted(found.suppliers.tolist()), found.loss.tolist(), found.bound.tolist(), found.exact
    ([0, 1], [0, 2], [1, 2], True)
    """
    if number < 1:
        raise UsageError(f"the {number} most harmful suppliers: give a number from 1")
    needs = _distinct(supply, number, among, unknown_counts)
    suppliers = np.unique(np.concatenate([each for each, _ in needs] or [np.empty(0, np.int64)]))
    count = min(number, len(suppliers))
    found = [_greedy(needs, suppliers, count)]
    bound = np.array([_solved(needs, suppliers, each, 0)[1] for each in range(1, count + 1)], np.int64)
    if count and _loss(needs, found[0]) < bound[-1]:
        chosen, best = _solved(needs, suppliers, count, NODE_LIMIT)
        found.append(chosen)
        bound[-1] = min(bound[-1], best)
    chosen = max(found, key=lambda each: _loss(needs, each))
    total = sum(weight for _, weight in needs)
    return _result(needs, chosen, np.minimum.accumulate(bound[::-1])[::-1], total)


Needs = list[tuple[IntArray, int]]


def _distinct(supply: Supply, number: int, among: Mask | None, unknown_counts: bool) -> Needs:
    """The sets of suppliers that `number` can take wholly, each with how many needs have just these."""
    counts: dict[tuple[int, ...], int] = {}
    possible = supply.need_size <= number
    if not unknown_counts:
        possible &= supply.need_group != UNKNOWN
    if among is not None and supply.ties:
        possible &= np.logical_and.reduceat(among[supply.supplier], supply.need_start[:-1])
    for need in np.flatnonzero(possible).tolist():
        key = tuple(supply.supplier[supply.need_start[need] : supply.need_start[need + 1]].tolist())
        counts[key] = counts.get(key, 0) + 1
    return [(np.array(key, np.int64), weight) for key, weight in sorted(counts.items())]


def _loss(needs: Needs, chosen: IntArray) -> int:
    taken = set(chosen.tolist())
    return sum(weight for suppliers, weight in needs if taken.issuperset(suppliers.tolist()))


def _greedy(needs: Needs, suppliers: IntArray, count: int) -> IntArray:
    """Take the set of suppliers with most needs a supplier still missing, as long as there is room."""
    chosen: set[int] = set()
    while len(chosen) < count:
        missing = [(set(each.tolist()) - chosen, weight) for each, weight in needs]
        room = [(len(new), weight, new) for new, weight in missing if 0 < len(new) <= count - len(chosen)]
        if not room:
            break
        chosen |= max(room, key=lambda each: (each[1] / each[0], -min(each[2])))[2]
    spare = [each for each in suppliers.tolist() if each not in chosen]
    return np.array(sorted(chosen | set(spare[: count - len(chosen)])), np.int64)


def _solved(needs: Needs, suppliers: IntArray, count: int, branches: int) -> tuple[IntArray, int]:
    """The choice of an integer program and its bound; the bound of its relaxation without `branches`."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    place = {each: at for at, each in enumerate(suppliers.tolist())}
    gain = np.zeros(len(suppliers) + sum(len(each) > 1 for each, _ in needs))
    rows: list[tuple[int, int]] = []
    column = len(suppliers)
    for each, weight in needs:
        at = place[int(each[0])] if len(each) == 1 else column
        gain[at] += weight
        if len(each) > 1:
            rows += [(column, place[one]) for one in each.tolist()]
            column += 1
    ends = np.array(rows, np.int64).reshape(-1, 2)
    order = np.arange(len(rows))
    cells: Any = (np.repeat([1.0, -1.0], len(rows)), (np.tile(order, 2), ends.T.ravel()))
    limits = [LinearConstraint((np.arange(len(gain)) < len(suppliers)).astype(float)[None, :], ub=count)]
    if rows:
        limits.append(LinearConstraint(coo_array(cells, shape=(len(rows), len(gain))).tocsr(), ub=0))
    whole = (np.arange(len(gain)) < len(suppliers)) * int(branches > 0)
    options: Any = {"node_limit": branches} if branches else {}
    found: Any = milp(-gain, integrality=whole, bounds=Bounds(0, 1), constraints=limits, options=options)
    best = -(found.mip_dual_bound if branches and found.mip_dual_bound is not None else found.fun)
    picked = suppliers[found.x[: len(suppliers)] > 1 - _EXACT] if found.x is not None else suppliers[:0]
    return picked[:count], int(np.floor(best + _EXACT))


def _result(needs: Needs, chosen: IntArray, bound: IntArray, total: int) -> Critical:
    """Put the chosen in the order in which their loss grows soonest, as far as one step sees."""
    order: list[int] = []
    loss: list[int] = []
    rest = chosen.tolist()
    while rest:
        best = max(rest, key=lambda each: (_loss(needs, np.array([*order, each])), -each))
        order.append(best)
        rest.remove(best)
        loss.append(_loss(needs, np.array(order)))
    alone = np.array([_loss(needs, np.array([each])) for each in order], np.int64)
    lost, bound = np.array(loss, np.int64), bound[: len(order)]
    exact = bool(len(lost)) and lost[-1] == bound[-1]
    words = (
        "the worst choice: optimum of the integer program" if exact else "no guarantee: bound of the integer program"
    )
    return Critical("cut_off", np.array(order, np.int64), alone, np.diff(lost, prepend=0), lost, bound, total, words)
