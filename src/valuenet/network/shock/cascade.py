"""What follows a loss of supply: receivers that lost too much fail to supply in turn, until it rests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import UsageError
from valuenet.network.graph import IntArray
from valuenet.network.shock.supply import UNKNOWN, Mask, Supply

THRESHOLD = 0.5
"""The share of its inputs of a sector beyond whose loss a receiver fails."""
_EXACT = 1e-9


@dataclass(frozen=True, eq=False)
class Cascade:
    """The round in which every node failed, `(n,)`, 0 where it did not; `lost` `(t,)` tells the ties that went."""

    round: IntArray
    lost: Mask

    @property
    def failed(self) -> Mask:
        """Which nodes failed, `(n,)`."""
        return self.round > 0

    @property
    def by_round(self) -> IntArray:
        """How many nodes failed in round 1, 2, ..."""
        return np.bincount(self.round)[1:]


def losses_to_fail(size: IntArray, threshold: float) -> IntArray:
    """Return the loss that is more than `threshold` of each `size` (elementwise): the least integer above it.

    Raises `UsageError` where the threshold is not in 0..1.

    >>> losses_to_fail(np.array([1, 2, 3, 4]), 0.5).tolist()
    [1, 2, 2, 3]
    """
    if not 0 <= threshold <= 1:
        raise UsageError(
            f"a threshold of {threshold} is no share: give 0 to 1, as 0.5 for more than half of the inputs"
        )
    return np.asarray(np.floor(threshold * size + _EXACT), np.int64) + 1


def cascade(
    supply: Supply,
    lost: Mask,
    threshold: float = THRESHOLD,
    *,
    substitutes: tuple[IntArray, IntArray] | None = None,
    spared: Mask | None = None,
    unknown_counts: bool = True,
) -> Cascade:
    """Return who fails once the ties where `lost` `(t,)` is true have gone, round by round.

    The rule: a receiver fails when, of its suppliers of some sector, more than the share `threshold` is lost, those
    taken back by substitutes not counted. Whoever fails supplies nobody any more, neither its receivers nor those
    whose substitute it was. `substitutes` are suppliers and receivers `(q,)` of the new ties, found once, before the
    first round; nobody finds one later. Nodes where `spared` `(n,)` is true never fail. Suppliers of unknown sector
    count as one sector of their own, or not at all with `unknown_counts=False`.

    What is lost only grows with who failed, so that the rule has one least set of failures: neither the order of the
    failures nor their rounds change it, and a higher threshold never fails more (Tarski's fixed point).

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "d"]})
    >>> supply = supply_of(network_of(pl.DataFrame({"id": list("abcd")}), ties))
    >>> cascade(supply, supply.supplier == 0).round.tolist()
    [0, 1, 2, 3]
    """
    may = ~spared if spared is not None else np.ones(supply.nodes, np.bool_)
    supplier, need, size = _with_substitutes(supply, substitutes)
    limit = losses_to_fail(supply.need_size, threshold) + size - supply.need_size
    if not unknown_counts:
        limit[supply.need_group == UNKNOWN] = np.iinfo(np.int64).max
    gone = np.append(lost, np.zeros(len(supplier) - supply.ties, np.bool_))
    when = np.zeros(supply.nodes, np.int64)
    missing = np.bincount(need[gone], minlength=len(limit))
    step = 0
    while True:
        over = supply.need_receiver[missing >= limit]
        fails = np.zeros(supply.nodes, np.bool_)
        fails[over] = True
        fails &= may & (when == 0)
        if not fails.any():
            return Cascade(when, gone[: supply.ties])
        step += 1
        when[fails] = step
        newly = fails[supplier] & ~gone
        gone |= newly
        missing += np.bincount(need[newly], minlength=len(limit))


def _with_substitutes(
    supply: Supply, substitutes: tuple[IntArray, IntArray] | None
) -> tuple[IntArray, IntArray, IntArray]:
    """Suppliers and needs of all ties, the new ones last, and the size of every need with them."""
    if substitutes is None or not len(substitutes[0]):
        return supply.supplier, supply.need, supply.need_size
    key = supply.need_receiver * (len(supply.groups) + 1) + supply.need_group + 1
    wanted = substitutes[1] * (len(supply.groups) + 1) + supply.group[substitutes[0]] + 1
    need = np.concatenate([supply.need, np.searchsorted(key, wanted)])
    return np.concatenate([supply.supplier, substitutes[0]]), need, np.bincount(need, minlength=len(key))
