"""Labels for nodes that are counted in several tables at once, so that each table has as many rows of each as asked."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float64]


def fill_quotas(
    counts: npt.ArrayLike, quotas: npt.ArrayLike, prior: npt.ArrayLike, *, seed: int
) -> tuple[IntArray, IntArray]:
    """Give each node a label such that the rows of each label in each table fill its quota; return what is left, too.

    `counts` `(n, t)` are the rows of each node by table, `quotas` `(t, l)` the rows wanted by table and label, at
    least as many as there are. Nodes with several rows come first. A node in no table draws from `prior` `(l,)`.
    Raises `DataError` where a node with several rows finds no label with room, or quotas are too small.

    >>> label, left = fill_quotas([[2], [1], [1]], [[2, 2]], [1, 1], seed=1)
    >>> np.bincount(label, weights=[2, 1, 1]).tolist(), left.tolist()
    ([2.0, 2.0], [[0, 0]])
    """
    rows, left = np.asarray(counts, np.int64), np.asarray(quotas, np.int64).copy()
    if (rows.sum(axis=0) > left.sum(axis=1)).any():
        raise DataError(f"the tables have {rows.sum(axis=0).tolist()} rows but room for {left.sum(axis=1).tolist()}")
    rng = np.random.default_rng(seed)
    weights = np.asarray(prior, np.float64)
    total = rows.sum(axis=1)
    label = rng.choice(left.shape[1], len(rows), p=weights / weights.sum()).astype(np.int64)
    several = np.flatnonzero(total > 1)
    for node in several[np.argsort(-total[several], kind="stable")].tolist():
        label[node] = _draw(rows[node], left, rng)
        left[:, label[node]] -= rows[node]
    for table in range(rows.shape[1]):
        single = np.flatnonzero((total == 1) & (rows[:, table] == 1))
        open_ = np.repeat(np.arange(left.shape[1]), left[table])
        if len(open_) < len(single):
            raise DataError(f"table {table} has {len(single)} rows left but room for {len(open_)}")
        label[single] = rng.permutation(open_)[: len(single)]
        left[table] -= np.bincount(label[single], minlength=left.shape[1])
    return label, left


def _draw(rows: IntArray, left: IntArray, rng: np.random.Generator) -> int:
    tables = np.flatnonzero(rows)
    room = left[tables]
    fits = (room >= rows[tables, None]).all(axis=0)
    if not fits.any():
        raise DataError(f"no label has room for a node with {rows.tolist()} rows: its rows are too many for the quotas")
    share: FloatArray = (room / np.maximum(room.sum(axis=1, keepdims=True), 1)).prod(axis=0) * fits
    return int(rng.choice(len(share), p=share / share.sum()))
