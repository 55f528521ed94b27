"""The relation nodes without a printed figure: one row each, and a few connectors with many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.reconstruct.allocate import IntArray, bounded
from valuenet.reconstruct.network.plan import Plan, Pool
from valuenet.reconstruct.network.stubs import SHAPE, Stubs, strata_of
from valuenet.reconstruct.network.targets import KINDS


@dataclass(frozen=True)
class Part:
    """Relation nodes of one pool on one side of the border: rows of the group and others that wait for them."""

    pool: int
    abroad: int
    strata: IntArray
    inner: int
    outer: int

    @property
    def rows(self) -> int:
        """All rows of the part."""
        return self.inner + self.outer


def put_others(
    stubs: Stubs, plan: Plan, first: int, nodes: int, touched: int | None, most: int, rng: np.random.Generator
) -> tuple[IntArray, IntArray]:
    """Fill every stratum with `nodes` relation nodes, numbered from `first`; return pool and side of the border.

    Each has a row; `touched` of them have one of the group; the rest of the rows goes to connectors, of at most
    `most` rows each. Raises `DataError` where there are fewer rows than nodes.
    """
    parts = [_part(stubs, number, pool, abroad) for number, pool in enumerate(plan.pools) for abroad in (0, 1)]
    sizes = _sizes(plan.pools, parts, nodes, most)
    rows = np.array([part.inner for part in parts])
    least = np.maximum(sizes - [part.outer for part in parts], -(-rows // most))
    wanted = touched if touched is not None else int(rows.sum() * nodes / max(sum(part.rows for part in parts), 1))
    low, high = int(least.sum()), int(np.minimum(rows, sizes).sum())
    if not low <= wanted <= high:
        if touched is not None:
            words = f"beside those known the group has to touch {wanted} nodes to have its printed share of all"
            raise DataError(f"{words}, but its rows reach {low} at least and {high} at most")
        wanted = min(max(wanted, low), high)
    inside = bounded(wanted, rows, least, np.minimum(rows, sizes))
    for part, size, inner in zip(parts, sizes.tolist(), inside.tolist(), strict=True):
        _fill(stubs, part, plan, first, size, inner, most, rng)
        first += size
    kinds = [np.full(size, part.pool) for part, size in zip(parts, sizes.tolist(), strict=True)]
    sides = [np.full(size, part.abroad) for part, size in zip(parts, sizes.tolist(), strict=True)]
    return np.concatenate(kinds), np.concatenate(sides)


def _part(stubs: Stubs, number: int, pool: Pool, abroad: int) -> Part:
    at = strata_of(kinds=[KINDS.index(kind) for kind in pool.relations], abroad=[abroad])
    group = np.unravel_index(at, SHAPE)[0]
    inner, outer = (int(stubs.left[at[group == side]].sum()) for side in (1, 0))
    return Part(number, abroad, at, inner, outer)


def _sizes(pools: list[Pool], parts: list[Part], nodes: int, most: int) -> IntArray:
    """Divide the nodes among the parts: as declared where that is possible, the rest in proportion to the rows."""
    rows = np.array([part.rows for part in parts])
    least = -(-rows // most)
    if not least.sum() <= nodes <= rows.sum():
        words = f"{nodes} relation nodes without a figure cannot share {rows.sum()} rows"
        raise DataError(f"{words}: each has one at least and {most} at most")
    wish = np.zeros(len(parts))
    scale = min(1.0, nodes / 2 / max(sum(pool.nodes or 0 for pool in pools), 1))
    for number, pool in enumerate(pools):
        of_pool = np.array([part.pool == number for part in parts])
        if pool.nodes is not None:
            many = min(scale * pool.nodes, float(rows[of_pool].sum()))
            wish[of_pool] = many * rows[of_pool] / max(rows[of_pool].sum(), 1)
    open_ = np.array([pools[part.pool].nodes is None for part in parts])
    wish[open_] = max(nodes - wish.sum(), 0.0) * rows[open_] / max(rows[open_].sum(), 1)
    return bounded(nodes, np.maximum(wish, 1e-9 * rows), least, rows)


def _fill(
    stubs: Stubs, part: Part, plan: Plan, first: int, size: int, inner: int, most: int, rng: np.random.Generator
) -> None:
    """Place `size` nodes from `first` on, of which the first `inner` are those of the group."""
    if not size:
        return
    more = np.array([part.inner - inner, part.outer - (size - inner)])
    several = _connectors(int(more.sum()), size, plan, most)
    from_group = max(min(several, inner) if more[0] else 0, several - (size - inner))
    from_group = min(inner, max(from_group, -(-int(more[0]) // max(most - 1, 1))))
    several = max(several, from_group)
    budget = _pareto(int(more.sum()), several, plan.connectors.shape, most - 1, rng)
    tied = np.arange(several) < from_group
    extra = bounded(int(more[0]), np.where(tied, budget, 0), upper=np.where(tied, most - 1, 0))
    left = np.maximum(budget - extra, 0)
    other = bounded(int(more[1]), left + 1e-6, upper=most - 1 - extra)
    node = np.concatenate([np.arange(from_group), inner + np.arange(several - from_group)])
    group = np.unravel_index(part.strata, SHAPE)[0]
    for side, own, extras in ((1, np.arange(inner), extra), (0, np.arange(inner, size), other)):
        at = part.strata[group == side]
        stubs.put(
            first + rng.permutation(np.concatenate([own, np.repeat(node, extras)])), np.repeat(at, stubs.left[at])
        )


def _connectors(rows: int, size: int, plan: Plan, most: int) -> int:
    if not rows:
        return 0
    if rows > size * (most - 1):
        raise DataError(f"{rows} more rows than relation nodes are left for {size} nodes of at most {most} rows")
    return min(size, max(int(rows / plan.connectors.rows), int(1.5 * rows / max(most - 1, 1)) + 1))


def _pareto(rows: int, several: int, shape: float, most: int, rng: np.random.Generator) -> IntArray:
    weights = rng.pareto(shape, several) + 1.0
    return bounded(rows, weights, lower=0, upper=most)
