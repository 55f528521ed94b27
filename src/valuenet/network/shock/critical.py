"""Which few suppliers' loss would reach the most receivers: a greedy choice, with a bound on any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.errors import UsageError, nearest
from valuenet.network.graph import IntArray
from valuenet.network.shock.supply import Mask, Supply

REACHES = ("receivers", "needs", "relations")
"""Objectives of which the greedy choice has a guarantee: what loses at least one supplier, or is lost."""


@dataclass(frozen=True, eq=False)
class Critical:
    """A choice of suppliers, `suppliers` `(k,)`, the most harmful first.

    `alone` is the loss if only that one goes, `gain` what it adds to those before it, `loss` all of them so far, and
    `bound` an upper bound on the loss of any choice of that many; all `(k,)`. `total` is the loss if all suppliers go.
    `guarantee` says in words what the bound is worth; `exact` whether the whole choice is known to be the worst one.
    """

    objective: str
    suppliers: IntArray
    alone: IntArray
    gain: IntArray
    loss: IntArray
    bound: IntArray
    total: int
    guarantee: str

    @property
    def exact(self) -> bool:
        """Whether no choice of as many suppliers loses more."""
        return not len(self.loss) or bool(self.loss[-1] == self.bound[-1])


def critical(supply: Supply, number: int = 10, objective: str = "receivers", among: Mask | None = None) -> Critical:
    """Return the suppliers whose joint loss hits the most, chosen one after the other.

    `objective` counts, over the ties of `supply`, the receivers that lose at least one supplier (`receivers`), the
    pairs of a receiver and a sector of which it loses one (`needs`; the unknown sector is one), or the relations lost
    (`relations`). The first two are coverage functions: monotone and submodular, so that the greedy choice reaches
    at least 1 - 1/e of the best (Nemhauser, Wolsey and Fisher, Mathematical Programming 14, 1978); for the third it
    is the best. `bound[j]` is the tighter bound that the data give (Leskovec et al., KDD 2007): for every prefix of the
    choice, its loss plus the j + 1 largest gains that are then left; the least of these. Receivers count
    though they be among the chosen. `among` `(n,)` limits the candidates; of equal gains the lower node number wins.

    The gains are kept, not computed anew: what a choice covers is taken from its other suppliers, each tie once.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": list("aaabb"), "target": list("cdecf")})
    >>> found = critical(supply_of(network_of(pl.DataFrame({"id": list("abcdef")}), ties)), 2)
    >>> found.suppliers.tolist(), found.loss.tolist(), found.bound.tolist()
    ([0, 1], [3, 4], [3, 4])
    """
    if number < 1:
        raise UsageError(f"the {number} most harmful suppliers: give a number from 1")
    pairs, item, weight = _covered(supply, objective)
    open_ = np.ones(len(pairs), np.bool_) if among is None else among[pairs]
    pairs, item, weight = pairs[open_], item[open_], weight[open_]
    alone = np.bincount(pairs, weights=weight, minlength=supply.nodes).astype(np.int64)
    count = min(number, int((alone > 0).sum()))
    by_item = np.argsort(item, kind="stable")
    start = np.searchsorted(item[by_item], np.arange(item.max(initial=-1) + 2))
    left, covered, taken = alone.copy(), np.zeros(len(start), np.bool_), alone == 0
    starts = np.searchsorted(pairs, np.arange(supply.nodes + 1))
    chosen: list[int] = []
    gains: list[int] = []
    bound = np.full(count, np.iinfo(np.int64).max)
    for place in range(count + 1):
        best = np.sort(np.partition(left, -count)[-count:])[::-1] if count else left[:0]
        bound = np.minimum(bound, sum(gains) + np.cumsum(best))
        if place == count:
            break
        each = int(np.argmax(np.where(taken, -1, left)))
        taken[each] = True
        chosen.append(each)
        gains.append(int(left[each]))
        fresh = item[starts[each] : starts[each + 1]]
        fresh = fresh[~covered[fresh]]
        covered[fresh] = True
        for one in fresh.tolist():
            ties = by_item[start[one] : start[one + 1]]
            left[pairs[ties]] -= weight[ties]
    return _result(objective, chosen, alone, gains, bound, int(weight[np.unique(item, return_index=True)[1]].sum()))


def _result(
    objective: str, chosen: Sequence[int], alone: IntArray, gains: Sequence[int], bound: IntArray, total: int
) -> Critical:
    loss = np.cumsum(np.array(gains, np.int64))
    best = np.minimum(bound, total)
    words = "nothing to lose"
    if len(loss):
        share = max(np.floor(1000 * loss[-1] / best[-1]) / 10, 63.2)  # 1 - 1/e, or what the bound says
        words = f"greedy: at least {share:.1f} % of the worst choice"
        words = "the worst choice: equal to its bound" if loss[-1] == best[-1] else words
    picked = np.array(chosen, np.int64)
    return Critical(objective, picked, alone[picked], np.array(gains, np.int64), loss, best, total, words)


def _covered(supply: Supply, objective: str) -> tuple[IntArray, IntArray, IntArray]:
    """Suppliers in ascending order, what each covers, and what that counts, all `(t,)`."""
    if objective not in REACHES:
        raise UsageError(f"'{objective}' is no objective{nearest(objective, REACHES)}; known: {', '.join(REACHES)}")
    order = np.argsort(supply.supplier, kind="stable")
    ones = np.ones(supply.ties, np.int64)
    if objective == "relations":
        return supply.supplier[order], order, supply.rows[order]
    item = supply.receiver if objective == "receivers" else supply.need
    pairs = np.unique(np.stack([supply.supplier, item]), axis=1) if supply.ties else np.empty((2, 0), np.int64)
    return pairs[0], pairs[1], ones[: pairs.shape[1]]
