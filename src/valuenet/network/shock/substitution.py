"""Who takes over the receivers of suppliers that are gone: the suppliers left in the sector, as far as they can."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from valuenet.errors import UsageError
from valuenet.network.graph import IntArray
from valuenet.network.shock.supply import UNKNOWN, Mask, Supply

CAPACITY = 0.5
"""What a supplier can take on beside what it has, as a share of its receivers."""
_EXACT = 1e-9
"""What keeps 0.29 x 100 from being 28."""


@dataclass(frozen=True, eq=False)
class Substitution:
    """New ties of supply, `supplier` and `receiver` `(q,)`, in the place of lost ones.

    `instead_of` `(q,)` is the place of the lost tie that each takes; `wanted` counts lost ties of remaining
    receivers, `unknown` those among them whose supplier has no known sector, and which nobody can take.
    """

    supplier: IntArray
    receiver: IntArray
    instead_of: IntArray
    wanted: int
    unknown: int


def capacity_of(supply: Supply, share: float) -> IntArray:
    """Return how many new receivers every node can take on, `(n,)`: `share` of those it has, rounded down.

    Raises `UsageError` where `share` is negative or no number.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": ["a", "a", "a", "b"], "target": ["b", "c", "d", "d"]})
    >>> capacity_of(supply_of(network_of(pl.DataFrame({"id": list("abcd")}), ties)), 0.5).tolist()
    [1, 0, 0, 0]
    """
    if not (share >= 0 and math.isfinite(share)):
        raise UsageError(f"a capacity of {share} is no share: give 0 or more, as 0.5 for half of the present receivers")
    return np.asarray(np.floor(share * supply.receivers_of + _EXACT), np.int64)


def substituted(
    supply: Supply, lost: Mask, gone: Mask, share: float = CAPACITY, beside: Supply | None = None
) -> Substitution:
    """Return the greatest substitution for the ties where `lost` `(t,)` is true.

    The model: each lost tie of a receiver that is not `gone` `(n,)` is one demand for a substitute of the same
    sector. A supplier of that sector that is not gone can take on `capacity_of` new receivers, each once, and none
    that it supplies already (in `beside`, ties of other kinds among them), nor itself. Nobody can stand in where the
    sector is unknown.
    Of all assignments one is taken that rescues the most receivers that lost every supplier of a sector (a
    first substitute each), and among these the most demands: a maximum b-matching, found by augmenting paths (Kuhn,
    Naval Research Logistics Quarterly 2, 1955), which reach both at once, as a path never takes a substitute from a
    receiver again. Ties are broken by node number: receivers in that order, suppliers of most spare capacity first.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> import polars as pl
    >>> ties = pl.DataFrame({"source": ["a", "b", "b"], "target": ["c", "d", "e"]})
    >>> supply = supply_of(network_of(pl.DataFrame({"id": list("abcde")}), ties))
    >>> gone = np.array([True, False, False, False, False])
    >>> found = substituted(supply, supply.supplier == 0, gone)
    >>> list(zip(found.supplier.tolist(), found.receiver.tolist()))
    [(1, 2)]
    """
    spare = np.where(gone, 0, capacity_of(supply, share))
    wanting = lost & ~gone[supply.receiver]
    unknown = int((wanting & (supply.group[supply.supplier] == UNKNOWN)).sum())
    demand = np.bincount(supply.need[wanting], minlength=len(supply.need_group))
    cut_off = demand == supply.need_size
    chosen: list[tuple[int, int]] = []
    for group in np.unique(supply.need_group[demand > 0]).tolist():
        if group == UNKNOWN:
            continue
        needs = np.flatnonzero((supply.need_group == group) & (demand > 0))
        suppliers = np.flatnonzero((supply.group == group) & (spare > 0))
        given = _assigned(
            _allowed(supply, needs, suppliers, beside or supply), demand[needs], cut_off[needs], spare[suppliers]
        )
        at, by = np.nonzero(given)
        chosen += zip(needs[at].tolist(), suppliers[by].tolist(), strict=True)
    return _substitution(supply, wanting, chosen, unknown)


def _substitution(supply: Supply, wanting: Mask, chosen: list[tuple[int, int]], unknown: int) -> Substitution:
    needs, suppliers = np.array(sorted(chosen), np.int64).reshape(-1, 2).T
    places = np.flatnonzero(wanting)
    first = np.searchsorted(supply.need[places], needs)  # ties of a need stand together
    nth = np.arange(len(needs)) - np.searchsorted(needs, needs)
    instead = places[first + nth] if len(needs) else np.empty(0, np.int64)
    return Substitution(suppliers, supply.need_receiver[needs], instead, int(wanting.sum()), unknown)


def _allowed(supply: Supply, needs: IntArray, suppliers: IntArray, beside: Supply) -> Mask:
    """Which supplier can take on which need, `(needs, suppliers)`."""
    receivers = supply.need_receiver[needs]  # all different: needs of one group
    column, row = np.full(supply.nodes, -1), np.full(supply.nodes, -1)
    column[suppliers], row[receivers] = np.arange(len(suppliers)), np.arange(len(needs))
    tied = (row[beside.receiver] >= 0) & (column[beside.supplier] >= 0)
    allowed = receivers[:, None] != suppliers[None, :]
    allowed[row[beside.receiver[tied]], column[beside.supplier[tied]]] = False
    return np.asarray(allowed)


def _assigned(allowed: Mask, demand: IntArray, cut_off: Mask, capacity: IntArray) -> Mask:
    """The greatest assignment `(needs, suppliers)` within `allowed`: a substitute for each cut-off need first."""
    given, spare = np.zeros_like(allowed), capacity.copy()
    rest = demand.copy()
    for need in np.flatnonzero(cut_off).tolist():
        rest[need] -= spare.any() and _augmented(allowed, given, spare, need)
    for need in np.flatnonzero(rest).tolist():
        while rest[need] and spare.any() and _augmented(allowed, given, spare, need):
            rest[need] -= 1
    return given


def _augmented(allowed: Mask, given: Mask, spare: IntArray, need: int) -> bool:
    """Give `need` one substitute more, moving others' where that makes room; tell whether there was a way.

    What a vain search has reached leads nowhere ever after (a Hungarian tree), and is struck from `allowed`.
    """
    came = np.full(allowed.shape[1], -1)  # the need from which the search came to a supplier
    whose = np.full(allowed.shape[0], -1)  # the supplier from which it came to a need
    layer, seen = [need], np.zeros(allowed.shape[0], np.bool_)
    seen[need] = True
    while layer:
        reached = []
        for each in layer:
            fresh = np.flatnonzero(allowed[each] & ~given[each] & (came < 0))
            came[fresh] = each
            reached.append(fresh)
        suppliers = np.concatenate(reached)
        if suppliers.size and spare[best := int(suppliers[np.argmax(spare[suppliers])])]:
            spare[best] -= 1
            _move(given, came, whose, best)
            return True
        layer = []
        for supplier in suppliers.tolist():
            held = np.flatnonzero(given[:, supplier] & ~seen)
            seen[held], whose[held] = True, supplier
            layer += held.tolist()
    allowed[:, came >= 0] = False
    return False


def _move(given: Mask, came: IntArray, whose: IntArray, supplier: int) -> None:
    while supplier >= 0:
        need = came[supplier]
        given[need, supplier] = True
        supplier = whose[need]
        if supplier >= 0:
            given[need, supplier] = False
