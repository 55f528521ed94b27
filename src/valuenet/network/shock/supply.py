"""Who supplies whom with what: the ties of a network, by receiver and by the suppliers' sector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import UsageError, nearest
from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.shock.spelling import Spellings, known_code

Mask: TypeAlias = npt.NDArray[np.bool_]

UNKNOWN = -1
"""The group of a supplier of which nobody knows what it supplies."""
TECHNOLOGY = "technology"
"""The family of relations that supplies, where nothing else is asked for, and along which a failure spreads."""


BY = ("sector",)
"""The columns of the nodes that say what a supplier supplies."""


@dataclass(frozen=True, eq=False)
class Supply:
    """Ties of supply, ordered by receiver, then by the supplier's group, then by supplier.

    Ties `(t,)`: `supplier`, `receiver`, `rows` (relations that merged into the tie). A **need** is one receiver and
    one group of suppliers: the ties of need i are `need_start[i]` up to `need_start[i + 1]`; `need` `(t,)` is the
    need of each tie, `need_receiver` and `need_group` `(p,)` are its two sides. `group` `(n,)` says what a node
    supplies, as a number in `groups`, or `UNKNOWN`. Loops make no tie; `loops` `(n,)` counts their relations.
    """

    nodes: int
    supplier: IntArray
    receiver: IntArray
    rows: IntArray
    loops: IntArray
    group: IntArray
    groups: tuple[str, ...]
    need: IntArray
    need_start: IntArray
    need_receiver: IntArray
    need_group: IntArray

    @property
    def ties(self) -> int:
        """Pairs of a supplier and another node that it supplies."""
        return len(self.supplier)

    @property
    def need_size(self) -> IntArray:
        """Suppliers that each need has, `(p,)`."""
        return np.diff(self.need_start)

    @property
    def receivers_of(self) -> IntArray:
        """Receivers that every node supplies, `(n,)`."""
        return np.bincount(self.supplier, minlength=self.nodes)

    @property
    def suppliers_of(self) -> IntArray:
        """Suppliers that every node has, `(n,)`."""
        return np.bincount(self.receiver, minlength=self.nodes)


def supply_of(network: Network, rows: Mask | None = None, by: Sequence[str] = BY) -> Supply:
    """Return the ties of supply among the relations where `rows` `(m,)` is true (all of them without it).

    A supplier's group is its value in the first column of `by` that knows one, and `UNKNOWN` where none does. A
    network in which no node has such a value knows no sectors: all its suppliers are then of the one group `any`.
    Raises `UsageError` for a column that is not there, but for the sector of a network that knows none.

    >>> from valuenet.network.network import network_of
    >>> nodes = pl.DataFrame({"id": ["a", "b", "c"], "sector": ["chip", "chip", None]})
    >>> found = supply_of(network_of(nodes, pl.DataFrame({"source": ["a", "b", "b"], "target": ["c", "c", "c"]})))
    >>> found.supplier.tolist(), found.rows.tolist(), found.need_size.tolist(), found.groups
    ([0, 1], [1, 2], [2], ('chip',))
    """
    group, groups = groups_of(network.nodes, by)
    ends = network.relations.select("source", "target").to_numpy() if network.relations.height else np.empty((0, 2))
    source, target = ends[:, 0].astype(np.int64), ends[:, 1].astype(np.int64)
    if rows is not None:
        source, target = source[rows], target[rows]
    plain = source != target
    loops = np.bincount(source[~plain], minlength=network.nodes.height)
    return _ordered(
        network.nodes.height, source[plain], target[plain], np.ones(plain.sum(), np.int64), loops, (group, groups)
    )


def part(supply: Supply, kept: Mask) -> Supply:
    """Return the supply of the ties where `kept` `(t,)` is true, without loops."""
    chosen = (supply.supplier[kept], supply.receiver[kept], supply.rows[kept])
    return _ordered(supply.nodes, *chosen, np.zeros_like(supply.loops), (supply.group, supply.groups))


def place_of(supply: Supply, suppliers: IntArray, receivers: IntArray) -> IntArray:
    """Return the place among the ties of each pair `(k,)` of a supplier and a receiver, -1 where it is no tie."""
    key = supply.receiver.astype(np.int64) * supply.nodes + supply.supplier
    order = np.argsort(key, kind="stable")
    wanted = np.asarray(receivers, np.int64) * supply.nodes + suppliers
    place = np.searchsorted(key, wanted, sorter=order)
    found = np.append(order, -1)[np.minimum(place, len(key))]
    found[np.append(key, -1)[found] != wanted] = -1
    return np.asarray(found)


def exposed_rows(
    network: Network, chosen: Mapping[str, Iterable[str]], spellings: Spellings | None = None
) -> tuple[Mask, dict[str, list[str]]]:
    """Return which relations `(m,)` have, in every column of `chosen`, one of its values; and the values as codes.

    A column is one of the relations' (`kind`, `family`), or one of the supplier's (`sector`). Raises `UsageError` for
    a column or a value that no relation has.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "b"], "target": ["b", "a"], "kind": ["work", "study"]})
    >>> rows, _ = exposed_rows(network_of(pl.DataFrame({"id": ["a", "b"]}), ties), {"kind": ["WORK"]})
    >>> rows.tolist()
    [True, False]
    """
    kept, codes = np.ones(network.relations.height, np.bool_), {}
    for column, values in chosen.items():
        found = supplier_column(network, column).cast(pl.String)
        name = f"relation_{column}" if column in network.relations.columns else column
        spelled = (spellings or {}).get(name, {})
        nobody = f"no relation here has the {column} '{{}}'"
        codes[column] = [known_code(value, found, spelled, nobody.format(value)) for value in values]
        kept &= found.is_in(codes[column]).fill_null(value=False).to_numpy()
    return kept, codes


def supplier_column(network: Network, column: str) -> pl.Series:
    """Return a column of the relations, or, where they have none of that name, of their suppliers, `(m,)`."""
    if column in network.relations.columns:
        return network.relations[column]
    if column in network.nodes.columns:
        return network.nodes[column].gather(network.relations["source"])
    known = [*network.relations.columns, *network.nodes.columns]
    raise UsageError(f"this network does not know the {column} of a relation or a supplier{nearest(column, known)}")


def groups_of(nodes: pl.DataFrame, by: Sequence[str]) -> tuple[IntArray, tuple[str, ...]]:
    """Return the number of every node's group, `(n,)`, and the groups' names (see `supply_of`)."""
    missing = [column for column in by if column not in nodes.columns]
    if not by or (missing and tuple(by) != BY):
        hint = nearest(missing[0], nodes.columns) if missing else ""
        raise UsageError(f"subjects have no column '{', '.join(missing)}' that says what they supply{hint}")
    known = [pl.col(column).cast(pl.String) for column in by if column in nodes.columns]
    told = nodes.select(pl.coalesce(known)).to_series() if known else pl.Series(values=[None], dtype=pl.String)
    groups = tuple(told.unique().drop_nulls().sort())
    if not groups:
        return np.zeros(nodes.height, np.int64), ("any",)
    number = pl.DataFrame({"group": groups}).with_row_index("number")
    joined = told.rename("group").to_frame().join(number, on="group", how="left", maintain_order="left")
    return joined["number"].cast(pl.Int64).fill_null(UNKNOWN).to_numpy(), groups


def _ordered(
    nodes: int, supplier: IntArray, receiver: IntArray, rows: IntArray, loops: IntArray, groups: tuple[Any, Any]
) -> Supply:
    group, names = groups
    place = np.empty(nodes, np.int64)
    by_group = np.argsort(group, kind="stable")
    place[by_group] = np.arange(nodes)
    pairs, found = np.unique(receiver * max(nodes, 1) + place[supplier], return_inverse=True)
    merged = np.bincount(found, weights=rows, minlength=len(pairs)).astype(np.int64)
    takes, gives = pairs // max(nodes, 1), by_group[pairs % max(nodes, 1)]
    key = takes * (len(names) + 1) + group[gives] + 1
    first = np.flatnonzero(np.diff(key, prepend=-1))
    start = np.append(first, len(key))
    need = np.repeat(np.arange(len(first)), np.diff(start))
    return Supply(nodes, gives, takes, merged, loops, group, names, need, start, takes[first], group[gives[first]])
